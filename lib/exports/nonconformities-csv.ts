import { toCsv } from "@/lib/core/csv";
import type { NcListRow } from "@/lib/core/nonconformity-dto";
import { NC_GRADE, NC_SOURCE_LABEL, NC_STATE } from "@/lib/core/statuses";

const HEADER = [
  "Number",
  "Title",
  "Grade",
  "State",
  "Source",
  "Requirements",
  "Owner",
  "Raised on",
  "Due on",
  "Age in days",
  "Open actions",
  "Overdue actions",
];

/** The rows of the register as CSV for spreadsheets. */
export function nonconformitiesCsv(rows: readonly NcListRow[]): string {
  return toCsv(
    HEADER,
    rows.map((row) => [
      row.number,
      row.title,
      NC_GRADE[row.grade].label,
      NC_STATE[row.state].label,
      NC_SOURCE_LABEL[row.source],
      row.refs.join(", "),
      row.owner?.name ?? null,
      row.raisedOn,
      row.dueOn,
      row.ageDays,
      row.openActions,
      row.overdueActions,
    ]),
  );
}
