// Search over all 184 requirements from an index in memory: references in every spelling, titles, evidence and explanations.
import { pairsOf } from "@/lib/core/crosswalk";
import { type ExplorerGroup, findGroup } from "@/lib/core/explorer-groups";
import { ALL_REQUIREMENTS, parseRef, ROW_BY_CRITERION } from "@/lib/core/frameworks/catalogue";
import { NET_NEW } from "@/lib/core/frameworks/net-new";
import { type CatalogueEntry, TSC_CATEGORIES } from "@/lib/core/frameworks/types";
import { nearestRefs, nearestWords, plainRef } from "@/lib/core/nearest-refs";

/** Why a requirement was found, best first. */
export const SEARCH_REASONS = [
  "exact",
  "prefix",
  "title",
  "evidence",
  "paired_evidence",
  "explanation",
  "together",
] as const;
export type SearchReason = (typeof SEARCH_REASONS)[number];

export type SearchHit = {
  readonly entry: CatalogueEntry;
  readonly reason: SearchReason;
  /** The words that the query was found in; empty when the reference says it. */
  readonly found: string;
  /** For evidence of a paired criterion: which one. */
  readonly through: string | null;
};

export type SearchResult = {
  readonly hits: readonly SearchHit[];
  /** The theme, chapter or series that the query names. */
  readonly group: ExplorerGroup | null;
  /** Only when nothing was found: references and words like the query. */
  readonly nearRefs: readonly string[];
  readonly nearWords: readonly string[];
};

export const SEARCH_LIMIT = 100;

type Field = {
  readonly reason: SearchReason;
  readonly text: string;
  readonly folded: string;
  readonly through: string | null;
};
type Indexed = {
  readonly entry: CatalogueEntry;
  readonly plain: readonly string[];
  readonly fields: readonly Field[];
};

/** Lower case without accents; a hyphened word stands both in parts and as one, each word after a space. */
function fold(text: string): string {
  const lower = text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  const joined = lower.match(/[a-z0-9]+(?:-[a-z0-9]+)+/g)?.map((word) => word.replaceAll("-", "")) ?? [];
  const words = lower.match(/[a-z0-9]+(?:\.[0-9]+)*/g) ?? [];
  return ["", ...words, ...joined].join(" ");
}

function field(reason: SearchReason, text: string, through: string | null = null): Field {
  return { reason, text, folded: fold(text), through };
}

const EVERYTHING = pairsOf({ categories: TSC_CATEGORIES, countWildcard: false, overrides: [] });

function evidenceFields(entry: CatalogueEntry): readonly Field[] {
  if (entry.kind === "criterion") {
    return (ROW_BY_CRITERION.get(entry.ref)?.evidence ?? []).map((hint) => field("evidence", hint.text));
  }
  const made = NET_NEW.filter((item) => item.ref === entry.ref).map((item) => item.artefact);
  const expected = entry.kind === "clause" ? entry.artefacts : [];
  const paired = EVERYTHING.filter((pair) => pair.ref === entry.ref).flatMap((pair) =>
    pair.evidence.map((hint) => field("paired_evidence", hint.text, pair.criterion)),
  );
  return [...[...made, ...expected].map((text) => field("evidence", text)), ...paired];
}

function indexed(entry: CatalogueEntry): Indexed {
  const plain = plainRef(entry.ref);
  const own = [
    field("title", entry.title),
    ...evidenceFields(entry),
    field("explanation", entry.about),
    field("explanation", entry.shownBy),
  ];
  const all = [entry.ref, ...own.map((one) => one.text)].join(" ");
  return {
    entry,
    plain: entry.kind === "control" ? [plain, plain.slice(1)] : [plain],
    fields: [...own, { ...field("together", all), text: "" }],
  };
}

const INDEX: readonly Indexed[] = ALL_REQUIREMENTS.map(indexed);
const WORDS: readonly string[] = [
  ...new Set(
    INDEX.flatMap(({ fields }) => fields.flatMap(({ folded }) => folded.split(" "))).filter((word) =>
      /^[a-z]{4,}$/.test(word),
    ),
  ),
];

function singular(word: string): string {
  return word.length > 4 && word.endsWith("s") ? word.slice(0, -1) : word;
}

function wordsOf(text: string): readonly string[] {
  return fold(text).split(" ").filter(Boolean).map(singular);
}

function exactRefs(query: string): ReadonlySet<string> {
  const refs = [parseRef(query, "clause"), parseRef(query, "control")];
  return new Set(refs.filter((ref) => ref !== null));
}

function hitOf(
  { entry, plain, fields }: Indexed,
  asked: {
    readonly exact: ReadonlySet<string>;
    readonly plain: string;
    /** The words of the query, and the same with hyphened words as one: either way will do. */
    readonly readings: readonly (readonly string[])[];
  },
): SearchHit | null {
  if (asked.exact.has(entry.ref)) return { entry, reason: "exact", found: "", through: null };
  if (asked.plain !== "" && plain.some((one) => one.startsWith(asked.plain))) {
    return { entry, reason: "prefix", found: "", through: null };
  }
  const best = fields.find(({ folded }) =>
    asked.readings.some((words) => words.every((word) => folded.includes(` ${word}`))),
  );
  return best === undefined ? null : { entry, reason: best.reason, found: best.text, through: best.through };
}

const LOOKS_LIKE_REF = /^(?:[A-Z]{1,2}|[A-Z]{0,2}\d+(?:\.\d+)*)$/;

/**
 * Requirements that the query names or whose words begin with all of its words, best reason first, then in standard order.
 * Text longer than SEARCH_LIMIT is cut. An empty query finds nothing.
 */
export function searchRequirements(text: string): SearchResult {
  const query = text.normalize("NFKC").trim().slice(0, SEARCH_LIMIT);
  const plain = plainRef(query);
  const readings = [wordsOf(query.replaceAll("-", " ")), wordsOf(query.replaceAll("-", ""))];
  const asked = {
    exact: exactRefs(query),
    plain: LOOKS_LIKE_REF.test(plain) ? plain : "",
    readings: readings.filter((words) => words.length > 0),
  };
  const hits = query === "" ? [] : INDEX.map((one) => hitOf(one, asked)).filter((hit) => hit !== null);
  const sorted = SEARCH_REASONS.flatMap((reason) => hits.filter((hit) => hit.reason === reason));
  const group = findGroup(query) ?? null;
  return { hits: sorted, group, ...nearest(query, readings[1] ?? [], hits.length > 0 || query === "") };
}

function nearest(
  query: string,
  words: readonly string[],
  found: boolean,
): Pick<SearchResult, "nearRefs" | "nearWords"> {
  if (found) return { nearRefs: [], nearWords: [] };
  const missing = words.filter((word) => !WORDS.some((known) => known.startsWith(word)));
  const near = missing.flatMap((word) => nearestWords(word, WORDS, 3, Math.ceil(word.length / 3)));
  return {
    nearRefs: /\d/.test(query) ? nearestRefs(query) : [],
    nearWords: [...new Set(near)].slice(0, 5),
  };
}
