import { toCsv } from "@/lib/core/csv";
import { FINDING_STANDING, findingGrade, findingName, partStanding } from "@/lib/core/finding";
import type { FindingRow } from "@/lib/core/finding-dto";

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
      partStanding(row, "correction"),
      partStanding(row, "action"),
    ]),
  );
}
