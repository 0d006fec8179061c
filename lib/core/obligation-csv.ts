// The register of obligations as CSV: writing it, and planning what a file would change, line by line, before it does.

import { toCsv } from "@/lib/core/csv";
import { type IsoDate, isIsoDate } from "@/lib/core/dates";
import { compareRefs, parseRef } from "@/lib/core/frameworks/catalogue";
import { OBLIGATION_KIND_LABEL, OBLIGATION_KINDS, type ObligationKind } from "@/lib/core/isms-statuses";
import { OBLIGATION_LIMITS, type ObligationRow } from "@/lib/core/obligation";
import { lineFeeds } from "@/lib/core/plain-text";
import { foldText } from "@/lib/core/register-line";
import { keepable, parseRegister, type RegisterRecord } from "@/lib/core/register-text";

const COLUMNS = [
  "number",
  "kind",
  "title",
  "source",
  "description",
  "owner",
  "reviewOn",
  "controls",
] as const;
type Column = (typeof COLUMNS)[number];
const HEADER: Readonly<Record<Column, string>> = {
  number: "Number",
  kind: "Kind",
  title: "Title",
  source: "Source",
  description: "Description",
  owner: "Owner",
  reviewOn: "Review on",
  controls: "Controls",
};

/** What a person is told before choosing a file. */
export const OBLIGATION_CSV_HELP = `CSV with the columns of the download, up to ${OBLIGATION_LIMITS.lines} lines. A line is known by its number, else by its title; an empty cell changes nothing.`;

/** The register as CSV for spreadsheets; an import of the same file changes nothing. */
export function obligationsCsv(rows: readonly ObligationRow[]): string {
  return toCsv(
    COLUMNS.map((column) => HEADER[column]),
    rows.map((row) => [
      row.number,
      OBLIGATION_KIND_LABEL[row.kind],
      row.title,
      row.source,
      row.description,
      row.owner?.name ?? null,
      row.reviewOn,
      row.refs.join(", "),
    ]),
  );
}

export type ObligationValues = {
  readonly kind: ObligationKind;
  readonly title: string;
  readonly source: string;
  readonly description: string;
  readonly ownerId: string | null;
  readonly reviewOn: IsoDate | null;
  readonly refs: readonly string[];
};

export type ObligationLine = {
  /** Of the file; the header is line 1. */
  readonly line: number;
  readonly outcome: "new" | "changed" | "unchanged" | "refused";
  readonly number: string | null;
  readonly title: string;
  /** Columns that change, with both texts. */
  readonly changes: readonly { readonly label: string; readonly from: string; readonly to: string }[];
  /** Why the line is left out. */
  readonly problems: readonly string[];
};

export type ObligationWrite = {
  /** Null for a new one. */
  readonly id: string | null;
  readonly values: ObligationValues;
};

export type ObligationPlan = {
  readonly lines: readonly ObligationLine[];
  readonly writes: readonly ObligationWrite[];
  /** Headings that are not read. */
  readonly ignored: readonly string[];
};

export type ObligationKnown = {
  /** In use. */
  readonly existing: readonly ObligationRow[];
  readonly members: readonly { readonly userId: string; readonly name: string; readonly email: string }[];
  /** Own controls in use. */
  readonly ownControls: ReadonlySet<string>;
};

type Cells = Readonly<Record<Column, string>>;
type Read<T> = { readonly value: T; readonly problem: string | null };

const fine = <T>(value: T): Read<T> => ({ value, problem: null });

function readKind(text: string, known: ObligationRow | undefined): Read<ObligationKind> {
  const folded = foldText(text);
  const kind = OBLIGATION_KINDS.find((one) => foldText(OBLIGATION_KIND_LABEL[one]) === folded);
  if (kind !== undefined) return fine(kind);
  if (folded === "" && known !== undefined) return fine(known.kind);
  const labels = OBLIGATION_KINDS.map((one) => OBLIGATION_KIND_LABEL[one]).join(", ");
  const problem = `${text === "" ? "The kind is missing" : `"${text.slice(0, 40)}" is no kind`}: write one of ${labels}.`;
  return { value: "law", problem };
}

function readText(cell: Column, text: string, before: string, max: number): Read<string> {
  const value = text === "" ? before : text;
  if (value.length <= max) return fine(value);
  const problem = `${HEADER[cell]} has ${value.length.toLocaleString("en")} characters; at most ${max.toLocaleString("en")}.`;
  return { value: before, problem };
}

function readOwner(
  text: string,
  before: string | null,
  members: ObligationKnown["members"],
): Read<string | null> {
  if (text === "") return fine(before);
  const folded = foldText(text);
  const found = members.filter(({ name, email }) => foldText(name) === folded || foldText(email) === folded);
  const [only] = found;
  if (only !== undefined && found.length === 1) return fine(only.userId);
  const why =
    found.length === 0 ? "is no member" : "is the name of several members: write the e-mail address";
  return { value: before, problem: `"${text.slice(0, 60)}" ${why}.` };
}

function readReview(text: string, before: IsoDate | null): Read<IsoDate | null> {
  if (text === "") return fine(before);
  if (isIsoDate(text)) return fine(text);
  return { value: before, problem: `"${text.slice(0, 40)}" is no date: write YYYY-MM-DD.` };
}

function controlOf(text: string, own: ReadonlySet<string>): string | null {
  const plain = text.toUpperCase().replace(/\s/g, "");
  if (own.has(plain)) return plain;
  const ref = parseRef(text, "control");
  return ref?.startsWith("A.") ? ref : null;
}

function readControls(
  text: string,
  before: readonly string[],
  own: ReadonlySet<string>,
): Read<readonly string[]> {
  if (text === "") return fine(before);
  const parts = text
    .split(/[,;|\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const read = parts.map((part) => ({ part, ref: controlOf(part, own) }));
  const unknown = read.filter(({ ref }) => ref === null).map(({ part }) => part.slice(0, 30));
  const refs = [...new Set(read.flatMap(({ ref }) => ref ?? []))].sort(compareRefs);
  if (unknown.length === 0) return fine(refs);
  const problem = `No control is called ${unknown.slice(0, 3).join(", ")}: write references such as A.5.31.`;
  return { value: before, problem };
}

function readValues(cells: Cells, known: ObligationRow | undefined, context: ObligationKnown) {
  const kind = readKind(cells.kind, known);
  const title = readText("title", cells.title, known?.title ?? "", OBLIGATION_LIMITS.title);
  const source = readText("source", cells.source, known?.source ?? "", OBLIGATION_LIMITS.source);
  const description = readText(
    "description",
    cells.description,
    known?.description ?? "",
    OBLIGATION_LIMITS.description,
  );
  const ownerId = readOwner(cells.owner, known?.owner?.userId ?? null, context.members);
  const reviewOn = readReview(cells.reviewOn, known?.reviewOn ?? null);
  const refs = readControls(cells.controls, known?.refs ?? [], context.ownControls);
  const untitled = title.value === "" ? ["The title is missing."] : [];
  const found = [kind, title, source, description, ownerId, reviewOn, refs].flatMap(
    ({ problem }) => problem ?? [],
  );
  const values: ObligationValues = {
    kind: kind.value,
    title: title.value,
    source: source.value,
    description: description.value,
    ownerId: ownerId.value,
    reviewOn: reviewOn.value,
    refs: refs.value,
  };
  return { values, problems: [...untitled, ...found] };
}

function printed(values: ObligationValues, members: ObligationKnown["members"]) {
  return [
    [HEADER.kind, OBLIGATION_KIND_LABEL[values.kind]],
    [HEADER.title, values.title],
    [HEADER.source, values.source],
    [HEADER.description, values.description],
    [HEADER.owner, members.find(({ userId }) => userId === values.ownerId)?.name ?? ""],
    [HEADER.reviewOn, values.reviewOn ?? ""],
    [HEADER.controls, values.refs.join(", ")],
  ] as const;
}

/** The stored values in the shape of those that a line gives. */
export function valuesOf(row: ObligationRow): ObligationValues {
  const { kind, title, source, description, owner, reviewOn, refs } = row;
  return { kind, title, source, description, ownerId: owner?.userId ?? null, reviewOn, refs };
}

function changesOf(known: ObligationRow, values: ObligationValues, members: ObligationKnown["members"]) {
  const before = printed(valuesOf(known), members);
  return printed(values, members)
    .map(([label, to], at) => ({ label, from: before[at]?.[1] ?? "", to }))
    .filter(({ from, to }) => lineFeeds(from) !== lineFeeds(to));
}

type Planned = { readonly line: ObligationLine; readonly write: ObligationWrite | null };

function identify(cells: Cells, existing: readonly ObligationRow[]) {
  const number = foldText(cells.number);
  if (number !== "") {
    const row = existing.find((one) => foldText(one.number) === number);
    if (row !== undefined) return { row, problem: null };
    const problem = `No obligation in use is called ${cells.number.slice(0, 20)}. Leave the number empty to add one.`;
    return { row: undefined, problem };
  }
  const title = foldText(cells.title);
  return { row: existing.find((one) => foldText(one.title) === title), problem: null };
}

function planLine(record: RegisterRecord, cells: Cells, context: ObligationKnown): Planned {
  const { row, problem } = identify(cells, context.existing);
  const { values, problems } = readValues(cells, row, context);
  const found = [record.problem, problem, ...problems].filter((one) => one !== null);
  const common = { line: record.line, number: row?.number ?? null, title: values.title };
  if (found.length > 0) {
    return { line: { ...common, outcome: "refused", changes: [], problems: found }, write: null };
  }
  const changes = row === undefined ? [] : changesOf(row, values, context.members);
  if (row !== undefined && changes.length === 0) {
    return { line: { ...common, outcome: "unchanged", changes, problems: [] }, write: null };
  }
  const outcome = row === undefined ? "new" : "changed";
  return { line: { ...common, outcome, changes, problems: [] }, write: { id: row?.id ?? null, values } };
}

/** Of lines that mean the same obligation the first is taken. */
function withoutRepeats(planned: readonly Planned[]): readonly Planned[] {
  const seen = new Map<string, number>();
  return planned.map((one) => {
    if (one.line.outcome === "refused") return one;
    const key = one.line.number ?? foldText(one.line.title);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, one.line.line);
      return one;
    }
    const problems = [`Line ${first} is about the same obligation.`];
    return { line: { ...one.line, outcome: "refused", changes: [], problems }, write: null };
  });
}

export type PlannedObligations =
  | { readonly ok: true; readonly plan: ObligationPlan }
  | { readonly ok: false; readonly reason: string };

/** What the file would do, line by line. Lines with a problem are left out; a file without a title column is refused. */
export function planObligations(text: string, context: ObligationKnown): PlannedObligations {
  const parsed = keepable(parseRegister(text));
  if (!parsed.ok) return parsed;
  const headings = parsed.header.map(foldText);
  const at = (column: Column) => headings.indexOf(foldText(HEADER[column]));
  if (at("title") === -1 && at("number") === -1) {
    return {
      ok: false,
      reason: "The file has no column called Title. Download the register and start from that file.",
    };
  }
  if (parsed.records.length > OBLIGATION_LIMITS.lines) {
    return { ok: false, reason: `The file has more than ${OBLIGATION_LIMITS.lines} lines. Split it.` };
  }
  const planned = withoutRepeats(
    parsed.records.map((record) => {
      const cells = Object.fromEntries(
        COLUMNS.map((column) => [column, lineFeeds(record.cells[at(column)] ?? "")]),
      ) as Cells;
      return planLine(record, cells, context);
    }),
  );
  const names = new Set(COLUMNS.map((column) => foldText(HEADER[column])));
  return {
    ok: true,
    plan: {
      lines: planned.map(({ line }) => line),
      writes: planned.flatMap(({ write }) => write ?? []),
      ignored: parsed.header.filter((heading) => heading !== "" && !names.has(foldText(heading))),
    },
  };
}

/** How many lines come to each outcome. */
export function outcomesOf(
  lines: readonly ObligationLine[],
): Readonly<Record<ObligationLine["outcome"], number>> {
  const count = (outcome: ObligationLine["outcome"]) =>
    lines.filter((line) => line.outcome === outcome).length;
  return {
    new: count("new"),
    changed: count("changed"),
    unchanged: count("unchanged"),
    refused: count("refused"),
  };
}
