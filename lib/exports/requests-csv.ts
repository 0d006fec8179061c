import { toCsv } from "@/lib/core/csv";
import type { RequestListRow } from "@/lib/core/request-dto";
import { REQUEST_KIND_LABEL, REQUEST_STATE } from "@/lib/core/work-statuses";

const HEADER = [
  "Number",
  "Title",
  "Kind",
  "State",
  "Reason",
  "Owner",
  "Asked by",
  "Requirements",
  "Evidence to renew",
  "Asked on",
  "Due on",
  "Answered on",
  "Decided on",
];

/** The rows of the list of requests as CSV for spreadsheets. */
export function requestsCsv(rows: readonly RequestListRow[]): string {
  return toCsv(
    HEADER,
    rows.map((row) => [
      row.number,
      row.title,
      REQUEST_KIND_LABEL[row.kind],
      REQUEST_STATE[row.state].label,
      row.stateReason,
      row.owner.name,
      row.askedBy.name,
      row.refs.join(", "),
      row.item === null ? null : (row.item.reference ?? row.item.title),
      row.askedOn,
      row.dueOn,
      row.submittedOn,
      row.decidedOn,
    ]),
  );
}
