"use client";
import { useActionState } from "react";
import { Badge } from "@/components/ui/badge";
import { buttonClass } from "@/components/ui/button-class";
import { FileDrop } from "@/components/ui/file-drop";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { ActionResult } from "@/lib/core/result";
import type { RoundTripLine } from "@/lib/core/soa-round-trip";

type Preview = {
  readonly done: false;
  readonly lines: readonly RoundTripLine[];
  readonly unchanged: number;
  readonly ignored: readonly string[];
  readonly text: string;
  readonly seen: string;
};
type Outcome = {
  readonly done: true;
  readonly sentence: string;
  readonly saved: number;
  readonly refused: readonly { readonly ref: string; readonly reason: string }[];
};
type Answer = ActionResult<Preview | Outcome>;
type Action = (previous: Answer | null, data: FormData) => Promise<Answer>;
type Send = (data: FormData) => void;

const rows = (count: number) => (count === 1 ? "1 row" : `${count} rows`);
const OUTCOME = {
  changed: { label: "Changed", tone: "progress", icon: "half" },
  refused: { label: "Left out", tone: "gap", icon: "diamond" },
} as const;

/** What is left out is read to find the fault, not to check every word of it. */
const LEFT_OUT_SHOWN = 200;

function cellText(text: string, { outcome }: RoundTripLine): string {
  return outcome === "refused" && text.length > LEFT_OUT_SHOWN ? `${text.slice(0, LEFT_OUT_SHOWN)}...` : text;
}

function Cells({ line }: { line: RoundTripLine }) {
  return (
    <div className="grid min-w-0 gap-2">
      {line.problems.length > 0 ? (
        <ul className="grid gap-1 text-gap-text">
          {line.problems.map((problem) => (
            <li key={problem} className="wrap-anywhere">
              {problem}
            </li>
          ))}
        </ul>
      ) : null}
      {line.changes.length > 0 ? (
        <ul className="grid gap-1">
          {line.changes.map(({ column, from, to }) => (
            <li key={column} className="wrap-anywhere whitespace-pre-line">
              <span className="i3">{`${column}: `}</span>
              {from === "" ? (
                <span className="i3">empty</span>
              ) : (
                <del className="i2" dir="auto">
                  {cellText(from, line)}
                </del>
              )}
              <span className="sr"> becomes </span>
              <span aria-hidden="true"> → </span>
              {to === "" ? (
                <span className="i3">empty</span>
              ) : (
                <ins className="no-underline w5" dir="auto">
                  {cellText(to, line)}
                </ins>
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Lines({ lines }: { lines: readonly RoundTripLine[] }) {
  return (
    <Table caption="What each line changes" cards top fixed>
      <colgroup>
        <col className="w-14" />
        <col className="w-[22%]" />
        <col className="w-28" />
        <col />
      </colgroup>
      <thead>
        <tr>
          <Th right>Line</Th>
          <Th>Row</Th>
          <Th>Outcome</Th>
          <Th>Difference</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Tr key={line.line}>
            <Td label="Line" right>
              <span className="num">{line.line}</span>
            </Td>
            <Td area="title">
              <span className="wrap-anywhere">
                <span className="ref">{line.ref === "" ? "No reference" : line.ref}</span> {line.title}
              </span>
            </Td>
            <Td area="status">
              <Badge status={OUTCOME[line.outcome]} />
            </Td>
            <Td>
              <Cells line={line} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Plan({ preview, send, pending }: { preview: Preview; send: Send; pending: boolean }) {
  const { lines, unchanged, ignored, text, seen } = preview;
  const changed = lines.filter((line) => line.outcome === "changed").length;
  return (
    <section className="sec" aria-label="Difference">
      <p role="status">
        {`${rows(changed)} would change, ${lines.length - changed} left out, ${unchanged} unchanged. Nothing is stored yet.`}
      </p>
      {ignored.length > 0 ? (
        <p className="i3 sm">{`An import does not read: ${ignored.slice(0, 30).join(", ")}.`}</p>
      ) : null}
      {changed > 0 ? (
        <form action={send} onSubmit={(event) => pending && event.preventDefault()} className="row my-3">
          <input type="hidden" name="text" value={text} />
          <input type="hidden" name="seen" value={seen} />
          <button type="submit" className={buttonClass({ look: "primary" })} aria-busy={pending || undefined}>
            {`Apply changes to ${rows(changed)}`}
          </button>
        </form>
      ) : null}
      {lines.length > 0 ? <Lines lines={lines} /> : null}
    </section>
  );
}

function Done({ outcome }: { outcome: Outcome }) {
  const { refused } = outcome;
  return (
    <section className="sec" aria-label="Result">
      <p role="status">
        {outcome.sentence}
        {refused.length > 0 ? ` ${rows(refused.length)} left as before:` : ""}
      </p>
      {refused.length > 0 ? (
        <ul className="mt-2">
          {refused.map(({ ref, reason }) => (
            <li key={ref}>
              <span className="ref">{ref}</span> {reason}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

/** A statement as CSV: first the difference by row and cell, then, on a second press, exactly that. Works without script. */
export function SoaImport({ action }: { action: Action }) {
  const [answer, send, pending] = useActionState<Answer | null, FormData>(action, null);
  return (
    <>
      {answer !== null && !answer.ok ? (
        <div className="note gap mb-4" role="alert">
          <span className="k s-diamond" aria-hidden="true" />
          <div>{answer.message}</div>
        </div>
      ) : null}
      {answer?.ok && !answer.data.done ? (
        <Plan key={answer.data.seen} preview={answer.data} send={send} pending={pending} />
      ) : null}
      {answer?.ok && answer.data.done ? <Done outcome={answer.data} /> : null}
      <form action={send} className={answer?.ok ? "form-col sec" : "form-col"} noValidate>
        <FileDrop
          name="file"
          label="Statement as CSV"
          accept=".csv,.tsv,text/csv"
          help="The file of Export draft, CSV, edited in a spreadsheet. Rows are known by the column Ref; columns and rows that are missing stay as they are; an emptied cell empties the field."
          required
          keep
        />
        <div>
          <button
            type="submit"
            className={buttonClass({ look: answer?.ok && !answer.data.done ? "secondary" : "primary" })}
            aria-busy={pending || undefined}
          >
            Show the difference
          </button>
        </div>
      </form>
    </>
  );
}
