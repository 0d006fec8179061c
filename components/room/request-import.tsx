"use client";
import type { ReactNode } from "react";
import { CheckedImport } from "@/components/imports/checked-import";
import type { ActionResult } from "@/lib/core/result";
import type { RequestImportLine, RequestImportReport } from "@/lib/core/room-request-import";

type Result = ActionResult<RequestImportReport>;
type Outcome = RequestImportLine["outcome"];

const LOOK: Readonly<
  Record<Outcome, { readonly mark: string; readonly before: string; readonly after: string }>
> = {
  new: { mark: "s-check ok", before: "Can be imported", after: "Imported" },
  there: { mark: "s-slash none", before: "There already", after: "There already" },
  left_out: { mark: "s-diamond gap", before: "Left out", after: "Left out" },
};

function sum({ lines, done }: RequestImportReport): string {
  const n = (outcome: Outcome) => lines.filter((line) => line.outcome === outcome).length;
  const first = done ? `${n("new")} imported` : `${n("new")} can be imported`;
  return `${first}, ${n("there")} there already and not changed, ${n("left_out")} ${done ? "" : "would be "}left out.`;
}

function Remarks({ remarks }: Pick<RequestImportLine, "remarks">) {
  if (remarks.length === 0) return <span className="sr">None</span>;
  return remarks.map(({ column, text }) => (
    <p key={`${column} ${text}`} className="sm">
      {column === "" ? null : <b className="w5">{column}: </b>}
      {text}
    </p>
  ));
}

function Line({ line: found, done }: { line: RequestImportLine; done: boolean }) {
  const { line, reference, title, outcome, remarks } = found;
  return (
    <tr>
      <td className="c-ref num">{line}</td>
      <td data-label="Reference">
        <span className="ref">{reference}</span>
      </td>
      <th scope="row" className="c-title wrap-anywhere">
        {title === "" ? <span className="i3">No title</span> : title}
      </th>
      <td className="c-st nw">
        <span className={`st ${LOOK[outcome].mark}`}>
          {done ? LOOK[outcome].after : LOOK[outcome].before}
        </span>
      </td>
      <td>
        <Remarks remarks={remarks} />
      </td>
    </tr>
  );
}

/** The import of a list of requests. */
export function RequestImport({
  action,
  help,
  backHref,
  children,
}: {
  action: (previous: Result | null, data: FormData) => Promise<Result>;
  help: string;
  /** Where the requests are listed. */
  backHref: string;
  /** Fields of the first step. */
  children?: ReactNode;
}) {
  return (
    <CheckedImport
      action={action}
      label="List of requests"
      help={help}
      good={({ lines }) => lines.filter(({ outcome }) => outcome === "new").length}
      noun={{ one: "request", many: "requests" }}
      sum={sum}
      open={{ href: backHref, label: "Open the requests" }}
      head={["Line", "Reference", "Title", "Result", "Remarks"]}
      rows={({ lines, done }) => lines.map((line) => <Line key={line.line} line={line} done={done} />)}
    >
      {children}
    </CheckedImport>
  );
}
