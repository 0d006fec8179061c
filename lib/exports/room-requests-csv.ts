import { toCsv } from "@/lib/core/csv";
import type { RoomRequestRow } from "@/lib/core/room-request-dto";
import { REQUEST_KIND_LABEL, REQUEST_STATE } from "@/lib/core/work-statuses";

const HEADER = [
  "Reference",
  "Number",
  "Title",
  "Kind",
  "State",
  "Requirements",
  "Owner",
  "Asked on",
  "Due on",
  "Decided on",
];

/** The requests of a room as CSV for spreadsheets; both sides get the same columns. */
export function roomRequestsCsv(rows: readonly RoomRequestRow[]): string {
  return toCsv(
    HEADER,
    rows.map((row) => [
      row.auditorRef,
      row.number,
      row.title,
      REQUEST_KIND_LABEL[row.kind],
      REQUEST_STATE[row.state].label,
      row.refs.join(", "),
      row.owner,
      row.askedOn,
      row.dueOn,
      row.decidedOn,
    ]),
  );
}
