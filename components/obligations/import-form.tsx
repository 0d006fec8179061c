"use client";
import { useActionState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { FileDrop } from "@/components/ui/file-drop";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import type { ObligationLine } from "@/lib/core/obligation-csv";
import type { ActionResult } from "@/lib/core/result";

type Outcome = ObligationLine["outcome"];
type Preview = {
  readonly done: boolean;
  readonly text: string;
  readonly announced: string;
  readonly lines: readonly ObligationLine[];
  readonly ignored: readonly string[];
};
type Action = (previous: ActionResult<Preview> | null, data: FormData) => Promise<ActionResult<Preview>>;

const SHOWN = 200;
const OUTCOME: Readonly<Record<Outcome, string>> = {
  new: "New",
  changed: "Changed",
  unchanged: "Unchanged",
  refused: "Left out",
};

function detailOf({ outcome, changes, problems }: ObligationLine): string {
  if (outcome === "refused") return problems.join(" ");
  const shown = (text: string) => (text === "" ? "empty" : text.slice(0, 200));
  return changes.map(({ label, from, to }) => `${label}: ${shown(from)} becomes ${shown(to)}`).join(". ");
}

function Lines({ lines }: { lines: readonly ObligationLine[] }) {
  return (
    <Table caption="What each line becomes" cards top>
      <thead>
        <tr>
          <Th>Line</Th>
          <Th>Obligation</Th>
          <Th>Outcome</Th>
          <Th>Detail</Th>
        </tr>
      </thead>
      <tbody>
        {lines.slice(0, SHOWN).map((line) => (
          <Tr key={line.line}>
            <Td area="ref" className="num i3">
              {line.line}
            </Td>
            <RowHeader className="wrap-anywhere">
              {`${line.number ?? ""} ${line.title === "" ? "No title" : line.title}`.trim()}
            </RowHeader>
            <Td area="status" className="nw">
              {OUTCOME[line.outcome]}
            </Td>
            <Td label="Detail" className="i2 wrap-anywhere">
              {detailOf(line)}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Plan({ preview, action }: { preview: Preview; action: Action }) {
  const { lines, ignored, announced, text } = preview;
  const count = (outcome: Outcome) => lines.filter((line) => line.outcome === outcome).length;
  const writes = count("new") + count("changed");
  const sums = `${count("new")} new, ${count("changed")} changed, ${count("unchanged")} unchanged, ${count("refused")} left out.`;
  return (
    <section className="sec" aria-label="Preview">
      <p role="status">
        {`${sums} Nothing is stored yet.`}
        {ignored.length > 0 ? ` Columns that are not read: ${ignored.slice(0, 20).join(", ")}.` : ""}
      </p>
      {writes > 0 ? (
        <ActionForm action={action} className="row my-3">
          <input type="hidden" name="text" value={text} />
          <input type="hidden" name="announced" value={announced} />
          <SubmitButton>{`Import ${writes} ${writes === 1 ? "obligation" : "obligations"}`}</SubmitButton>
        </ActionForm>
      ) : null}
      <Lines lines={lines} />
      {lines.length > SHOWN ? (
        <p className="i3 sm">{`The first ${SHOWN} of ${lines.length} lines are shown.`}</p>
      ) : null}
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
