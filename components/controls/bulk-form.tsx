"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import {
  type FormEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useActionState,
  useEffect,
  useRef,
  useState,
  useTransition,
} from "react";
import { buttonClass } from "@/components/ui/button-class";
import { showToast } from "@/components/ui/toast-store";
import type { ActionResult } from "@/lib/core/result";

export type BulkOutcome = {
  readonly changed: readonly string[];
  readonly refused: readonly { readonly ref: string; readonly reason: string }[];
};
type Answer = ActionResult<BulkOutcome>;

const BOXES = 'input.ck[form="bulk"]';
const LOST = "The server did not answer, so nothing was saved. The selection is still there: try again.";

function boxes(): readonly HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>(`tbody ${BOXES}`)];
}

/** How many rows are ticked, kept in step with the boxes of the table and the box in its header. */
function useSelection(): { readonly count: number; readonly clear: () => void } {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const all = document.querySelector<HTMLInputElement>("thead input.ck");
    function read() {
      const found = boxes();
      const ticked = found.filter((box) => box.checked).length;
      setCount(ticked);
      if (all === null) return;
      all.checked = ticked > 0 && ticked === found.length;
      all.indeterminate = ticked > 0 && ticked < found.length;
    }
    function onChange(event: Event) {
      if (event.target === all) for (const box of boxes()) box.checked = all?.checked ?? false;
      read();
    }
    read();
    document.addEventListener("change", onChange);
    return () => document.removeEventListener("change", onChange);
  }, []);
  return {
    count,
    clear: () => {
      for (const box of boxes()) box.checked = false;
      document.dispatchEvent(new Event("change"));
    },
  };
}

function Outcome({ answer, onClose }: { answer: Answer; onClose: () => void }) {
  const refused = answer.ok ? answer.data.refused : [];
  if (answer.ok && refused.length === 0) return null;
  const head = answer.ok
    ? `${answer.data.changed.length} changed. ${refused.length} left as ${refused.length === 1 ? "it was" : "they were"}:`
    : answer.message;
  return (
    <div className={`note mb-2 ${answer.ok ? "due" : "gap"}`} role="alert">
      <span className={`k ${answer.ok ? "s-triangle" : "s-diamond"}`} aria-hidden="true" />
      <div className="min-w-0 grow">
        <p>{head}</p>
        {refused.length > 0 ? (
          <ul className="max-h-48 overflow-auto">
            {refused.map((one) => (
              <li key={one.ref}>
                <span className="ref">{one.ref}</span> {one.reason}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      <button type="button" className="btn btn-q btn-d" onClick={onClose}>
        Close
      </button>
    </div>
  );
}

/** Enter in a field of a panel presses the panel's own button, not the first one of the form. */
function onPanelKey(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
  event.preventDefault();
  event.currentTarget.querySelector<HTMLButtonElement>("button[type=submit]")?.click();
}

export type BulkPanel = { readonly change: string; readonly verb: string; readonly fields: ReactNode };

function Panel({ panel }: { panel: BulkPanel }) {
  const id = `bulk-${panel.change}`;
  return (
    <>
      <button type="button" popoverTarget={id} className={buttonClass({ look: "quiet", dense: true })}>
        {panel.verb}
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter in one of its fields is handled here. */}
      <div popover="auto" id={id} className="menu menu-start w-80" onKeyDown={onPanelKey}>
        <div className="stack gap-3 p-3 whitespace-normal">
          {panel.fields}
          <button
            type="submit"
            name="change"
            value={panel.change}
            className={buttonClass({ look: "primary", dense: true })}
          >
            {panel.verb}
          </button>
        </div>
      </div>
    </>
  );
}

/**
 * The bar over the list for ticked rows. The boxes belong to this form by its id, so it works without script; the server
 * answers with the rows it changed and the rows that the rules refused.
 */
export function BulkForm({
  action,
  panels,
  attachHref,
}: {
  action: (previous: Answer | null, data: FormData) => Promise<Answer>;
  panels: readonly BulkPanel[];
  /** The page that attaches evidence to the ticked rows; null where the role may not. */
  attachHref: string | null;
}) {
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const [posted, formAction] = useActionState(action, null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [pending, start] = useTransition();
  // The transition also waits for the fresh page; another change may be sent as soon as the answer is there.
  const sending = useRef(false);
  const { count, clear } = useSelection();
  const result = answer ?? posted;
  const [closed, setClosed] = useState<Answer | null>(null);

  function settle(next: Answer) {
    setAnswer(next);
    form.current?.querySelector<HTMLElement>(":popover-open")?.hidePopover();
    if (!next.ok || next.data.changed.length === 0) return;
    showToast({
      text: `${next.data.changed.length} ${next.data.changed.length === 1 ? "row" : "rows"} changed.`,
    });
    const kept = new Set(next.data.refused.map((one) => one.ref));
    for (const box of boxes()) box.checked = kept.has(box.value.split(":")[0] ?? "");
    document.dispatchEvent(new Event("change"));
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (sending.current) return;
    sending.current = true;
    const data = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter);
    start(async () => {
      try {
        settle(await action(result, data));
      } catch {
        setAnswer({ ok: false, code: "INVALID", message: LOST });
      }
      sending.current = false;
    });
  }

  function attach(event: MouseEvent) {
    event.preventDefault();
    const query = new URLSearchParams();
    for (const box of boxes()) if (box.checked) query.append("rows[]", box.value);
    router.push(`${attachHref}?${query}` as Route);
  }

  return (
    <>
      {result && result !== closed ? <Outcome answer={result} onClose={() => setClosed(result)} /> : null}
      <form
        id="bulk"
        ref={form}
        action={formAction}
        onSubmit={submit}
        className="bulk sticky top-(--bar) bottom-auto hidden group-has-[tbody_.ck:checked]/list:flex"
        aria-busy={pending}
      >
        <b role="status">{count > 0 ? `${count} selected` : "Selected rows"}</b>
        {panels.map((panel) => (
          <Panel key={panel.change} panel={panel} />
        ))}
        {attachHref === null ? null : (
          <button
            type="submit"
            formAction={attachHref}
            formMethod="get"
            className={buttonClass({ look: "quiet", dense: true })}
            onClick={attach}
          >
            Attach evidence
          </button>
        )}
        <button
          type="reset"
          className={buttonClass({ look: "quiet", dense: true, className: "push" })}
          onClick={clear}
        >
          Clear
        </button>
      </form>
    </>
  );
}
