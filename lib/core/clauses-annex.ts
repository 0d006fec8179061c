// Conformity with clauses 4 to 10 as a table of its own: never a part of the Statement of Applicability.
import type { IsoDate } from "@/lib/core/dates";
import { CHAPTERS, CLAUSES } from "@/lib/core/frameworks/clauses";
import { plainText } from "@/lib/core/plain-text";
import { isReady } from "@/lib/core/requirement-filters";
import type { RequirementRow } from "@/lib/core/requirement-rows";
import { EVIDENCE_STATUS, IMPLEMENTATION } from "@/lib/core/statuses";

export type ClausesAnnex = {
  readonly organisation: string;
  readonly standard: string;
  readonly today: IsoDate;
  /** Clauses alone, in standard order. */
  readonly rows: readonly RequirementRow[];
};

/** What the records of the day say about one clause. An open nonconformity weighs more than any evidence. */
export function conformityOf(row: RequirementRow): string {
  if (row.openMajor > 0) return "Major nonconformity open";
  if (row.openMinor > 0) return "Minor nonconformity open";
  if (isReady(row)) return "Implemented and evidenced";
  return row.implementation === "implemented" ? "Implemented, not evidenced today" : "Not implemented yet";
}

const CHAPTER_OF = new Map(
  CLAUSES.map((clause) => {
    const title = CHAPTERS.find(({ number }) => number === clause.chapter)?.title ?? "";
    return [clause.ref, { chapter: `${clause.chapter} ${title}`, amended: clause.amendment2024 !== null }];
  }),
);

type Column = {
  readonly title: string;
  readonly width: number;
  readonly number?: boolean;
  readonly value: (row: RequirementRow) => string | number;
};

export const CLAUSE_COLUMNS: readonly Column[] = [
  { title: "Clause", width: 9, value: (row) => row.ref },
  { title: "Requirement", width: 44, value: (row) => row.title },
  { title: "Chapter", width: 28, value: (row) => CHAPTER_OF.get(row.ref)?.chapter ?? "" },
  {
    title: "Amended 2024",
    width: 10,
    value: (row) => (CHAPTER_OF.get(row.ref)?.amended ? "Amd 1:2024" : ""),
  },
  { title: "Conformity", width: 30, value: conformityOf },
  { title: "Implementation", width: 15, value: (row) => IMPLEMENTATION[row.implementation].label },
  { title: "Target date", width: 12, value: (row) => row.targetOn ?? "" },
  { title: "Evidence status", width: 18, value: (row) => EVIDENCE_STATUS[row.evidenceStatus].label },
  { title: "Sufficient evidence", width: 10, number: true, value: (row) => row.sufficientCount },
  { title: "Evidenced today", width: 10, value: (row) => (row.evidencedCurrent ? "Yes" : "No") },
  { title: "Accepted without evidence because", width: 34, value: (row) => row.overrideReason ?? "" },
  { title: "Owner", width: 22, value: (row) => row.ownerName ?? "" },
  { title: "Open major", width: 8, number: true, value: (row) => row.openMajor },
  { title: "Open minor", width: 8, number: true, value: (row) => row.openMinor },
];

/** The cells of the annex, line by line. */
export function clauseCells({ rows }: ClausesAnnex): readonly (readonly (string | number)[])[] {
  return rows.map((row) =>
    CLAUSE_COLUMNS.map(({ value }) => {
      const cell = value(row);
      return typeof cell === "string" ? plainText(cell) : cell;
    }),
  );
}
