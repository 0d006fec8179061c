"use client";
import { useActionState } from "react";
import { ButtonLink } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { FileDrop } from "@/components/ui/file-drop";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Table, Td, Th, Tr } from "@/components/ui/table";
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

const SHOWN = 200;
const OUTCOME = { new: "New", changed: "Changed", unchanged: "Unchanged", refused: "Left out" } as const;

function detailOf({ outcome, changes, problems }: SupplierLine): string {
  if (outcome === "refused") return problems.join(" ");
  if (outcome !== "changed") return "";
  return changes
    .map(
      ({ header, from, to }) =>
        `${header}: ${from === "" ? "empty" : from} becomes ${to === "" ? "empty" : to}`,
    )
    .join(". ");
}

function Lines({ lines }: { lines: readonly SupplierLine[] }) {
  return (
    <Table caption="What each line becomes" cards>
      <thead>
        <tr>
          <Th right>Line</Th>
          <Th>Supplier</Th>
          <Th>Outcome</Th>
          <Th>Detail</Th>
        </tr>
      </thead>
      <tbody>
        {lines.slice(0, SHOWN).map((line) => (
          <Tr key={line.line}>
            <Td label="Line" right>
              <span className="num">{line.line}</span>
            </Td>
            <Td area="title">
              <span className="wrap-anywhere">{line.name === "" ? "No name" : line.name}</span>
            </Td>
            <Td area="status">
              <span className="nw">{OUTCOME[line.outcome]}</span>
            </Td>
            <Td label="Detail">
              <span className="wrap-anywhere">{detailOf(line)}</span>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Plan({ preview, action, href }: { preview: Preview; action: Action; href: string }) {
  const { lines, ignored, announced, text } = preview;
  const [added = "0", changed = "0", refused = "0"] = announced.split("/");
  const writes = Number(added) + Number(changed);
  return (
    <section className="sec" aria-label="Preview">
      <p role="status">
        {`${added} new, ${changed} changed, ${refused} left out. Nothing is stored yet.`}
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
      <Lines lines={lines} />
      {lines.length > SHOWN ? (
        <p className="i3 sm">{`The first ${SHOWN} of ${lines.length} lines are shown.`}</p>
      ) : null}
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
