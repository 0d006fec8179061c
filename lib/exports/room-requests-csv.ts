import { toCsv } from "@/lib/core/csv";
import type { RoomRequestLine } from "@/lib/core/room-request-dto";
import { REQUEST_KIND_LABEL, REQUEST_STATE } from "@/lib/core/work-statuses";

const HEADER = [
  "Reference",
  "Number",
  "Title",
  "Kind",
  "State",
  "Requirements",
  "Detail",
  "Owner",
  "Asked on",
  "Due on",
  "Decided on",
];

/** The requests of a room as CSV for spreadsheets; both sides get the same columns, and the import of requests reads them again. */
export function roomRequestsCsv(rows: readonly RoomRequestLine[]): string {
  return toCsv(
    HEADER,
    rows.map((row) => [
      row.auditorRef,
      row.number,
      row.title,
      REQUEST_KIND_LABEL[row.kind],
      REQUEST_STATE[row.state].label,
      row.refs.join(", "),
      row.detail,
      row.owner,
      row.askedOn,
      row.dueOn,
      row.decidedOn,
    ]),
  );
}
