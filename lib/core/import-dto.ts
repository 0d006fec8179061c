// What the import pages show: one run as a preview that is still computed, or as the result that was stored.

import type { RegisterMapping } from "@/lib/core/register-columns";
import type { ImportPlan, LineOutcome, PlannedLine } from "@/lib/core/register-csv";
import type { DateOrder } from "@/lib/core/register-dates";
import type { LineProblem } from "@/lib/core/register-line";
import type { Delimiter } from "@/lib/core/register-text";

export type ImportState = "preview" | "done" | "cancelled";

/** The choices of a preview: column by field, and the order of ambiguous dates (null: inferred per column). */
export type ImportMapping = { readonly columns: RegisterMapping; readonly dateOrder: DateOrder | null };

export type ImportRunSummary = {
  readonly id: string;
  readonly state: ImportState;
  readonly fileName: string;
  readonly startedBy: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly counts: Readonly<Partial<Record<LineOutcome, number>>>;
};

export type ImportPreview = ImportRunSummary & {
  readonly state: "preview";
  readonly encoding: string;
  readonly version: number;
  readonly mapping: ImportMapping;
  /** Why the import cannot go ahead with this mapping; null when it can. */
  readonly blockedBy: string | null;
  readonly delimiter: Delimiter;
  readonly header: readonly string[];
  /** Up to two values of each column, to recognise it by. */
  readonly samples: readonly (readonly string[])[];
  readonly plan: ImportPlan;
};

export type ImportedLine = {
  readonly line: number;
  readonly cells: readonly string[];
  readonly outcome: LineOutcome;
  readonly problems: readonly LineProblem[];
  readonly itemId: string | null;
};

export type ImportResult = ImportRunSummary & {
  readonly state: "done" | "cancelled";
  readonly encoding: string;
  readonly header: readonly string[];
  readonly lines: readonly ImportedLine[];
  /** Lines that fit the chosen outcome, of which `lines` is one page. */
  readonly total: number;
};

export type ImportView = ImportPreview | ImportResult;

/** Items that an import must leave alone, by id, with the reason to print. */
export type Kept = ReadonlyMap<string, string>;

/**
 * The plan with every update of a kept item turned into "unchanged" and a note that says why. A register never
 * overrides what a reviewer accepted.
 */
export function keepAccepted(plan: ImportPlan, kept: Kept): ImportPlan {
  const lines = plan.lines.map((line) => keepLine(line, kept));
  const held = lines.filter((line, at) => line.outcome !== plan.lines[at]?.outcome).length;
  const counts = {
    ...plan.counts,
    update: plan.counts.update - held,
    unchanged: plan.counts.unchanged + held,
  };
  return { ...plan, lines, counts };
}

function keepLine(line: PlannedLine, kept: Kept): PlannedLine {
  const reason = line.existingId === null ? undefined : kept.get(line.existingId);
  if (reason === undefined || line.outcome !== "update") return line;
  const differs = line.changes.map((change) => change.field).join(", ");
  const message = `${reason} The register differs in: ${differs}. Nothing was changed.`;
  return {
    ...line,
    outcome: "unchanged",
    problems: [...line.problems, { column: null, severity: "warning", message }],
  };
}
