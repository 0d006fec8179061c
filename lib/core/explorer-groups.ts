// The themes, chapters and series that requirements are listed under, and how people type them.
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import { CHAPTERS, CLAUSES } from "@/lib/core/frameworks/clauses";
import { CRITERIA } from "@/lib/core/frameworks/tsc";
import { ANNEX_THEMES, type CatalogueEntry, type TscCategory } from "@/lib/core/frameworks/types";
import { plainRef } from "@/lib/core/nearest-refs";
import { THEME_TITLE } from "@/lib/core/readiness";

export type ExplorerGroup = {
  /** `A.5`, `6`, `CC6`. */
  readonly id: string;
  readonly kind: "theme" | "chapter" | "series";
  readonly title: string;
  readonly refs: readonly string[];
};

export const CATEGORY_TITLE: Readonly<Record<TscCategory, string>> = {
  security: "Security",
  availability: "Availability",
  confidentiality: "Confidentiality",
  processing_integrity: "Processing Integrity",
  privacy: "Privacy",
};

const SERIES_TITLE: Readonly<Record<string, string>> = {
  CC1: "Control environment",
  CC2: "Communication and information",
  CC3: "Risk assessment",
  CC4: "Monitoring",
  CC5: "Control activities",
  CC6: "Logical and physical access",
  CC7: "System operations",
  CC8: "Change management",
  CC9: "Risk mitigation",
  A1: "Availability",
  C1: "Confidentiality",
  PI1: "Processing integrity",
  P1: "Notice",
  P2: "Choice and consent",
  P3: "Collection",
  P4: "Use, retention and disposal",
  P5: "Access",
  P6: "Disclosure and notification",
  P7: "Quality",
  P8: "Monitoring and enforcement",
};

/** The id of the group that an entry is listed under. */
export function groupIdOf(entry: CatalogueEntry): string {
  if (entry.kind === "control") return entry.theme;
  return entry.kind === "clause" ? entry.chapter : entry.series;
}

function refsIn(entries: readonly CatalogueEntry[], id: string): readonly string[] {
  return entries.filter((entry) => groupIdOf(entry) === id).map((entry) => entry.ref);
}

/** Four themes, seven chapters, twenty series, in standard order. */
export const EXPLORER_GROUPS: readonly ExplorerGroup[] = [
  ...ANNEX_THEMES.map((id) => ({
    ...{ id, kind: "theme" as const, title: THEME_TITLE[id] },
    refs: refsIn(CONTROLS, id),
  })),
  ...CHAPTERS.map(({ number, title }) => ({
    ...{ id: number, kind: "chapter" as const, title },
    refs: refsIn(CLAUSES, number),
  })),
  ...Object.entries(SERIES_TITLE).map(([id, title]) => ({
    ...{ id, kind: "series" as const, title },
    refs: refsIn(CRITERIA, id),
  })),
];

export const GROUP_BY_ID: ReadonlyMap<string, ExplorerGroup> = new Map(
  EXPLORER_GROUPS.map((group) => [group.id, group]),
);

const BY_PLAIN: ReadonlyMap<string, ExplorerGroup> = new Map(
  EXPLORER_GROUPS.map((group) => [plainRef(group.id), group]),
);

/** The group that typed text names (`a5`, `Annex A.5`, `clause 6`, `cc6`); undefined when it names none. */
export function findGroup(text: string): ExplorerGroup | undefined {
  const bare = text.replace(/^\s*(?:clause|chapter|annex|theme|series)\s+/i, "");
  return BY_PLAIN.get(plainRef(bare));
}

/** The group as a heading: "A.5 Organizational", "Clause 6 Planning", "CC6 Logical and physical access". */
export function groupHeading({ id, kind, title }: ExplorerGroup): string {
  return kind === "chapter" ? `Clause ${id} ${title}` : `${id} ${title}`;
}
