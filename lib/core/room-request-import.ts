// Reading an auditor's list of requests from a CSV file: which column is what, what each line becomes, and why one is left out.

import { formatDate, type IsoDate } from "@/lib/core/dates";
import { isWritten } from "@/lib/core/decision";
import { readRefs } from "@/lib/core/evidence-versions";
import { readDate } from "@/lib/core/register-dates";
import { foldText } from "@/lib/core/register-line";
import { keepable, parseRegister } from "@/lib/core/register-text";
import { spellReference } from "@/lib/core/room-request";
import { REQUEST_KIND_LABEL, REQUEST_KINDS, type RequestKind } from "@/lib/core/work-statuses";

export const REQUEST_IMPORT_LIMITS = { characters: 500_000, lines: 1_000, room: 2_000 } as const;
export const REQUEST_IMPORT_TEXT =
  "CSV with a header line, up to 500 kB and 1,000 lines. Columns: Reference, Title, Kind, Requirements, Detail, Due on. The reference tells whether a request is there already.";

const COLUMNS = {
  reference: [
    "reference",
    "ref",
    "auditor s reference",
    "auditor reference",
    "request id",
    "request no",
    "id",
  ],
  title: ["title", "request", "name", "subject", "item requested"],
  kind: ["kind", "type", "request type"],
  requirements: ["requirements", "requirement", "controls", "control", "criteria", "criterion", "clauses"],
  detail: ["detail", "details", "description", "what is asked for"],
  dueOn: ["due on", "due", "due date", "needed by"],
  owner: ["owner", "assignee", "who is asked"],
} as const satisfies Record<string, readonly string[]>;
type Column = keyof typeof COLUMNS;
const COLUMN_NAME: Readonly<Record<Column, string>> = {
  reference: "Reference",
  title: "Title",
  kind: "Kind",
  requirements: "Requirements",
  detail: "Detail",
  dueOn: "Due on",
  owner: "Owner",
};
const LIMITS = { reference: 40, title: 300, detail: 4_000 } as const;

export type ImportedRequest = {
  readonly auditorRef: string;
  readonly title: string;
  readonly detail: string;
  readonly kind: RequestKind;
  readonly requirements: readonly string[];
  readonly dueOn: IsoDate | null;
  /** Null: whoever answers for requests that name nobody. */
  readonly ownerId: string | null;
};
/** `column` is empty where the whole line is meant. */
export type ImportRemark = { readonly column: string; readonly text: string };
export type RequestImportLine = {
  readonly line: number;
  readonly reference: string;
  readonly title: string;
  readonly outcome: "new" | "there" | "left_out";
  /** Null unless it is new. */
  readonly request: ImportedRequest | null;
  readonly remarks: readonly ImportRemark[];
};
export type RequestImportPlan =
  | {
      readonly ok: true;
      readonly lines: readonly RequestImportLine[];
      /** Headings of the file that nothing is taken from. */
      readonly unused: readonly string[];
    }
  | { readonly ok: false; readonly reason: string };

export type RequestImportReport = {
  /** The good lines are in the room. */
  readonly done: boolean;
  /** The text that was read, to be sent again for the second step; empty once done. */
  readonly text: string;
  /** What else was chosen, to be sent again with it. */
  readonly chosen: Readonly<{ [name: string]: string }>;
  readonly lines: readonly RequestImportLine[];
  readonly unused: readonly string[];
};

export type RequestImportContext = {
  /** References of the room, in their one spelling. */
  readonly existing: ReadonlySet<string>;
  /** Requirements that can be asked about. */
  readonly known: ReadonlySet<string>;
  /** Members who can be asked; null where the file cannot name one: on the auditor's side. */
  readonly owners:
    | readonly { readonly userId: string; readonly name: string; readonly email: string }[]
    | null;
};

function fold(heading: string): string {
  return foldText(heading)
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

function columnsOf(header: readonly string[], withOwner: boolean): ReadonlyMap<Column, number> {
  const folded = header.map(fold);
  const found = new Map<Column, number>();
  for (const [column, names] of Object.entries(COLUMNS) as [Column, readonly string[]][]) {
    if (column === "owner" && !withOwner) continue;
    const at = names.map((name) => folded.indexOf(name)).find((index) => index !== -1);
    if (at !== undefined && ![...found.values()].includes(at)) found.set(column, at);
  }
  return found;
}

type Reading = {
  readonly cell: (column: Column) => string;
  readonly refuse: (column: Column, text: string) => void;
  readonly note: (column: Column, text: string) => void;
};

function readText({ cell, refuse }: Reading, column: keyof typeof LIMITS): string {
  const text = cell(column).trim();
  const limit = LIMITS[column];
  if (text.length <= limit) return text;
  refuse(column, `At most ${limit.toLocaleString("en")} characters.`);
  return "";
}

function readKind({ cell, refuse }: Reading): RequestKind {
  const text = fold(cell("kind"));
  if (text === "") return "document";
  const found = REQUEST_KINDS.find((kind) => kind === text || fold(REQUEST_KIND_LABEL[kind]) === text);
  if (found === undefined) {
    refuse("kind", `Write ${REQUEST_KINDS.map((kind) => REQUEST_KIND_LABEL[kind]).join(", ")}, or nothing.`);
  }
  return found ?? "document";
}

function readRequirements({ cell, refuse }: Reading, { known }: RequestImportContext): readonly string[] {
  const { refs, unknown } = readRefs(cell("requirements"));
  const others = [...unknown, ...refs.filter((ref) => !known.has(ref))];
  if (others.length === 0) return refs;
  const named = others.slice(0, 3).map((one) => one.slice(0, 40));
  refuse(
    "requirements",
    `Not known in this room: ${named.join(", ")}. Write references such as A.5.15, 6.1.2 or CC6.1.`,
  );
  return [];
}

function readDue({ cell, refuse, note }: Reading): IsoDate | null {
  const text = cell("dueOn").trim();
  if (text === "") return null;
  const read = readDate(text, null);
  if (!read.ok) {
    refuse("dueOn", read.reason);
    return null;
  }
  if (read.otherwise !== null) {
    note("dueOn", `Read as ${formatDate(read.date)}. Write 2026-11-22 to be sure.`);
  }
  return read.date;
}

function readOwner({ cell, note }: Reading, { owners }: RequestImportContext): string | null {
  const text = foldText(cell("owner"));
  if (text === "" || owners === null) return null;
  const named = owners.filter(({ name, email }) => foldText(name) === text || foldText(email) === text);
  if (named.length === 1) return named[0]?.userId ?? null;
  const why = named.length === 0 ? "Nobody who can be asked is called" : "Several people are called";
  note("owner", `${why} ${cell("owner").slice(0, 80)}. Whoever is chosen below is asked.`);
  return null;
}

function readReference(reading: Reading): string {
  const reference = spellReference(readText(reading, "reference"));
  if (!isWritten(reading.cell("reference"))) {
    reading.refuse("reference", "A reference is needed: a second import knows the request by it.");
  }
  return reference;
}

function readRequest(reading: Reading, context: RequestImportContext): ImportedRequest {
  if (!isWritten(reading.cell("title"))) reading.refuse("title", "A title is needed.");
  return {
    auditorRef: readReference(reading),
    title: readText(reading, "title"),
    detail: readText(reading, "detail"),
    kind: readKind(reading),
    requirements: readRequirements(reading, context),
    dueOn: readDue(reading),
    ownerId: readOwner(reading, context),
  };
}

type FileLine = { readonly line: number; readonly cells: readonly string[]; readonly problem: string | null };

function lineOf(
  record: FileLine,
  columns: ReadonlyMap<Column, number>,
  context: RequestImportContext,
  seen: ReadonlyMap<string, number>,
): RequestImportLine {
  const cell = (column: Column) => record.cells[columns.get(column) ?? -1] ?? "";
  const reference = spellReference(cell("reference").slice(0, LIMITS.reference));
  const base = { line: record.line, reference, title: cell("title").slice(0, LIMITS.title) };
  if (record.problem === null && context.existing.has(reference)) {
    return { ...base, outcome: "there", request: null, remarks: [] };
  }
  const refusals: ImportRemark[] = record.problem === null ? [] : [{ column: "", text: record.problem }];
  const notes: ImportRemark[] = [];
  const request = readRequest(
    {
      cell,
      refuse: (column, text) => refusals.push({ column: COLUMN_NAME[column], text }),
      note: (column, text) => notes.push({ column: COLUMN_NAME[column], text }),
    },
    context,
  );
  const twin = seen.get(request.auditorRef);
  if (request.auditorRef !== "" && twin !== undefined) {
    refusals.push({ column: COLUMN_NAME.reference, text: `Line ${twin} has this reference already.` });
  }
  const isNew = refusals.length === 0;
  return {
    ...base,
    outcome: isNew ? "new" : "left_out",
    request: isNew ? request : null,
    remarks: [...refusals, ...notes],
  };
}

/** What every line of the file would become; nothing is stored. A reference that the room has already is left as it is. */
export function planRequestImport(text: string, context: RequestImportContext): RequestImportPlan {
  if (text.length > REQUEST_IMPORT_LIMITS.characters) {
    return { ok: false, reason: "The file is larger than 500 kB. Split it into several files." };
  }
  const parsed = keepable(parseRegister(text.replace(/^\uFEFF/, "")));
  if (!parsed.ok) return parsed;
  const { header, records } = parsed;
  if (records.length > REQUEST_IMPORT_LIMITS.lines) {
    return { ok: false, reason: "The file has more than 1,000 lines. Split it into several files." };
  }
  const columns = columnsOf(header, context.owners !== null);
  for (const column of ["reference", "title"] as const) {
    if (columns.has(column)) continue;
    return { ok: false, reason: `No column is called ${COLUMN_NAME[column]}. Name it in the first line.` };
  }
  const seen = new Map<string, number>();
  const lines = records.map((record) => {
    const line = lineOf(record, columns, context, seen);
    if (line.request !== null) seen.set(line.request.auditorRef, line.line);
    return line;
  });
  const used = new Set(columns.values());
  return { ok: true, lines, unused: header.filter((name, at) => !used.has(at) && name !== "") };
}
