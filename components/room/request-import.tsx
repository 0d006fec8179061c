"use client";
import type { Route } from "next";
import Link from "next/link";
import { type ReactNode, useActionState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { FileDrop } from "@/components/ui/file-drop";
import { FormContext } from "@/components/ui/form-context";
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

function Lines({ report, backHref }: { report: RequestImportReport; backHref: string }) {
  return (
    <>
      <p role="status" className="w5">
        {sum(report)}
      </p>
      {report.done ? (
        <p>
          <Link href={backHref as Route}>Open the requests</Link>
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
              <th scope="col">Reference</th>
              <th scope="col">Title</th>
              <th scope="col">Result</th>
              <th scope="col">Remarks</th>
            </tr>
          </thead>
          <tbody>
            {report.lines.map(({ line, reference, title, outcome, remarks }) => (
              <tr key={line}>
                <td className="c-ref num">{line}</td>
                <td data-label="Reference">
                  <span className="ref">{reference}</span>
                </td>
                <th scope="row" className="c-title wrap-anywhere">
                  {title === "" ? <span className="i3">No title</span> : title}
                </th>
                <td className="c-st nw">
                  <span className={`st ${LOOK[outcome].mark}`}>
                    {report.done ? LOOK[outcome].after : LOOK[outcome].before}
                  </span>
                </td>
                <td>
                  <Remarks remarks={remarks} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** A list is checked line by line first; the same text is sent again to import it. Works without script. */
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
  const [result, send, pending] = useActionState(action, null);
  const failure = result !== null && !result.ok ? result : null;
  const report = result?.ok === true ? result.data : null;
  const good = report?.lines.filter(({ outcome }) => outcome === "new").length ?? 0;
  return (
    <FormContext value={{ failure, pending }}>
      <form action={send} className="form-col" noValidate>
        {failure === null ? null : (
          <div className="note gap" role="alert">
            <span className="k s-diamond" aria-hidden="true" />
            <div>{failure.message}</div>
          </div>
        )}
        <FileDrop name="file" label="List of requests" accept=".csv,.tsv,text/csv" help={help} required />
        {children}
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
          {Object.entries(report.chosen).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <textarea name="text" hidden readOnly value={report.text} />
          {report.done || good === 0 ? null : (
            <div className="row">
              <button
                type="submit"
                data-busy={pending || undefined}
                className={buttonClass({ look: "primary" })}
              >
                {`Import ${good} ${good === 1 ? "request" : "requests"}`}
              </button>
            </div>
          )}
          <Lines report={report} backHref={backHref} />
        </form>
      )}
    </FormContext>
  );
}
