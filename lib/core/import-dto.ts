// What the import pages show: one run as a preview that is still computed, or as the result that was stored.

import type { IsoDate } from "@/lib/core/dates";
import { REGISTER_FIELD_LABEL, type RegisterMapping } from "@/lib/core/register-columns";
import type { ImportPlan, LineOutcome, PlannedLine } from "@/lib/core/register-csv";
import type { DateOrder } from "@/lib/core/register-dates";
import type { RefusedFile } from "@/lib/core/register-files";
import type { LineProblem } from "@/lib/core/register-line";
import type { RegisterShape } from "@/lib/core/register-shapes";

export type ImportState = "preview" | "done" | "cancelled";

/** The choices of a preview. */
export type ImportMapping = {
  readonly columns: RegisterMapping;
  /** Null: inferred per column. */
  readonly dateOrder: DateOrder | null;
  readonly shape: RegisterShape;
  /** The sheet of a workbook; null: the one that looks like a register. */
  readonly sheet: string | null;
  /** Lines that a person left out. */
  readonly skipped: readonly number[];
  /** The day on which the team chose these columns for such headings; null: they were recognised. */
  readonly asOn: IsoDate | null;
};

export type ImportRunSummary = {
  readonly id: string;
  readonly state: ImportState;
  readonly fileName: string;
  readonly startedBy: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly counts: Readonly<Partial<Record<LineOutcome, number>>>;
};

/** The files that came beside the register. */
export type FilesBeside = {
  readonly kept: number;
  /** Files that no line names. */
  readonly unnamed: readonly string[];
  readonly refused: readonly RefusedFile[];
};

export type ImportPreview = ImportRunSummary & {
  readonly state: "preview";
  /** How the file was read: `UTF-8, comma separated`, `XLSX, sheet Evidence`. */
  readonly reading: string;
  readonly version: number;
  readonly mapping: ImportMapping;
  /** Sheets to choose from; empty for a text file. */
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  /** Null when the register came without files. */
  readonly files: FilesBeside | null;
  /** Why the import cannot go ahead with this mapping; null when it can. */
  readonly blockedBy: string | null;
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
  readonly header: readonly string[];
  readonly lines: readonly ImportedLine[];
  /** Lines that fit the chosen outcome, of which `lines` is one page. */
  readonly total: number;
};

export type ImportView = ImportPreview | ImportResult;

/** Items that an import must leave alone, by id, with the reason to print. */
export type Kept = ReadonlyMap<string, string>;

function recounted(plan: ImportPlan, lines: readonly PlannedLine[]): ImportPlan {
  const counts = { ...plan.counts };
  lines.forEach((line, at) => {
    const was = plan.lines[at]?.outcome;
    if (was === undefined || was === line.outcome) return;
    counts[was] -= 1;
    counts[line.outcome] += 1;
  });
  return { ...plan, lines, counts };
}

/**
 * The plan with every update of a kept item turned into "unchanged" and a note that says why. A register never
 * overrides what a reviewer accepted.
 */
export function keepAccepted(plan: ImportPlan, kept: Kept): ImportPlan {
  return recounted(
    plan,
    plan.lines.map((line) => keepLine(line, kept)),
  );
}

/** The plan without the lines that a person left out: nothing is created or changed by them. */
export function leaveOut(plan: ImportPlan, skipped: readonly number[]): ImportPlan {
  const out = new Set(skipped);
  return recounted(
    plan,
    plan.lines.map((line) =>
      out.has(line.line) && isWritten(line) ? { ...line, outcome: "skipped" } : line,
    ),
  );
}

function isWritten(line: PlannedLine): boolean {
  return line.outcome === "create" || line.outcome === "update";
}

function keepLine(line: PlannedLine, kept: Kept): PlannedLine {
  const reason = line.existingId === null ? undefined : kept.get(line.existingId);
  if (reason === undefined || line.outcome !== "update") return line;
  const differs = line.changes.map(({ field }) => REGISTER_FIELD_LABEL[field].toLowerCase()).join(", ");
  const message = `${reason} The register differs in: ${differs}. Nothing was changed.`;
  return {
    ...line,
    outcome: "unchanged",
    problems: [...line.problems, { column: null, severity: "warning", message }],
  };
}
