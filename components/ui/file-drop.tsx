"use client";
import { type DragEvent, type ReactNode, use, useEffect, useId, useRef, useState } from "react";
import { FieldError } from "@/components/ui/field";
import { FormContext } from "@/components/ui/form-context";

function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const kilo = bytes / 1024;
  return kilo < 1024 ? `${Math.round(kilo)} kB` : `${(kilo / 1024).toFixed(1)} MB`;
}

function listOf(files: readonly File[]): FileList {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  return transfer.files;
}

/** A file input that also takes dropped files. The limits belong into `help`, before anything is chosen. */
export function FileDrop({
  name,
  label,
  help,
  accept,
  multiple = false,
  required = false,
  keep = false,
}: {
  name: string;
  label: string;
  help?: ReactNode;
  accept?: string;
  multiple?: boolean;
  required?: boolean;
  /** The form is reset by React after each of its steps, and the file is still the one in question. */
  keep?: boolean;
}) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [chosen, setChosen] = useState<readonly File[]>([]);
  const message = use(FormContext).failure?.fields?.[name];

  useEffect(() => {
    const element = input.current;
    const form = element?.form;
    const settle = () => {
      if (!keep) setChosen([]);
      else if (element) element.files = listOf(chosen);
    };
    // The event comes before the fields are emptied.
    const onReset = () => setTimeout(settle);
    form?.addEventListener("reset", onReset);
    return () => form?.removeEventListener("reset", onReset);
  }, [chosen, keep]);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const files = event.dataTransfer.files;
    if (!input.current || files.length === 0 || (files.length > 1 && !multiple)) return;
    input.current.files = files;
    setChosen([...files]);
  }

  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
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
          name={name}
          accept={accept}
          multiple={multiple}
          required={required}
          aria-describedby={help ? `${id}h` : undefined}
          aria-invalid={message ? true : undefined}
          onChange={(event) => setChosen([...(event.target.files ?? [])])}
        />
        <p className="sm i3" aria-live="polite">
          {chosen.length === 0
            ? "Or drop the file here"
            : chosen.map((file) => `${file.name}, ${sizeOf(file.size)}`).join("; ")}
        </p>
      </div>
      {help ? (
        <p className="help" id={`${id}h`}>
          {help}
        </p>
      ) : null}
      {message ? <FieldError>{message}</FieldError> : null}
    </div>
  );
}
