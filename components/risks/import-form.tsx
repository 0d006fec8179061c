"use client";
import { CheckedImport } from "@/components/imports/checked-import";
import type { ActionResult } from "@/lib/core/result";
import type { RiskImportLine } from "@/lib/core/risk-import";

/** What the server found in the file; `done` once the good lines are in the register. */
export type ImportReport = {
  readonly done: boolean;
  readonly text: string;
  readonly lines: readonly RiskImportLine[];
  readonly unused: readonly string[];
};
type Result = ActionResult<ImportReport>;

const goodOf = ({ lines }: ImportReport) => lines.filter(({ risk }) => risk !== null).length;

function sum(report: ImportReport): string {
  const good = goodOf(report);
  const left = report.lines.length - good;
  return report.done
    ? `${good} imported, ${left} left out.`
    : `${good} can be imported, ${left} would be left out.`;
}

function Line({ line, done }: { line: RiskImportLine; done: boolean }) {
  return (
    <tr>
      <td className="c-ref num">{line.line}</td>
      <th scope="row" className="c-title wrap-anywhere">
        {line.title === "" ? <span className="i3">No title</span> : line.title}
      </th>
      <td className="c-st nw">
        <span className={`st ${line.risk === null ? "s-diamond gap" : "s-check ok"}`}>
          {line.risk === null ? "Left out" : done ? "Imported" : "Can be imported"}
        </span>
      </td>
      <td>
        {line.remarks.length === 0 ? <span className="sr">None</span> : null}
        {line.remarks.map((remark) => (
          <p key={remark} className="sm">
            {remark}
          </p>
        ))}
      </td>
    </tr>
  );
}

/** The import of a risk register. */
export function RiskImportForm({
  action,
  help,
  registerHref,
}: {
  action: (previous: Result | null, data: FormData) => Promise<Result>;
  help: string;
  registerHref: string;
}) {
  return (
    <CheckedImport
      action={action}
      label="Register"
      help={help}
      good={goodOf}
      noun={{ one: "risk", many: "risks" }}
      sum={sum}
      open={{ href: registerHref, label: "Open the register" }}
      head={["Line", "Title", "Result", "Remarks"]}
      rows={({ lines, done }) => lines.map((line) => <Line key={line.line} line={line} done={done} />)}
    />
  );
}
