// A statement that comes back from a spreadsheet: which cells differ from the rows as they stand, and what is wrong, by line and column.

import { guard, unguard } from "@/lib/core/csv";
import { isIsoDate } from "@/lib/core/dates";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import { plainText, printable } from "@/lib/core/plain-text";
import { readDate } from "@/lib/core/register-dates";
import { foldText } from "@/lib/core/register-line";
import { cellProblem, headingProblem, parseRegister, type RegisterRecord } from "@/lib/core/register-text";
import type { SoaReason } from "@/lib/core/soa";
import { NOT_NEEDED, reasonsText, type SoaColumn, soaCell, soaColumns } from "@/lib/core/soa-columns";
import type { SoaDocumentRow } from "@/lib/core/soa-document";
import type { SoaEdit, SoaPatch, SoaRowDto } from "@/lib/core/soa-dto";
import { planEdit } from "@/lib/core/soa-edit";
import {
  APPLICABILITIES,
  APPLICABILITY,
  CONTROL_METHODS,
  DELIVERIES,
  DELIVERY_LABEL,
  IMPLEMENTATION,
  IMPLEMENTATIONS,
  METHOD_LABEL,
  REASON_KINDS,
  REASON_LABEL,
} from "@/lib/core/statuses";

export type RoundTripLine = {
  /** Of the file; the header is line 1. */
  readonly line: number;
  readonly ref: string;
  readonly title: string;
  readonly outcome: "changed" | "refused";
  readonly changes: readonly { readonly column: string; readonly from: string; readonly to: string }[];
  /** Sentences that name the line and the column. */
  readonly problems: readonly string[];
};

export type RoundTripPlan = {
  /** Lines that change a row or cannot; those that change nothing are only counted. */
  readonly lines: readonly RoundTripLine[];
  readonly edits: readonly SoaEdit[];
  readonly unchanged: number;
  /** Columns of the file that an import does not read. */
  readonly ignored: readonly string[];
};

export type RoundTripMember = { readonly userId: string; readonly name: string; readonly email: string };
type Known = { readonly rows: readonly SoaRowDto[]; readonly members: readonly RoundTripMember[] };

type Read = { readonly ok: true; readonly patch: SoaPatch } | { readonly ok: false; readonly reason: string };
const read = (patch: SoaPatch): Read => ({ ok: true, patch });
const refuse = (reason: string): Read => ({ ok: false, reason });

type Reader = (cell: string, row: SoaRowDto, members: readonly RoundTripMember[]) => Read;

function choice<K extends string>(
  keys: readonly K[],
  labels: (key: K) => string,
  patch: (key: K) => SoaPatch,
) {
  return (cell: string): Read => {
    const wanted = foldText(cell);
    if (wanted === foldText(NOT_NEEDED)) return read({});
    const found = keys.find((key) => foldText(labels(key)) === wanted);
    if (found !== undefined) return read(patch(found));
    return refuse(`"${cell.slice(0, 40)}" is not known. Use ${keys.map(labels).join(", ")}.`);
  };
}

const KIND_BY_LABEL = new Map(REASON_KINDS.map((kind) => [foldText(REASON_LABEL[kind]), kind]));
const DETAIL_LIMIT = 300;

/** `Risk: R-004; Contract`: a piece without a known kind belongs to the words before it. Null when it begins with none. */
function reasonsOf(cell: string): readonly SoaReason[] | null {
  const found: SoaReason[] = [];
  for (const piece of cell.split(";")) {
    if (piece.trim() === "") continue;
    const [head = "", ...words] = piece.split(":");
    const kind = KIND_BY_LABEL.get(foldText(head));
    const last = found.at(-1);
    if (kind !== undefined) found.push({ kind, detail: words.join(":").trim() });
    else if (last === undefined) return null;
    else found[found.length - 1] = { ...last, detail: `${last.detail};${piece}`.trim() };
  }
  return found;
}

const sameReason = (one: SoaReason) => (other: SoaReason) =>
  one.kind === other.kind && plainText(one.detail).trim() === plainText(other.detail).trim();

const readReasons: Reader = (cell, row) => {
  if (foldText(cell) === foldText(NOT_NEEDED)) return read({});
  const reasons = reasonsOf(cell);
  if (reasons === null) {
    const kinds = REASON_KINDS.map((kind) => REASON_LABEL[kind]).join(", ");
    return refuse(
      `Begin each reason with its kind (${kinds}), then a colon and the words, with semicolons between.`,
    );
  }
  if (reasons.some(({ detail }) => detail.length > DETAIL_LIMIT)) {
    return refuse(`A reason has at most ${DETAIL_LIMIT} characters.`);
  }
  const cited = row.reasons.filter((reason) => reason.cited);
  const gone = cited.filter((reason) => !reasons.some(sameReason(reason)));
  if (gone.length > 0) {
    const names = gone.map(({ kind, detail }) => `${REASON_LABEL[kind]} ${detail}`.trim()).join(", ");
    return refuse(`${names} comes from a register and is changed there. Leave it in the cell.`);
  }
  return read({ reasons: reasons.filter((reason) => !cited.some(sameReason(reason))) });
};

const METHOD_BY_LABEL = new Map(CONTROL_METHODS.map((method) => [foldText(METHOD_LABEL[method]), method]));

const readMethods: Reader = (cell) => {
  if (foldText(cell) === foldText(NOT_NEEDED)) return read({});
  const words = cell
    .split(/[;,]/)
    .map((word) => word.trim())
    .filter((word) => word !== "");
  const methods = words.map((word) => METHOD_BY_LABEL.get(foldText(word)));
  const unknown = words[methods.indexOf(undefined)];
  if (unknown !== undefined) {
    const labels = CONTROL_METHODS.map((method) => METHOD_LABEL[method]).join(", ");
    return refuse(`"${unknown.slice(0, 40)}" is not known. Use any of ${labels}, with semicolons between.`);
  }
  return read({ methods: methods.filter((method) => method !== undefined) });
};

const readTarget: Reader = (cell) => {
  if (foldText(cell) === foldText(NOT_NEEDED)) return read({});
  if (cell === "") return read({ targetOn: null });
  if (isIsoDate(cell)) return read({ targetOn: cell });
  const found = readDate(cell, null);
  if (!found.ok) return refuse(found.reason);
  if (found.otherwise === null) return read({ targetOn: found.date });
  return refuse(`"${cell}" could be two days. Write it as ${found.date} or ${found.otherwise}.`);
};

const readOwner: Reader = (cell, _row, members) => {
  if (cell === "") return read({ ownerId: null });
  const wanted = foldText(cell);
  const byAddress = members.filter((member) => foldText(member.email) === wanted);
  const found = byAddress.length > 0 ? byAddress : members.filter((one) => foldText(one.name) === wanted);
  const [only, other] = found;
  if (only === undefined) return refuse(`No member is called "${cell.slice(0, 60)}".`);
  if (other !== undefined)
    return refuse(`Several members are called "${cell.slice(0, 60)}". Write the e-mail address.`);
  return read({ ownerId: only.userId });
};

/** By the key of the column; the others are read by nobody. */
const READERS: Readonly<Record<string, Reader>> = {
  applicability: choice(
    APPLICABILITIES,
    (key) => APPLICABILITY[key].label,
    (applicability) => ({ applicability }),
  ),
  reasons: readReasons,
  justification: (justification) => read({ justification }),
  exclusionJustification: (exclusionJustification) => read({ exclusionJustification }),
  implementation: choice(
    IMPLEMENTATIONS,
    (key) => IMPLEMENTATION[key].label,
    (implementation) => ({ implementation }),
  ),
  targetOn: readTarget,
  delivery: choice(
    DELIVERIES,
    (key) => DELIVERY_LABEL[key],
    (delivery) => ({ delivery }),
  ),
  methods: readMethods,
  description: (description) => read({ description }),
  owner: readOwner,
  evidenceOverride: (evidenceOverride) => read({ evidenceOverride }),
};

/** The fields of a refusal by the column that shows them. */
const COLUMN_OF_FIELD: Readonly<Record<string, string>> = { ownerId: "owner" };

const COLUMNS = soaColumns("internal", "sheet");
const BY_TITLE = new Map(COLUMNS.map((column) => [foldText(column.title), column]));

type Header = {
  readonly ref: number;
  readonly editable: readonly { readonly at: number; readonly column: SoaColumn; readonly reader: Reader }[];
  readonly ignored: readonly string[];
};

function headerOf(cells: readonly string[]): Header {
  const found = cells.map((cell, at) => ({ at, cell, column: BY_TITLE.get(foldText(cell)) }));
  const editable = found.flatMap(({ at, column }) => {
    const reader = column === undefined ? undefined : READERS[column.key];
    return column === undefined || reader === undefined ? [] : [{ at, column, reader }];
  });
  return {
    ref: found.find(({ column }) => column?.key === "ref")?.at ?? -1,
    editable,
    ignored: found
      .filter(
        ({ cell, column }) =>
          cell !== "" && column?.key !== "ref" && READERS[column?.key ?? ""] === undefined,
      )
      .map(({ cell }) => cell),
  };
}

const written = (text: string | number) => plainText(String(text)).trim();

/** The row as the export printed it; evidence and checks are in no column that an import reads. */
function cellNow(column: SoaColumn, row: SoaRowDto): string {
  if (column.key === "reasons") return plainText(reasonsText(row));
  const { version: _row, requirementVersion: _requirement, ...facts } = row;
  const printed: SoaDocumentRow = { ...facts, evidence: [] };
  return plainText(String(soaCell(column, printed, { checks: [] })));
}

/** An untouched cell: the guard in front of blanks that a reader cuts off stays behind alone. */
function isUntouched(printed: string, cell: string): boolean {
  return cell === printed.trim() || cell === unguard(guard(printed).trim());
}

function problem(line: number, column: string, reason: string): string {
  return `Line ${line}, ${column}: ${reason}`;
}

type LinePlan = { readonly shown: RoundTripLine | null; readonly edit: SoaEdit | null };

function planOf(row: SoaRowDto, edit: SoaEdit) {
  return planEdit({ ...row, relied: row.reliance?.valid ?? false }, edit);
}

function changesNothing(row: SoaRowDto, edit: SoaEdit): boolean {
  return Object.keys(edit.patch).length === 0 || planOf(row, edit).kind === "unchanged";
}

function editProblems(line: number, row: SoaRowDto, edit: SoaEdit): readonly string[] {
  const plan = planOf(row, edit);
  if (plan.kind !== "refused") return [];
  return Object.entries(plan.fields).map(([field, reason]) => {
    const key = COLUMN_OF_FIELD[field] ?? field;
    return problem(line, COLUMNS.find((column) => column.key === key)?.title ?? field, reason);
  });
}

/** A cell that somebody wrote may hold what every field may; one that comes back as it was printed is not looked at. */
function answerTo(cell: string, reading: () => Read): Read {
  const wrong = cellProblem(cell);
  return wrong === null ? reading() : refuse(wrong);
}

function planLine(record: RegisterRecord, row: SoaRowDto, header: Header, known: Known): LinePlan {
  const differing = header.editable
    .map(({ at, column, reader }) => {
      const printed = cellNow(column, row);
      const cell = record.cells[at] ?? "";
      const to = written(cell);
      const answer = isUntouched(printed, to) ? null : answerTo(cell, () => reader(to, row, known.members));
      return { column, from: printed.trim(), to: printable(to), answer };
    })
    .filter(({ answer }) => answer !== null);
  const failed = differing.flatMap(({ column, answer }) =>
    answer?.ok === false ? [problem(record.line, column.title, answer.reason)] : [],
  );
  const patch = Object.assign(
    {},
    ...differing.map(({ answer }) => (answer?.ok ? answer.patch : {})),
  ) as SoaPatch;
  const { ref, version, requirementVersion } = row;
  const edit = { ref, version, requirementVersion, patch };
  if (failed.length === 0 && changesNothing(row, edit)) return { shown: null, edit: null };
  const problems = failed.length > 0 ? failed : editProblems(record.line, row, edit);
  const changes = differing.map(({ column, from, to }) => ({ column: column.title, from, to }));
  const outcome = problems.length > 0 ? ("refused" as const) : ("changed" as const);
  return {
    shown: { line: record.line, ref, title: row.title, outcome, changes, problems },
    edit: outcome === "changed" ? edit : null,
  };
}

function refused(record: RegisterRecord, ref: string, reason: string): LinePlan {
  const problems = [problem(record.line, "Ref", reason)];
  return {
    shown: { line: record.line, ref, title: "", outcome: "refused", changes: [], problems },
    edit: null,
  };
}

/** `A.5.10`, also from `a.5.10` and `5.10`: references are text and never numbers. */
function refOf(cell: string): string {
  const plain = cell.normalize("NFKC").trim().toUpperCase();
  return /^[5-8]\.\d{1,2}$/.test(plain) ? `A.${plain}` : plain;
}

/**
 * What the file would change, row by row and cell by cell. Rows that the file does not name stay as they are; an empty cell
 * empties the field. Edits carry the versions of the rows as they stand.
 */
export function planRoundTrip(
  text: string,
  known: Known,
): { readonly ok: true; readonly plan: RoundTripPlan } | { readonly ok: false; readonly reason: string } {
  const parsed = parseRegister(text);
  if (!parsed.ok) return { ok: false, reason: parsed.reason };
  const wrong = headingProblem(parsed.header);
  if (wrong !== null) return { ok: false, reason: wrong };
  const header = headerOf(parsed.header);
  if (header.ref === -1) {
    return {
      ok: false,
      reason: "The file has no column Ref. Export the statement as CSV and edit that file.",
    };
  }
  if (header.editable.length === 0) {
    return {
      ok: false,
      reason: "The file has no column that an import reads, such as Justification or Owner.",
    };
  }
  const rows = new Map(known.rows.map((row) => [row.ref, row]));
  const seen = new Map<string, number>();
  const plans = parsed.records.map((record): LinePlan => {
    const cell = printable(record.cells[header.ref] ?? "");
    const ref = refOf(cell);
    const odd = record.problem ?? cellProblem(record.cells[header.ref] ?? "");
    if (odd !== null) return refused(record, ref, odd);
    const row = rows.get(ref);
    if (row === undefined)
      return refused(record, ref, `"${cell.slice(0, 40)}" is no control of this statement.`);
    const before = seen.get(ref);
    if (before !== undefined) return refused(record, ref, `${ref} stands on line ${before} already.`);
    seen.set(ref, record.line);
    return planLine(record, row, header, known);
  });
  return {
    ok: true,
    plan: {
      lines: plans.flatMap(({ shown }) => (shown === null ? [] : [shown])),
      edits: plans
        .flatMap(({ edit }) => (edit === null ? [] : [edit]))
        .toSorted((a, b) => compareRefs(a.ref, b.ref)),
      unchanged: plans.filter(({ shown }) => shown === null).length,
      ignored: header.ignored,
    },
  };
}
