// Reading one line of a register: its values normalised, and every problem with its column.

import type { IsoDate } from "@/lib/core/dates";
import { CRITERION_BY_REF, compareRefs } from "@/lib/core/frameworks/catalogue";
import type { TscCategory } from "@/lib/core/frameworks/types";
import {
  listsAnnexControls,
  REGISTER_FIELD_LABEL,
  REQUIREMENT_FIELDS,
  type RegisterField,
  type RegisterMapping,
  type RequirementField,
} from "@/lib/core/register-columns";
import { readCriteria } from "@/lib/core/register-criteria";
import {
  ambiguityNote,
  type ColumnOrder,
  type DateOrder,
  dateOrderOf,
  readDate,
} from "@/lib/core/register-dates";
import type { BesideFile, FileFinder } from "@/lib/core/register-files";
import { REGISTER_LIMITS, type RegisterRecord } from "@/lib/core/register-text";
import { clipped } from "@/lib/core/storable";

/** What a line says, read and normalised. Empty text means that the register does not say. */
export type RegisterValues = {
  readonly reference: string | null;
  readonly name: string;
  readonly type: string;
  readonly criteria: readonly string[];
  /** Controls of Annex A that the line names beside or instead of criteria. */
  readonly controls: readonly string[];
  readonly owner: string;
  readonly collectedOn: IsoDate | null;
  readonly periodFrom: IsoDate | null;
  readonly periodTo: IsoDate | null;
  readonly renewOn: IsoDate | null;
  /** `Ready` is handed in for review; nothing in a register is ever an acceptance. */
  readonly state: "submitted" | "draft";
  /** The register's own word for the status. */
  readonly statusText: string;
  readonly source: string;
  /** An http or https address; other texts are kept in the comment. */
  readonly link: string | null;
  /** The file of the archive that the line names and that was taken. */
  readonly file: BesideFile | null;
  readonly comment: string;
};

/** error: the line is rejected; warning: imported, something was left out or guessed; note: worth knowing. */
export type LineProblem = {
  readonly column: RegisterField | null;
  readonly severity: "error" | "warning" | "note";
  readonly message: string;
};

export const DATE_FIELDS = ["collectedOn", "periodFrom", "periodTo", "renewOn"] as const;
export type DateField = (typeof DATE_FIELDS)[number];

/** NFKC, lower case, one space for every run of white space: how names and sources are compared. */
export function foldText(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}

export type LineReading = {
  readonly record: RegisterRecord;
  readonly values: RegisterValues;
  readonly problems: readonly LineProblem[];
  readonly outOfScope: readonly string[];
};

/** A problem of one column; null is the line as a whole. */
export function problem(
  column: RegisterField | null,
  severity: LineProblem["severity"],
  message: string,
): LineProblem {
  return { column, severity, message };
}

function cellOf(record: RegisterRecord, mapping: RegisterMapping, field: RegisterField): string {
  const column = mapping[field];
  return typeof column === "number" ? (record.cells[column] ?? "") : "";
}

/** The date order of each mapped date column, from all its values. */
export function dateColumnsOf(
  records: readonly RegisterRecord[],
  mapping: RegisterMapping,
): Partial<Record<DateField, ColumnOrder>> {
  const columns: Partial<Record<DateField, ColumnOrder>> = {};
  for (const field of DATE_FIELDS) {
    if (typeof mapping[field] !== "number") continue;
    columns[field] = dateOrderOf(records.map((record) => cellOf(record, mapping, field)));
  }
  return columns;
}

export type LineContext = {
  readonly mapping: RegisterMapping;
  /** The headings of the columns; they tell which one lists controls of Annex A. */
  readonly header: readonly string[];
  /** Settles ambiguous dates of all columns; null infers the order of each column. */
  readonly dateOrder: DateOrder | null;
  readonly programme: { readonly categories: readonly TscCategory[] };
  /** Finds the files that came with the register; left out where none did. */
  readonly findFile?: FileFinder;
};

/** One record read by the mapping. Values of cells with errors are null or as written; the problems say so. */
export function readLine(
  record: RegisterRecord,
  input: LineContext,
  orders: Partial<Record<DateField, ColumnOrder>>,
): LineReading {
  const cell = (field: RegisterField) => cellOf(record, input.mapping, field);
  const dates = DATE_FIELDS.map((field) => readDateCell(field, cell(field), orders[field], input.dateOrder));
  const [collectedOn, periodFrom, periodTo, renewOn] = dates.map((date) => date.value);
  const criteria = readRequirements(cell, input);
  const link = readLink(cell("link"));
  const file = readFileCell(cell("file"), input.findFile);
  const values: RegisterValues = {
    reference: cell("reference") || null,
    name: cell("name").replace(/\s+/g, " "),
    type: cell("type"),
    criteria: criteria.refs,
    controls: criteria.controls,
    owner: cell("owner"),
    collectedOn: collectedOn ?? null,
    periodFrom: periodFrom ?? null,
    periodTo: periodTo ?? null,
    renewOn: renewOn ?? null,
    state: foldText(cell("status")) === "ready" ? "submitted" : "draft",
    statusText: cell("status"),
    source: cell("source"),
    link: link.address,
    file: file.file,
    comment: [cell("comment").replace(/\r\n?/g, "\n"), link.kept].filter((text) => text !== "").join("\n"),
  };
  const structure = record.problem === null ? [] : [problem(null, "error", record.problem)];
  const found = dates.flatMap((date) => date.problems);
  return {
    record,
    values,
    problems: [
      ...structure,
      ...limitProblems(values),
      ...criteria.problems,
      ...found,
      ...periodProblems(values),
      ...link.problems,
      ...file.problems,
    ],
    outOfScope: criteria.outOfScope,
  };
}

function limitProblems(values: RegisterValues): readonly LineProblem[] {
  const missing = values.name === "" ? [problem("name", "error", "The line has no name.")] : [];
  const fields = [
    ["name", values.name, REGISTER_LIMITS.name],
    ["comment", values.comment, REGISTER_LIMITS.comment],
    ["reference", values.reference ?? "", REGISTER_LIMITS.short],
    ["type", values.type, REGISTER_LIMITS.short],
    ["owner", values.owner, REGISTER_LIMITS.short],
    ["source", values.source, REGISTER_LIMITS.short],
    ["status", values.statusText, REGISTER_LIMITS.short],
    ["link", values.link ?? "", REGISTER_LIMITS.link],
  ] as const;
  const tooLong = fields.flatMap(([field, text, limit]) => {
    const length = [...text].length;
    if (length <= limit) return [];
    const sentence = `${REGISTER_FIELD_LABEL[field]} has ${withCommas(length)} characters; at most ${withCommas(limit)}.`;
    return [problem(field, "error", sentence)];
  });
  return [...missing, ...tooLong];
}

function withCommas(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

function readDateCell(
  field: DateField,
  text: string,
  column: ColumnOrder | undefined,
  chosen: DateOrder | null,
): { readonly value: IsoDate | null; readonly problems: readonly LineProblem[] } {
  if (text === "") return { value: null, problems: [] };
  const order = column ?? { order: null, provenBy: null, conflict: false };
  const read = readDate(text, chosen ?? order.order);
  if (!read.ok) return { value: null, problems: [problem(field, "error", read.reason)] };
  const year = read.shortYear ? `${text} was read with the year ${read.date.slice(0, 4)}.` : null;
  const note = chosen === null ? ambiguityNote(text, read, order) : null;
  const severity = order.provenBy === null ? "warning" : "note";
  return {
    value: read.date,
    problems: [
      ...(year === null ? [] : [problem(field, "note", year)]),
      ...(note === null ? [] : [problem(field, severity, note)]),
    ],
  };
}

function periodProblems(values: RegisterValues): readonly LineProblem[] {
  const { periodFrom, periodTo, collectedOn, renewOn } = values;
  const found: LineProblem[] = [];
  if (periodFrom !== null && periodTo !== null && periodTo < periodFrom) {
    found.push(
      problem("periodTo", "error", `The period ends (${periodTo}) before it starts (${periodFrom}).`),
    );
  }
  if (collectedOn !== null && renewOn !== null && renewOn < collectedOn) {
    const sentence = `The renewal date (${renewOn}) is before the collection date (${collectedOn}).`;
    found.push(problem("renewOn", "warning", sentence));
  }
  return found;
}

function readRequirements(cell: (field: RegisterField) => string, input: LineContext) {
  const cells = REQUIREMENT_FIELDS.map((field) => readCriteriaCell(field, cell(field), input));
  const together = (pick: (read: (typeof cells)[number]) => readonly string[]) => [
    ...new Set(cells.flatMap(pick)),
  ];
  return {
    refs: together((read) => read.refs).sort(compareRefs),
    controls: together((read) => read.controls),
    outOfScope: together((read) => read.outOfScope),
    problems: cells.flatMap((read) => read.problems),
  };
}

function readCriteriaCell(
  column: RequirementField,
  text: string,
  { mapping, header, programme }: LineContext,
) {
  const { categories } = programme;
  const read = readCriteria(text, { annex: listsAnnexControls(header[mapping[column] ?? -1] ?? "") });
  const outOfScope = read.criteria.filter((ref) => !isInScope(ref, categories));
  const problems = [
    ...read.unknown.map((word) =>
      problem(column, "warning", unknownCriterion(word, [...read.criteria, ...read.iso])),
    ),
    ...read.ranges.map((range) =>
      problem(column, "note", `${range.text} was read as ${range.refs.join(", ")}.`),
    ),
    ...outOfScope.map((ref) =>
      problem(column, "note", `${ref} is outside the SOC 2 scope of this workspace. The line is kept.`),
    ),
  ];
  return { refs: read.criteria, controls: read.iso, outOfScope, problems };
}

function unknownCriterion(word: string, kept: readonly string[]): string {
  const rest = kept.length === 0 ? "It is left out." : `${kept.join(", ")} is kept.`;
  return `${clipped(word, 40)} names no SOC 2 criterion and no control of Annex A. ${rest}`;
}

function isInScope(ref: string, categories: readonly TscCategory[]): boolean {
  const category = CRITERION_BY_REF.get(ref)?.category;
  return category === "security" || (category !== undefined && categories.includes(category));
}

function readLink(text: string) {
  if (text === "") return { address: null, kept: "", problems: [] };
  if (/^https?:\/\/\S+$/i.test(text)) return { address: text, kept: "", problems: [] };
  const message = "The link is not an http or https address. It is kept in the comment.";
  return { address: null, kept: `Link: ${text}`, problems: [problem("link", "warning", message)] };
}

/** A file that is missing or was refused keeps nothing else of its line back. */
function readFileCell(
  text: string,
  findFile: FileFinder | undefined,
): { readonly file: BesideFile | null; readonly problems: readonly LineProblem[] } {
  if (text === "" || findFile === undefined) return { file: null, problems: [] };
  const found = findFile(text);
  if (found.ok) return { file: found.file, problems: [] };
  return {
    file: null,
    problems: [problem("file", "warning", `${found.reason} No file comes with the line.`)],
  };
}
