import { toCsv } from "@/lib/core/csv";
import { FINDING_STANDING, findingGrade, findingName, partStanding, partsOf } from "@/lib/core/finding";
import type { FindingRow } from "@/lib/core/finding-dto";
import type { FindingPart } from "@/lib/core/room-work-statuses";

const HEADER = [
  "Number",
  "Grade",
  "State",
  "Requirements",
  "Statement",
  "Raised by",
  "Raised on",
  "Nonconformity",
  "Correction",
  "Corrective action",
];

const STANDING = {
  open: "Not answered yet",
  waiting: "With the auditor",
  accepted: "Accepted",
  returned: "Returned",
} as const;

/** Where the answer stands; empty where the grade asks for none. */
function part(row: FindingRow, of: FindingPart): string {
  return partsOf(row.grade).includes(of) ? STANDING[partStanding(row, of)] : "";
}

/** The findings of a room as CSV for spreadsheets; both sides get the same columns. */
export function findingsCsv(rows: readonly FindingRow[]): string {
  return toCsv(
    HEADER,
    rows.map((row) => [
      findingName(row.number),
      findingGrade(row.standard, row.grade).label,
      FINDING_STANDING[row.standing].label,
      row.refs.join(", "),
      row.statement,
      row.raisedBy,
      row.raisedOn,
      row.nonconformity?.number ?? null,
      part(row, "correction"),
      part(row, "action"),
    ]),
  );
}
