"use client";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import type { SoaGridRow } from "@/lib/core/soa-list";
import { REASON_KINDS, REASON_LABEL, type ReasonKind } from "@/lib/core/statuses";

type EditorProps = {
  label: string;
  error?: string | undefined;
  busy: boolean;
  onSave: () => void;
  onCancel: () => void;
  children: ReactNode;
};

/** The frame of an editor inside a cell: focus goes to its first field, Esc cancels, Ctrl or Cmd with Enter saves. */
function Editor({ label, error, busy, onSave, onCancel, children }: EditorProps) {
  const frame = useRef<HTMLFieldSetElement>(null);
  const errorId = useId();
  useEffect(() => {
    frame.current?.querySelector<HTMLElement>("textarea, input, select")?.focus();
  }, []);
  function onKeyDown(event: KeyboardEvent) {
    const save = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (save) onSave();
    else if (event.key === "Escape") onCancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <fieldset
      ref={frame}
      data-editor
      className="grid gap-2"
      aria-label={label}
      aria-describedby={error ? errorId : undefined}
      onKeyDown={onKeyDown}
    >
      {children}
      {error ? <FieldError id={errorId}>{error}</FieldError> : null}
      <div className="row wrap">
        <Button
          look="primary"
          dense
          onClick={onSave}
          aria-busy={busy || undefined}
          data-busy={busy || undefined}
        >
          Save
        </Button>
        <Button look="quiet" dense onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </fieldset>
  );
}

type Common = Pick<EditorProps, "label" | "error" | "busy" | "onCancel">;

/** Text of several lines. */
export function TextEditor({
  value,
  help,
  onSave,
  ...frame
}: Common & { value: string; help?: string; onSave: (text: string) => void }) {
  const [text, setText] = useState(value);
  return (
    <Editor {...frame} onSave={() => onSave(text)}>
      {help ? <p className="help">{help}</p> : null}
      <textarea
        className="in"
        rows={3}
        aria-label={frame.label}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </Editor>
  );
}

/** The date that Planned needs. */
export function DateEditor({
  value,
  onSave,
  ...frame
}: Common & { value: string; onSave: (date: string) => void }) {
  const [date, setDate] = useState(value);
  return (
    <Editor {...frame} onSave={() => onSave(date)}>
      <input
        type="date"
        className="in in-d"
        aria-label={frame.label}
        value={date}
        onChange={(event) => setDate(event.target.value)}
      />
    </Editor>
  );
}

export type TypedReasons = readonly { readonly kind: ReasonKind; readonly detail: string }[];

/** Four boxes, each with room for the words; reasons that another register cites stay where they are. */
export function ReasonsEditor({
  row,
  onSave,
  ...frame
}: Common & { row: SoaGridRow; onSave: (reasons: TypedReasons) => void }) {
  const [reasons, setReasons] = useState<TypedReasons>(() => row.reasons.filter((reason) => !reason.cited));
  function toggle(kind: ReasonKind, on: boolean) {
    setReasons((before) =>
      on ? [...before, { kind, detail: "" }] : before.filter((reason) => reason.kind !== kind),
    );
  }
  function describe(kind: ReasonKind, detail: string) {
    setReasons((before) => before.map((reason) => (reason.kind === kind ? { kind, detail } : reason)));
  }
  return (
    <Editor {...frame} onSave={() => onSave(reasons)}>
      {REASON_KINDS.map((kind) => {
        const chosen = reasons.find((reason) => reason.kind === kind);
        return (
          <div className="grid gap-1" key={kind}>
            <label className="pick">
              <input
                type="checkbox"
                className="ck"
                checked={chosen !== undefined}
                onChange={(event) => toggle(kind, event.target.checked)}
              />
              <span>{REASON_LABEL[kind]}</span>
            </label>
            {chosen ? (
              <input
                className="in in-d"
                aria-label={`${REASON_LABEL[kind]}, in words`}
                placeholder="Which one"
                value={chosen.detail}
                onChange={(event) => describe(kind, event.target.value)}
              />
            ) : null}
          </div>
        );
      })}
    </Editor>
  );
}
