import type { ReactNode } from "react";

/** A sentence about a field that cannot be used. */
export function FieldSentence({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p className="err" id={id}>
      <span className="k s-diamond" aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}

/** One labelled line of a plain form. What was typed stays as it was, a date that is none included. */
export function LineField({
  name,
  label,
  value,
  error,
  help,
  kind = "text",
}: {
  name: string;
  label: string;
  value: string;
  error: string | undefined;
  help?: string;
  kind?: "text" | "date" | "weeks";
}) {
  const described = [help ? `${name}-h` : "", error ? `${name}-e` : ""].filter((id) => id !== "").join(" ");
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <input
        id={name}
        name={name}
        className="in"
        type={kind === "date" && error === undefined ? "date" : "text"}
        defaultValue={value}
        maxLength={40}
        autoComplete="off"
        {...(kind === "weeks" ? { inputMode: "numeric" as const } : {})}
        {...(described === "" ? {} : { "aria-describedby": described })}
        {...(error === undefined ? {} : { "aria-invalid": true })}
      />
      {help ? (
        <p className="help" id={`${name}-h`}>
          {help}
        </p>
      ) : null}
      {error === undefined ? null : <FieldSentence id={`${name}-e`}>{error}</FieldSentence>}
    </div>
  );
}

/** One question with one answer of several; `value` chooses none when it names none. */
export function ChoiceField({
  name,
  legend,
  options,
  value,
  error,
}: {
  name: string;
  legend: string;
  options: readonly (readonly [value: string, label: string])[];
  value: string;
  error: string | undefined;
}) {
  return (
    <fieldset className="field" {...(error === undefined ? {} : { "aria-describedby": `${name}-e` })}>
      <legend className="legendary mb-1">{legend}</legend>
      <div className="opts">
        {options.map(([option, label]) => (
          <label key={option} className="pick">
            <input
              type="radio"
              className="ck"
              name={name}
              value={option}
              defaultChecked={option === value}
              {...(error === undefined ? {} : { "aria-invalid": true })}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      {error === undefined ? null : <FieldSentence id={`${name}-e`}>{error}</FieldSentence>}
    </fieldset>
  );
}
