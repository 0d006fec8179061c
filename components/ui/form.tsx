"use client";
import {
  type ComponentProps,
  type ComponentType,
  type FormEvent,
  lazy,
  type ReactNode,
  use,
  useActionState,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useTransition,
} from "react";
import { type ButtonLook, buttonClass } from "@/components/ui/button-class";
import { answerable } from "@/components/ui/form-answerable";
import type { FormConflict as Comparison } from "@/components/ui/form-conflict";
import { FormContext, type FormFailure, type FormResult } from "@/components/ui/form-context";
import { bringBackTyped } from "@/components/ui/form-kept";
import { FormMessage, isBesideField } from "@/components/ui/form-message";
import { ReloadButton } from "@/components/ui/form-reload";
import { showToast } from "@/components/ui/toast-store";

/** Fetched at the first conflict. Without it the sentence about the conflict stands alone, and what was typed stays. */
const FormConflict = lazy<ComponentType<ComponentProps<typeof Comparison>>>(() =>
  import("@/components/ui/form-conflict").then(
    (module) => ({ default: module.FormConflict }),
    () => ({ default: () => null }),
  ),
);

const LOST: FormFailure = {
  ok: false,
  code: "LOST",
  message:
    "The server did not answer, so nothing was saved. Your values are still in the form. Check the connection and save again.",
};
const STALE_PAGE: FormFailure = {
  ok: false,
  code: "LOST",
  message:
    "The product was updated while this page was open, so nothing was saved. Copy long texts, reload the page and save again.",
};

/** The sentence decides about it: a conflict that a reload does not solve says nothing of one. */
function asksToReload({ code, message }: FormFailure): boolean {
  return code === "CONFLICT" && message.includes("Reload the page");
}

/** Redirects travel as errors with a digest; everything else is a lost connection or an old page. */
function failureOf(error: unknown): FormFailure {
  if (typeof error === "object" && error !== null) {
    if ("digest" in error && String(error.digest).startsWith("NEXT_")) throw error;
    if ("name" in error && error.name === "UnrecognizedActionError") return STALE_PAGE;
  }
  return LOST;
}

/** A saved form closes the dialog or menu that it stands in. */
function closeFrame(form: HTMLFormElement | null) {
  const frame = form?.closest<HTMLElement>("dialog, [popover]");
  if (frame?.matches(":popover-open")) frame.hidePopover();
  else if (frame instanceof HTMLDialogElement && frame.open) frame.close();
}

type ActionFormProps<R extends FormResult> = Omit<
  ComponentProps<"form">,
  "action" | "onSubmit" | "className" | "children"
> & {
  action: (previous: R | null, data: FormData) => Promise<R>;
  children: ReactNode;
  className?: string;
  /** Version of the record as loaded; sent as the field `version`. After a conflict the stored version takes its place. */
  version?: number | undefined;
  /** Names of fields as printed in the conflict block. */
  labels?: Readonly<Record<string, string>>;
  /** Sentence shown as a toast when the save went through. */
  done?: string;
  /** Empties the fields after a save that went through. */
  clearAfter?: boolean;
  onDone?: (result: Extract<R, { ok: true }>) => void;
};

type UntypedAction = (previous: FormResult | null, data: FormData) => Promise<FormResult | null>;

/** A form around one action: keeps what was typed, shows what went wrong beside the fields, works without script. */
export function ActionForm<R extends FormResult>({
  action,
  children,
  className = "stack",
  version,
  labels,
  done,
  clearAfter = false,
  onDone,
  ...rest
}: ActionFormProps<R>) {
  const form = useRef<HTMLFormElement>(null);
  // Without script the browser posts through formAction and the page comes back with `posted`.
  const [posted, formAction] = useActionState(action as UntypedAction, null);
  const [answer, setAnswer] = useState<FormResult | null>(null);
  const [beside, setBeside] = useState<FormFailure | null>(null);
  const [pending, start] = useTransition();
  const result: FormResult | null = answer ?? posted;
  const failure = result && !result.ok ? result : null;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const submitter = (event.nativeEvent as SubmitEvent).submitter;
    const data = new FormData(event.currentTarget, submitter);
    start(async () => {
      try {
        const next = await action((answer ?? posted) as R | null, data);
        const shown = next.ok ? next : answerable(next, form.current);
        start(() => setAnswer(shown));
        if (next.ok) settle(next);
      } catch (error) {
        const lost = failureOf(error);
        start(() => setAnswer(lost));
      }
    });
  }

  function settle(next: R) {
    if (clearAfter) form.current?.reset();
    closeFrame(form.current);
    if (done) showToast({ text: done });
    onDone?.(next as Extract<R, { ok: true }>);
  }

  useLayoutEffect(() => {
    if (failure && isBesideField(form.current, failure)) setBeside(failure);
  }, [failure]);

  useEffect(() => {
    if (!failure) return bringBackTyped(form.current);
    const target =
      form.current?.querySelector<HTMLElement>("[aria-invalid=true]") ??
      form.current?.querySelector<HTMLElement>("[data-form-message]");
    target?.focus();
  }, [failure]);

  const stored = failure?.code === "CONFLICT" ? failure.current : undefined;
  const sent = typeof stored?.version === "number" ? stored.version : version;
  return (
    <FormContext value={{ failure, pending }}>
      <form noValidate {...rest} ref={form} className={className} action={formAction} onSubmit={submit}>
        {sent === undefined ? null : <input type="hidden" name="version" value={sent} />}
        {failure ? (
          <FormMessage failure={failure} beside={beside === failure}>
            {asksToReload(failure) ? <ReloadButton form={form} done={() => setAnswer(null)} /> : null}
          </FormMessage>
        ) : null}
        {stored ? (
          <FormConflict stored={stored} typed={failure?.typed} labels={labels ?? {}} form={form} />
        ) : null}
        {children}
      </form>
    </FormContext>
  );
}

/** The submit button of an ActionForm; a spinner appears when the save takes longer than 200 ms. */
export function SubmitButton({
  look = "primary",
  dense,
  className,
  children,
  ...rest
}: Omit<ComponentProps<"button">, "className" | "type"> & ButtonLook & { className?: string }) {
  const { pending } = use(FormContext);
  return (
    <button
      {...rest}
      type="submit"
      data-busy={pending || undefined}
      aria-busy={pending || undefined}
      className={buttonClass({ look, dense, className })}
    >
      {children}
    </button>
  );
}
