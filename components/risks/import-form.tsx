"use client";
import type { Route } from "next";
import Link from "next/link";
import { useActionState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { FileDrop } from "@/components/ui/file-drop";
import { FormContext } from "@/components/ui/form-context";
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

function Lines({ report, registerHref }: { report: ImportReport; registerHref: string }) {
  const good = report.lines.filter(({ risk }) => risk !== null).length;
  const left = report.lines.length - good;
  return (
    <>
      <p role="status" className="w5">
        {report.done
          ? `${good} imported, ${left} left out.`
          : `${good} can be imported, ${left} would be left out.`}
      </p>
      {report.done ? (
        <p>
          <Link href={registerHref as Route}>Open the register</Link>
        </p>
      ) : null}
      {report.unused.length > 0 ? (
        <p className="i3 sm wrap-anywhere">{`Columns that are not used: ${report.unused.join(", ")}.`}</p>
      ) : null}
      <div className="tw">
        <table className="tb cards tb-top">
          <caption className="sr">Lines of the file</caption>
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col">Title</th>
              <th scope="col">Result</th>
              <th scope="col">Remarks</th>
            </tr>
          </thead>
          <tbody>
            {report.lines.map((line) => (
              <tr key={line.line}>
                <td className="c-ref num">{line.line}</td>
                <th scope="row" className="c-title wrap-anywhere">
                  {line.title === "" ? <span className="i3">No title</span> : line.title}
                </th>
                <td className="c-st nw">
                  <span className={`st ${line.risk === null ? "s-diamond gap" : "s-check ok"}`}>
                    {line.risk === null ? "Left out" : report.done ? "Imported" : "Can be imported"}
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
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** A file is checked line by line first; the same text is sent again to import it. Works without script. */
export function RiskImportForm({
  action,
  help,
  registerHref,
}: {
  action: (previous: Result | null, data: FormData) => Promise<Result>;
  help: string;
  registerHref: string;
}) {
  const [result, send, pending] = useActionState(action, null);
  const failure = result !== null && !result.ok ? result : null;
  const report = result?.ok === true ? result.data : null;
  const good = report?.lines.filter(({ risk }) => risk !== null).length ?? 0;
  return (
    <FormContext value={{ failure, pending }}>
      <form action={send} className="form-col" noValidate>
        {failure === null ? null : (
          <div className="note gap" role="alert">
            <span className="k s-diamond" aria-hidden="true" />
            <div>{failure.message}</div>
          </div>
        )}
        <FileDrop name="file" label="Register" accept=".csv,.tsv,text/csv" help={help} required />
        <div className="row">
          <button
            type="submit"
            name="step"
            value="check"
            data-busy={pending || undefined}
            className={buttonClass({ look: report === null ? "primary" : "secondary" })}
          >
            Check the file
          </button>
        </div>
      </form>
      {report === null ? null : (
        <form action={send} className="stack mt-6">
          <input type="hidden" name="step" value="import" />
          <textarea name="text" hidden readOnly value={report.text} />
          {report.done || good === 0 ? null : (
            <div className="row">
              <button
                type="submit"
                data-busy={pending || undefined}
                className={buttonClass({ look: "primary" })}
              >
                {`Import ${good} ${good === 1 ? "risk" : "risks"}`}
              </button>
            </div>
          )}
          <Lines report={report} registerHref={registerHref} />
        </form>
      )}
    </FormContext>
  );
}
