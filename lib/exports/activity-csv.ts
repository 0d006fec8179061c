import { type ActivityRow, fieldWords } from "@/lib/core/activity";
import { ACTIVITY_VERBS } from "@/lib/core/audit-actions";
import { CSV_BOM, csvLine } from "@/lib/core/csv";

const HEADER = [
  "Number",
  "Time (UTC)",
  "Who",
  "What",
  "Kind of subject",
  "Subject",
  "Before",
  "After",
  "Request",
  "Hash (SHA-256)",
];

function side(row: ActivityRow, which: "before" | "after"): string {
  return row.changes
    .filter((change) => change[which] !== "")
    .map((change) => `${fieldWords(change.field)}: ${change[which]}`)
    .join("; ");
}

function lineOf(row: ActivityRow): string {
  return csvLine([
    row.seq,
    row.at.toISOString(),
    row.actorName,
    ACTIVITY_VERBS[row.verb] ?? row.verb,
    row.subjectKind,
    row.subjectRef,
    side(row, "before"),
    side(row, "after"),
    row.requestId,
    row.hash,
  ]);
}

/** The log as CSV bytes, one chunk per page that `next` reads; `next` gets the last number and ends with an empty page. */
export function activityCsv(
  next: (after: number) => Promise<readonly ActivityRow[]>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after = 0;
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(`${CSV_BOM}${csvLine(HEADER)}`)),
    pull: async (controller) => {
      const rows = await next(after);
      const last = rows.at(-1);
      if (last === undefined) return controller.close();
      after = last.seq;
      controller.enqueue(encoder.encode(rows.map(lineOf).join("")));
    },
  });
}
