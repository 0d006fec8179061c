"use client";
import type { Route } from "next";
import { type ReactNode, useActionState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { FileDrop } from "@/components/ui/file-drop";
import { FormContext } from "@/components/ui/form-context";
import { Link } from "@/components/ui/link";
import type { ActionResult } from "@/lib/core/result";

/** What every such import answers; `done` once the good lines are kept. */
type Report = {
  readonly done: boolean;
  readonly text: string;
  /** Columns that nothing was read from. */
  readonly unused: readonly string[];
  /** What the first step chose, for the second. */
  readonly chosen?: Readonly<Record<string, string>>;
};

type Props<R extends Report> = {
  action: (previous: ActionResult<R> | null, data: FormData) => Promise<ActionResult<R>>;
  label: string;
  help: string;
  /** Fields of the first step. */
  children?: ReactNode;
  /** How many lines the second step would keep. */
  good: (report: R) => number;
  noun: { readonly one: string; readonly many: string };
  sum: (report: R) => string;
  /** Where the kept lines are listed. */
  open: { readonly href: string; readonly label: string };
  head: readonly string[];
  /** The body rows of the table. */
  rows: (report: R) => ReactNode;
};

function Lines<R extends Report>({
  report,
  sum,
  open,
  head,
  rows,
}: Omit<Props<R>, "action"> & { report: R }) {
  return (
    <>
      <p role="status" className="w5">
        {sum(report)}
      </p>
      {report.done ? (
        <p>
          <Link href={open.href as Route}>{open.label}</Link>
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
              {head.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{rows(report)}</tbody>
        </table>
      </div>
    </>
  );
}

function SecondStep<R extends Report>({
  report,
  pending,
  good,
  noun,
}: Pick<Props<R>, "good" | "noun"> & { report: R; pending: boolean }) {
  const n = report.done ? 0 : good(report);
  return (
    <>
      <input type="hidden" name="step" value="import" />
      {Object.entries(report.chosen ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <textarea name="text" hidden readOnly value={report.text} />
      {n === 0 ? null : (
        <div className="row">
          <button type="submit" data-busy={pending || undefined} className={buttonClass({ look: "primary" })}>
            {`Import ${n} ${n === 1 ? noun.one : noun.many}`}
          </button>
        </div>
      )}
    </>
  );
}

/** A file is checked line by line first; the same text is sent again to import it. Works without script. */
export function CheckedImport<R extends Report>({ action, ...props }: Props<R>) {
  const [result, send, pending] = useActionState(action, null);
  const failure = result !== null && !result.ok ? result : null;
  const report = result?.ok === true ? result.data : null;
  return (
    <FormContext value={{ failure, pending }}>
      <form action={send} className="form-col" noValidate>
        {failure === null ? null : (
          <div className="note gap" role="alert">
            <span className="k s-diamond" aria-hidden="true" />
            <div>{failure.message}</div>
          </div>
        )}
        <FileDrop
          name="file"
          label={props.label}
          accept=".csv,.tsv,text/csv"
          help={props.help}
          required
          keep
        />
        {props.children}
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
        <form action={send} onSubmit={(event) => pending && event.preventDefault()} className="stack mt-6">
          <SecondStep report={report} pending={pending} {...props} />
          <Lines report={report} {...props} />
        </form>
      )}
    </FormContext>
  );
}
