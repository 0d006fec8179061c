import { SelectAll, SelectedCount, SelectionForm } from "@/components/evidence/selection";
import { OUTCOME_LOOK, type Shown } from "@/components/imports/labels";
import { ProblemList } from "@/components/imports/problem-list";
import { Badge } from "@/components/ui/badge";
import { buttonClass } from "@/components/ui/button-class";
import { Pagination } from "@/components/ui/pagination";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatDate, isIsoDate } from "@/lib/core/dates";
import type { ImportPreview } from "@/lib/core/import-dto";
import { paths, withQuery } from "@/lib/core/paths";
import { REGISTER_FIELD_LABEL } from "@/lib/core/register-columns";
import type { LineChange, PlannedLine } from "@/lib/core/register-csv";
import { ITEM_STATE } from "@/lib/core/statuses";
import { leaveLinesOutAction } from "@/lib/imports/actions";

const A_PAGE = 50;

const shownText = (text: string) => (isIsoDate(text) ? formatDate(text) : text);

function Changes({ changes }: { changes: readonly LineChange[] }) {
  if (changes.length === 0) return null;
  return (
    <ul className="grid gap-1 sm" aria-label="What changes">
      {changes.map((change) => (
        <li key={change.field}>
          <b className="w5">{REGISTER_FIELD_LABEL[change.field]}</b>: {shownText(change.from) || "empty"}{" "}
          becomes {shownText(change.to)}
        </li>
      ))}
    </ul>
  );
}

/** Only lines that would be written have a choice. */
function Choice({ line }: { line: PlannedLine }) {
  if (line.outcome !== "create" && line.outcome !== "update" && line.outcome !== "skipped") return null;
  return (
    <input
      type="checkbox"
      className="ck"
      name="lines[]"
      value={line.line}
      aria-label={`Select line ${line.line}`}
    />
  );
}

function Line({ line }: { line: PlannedLine }) {
  const { values } = line;
  return (
    <Tr>
      <Td area="check">
        <Choice line={line} />
      </Td>
      <Td area="ref" className="num i3">
        {line.line}
      </Td>
      <Td area="status">
        <Badge status={OUTCOME_LOOK[line.outcome]} />
      </Td>
      <RowHeader area="title">
        <span className="line-clamp-2 [overflow-wrap:anywhere]">
          {values.name || <span className="i3">No name</span>}
        </span>
        {values.reference === null ? null : <span className="i3 sm"> {values.reference}</span>}
      </RowHeader>
      <Td area="files">{[...values.criteria, ...values.controls].join(", ") || <Nothing>None</Nothing>}</Td>
      <Td area="due">
        {values.collectedOn === null ? <Nothing>No date</Nothing> : formatDate(values.collectedOn)}
      </Td>
      <Td label="Arrives as" priority={2}>
        {line.outcome === "create" ? ITEM_STATE[values.state].label : <Nothing>As it is</Nothing>}
      </Td>
      <Td>
        <Changes changes={line.changes} />
        <ProblemList problems={line.problems} />
        {line.changes.length + line.problems.length === 0 ? <Nothing>Nothing</Nothing> : null}
      </Td>
    </Tr>
  );
}

function LeaveOutBar() {
  const look = buttonClass({ look: "quiet", dense: true });
  return (
    <div
      className="bulk sticky top-(--bar) bottom-auto hidden group-has-[tbody_.ck:checked]/list:flex"
      role="toolbar"
      aria-label="Actions for selected lines"
    >
      <SelectedCount before="Selected lines" />
      <button type="submit" name="decision" value="leave" className={look}>
        Leave out
      </button>
      <button type="submit" name="decision" value="take" className={look}>
        Take back in
      </button>
      <button type="reset" className={buttonClass({ look: "quiet", dense: true, className: "push" })}>
        Clear
      </button>
    </div>
  );
}

/** One page of the planned lines that fit the chosen outcome. */
export function PreviewLines({ slug, run, shown }: { slug: string; run: ImportPreview; shown: Shown }) {
  const fitting = run.plan.lines.filter((line) => shown.outcome === null || line.outcome === shown.outcome);
  const lines = fitting.slice(shown.offset, shown.offset + A_PAGE);
  const here = paths.importRun(slug, run.id);
  const at = (from: number) => withQuery(here, { outcome: shown.outcome, from: from === 0 ? null : from });
  if (fitting.length === 0) return <p className="i2 py-4">No line has this outcome.</p>;
  return (
    <>
      <SelectionForm
        action={leaveLinesOutAction.bind(null, slug)}
        version={run.version}
        className="group/list block"
      >
        <input type="hidden" name="id" value={run.id} />
        <LeaveOutBar />
        <Table caption="What each line becomes" cards top>
          <colgroup>
            <col className="w-8" />
            <col className="w-12" />
            <col className="w-28" />
            <col className="w-[28%]" />
            <col className="w-24" />
            <col className="w-28" />
            <col className="w-24 p2" />
            <col />
          </colgroup>
          <thead>
            <tr>
              <td className="c0 py-0! align-middle!">
                <SelectAll label="Select all lines of this page" />
              </td>
              <Th>Line</Th>
              <Th>Outcome</Th>
              <Th>Name</Th>
              <Th>Requirements</Th>
              <Th>Collected</Th>
              <Th priority={2}>Arrives as</Th>
              <Th>To know</Th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line key={line.line} line={line} />
            ))}
          </tbody>
        </Table>
      </SelectionForm>
      <Pagination
        label={`Lines ${shown.offset + 1} to ${shown.offset + lines.length} of ${fitting.length}`}
        {...(shown.offset > 0 ? { previousHref: at(Math.max(0, shown.offset - A_PAGE)) } : {})}
        {...(shown.offset + A_PAGE < fitting.length ? { nextHref: at(shown.offset + A_PAGE) } : {})}
      />
    </>
  );
}
