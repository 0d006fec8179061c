"use client";
import { useActionState } from "react";
import { RegisterLines, sumOfLines } from "@/components/imports/register-lines";
import { ButtonLink } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { FileDrop } from "@/components/ui/file-drop";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import type { ActionResult } from "@/lib/core/result";
import type { SupplierLine } from "@/lib/core/supplier-csv";

type Preview = {
  readonly done: boolean;
  readonly text: string;
  readonly announced: string;
  readonly lines: readonly SupplierLine[];
  readonly ignored: readonly string[];
};
type Action = (previous: ActionResult<Preview> | null, data: FormData) => Promise<ActionResult<Preview>>;

function Plan({ preview, action, href }: { preview: Preview; action: Action; href: string }) {
  const { lines, ignored, announced, text } = preview;
  const writes = lines.filter(({ outcome }) => outcome === "new" || outcome === "changed").length;
  return (
    <section className="sec" aria-label="Preview">
      <p role="status">
        {`${sumOfLines(lines)} Nothing is stored yet.`}
        {ignored.length > 0 ? ` Columns that are not read: ${ignored.slice(0, 20).join(", ")}.` : ""}
      </p>
      <div className="row wrap items-end my-3">
        {writes > 0 ? (
          <ActionForm action={action} className="stack">
            <input type="hidden" name="text" value={text} />
            <input type="hidden" name="announced" value={announced} />
            <SubmitButton>{`Import ${writes} ${writes === 1 ? "supplier" : "suppliers"}`}</SubmitButton>
          </ActionForm>
        ) : null}
        <ButtonLink href={href} look="quiet" plain>
          Choose another file
        </ButtonLink>
      </div>
      <RegisterLines
        lines={lines.map(({ changes, ...line }) => ({
          ...line,
          changes: changes.map(({ header: label, from, to }) => ({ label, from, to })),
        }))}
        what="Supplier"
        nameless="No name"
      />
    </section>
  );
}

/** A register as CSV: first what each line becomes, then, on a second press, the import of exactly that. Works without script. */
export function SupplierImport({ action, href }: { action: Action; href: string }) {
  const [result, preview, pending] = useActionState<ActionResult<Preview> | null, FormData>(action, null);
  if (result?.ok) return <Plan preview={result.data} action={action} href={href} />;
  return (
    <form action={preview} className="form-col" noValidate>
      {result !== null && !result.ok ? (
        <div className="note gap" role="alert">
          <span className="k s-diamond" aria-hidden="true" />
          <div>{result.message}</div>
        </div>
      ) : null}
      <FileDrop
        name="file"
        label="Register"
        accept=".csv,.tsv,text/csv"
        help="CSV with the columns of the download, up to 2,000 lines. Suppliers are known by their name; an empty cell changes nothing."
        required
        keep
      />
      <div>
        <button type="submit" className={buttonClass({ look: "primary" })} aria-busy={pending || undefined}>
          Show the preview
        </button>
      </div>
    </form>
  );
}
