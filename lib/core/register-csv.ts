// The plan of a register import: for each line what would happen, with which values, and every problem by line and column.

import type { RegisterField } from "@/lib/core/register-columns";
import type { ColumnOrder } from "@/lib/core/register-dates";
import {
  dateColumnsOf,
  foldText,
  type LineContext,
  type LineProblem,
  type LineReading,
  problem,
  type RegisterValues,
  readLine,
} from "@/lib/core/register-line";
import type { RegisterRecord } from "@/lib/core/register-text";
import { rejectedLinesCsv } from "@/lib/core/rejected-csv";

export const LINE_OUTCOMES = ["create", "update", "unchanged", "duplicate", "rejected", "skipped"] as const;
export type LineOutcome = (typeof LINE_OUTCOMES)[number];

export type LineChange = { readonly field: RegisterField; readonly from: string; readonly to: string };

export type PlannedLine = {
  readonly line: number;
  readonly outcome: LineOutcome;
  readonly values: RegisterValues;
  readonly problems: readonly LineProblem[];
  /** What identifies the item: its reference, else name, criteria and source. */
  readonly identity: string;
  /** The item that is updated or unchanged. */
  readonly existingId: string | null;
  /** What an update would change; empty for every other outcome. */
  readonly changes: readonly LineChange[];
  /** Criteria that are kept although they are outside the workspace's SOC 2 scope. */
  readonly outOfScope: readonly string[];
  /** The cells as they were in the file. */
  readonly cells: readonly string[];
};

/** An item of the workspace in the register's terms. */
export type ExistingItem = {
  readonly id: string;
  /** `owner` is the text of an owner who is no member, else the member's e-mail address. */
  readonly values: Omit<RegisterValues, "statusText" | "state">;
  /** Other texts that mean the stored owner, such as the member's name. */
  readonly ownerNames: readonly string[];
  /** Nobody has handed it in yet. */
  readonly isDraft: boolean;
};

export type ImportInput = LineContext & {
  readonly records: readonly RegisterRecord[];
  readonly existing: readonly ExistingItem[];
  /** E-mail addresses and names of the members, for the offer to invite the others. */
  readonly members: readonly string[];
};

export type ImportPlan = {
  readonly lines: readonly PlannedLine[];
  readonly counts: Readonly<Record<LineOutcome, number>>;
  /** Lines with at least one error or warning; notes are no problems. */
  readonly linesWithProblems: number;
  /** Owners of imported lines who are no members, each once, in the order of the file. */
  readonly unknownOwners: readonly string[];
  /** The date order of each mapped date column. */
  readonly dateColumns: Readonly<Partial<Record<RegisterField, ColumnOrder>>>;
};

/** The identity that name, criteria and source give an item. */
export function contentIdentity(values: Pick<RegisterValues, "name" | "criteria" | "source">): string {
  return JSON.stringify([foldText(values.name), [...values.criteria].sort(), foldText(values.source)]);
}

/** The reference when there is one, else name, criteria and source, folded. The text is stored with the item. */
export function identityOf(
  values: Pick<RegisterValues, "reference" | "name" | "criteria" | "source">,
): string {
  const reference = foldText(values.reference ?? "");
  return reference === "" ? contentIdentity(values) : JSON.stringify([reference]);
}

/** What the import would do, line by line in the file's order. Nothing is changed. */
export function planImport(input: ImportInput): ImportPlan {
  const orders = dateColumnsOf(input.records, input.mapping);
  const seen = new Map<string, number>();
  const known = indexExisting(input.existing);
  const lines = input.records.map((record) => {
    const planned = settle(readLine(record, input, orders), seen, known);
    if (planned.outcome !== "rejected" && planned.outcome !== "duplicate") remember(seen, planned);
    return planned;
  });
  return {
    lines,
    counts: countOutcomes(lines),
    linesWithProblems: lines.filter((line) => line.problems.some((problem) => problem.severity !== "note"))
      .length,
    unknownOwners: unknownOwners(lines, input.members),
    dateColumns: orders,
  };
}

function remember(seen: Map<string, number>, planned: PlannedLine): void {
  const keys = [planned.identity, contentIdentity(planned.values), planned.existingId ?? planned.identity];
  for (const key of new Set(keys)) {
    if (!seen.has(key)) seen.set(key, planned.line);
  }
}

function indexExisting(existing: readonly ExistingItem[]): ReadonlyMap<string, ExistingItem> {
  const byContent = existing.map((item) => [contentIdentity(item.values), item] as const);
  const byIdentity = existing.map((item) => [identityOf(item.values), item] as const);
  return new Map([...byContent, ...byIdentity]);
}

function countOutcomes(lines: readonly PlannedLine[]): Record<LineOutcome, number> {
  const counts = { create: 0, update: 0, unchanged: 0, duplicate: 0, rejected: 0, skipped: 0 };
  for (const line of lines) counts[line.outcome] += 1;
  return counts;
}

function unknownOwners(lines: readonly PlannedLine[], members: readonly string[]): readonly string[] {
  const known = new Set(members.map(foldText));
  const owners = new Map<string, string>();
  for (const { outcome, values } of lines) {
    const key = foldText(values.owner);
    if (outcome === "rejected" || key === "" || known.has(key) || owners.has(key)) continue;
    owners.set(key, values.owner);
  }
  return [...owners.values()];
}

function settle(
  reading: LineReading,
  seen: ReadonlyMap<string, number>,
  known: ReadonlyMap<string, ExistingItem>,
): PlannedLine {
  const { record, values, outOfScope } = reading;
  const identity = identityOf(values);
  const base = { line: record.line, values, identity, outOfScope, cells: record.cells };
  const none = { existingId: null, changes: [] };
  if (reading.problems.some((found) => found.severity === "error")) {
    return { ...base, ...none, outcome: "rejected", problems: reading.problems };
  }
  const earlier = seen.get(identity);
  if (earlier !== undefined) {
    const told = problem(null, "note", duplicateSentence(values, earlier));
    return { ...base, ...none, outcome: "duplicate", problems: [...reading.problems, told] };
  }
  const existing = known.get(identity);
  if (existing === undefined) return { ...base, ...none, outcome: "create", problems: reading.problems };
  const taken = seen.get(existing.id);
  if (taken !== undefined) {
    const told = problem(
      null,
      "note",
      `Line ${taken} is about the same item. Only the first line is imported.`,
    );
    return { ...base, ...none, outcome: "duplicate", problems: [...reading.problems, told] };
  }
  const changes = [...changesOf(values, existing), ...handingIn(values, existing)];
  const outcome = changes.length === 0 ? "unchanged" : "update";
  return { ...base, outcome, existingId: existing.id, changes, problems: reading.problems };
}

function duplicateSentence(values: RegisterValues, earlier: number): string {
  return values.reference === null
    ? `Same name, criteria and source as line ${earlier}. Only the first line is imported.`
    : `${values.reference} is already on line ${earlier}. Only the first line is imported.`;
}

const COMPARED = [
  ...["reference", "name", "type", "criteria", "owner", "collectedOn", "periodFrom", "periodTo"],
  ...["renewOn", "source", "link", "file", "comment"],
] as readonly Exclude<RegisterField, "status" | "criteriaSecond" | "criteriaThird">[];

/** What the line says differently. An empty cell says nothing and takes nothing away. */
function changesOf(values: RegisterValues, existing: ExistingItem): readonly LineChange[] {
  const owners = [existing.values.owner, ...existing.ownerNames].map(foldText);
  return COMPARED.flatMap((field) => {
    if (field === "criteria") {
      return criteriaChange(
        [...values.criteria, ...values.controls],
        [...existing.values.criteria, ...existing.values.controls],
      );
    }
    if (field === "file") return fileChange(values.file, existing.values.file);
    const [from, to] = [asText(existing.values[field]), asText(values[field])];
    const same = from === to || (field === "owner" && owners.includes(foldText(to)));
    return to === "" || same ? [] : [{ field, from, to }];
  });
}

/** Ready hands a draft in, as it does for a new item; no word of a register moves anything that is further on, or back. */
function handingIn(values: RegisterValues, { isDraft }: ExistingItem): readonly LineChange[] {
  return isDraft && values.state === "submitted" ? [{ field: "status", from: "Draft", to: "Submitted" }] : [];
}

/** A register adds criteria and takes none away, in whatever order it lists them. */
function criteriaChange(wanted: readonly string[], stored: readonly string[]): readonly LineChange[] {
  const added = wanted.filter((ref) => !stored.includes(ref));
  if (added.length === 0) return [];
  return [{ field: "criteria", from: asText(stored), to: asText([...stored, ...added]) }];
}

/** Other bytes are another file, whatever it is called. */
function fileChange(wanted: RegisterValues["file"], stored: RegisterValues["file"]): readonly LineChange[] {
  if (wanted === null || wanted.sha256 === stored?.sha256) return [];
  return [{ field: "file", from: stored?.name ?? "", to: wanted.name }];
}

function asText(value: string | readonly string[] | null): string {
  if (value === null) return "";
  return typeof value === "string" ? value : value.join(", ");
}

/** The rejected lines as CSV: the file's own columns, then the line number and the reasons. */
export function rejectedCsv(plan: ImportPlan, header: readonly string[]): string {
  return rejectedLinesCsv(
    header,
    plan.lines.filter((line) => line.outcome === "rejected"),
  );
}
