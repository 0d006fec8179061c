// The rejected lines of an import as a file that can be mended and imported again.

import { toCsv } from "@/lib/core/csv";
import { REGISTER_FIELD_LABEL } from "@/lib/core/register-columns";
import type { LineProblem } from "@/lib/core/register-line";

type Rejected = {
  readonly line: number;
  readonly cells: readonly string[];
  readonly problems: readonly LineProblem[];
};

/** The sentences of a line's errors, each with the column it is about. */
export function reasonsOf(problems: readonly LineProblem[]): string {
  return problems
    .filter((found) => found.severity === "error")
    .map((found) => (found.column === null ? "" : `${REGISTER_FIELD_LABEL[found.column]}: `) + found.message)
    .join(" ");
}

/** The file's own columns, then the line number and the reasons. */
export function rejectedLinesCsv(header: readonly string[], lines: readonly Rejected[]): string {
  const rows = lines.map((line) => [
    ...header.map((_, column) => line.cells[column] ?? ""),
    line.line,
    reasonsOf(line.problems),
  ]);
  return toCsv([...header, "Line", "Why it was rejected"], rows);
}
