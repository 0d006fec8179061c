import { toCsv } from "@/lib/core/csv";
import { headingOf } from "@/lib/core/population";
import { SAMPLE_METHOD_LABEL, sampleNumber } from "@/lib/core/sample";
import type { RecordedDraw } from "@/lib/core/sample-draw";
import type { SampleDetail, SampleItem } from "@/lib/core/sample-dto";
import { REQUEST_STATE } from "@/lib/core/work-statuses";

const DRAW = [
  ...["Sample", "List", "File", "Version", "SHA-256", "Sheet", "Lines in the list", "Method", "Seed"],
  ...["First line", "Interval", "Reason", "Drawn by", "Drawn at (UTC)"],
];
const ITEM = ["Item", "Line", "Request", "Reference", "State"];

export type PrintedSample = Omit<
  Pick<
    SampleDetail,
    | keyof RecordedDraw
    | ("number" | "title" | "fileName" | "artifactNumber" | "sha256" | "sheet" | "columns")
    | ("drawnBy" | "drawnAt")
  >,
  "size"
> & {
  readonly items: readonly (Pick<SampleItem, "position" | "line" | "cells"> & {
    readonly request: Pick<NonNullable<SampleItem["request"]>, "number" | "auditorRef" | "state"> | null;
  })[];
};

/** A sample as CSV: one row an item, each with the whole draw, its line of the list and its request. */
export function sampleCsv(sample: PrintedSample): string {
  const { columns, items } = sample;
  const width = Math.max(columns.length, ...items.map(({ cells }) => cells.length));
  const headings = Array.from({ length: width }, (_, column) => `List: ${headingOf(columns, column)}`);
  const draw = [
    ...[sampleNumber(sample.number), sample.title, sample.fileName, sample.artifactNumber, sample.sha256],
    ...[sample.sheet, sample.populationSize, SAMPLE_METHOD_LABEL[sample.method], sample.seed],
    ...[sample.start, sample.step, sample.rationale, sample.drawnBy, sample.drawnAt.toISOString()],
  ];
  return toCsv(
    [...DRAW, ...ITEM, ...headings],
    items.map(({ position, line, cells, request }) => [
      ...draw,
      ...[position, line, request?.number ?? "", request?.auditorRef ?? ""],
      request === null ? "" : REQUEST_STATE[request.state].label,
      ...Array.from({ length: width }, (_, column) => cells[column] ?? ""),
    ]),
  );
}
