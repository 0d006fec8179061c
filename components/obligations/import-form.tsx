"use client";
import { useActionState } from "react";
import { RegisterLines, sumOfLines } from "@/components/imports/register-lines";
import { buttonClass } from "@/components/ui/button-class";
import { FileDrop } from "@/components/ui/file-drop";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import type { ObligationLine } from "@/lib/core/obligation-csv";
import type { ActionResult } from "@/lib/core/result";

type Preview = {
  readonly done: boolean;
  readonly text: string;
  readonly announced: string;
  readonly lines: readonly ObligationLine[];
  readonly ignored: readonly string[];
};
type Action = (previous: ActionResult<Preview> | null, data: FormData) => Promise<ActionResult<Preview>>;

const nameOf = ({ number, title }: ObligationLine) => `${number ?? ""} ${title}`.trim();

function Plan({ preview, action }: { preview: Preview; action: Action }) {
  const { lines, ignored, announced, text } = preview;
  const writes = lines.filter(({ outcome }) => outcome === "new" || outcome === "changed").length;
  return (
    <section className="sec" aria-label="Preview">
      <p role="status">
        {`${sumOfLines(lines)} Nothing is stored yet.`}
        {ignored.length > 0 ? ` Columns that are not read: ${ignored.slice(0, 20).join(", ")}.` : ""}
      </p>
      {writes > 0 ? (
        <ActionForm action={action} className="row my-3">
          <input type="hidden" name="text" value={text} />
          <input type="hidden" name="announced" value={announced} />
          <SubmitButton>{`Import ${writes} ${writes === 1 ? "obligation" : "obligations"}`}</SubmitButton>
        </ActionForm>
      ) : null}
      <RegisterLines
        lines={lines.map((line) => ({ ...line, name: nameOf(line) }))}
        what="Obligation"
        nameless="No title"
      />
    </section>
  );
}

/** A register as CSV: first what each line becomes, then, on a second press, the import of exactly that. Works without script. */
export function ObligationImport({ action, help }: { action: Action; help: string }) {
  const [result, preview, pending] = useActionState<ActionResult<Preview> | null, FormData>(action, null);
  return (
    <>
      <form action={preview} className="form-col" noValidate>
        {result !== null && !result.ok ? (
          <div className="note gap" role="alert">
            <span className="k s-diamond" aria-hidden="true" />
            <div>{result.message}</div>
          </div>
        ) : null}
        <FileDrop name="file" label="Register" accept=".csv,.tsv,text/csv" help={help} required keep />
        <div>
          <button type="submit" className={buttonClass({ look: "primary" })} aria-busy={pending || undefined}>
            Show the preview
          </button>
        </div>
      </form>
      {result?.ok ? <Plan key={result.data.announced} preview={result.data} action={action} /> : null}
    </>
  );
}
