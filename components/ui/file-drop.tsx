"use client";
import { type DragEvent, type ReactNode, use, useId, useRef, useState } from "react";
import { FieldError } from "@/components/ui/field";
import { FormContext } from "@/components/ui/form-context";

function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const kilo = bytes / 1024;
  return kilo < 1024 ? `${Math.round(kilo)} kB` : `${(kilo / 1024).toFixed(1)} MB`;
}

/** A file input that also takes dropped files. The limits belong into `help`, before anything is chosen. */
export function FileDrop({
  name,
  label,
  help,
  accept,
  multiple = false,
  required = false,
}: {
  name: string;
  label: string;
  help?: ReactNode;
  accept?: string;
  multiple?: boolean;
  required?: boolean;
}) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [chosen, setChosen] = useState<readonly File[]>([]);
  const message = use(FormContext).failure?.fields?.[name];

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
