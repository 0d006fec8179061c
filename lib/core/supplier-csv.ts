// The register of suppliers as CSV: the columns of the export, and what an import would do with each line of such a file.

import { isIsoDate } from "@/lib/core/dates";
import { CLAUSE_STATES, SUPPLIER_TIER_LABEL, SUPPLIER_TIERS } from "@/lib/core/isms-statuses";
import { lineFeeds } from "@/lib/core/plain-text";
import { foldText } from "@/lib/core/register-line";
import { keepable, parseRegister, type RegisterRecord } from "@/lib/core/register-text";
import { CLAUSE_STATE, SUPPLIER_CLAUSES } from "@/lib/core/supplier";
import type { SupplierValues } from "@/lib/core/supplier-dto";

type Field = keyof SupplierValues;

type Known = {
  /** By folded name and address. */
  readonly members: ReadonlyMap<string, { readonly userId: string; readonly name: string }>;
};
type Read = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string };
type Column = {
  readonly field: Field;
  readonly header: string;
  readonly read: (cell: string, known: Known) => Read;
  /** As it stands in a cell. */
  readonly print: (values: SupplierValues, ownerName: string | null) => string;
};

const value = (read: unknown): Read => ({ ok: true, value: read });
const refuse = (reason: string): Read => ({ ok: false, reason });

function limited(header: string, max: number) {
  return (cell: string): Read =>
    cell.length > max ? refuse(`${header} has at most ${max.toLocaleString("en")} characters.`) : value(cell);
}

function choice(header: string, labels: Readonly<Record<string, string>>) {
  return (cell: string): Read => {
    const wanted = foldText(cell);
    const found = Object.entries(labels).find(([key, label]) => foldText(label) === wanted || key === wanted);
    return found === undefined
      ? refuse(`${header} is none of ${Object.values(labels).join(", ")}: "${cell.slice(0, 40)}".`)
      : value(found[0]);
  };
}

const YES = new Set(["yes", "y", "true", "1", "x"]);
const NO = new Set(["no", "n", "false", "0"]);

function yesOrNo(cell: string): Read {
  const word = foldText(cell);
  if (YES.has(word)) return value(true);
  return NO.has(word) ? value(false) : refuse("ICT supply chain is neither Yes nor No.");
}

function member(cell: string, { members }: Known): Read {
  const found = members.get(foldText(cell));
  return found === undefined ? refuse(`No member is called "${cell.slice(0, 60)}".`) : value(found.userId);
}

function day(cell: string): Read {
  return isIsoDate(cell) ? value(cell) : refuse("Next review is no date. Write dates as YYYY-MM-DD.");
}

const CLAUSE_LABELS = Object.fromEntries(CLAUSE_STATES.map((state) => [state, CLAUSE_STATE[state].label]));

function textColumn(
  field: "name" | "service" | "dataTypes" | "contractRef" | "incidentProcedure" | "exitNote",
  header: string,
  max: number,
): Column {
  return { field, header, read: limited(header, max), print: (values) => values[field] };
}

export const SUPPLIER_COLUMNS: readonly Column[] = [
  textColumn("name", "Name", 200),
  textColumn("service", "Service", 1_000),
  {
    field: "tier",
    header: "Tier",
    read: choice("Tier", SUPPLIER_TIER_LABEL),
    print: ({ tier }) => SUPPLIER_TIER_LABEL[tier],
  },
  { field: "ict", header: "ICT supply chain", read: yesOrNo, print: ({ ict }) => (ict ? "Yes" : "No") },
  textColumn("dataTypes", "Data types", 1_000),
  { field: "ownerId", header: "Owner", read: member, print: (_values, ownerName) => ownerName ?? "" },
  textColumn("contractRef", "Contract", 200),
  ...SUPPLIER_CLAUSES.map(
    ({ field, label }): Column => ({
      field,
      header: `Clause: ${label}`,
      read: choice(`Clause: ${label}`, CLAUSE_LABELS),
      print: (values) => CLAUSE_STATE[values[field]].label,
    }),
  ),
  textColumn("incidentProcedure", "Incident procedure", 4_000),
  textColumn("exitNote", "Exit note", 4_000),
  {
    field: "nextReviewOn",
    header: "Next review",
    read: day,
    print: ({ nextReviewOn }) => nextReviewOn ?? "",
  },
];

// ---- import ----

export const SUPPLIER_IMPORT_LINES = 2_000;

export const EMPTY_SUPPLIER: SupplierValues = {
  name: "",
  service: "",
  tier: SUPPLIER_TIERS[2],
  ict: false,
  dataTypes: "",
  ownerId: null,
  contractRef: "",
  clauseSecurity: "unknown",
  clauseNotification: "unknown",
  clauseAudit: "unknown",
  clauseSubprocessing: "unknown",
  clauseExit: "unknown",
  incidentProcedure: "",
  exitNote: "",
  nextReviewOn: null,
};

export type ExistingSupplier = {
  readonly id: string;
  readonly values: SupplierValues;
  readonly ownerName: string | null;
};

export type SupplierChange = {
  readonly field: Field;
  readonly header: string;
  readonly from: string;
  readonly to: string;
};

export type SupplierLine = {
  readonly line: number;
  readonly name: string;
  readonly outcome: "new" | "changed" | "unchanged" | "refused";
  readonly changes: readonly SupplierChange[];
  readonly problems: readonly string[];
};

/** What a line is stored as: a whole supplier, or the changed fields of the one that it names. */
export type SupplierWrite = {
  /** Null for a new one. */
  readonly id: string | null;
  readonly values: SupplierValues;
};

export type SupplierPlan = {
  readonly lines: readonly SupplierLine[];
  readonly writes: readonly SupplierWrite[];
  /** Headings of the file that no column of the register has. */
  readonly ignored: readonly string[];
};

export type SupplierPlanResult =
  | { readonly ok: true; readonly plan: SupplierPlan }
  | { readonly ok: false; readonly reason: string };

export type SupplierPlanFacts = {
  readonly existing: readonly ExistingSupplier[];
  readonly members: readonly { readonly userId: string; readonly name: string; readonly email: string }[];
};

type Planned = { readonly line: SupplierLine; readonly write: SupplierWrite | null };

/** By folded name or address; a name that two members share names nobody. */
function membersByName(members: SupplierPlanFacts["members"]): Known["members"] {
  const names = members.map(({ name }) => foldText(name));
  const unique = members.filter(({ name }) => names.filter((one) => one === foldText(name)).length === 1);
  return new Map([
    ...unique.map((one) => [foldText(one.name), one] as const),
    ...members.map((one) => [foldText(one.email), one] as const),
  ]);
}

function readCells(
  record: RegisterRecord,
  columns: ReadonlyMap<number, Column>,
  known: Known,
): { readonly values: Partial<SupplierValues>; readonly problems: readonly string[] } {
  const values: Record<string, unknown> = {};
  const problems: string[] = record.problem === null ? [] : [record.problem];
  for (const [index, column] of columns) {
    const cell = record.cells[index] ?? "";
    if (cell === "") continue;
    const read = column.read(cell, known);
    if (read.ok) values[column.field] = read.value;
    else problems.push(read.reason);
  }
  return { values: values as Partial<SupplierValues>, problems };
}

function isSame(a: SupplierValues[Field], b: SupplierValues[Field]): boolean {
  return typeof a === "string" && typeof b === "string" ? lineFeeds(a) === lineFeeds(b) : a === b;
}

function changesOf(
  before: ExistingSupplier,
  after: SupplierValues,
  names: ReadonlyMap<string, string>,
): readonly SupplierChange[] {
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? before.ownerName));
  return SUPPLIER_COLUMNS.filter(({ field }) => !isSame(before.values[field], after[field])).map(
    ({ field, header, print }) => ({
      field,
      header,
      from: print(before.values, before.ownerName),
      to: print(after, nameOf(after.ownerId)),
    }),
  );
}

function planLine(
  record: RegisterRecord,
  facts: {
    readonly columns: ReadonlyMap<number, Column>;
    readonly known: Known;
    readonly byName: ReadonlyMap<string, ExistingSupplier>;
    readonly names: ReadonlyMap<string, string>;
    readonly seen: Map<string, number>;
  },
): Planned {
  const { values, problems } = readCells(record, facts.columns, facts.known);
  const name = values.name ?? "";
  const key = foldText(name);
  const earlier = facts.seen.get(key);
  const all = [
    ...(name === "" ? ["The line has no name."] : []),
    ...(earlier === undefined || name === "" ? [] : [`Line ${earlier} names the same supplier.`]),
    ...problems,
  ];
  if (earlier === undefined) facts.seen.set(key, record.line);
  const base = { line: record.line, name };
  if (all.length > 0) {
    return { line: { ...base, outcome: "refused", changes: [], problems: all }, write: null };
  }
  const before = facts.byName.get(key);
  if (before === undefined) {
    const whole = { ...EMPTY_SUPPLIER, ...values };
    return {
      line: { ...base, outcome: "new", changes: [], problems: [] },
      write: { id: null, values: whole },
    };
  }
  const after = { ...before.values, ...values };
  const changes = changesOf(before, after, facts.names);
  if (changes.length === 0)
    return { line: { ...base, outcome: "unchanged", changes, problems: [] }, write: null };
  return {
    line: { ...base, outcome: "changed", changes, problems: [] },
    write: { id: before.id, values: after },
  };
}

/**
 * What an import of the text would do: suppliers are known by their name, an empty cell changes nothing, and a line with a
 * problem is left out whole. Refused altogether when the text is no register of suppliers.
 */
export function planSupplierImport(text: string, facts: SupplierPlanFacts): SupplierPlanResult {
  const parsed = keepable(parseRegister(lineFeeds(text)));
  if (!parsed.ok) return parsed;
  const byHeader = new Map(SUPPLIER_COLUMNS.map((column) => [foldText(column.header), column]));
  const columns = new Map<number, Column>();
  const ignored: string[] = [];
  for (const [index, heading] of parsed.header.entries()) {
    const column = byHeader.get(foldText(heading));
    if (column === undefined) ignored.push(heading);
    else columns.set(index, column);
  }
  if (![...columns.values()].some(({ field }) => field === "name")) {
    return {
      ok: false,
      reason: "The first line has no column called Name. Start from the exported register.",
    };
  }
  if (parsed.records.length > SUPPLIER_IMPORT_LINES) {
    return { ok: false, reason: "An import takes at most 2,000 lines. Split the file into several." };
  }
  const seen = new Map<string, number>();
  const known = { members: membersByName(facts.members) };
  const byName = new Map(facts.existing.map((one) => [foldText(one.values.name), one]));
  const names = new Map(facts.members.map(({ userId, name }) => [userId, name]));
  const planned = parsed.records.map((record) => planLine(record, { columns, known, byName, names, seen }));
  return {
    ok: true,
    plan: {
      lines: planned.map(({ line }) => line),
      writes: planned.flatMap(({ write }) => (write === null ? [] : [write])),
      ignored: ignored.filter((heading) => heading !== ""),
    },
  };
}

/** `3/1/0`: how many lines are new, changed and refused. */
export function announcedBy({ lines }: Pick<SupplierPlan, "lines">): string {
  const n = (outcome: SupplierLine["outcome"]) => lines.filter((line) => line.outcome === outcome).length;
  return `${n("new")}/${n("changed")}/${n("refused")}`;
}
