"use client";
import {
  type DragEvent,
  type ReactNode,
  use,
  useEffect,
  useId,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { type Upload, useUploads } from "@/components/files/upload-queue";
import { UploadRow } from "@/components/files/upload-row";
import { FieldError } from "@/components/ui/field";
import { FormContext } from "@/components/ui/form-context";
import { ACCEPTED_EXTENSIONS, ALLOWED_TEXT } from "@/lib/core/file-allowed";
import { sizeText } from "@/lib/core/file-dto";

const WAIT = "A file is still on its way. Wait until it has arrived, or cancel it.";
const LEFT_BEHIND = "A file was not uploaded. Send it again, or remove it from the list to go on without it.";
const never = () => () => undefined;

/** Whether script runs: before it does, the input is part of the form like any other. */
function useScript(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

function sentenceOf({ file, state, percent, error }: Upload): string {
  if (state === "done") return `${file.name}: uploaded.`;
  if (state === "failed") return `${file.name}: not uploaded. ${error}`;
  const quarter = Math.floor(percent / 25) * 25;
  return state === "sending" && quarter > 0 ? `${file.name}: ${quarter} percent.` : "";
}

/** What is new in the list, in steps of a quarter: a reader is told, not flooded. */
function useAnnouncement(list: readonly Upload[]): string {
  const told = useRef(new Map<number, { readonly name: string; readonly sentence: string }>());
  const [text, setText] = useState("");
  useEffect(() => {
    const before = told.current;
    const now = new Map(list.map((one) => [one.key, { name: one.file.name, sentence: sentenceOf(one) }]));
    const fresh = [...now].filter(
      ([key, { sentence }]) => sentence !== "" && before.get(key)?.sentence !== sentence,
    );
    const gone = [...before].filter(([key]) => !now.has(key));
    told.current = now;
    const sentences = [
      ...gone.map(([, { name }]) => `${name}: taken off the list.`),
      ...fresh.map(([, { sentence }]) => sentence),
    ];
    if (sentences.length > 0) setText(sentences.join(" "));
  }, [list]);
  return text;
}

/** Why a form with these files is not sent: one that failed must not get lost unseen with the form. */
function holdReason(list: readonly Upload[], busy: boolean): string | null {
  if (busy) return WAIT;
  return list.some((one) => one.state === "failed") ? LEFT_BEHIND : null;
}

/**
 * Holds a form back while files are on their way or did not arrive, empties the list with the form, and warns before
 * the page is left. Returns the reason once it was held. A list that the form does not show holds nothing back.
 */
function useFormGuard(
  input: { readonly current: HTMLInputElement | null },
  { list, busy, clear }: { list: readonly Upload[]; busy: boolean; clear: () => void },
): string | null {
  const [held, setHeld] = useState(false);
  const reason = holdReason(list, busy);
  const latest = useRef({ busy, reason, clear });
  useEffect(() => {
    latest.current = { busy, reason, clear };
    if (reason === null) setHeld(false);
  });
  useEffect(() => {
    const form = input.current?.form;
    const hold = (event: Event) => {
      if (latest.current.reason === null || input.current?.getClientRects().length === 0) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      setHeld(true);
      input.current?.focus();
    };
    const warn = (event: BeforeUnloadEvent) => {
      if (latest.current.busy) event.preventDefault();
    };
    const empty = () => latest.current.clear();
    form?.addEventListener("submit", hold, true);
    form?.addEventListener("reset", empty);
    window.addEventListener("beforeunload", warn);
    return () => {
      form?.removeEventListener("submit", hold, true);
      form?.removeEventListener("reset", empty);
      window.removeEventListener("beforeunload", warn);
    };
  }, [input]);
  return held ? reason : null;
}

/**
 * Files that are uploaded as soon as they are chosen, while the rest of the form is being filled in. The form gets
 * their ids as `uploads[]`; without script it gets one small file as `file`.
 */
export function FileUpload({
  slug,
  name = "uploads",
  label,
  multiple = false,
  limitBytes,
  only,
  help,
}: {
  slug: string;
  name?: string;
  label?: string;
  multiple?: boolean;
  limitBytes: number;
  /** Where the form can use one kind of file: its endings for the file chooser and its name. */
  only?: { readonly endings: string; readonly name: string };
  help?: ReactNode;
}) {
  const id = useId();
  const script = useScript();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const { list, busy, add, remove, retry, clear } = useUploads({ slug, limitBytes, multiple });
  const announcement = useAnnouncement(list);
  const held = useFormGuard(input, { list, busy, clear });
  const fields = use(FormContext).failure?.fields;
  const problem = held ?? fields?.[name] ?? fields?.file;

  // What was chosen before script ran is sent as well.
  useEffect(() => {
    const early = [...(input.current?.files ?? [])];
    if (early.length === 0 || input.current === null) return;
    input.current.value = "";
    add(early);
  }, [add]);

  function choose(files: readonly File[]) {
    if (input.current) input.current.value = "";
    add(files);
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    choose([...event.dataTransfer.files]);
  }

  function takeAway(key: number) {
    remove(key);
    input.current?.focus();
  }

  return (
    <div className="field">
      <label htmlFor={id}>{label ?? (multiple ? "Files" : "File")}</label>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way in; the input is the first. */}
      <div
        className="drop"
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <input
          ref={input}
          id={id}
          type="file"
          name={script ? undefined : "file"}
          accept={only?.endings ?? ACCEPTED_EXTENSIONS}
          multiple={script && multiple}
          aria-describedby={`${id}h`}
          aria-invalid={problem ? true : undefined}
          // The list below says what was chosen; the browser's own words say "nothing" once the field is emptied.
          className={list.length > 0 ? "text-transparent" : undefined}
          onChange={(event) => choose([...(event.target.files ?? [])])}
        />
        {script ? <p className="sm i3">{multiple ? "Or drop files here" : "Or drop the file here"}</p> : null}
      </div>
      <p className="help" id={`${id}h`}>
        {`${only?.name ?? ALLOWED_TEXT}. Up to ${sizeText(limitBytes)}${multiple ? " each" : ""}.`} {help}
      </p>
      <p className="help hidden noscript:block">Without JavaScript: one file of up to 5 MB.</p>
      {problem ? <FieldError>{problem}</FieldError> : null}
      {list.length === 0 ? null : (
        <ul className="grid">
          {list.map((upload) => (
            <UploadRow
              key={upload.key}
              slug={slug}
              name={name}
              upload={upload}
              remove={() => takeAway(upload.key)}
              retry={() => retry(upload.key)}
            />
          ))}
        </ul>
      )}
      <p className="sr" role="status">
        {announcement}
      </p>
    </div>
  );
}
