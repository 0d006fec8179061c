// Looks requirements up, reads references as people type them, and fixes the order in which references are listed.
import { CONTROLS } from "./annex-a";
import { CLAUSES } from "./clauses";
import { DISPUTES } from "./disputes";
import { EDITIONS, NEWEST_EDITION } from "./editions";
import { CRITERIA } from "./tsc";
import type {
  AnnexControl,
  CatalogueEntry,
  ClauseRequirement,
  Criterion,
  CrosswalkRow,
  Dispute,
} from "./types";

/** The newest edition of the data set: what the public pages show and new workspaces start on. */
export const DATASET_VERSION = NEWEST_EDITION.version;

/** Newest first. */
export const DATASET_CHANGELOG: readonly {
  readonly version: string;
  readonly publishedOn: string;
  readonly changes: readonly string[];
}[] = EDITIONS.toReversed().map(({ version, publishedOn, changes }) => ({ version, publishedOn, changes }));

export const CRITERION_BY_REF: ReadonlyMap<string, Criterion> = new Map(
  CRITERIA.map((criterion) => [criterion.ref, criterion]),
);
export const CONTROL_BY_REF: ReadonlyMap<string, AnnexControl> = new Map(
  CONTROLS.map((control) => [control.ref, control]),
);
export const CLAUSE_BY_REF: ReadonlyMap<string, ClauseRequirement> = new Map(
  CLAUSES.map((clause) => [clause.ref, clause]),
);
export const ROW_BY_CRITERION: ReadonlyMap<string, CrosswalkRow> = new Map(
  NEWEST_EDITION.rows.map((row) => [row.criterion, row]),
);
export const DISPUTE_BY_ID: ReadonlyMap<string, Dispute> = new Map(
  DISPUTES.map((dispute) => [dispute.id, dispute]),
);

/** All 184 requirements: 93 controls, 30 clause requirements, 61 criteria, each group in standard order. */
export const ALL_REQUIREMENTS: readonly CatalogueEntry[] = [...CONTROLS, ...CLAUSES, ...CRITERIA];

const POSITION: ReadonlyMap<string, number> = new Map(
  ALL_REQUIREMENTS.map((entry, index) => [entry.ref, index]),
);
const ENTRY_BY_REF: ReadonlyMap<string, CatalogueEntry> = new Map(
  ALL_REQUIREMENTS.map((entry) => [entry.ref, entry]),
);

/** The control, clause requirement or criterion with this canonical reference; undefined for own controls and unknown text. */
export function entryOf(ref: string): CatalogueEntry | undefined {
  return ENTRY_BY_REF.get(ref);
}

const REFERENCE =
  /^(?:iso(?:\/iec)?\s*27001(?::\d{4})?\s+)?(?:(clause|cl\.?|annex)\s*)?([a-z]*)[\s.]*(\d+(?:\.\d+)*)\s*\.?\s*([a-g]\)?)?$/i;

/**
 * The canonical reference (`A.5.15`, `6.1.3`, `CC6.1`) meant by text as people type it, or null when the catalogue has none.
 * Bare numbers that are both a control and a clause (`5.1`, `7.2`, `8.3`) follow `prefer`; "Clause 5.1" and "A 5.1" never do.
 * The letter of a sub-item, which only clauses have, is dropped (`6.1.3 d)` gives `6.1.3`); ranges and lists give null.
 */
export function parseRef(text: string, prefer: "clause" | "control" = "control"): string | null {
  const match = REFERENCE.exec(text.normalize("NFKC").trim());
  if (match === null) return null;
  const word = (match[1] ?? "").toLowerCase();
  const letters = (match[2] ?? "").toUpperCase();
  const number = (match[3] ?? "")
    .split(".")
    .map((part) => String(Number(part)))
    .join(".");
  const subItem = match[4] !== undefined;
  if (subItem && letters !== "") return null;
  const asked = subItem ? "clause" : prefer;
  return candidates(word, letters, number, asked).find((ref) => ENTRY_BY_REF.has(ref)) ?? null;
}

function candidates(
  word: string,
  letters: string,
  number: string,
  prefer: "clause" | "control",
): readonly string[] {
  const control = `A.${number}`;
  if (word.startsWith("cl")) return letters === "" ? [number] : [];
  if (word === "annex") return letters === "A" ? [control] : [];
  if (letters === "") return prefer === "clause" ? [number, control] : [control, number];
  return letters === "A" ? [control, `A${number}`] : [`${letters}${number}`];
}

/**
 * Sort order of references: the catalogue's own (controls, clauses, criteria), then everything else,
 * such as own controls, by its text with numbers compared as numbers, so that 5.2 comes before 5.10.
 */
export function compareRefs(a: string, b: string): number {
  const left = POSITION.get(a) ?? Number.MAX_SAFE_INTEGER;
  const right = POSITION.get(b) ?? Number.MAX_SAFE_INTEGER;
  return left === right ? a.localeCompare(b, "en", { numeric: true }) : left - right;
}
