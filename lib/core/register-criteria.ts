// Reading a cell of criteria and controls: any separator, any case, ranges; what is not a criterion is reported, the rest is kept.

import { CRITERION_BY_REF, compareRefs, parseRef } from "@/lib/core/frameworks/catalogue";
import { CRITERIA } from "@/lib/core/frameworks/tsc";

export type ReadCriteria = {
  /** Known criteria in canonical form and standard order, each once. */
  readonly criteria: readonly string[];
  /** Texts that name no criterion, as written, each once. */
  readonly unknown: readonly string[];
  /** Controls of Annex A, canonical, in the order of the cell. */
  readonly iso: readonly string[];
  /** Ranges that were expanded, as written with what they stand for. */
  readonly ranges: readonly { readonly text: string; readonly refs: readonly string[] }[];
};

const NOTHING = /^(?:n\/?a|none|keine?|aucun|tbd|[-\u2013\u2014]*)$/i;
const CRITERION = "(?<![A-Za-z])(?:CC|PI|A|C|P)\\s*[-_.]?\\s*\\d{1,2}\\s*\\.\\s*\\d{1,2}(?![\\d])";
const TOKEN = new RegExp(
  `(${CRITERION})\\s*(?:-|\u2013|\u2014|\\bto\\b)\\s*(${CRITERION}|\\d{1,2}\\.\\d{1,2}(?!\\d))|(?<![A-Za-z])A[\\s.]*[5-8]\\s*\\.\\s*\\d{1,2}(?!\\d)|${CRITERION}`,
  "gi",
);

function canonical(text: string): string {
  const match = /^([a-z]+)\D*(\d+)\s*\.\s*(\d+)$/i.exec(text.trim());
  return match === null
    ? text.trim()
    : `${(match[1] ?? "").toUpperCase()}${Number(match[2])}.${Number(match[3])}`;
}

type Range = { readonly text: string; readonly refs: readonly string[] };

const BARE = /(?<![\p{L}\d.])[5-8]\s*\.\s*\d{1,2}(?![\d.])/gu;

/** `5.15` in a column of Annex A stands for A.5.15; elsewhere a bare number may be anything. */
function withAnnex(text: string): string {
  return text.replace(BARE, (bare) =>
    parseRef(`A.${bare.replace(/\s/g, "")}`) === null ? bare : `A.${bare}`,
  );
}

/**
 * The criteria and controls that a cell names. An empty cell, "none" and "n/a" name none. `annex`: the column lists
 * controls of Annex A, so that a bare number is one.
 */
export function readCriteria(
  text: string,
  { annex }: { readonly annex: boolean } = { annex: false },
): ReadCriteria {
  const normal = text.normalize("NFKC").trim();
  const plain = annex ? withAnnex(normal) : normal;
  const found: Found = { criteria: new Set(), unknown: new Set(), iso: new Set() };
  const ranges: Range[] = [];
  if (!NOTHING.test(plain)) {
    for (const match of plain.matchAll(TOKEN)) readToken(match, found, ranges);
    for (const rest of leftOver(plain)) found.unknown.add(rest);
  }
  return {
    criteria: [...found.criteria].sort(compareRefs),
    unknown: [...found.unknown],
    iso: [...found.iso],
    ranges,
  };
}

function readToken(match: RegExpMatchArray, found: Found, ranges: Range[]): void {
  const [text, from, to] = match;
  const isRange = from !== undefined && to !== undefined;
  const refs = isRange ? rangeOf(from, to) : null;
  if (refs !== null) ranges.push({ text, refs });
  for (const ref of refs ?? (isRange ? [from, to] : [text])) sort(ref, found);
}

/** Phrases between the references that say something else than "and". */
function leftOver(plain: string): readonly string[] {
  return plain
    .replace(TOKEN, "\n")
    .split(/[,;|\n]+/)
    .map((rest) => rest.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""))
    .filter((rest) => rest !== "" && !/^(?:and|und|et|to|soc ?2|criteria|tsc)$/i.test(rest));
}

type Found = { readonly criteria: Set<string>; readonly unknown: Set<string>; readonly iso: Set<string> };

function sort(text: string, found: Found): void {
  const ref = canonical(text);
  if (CRITERION_BY_REF.has(ref)) {
    found.criteria.add(ref);
    return;
  }
  const iso = /^A\s*\.?\s*[5-8]\s*\./i.test(text.trim()) ? parseRef(text.replace(/\s+/g, "")) : null;
  if (iso === null) found.unknown.add(text.trim());
  else found.iso.add(iso);
}

/** `CC6.1` to `CC6.3`, or to `6.3`, within one group and upwards; null when it is no range. */
function rangeOf(from: string, to: string): readonly string[] | null {
  const first = canonical(from);
  const letters = first.replace(/\d.*$/, "");
  const last = canonical(/^[a-z]/i.test(to.trim()) ? to : letters + to);
  const series = CRITERIA.filter((criterion) => criterion.series === CRITERION_BY_REF.get(first)?.series);
  const start = series.findIndex((criterion) => criterion.ref === first);
  const end = series.findIndex((criterion) => criterion.ref === last);
  return start === -1 || end <= start ? null : series.slice(start, end + 1).map((criterion) => criterion.ref);
}
