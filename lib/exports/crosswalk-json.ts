import { carryOverTable, criterionInScope } from "@/lib/core/crosswalk";
import { OVERLAP_NAME } from "@/lib/core/crosswalk-export";
import type {
  CrosswalkDocument,
  ExportDecision,
  ExportPair,
  ExportReview,
} from "@/lib/core/crosswalk-export-document";
import {
  ATTRIBUTION,
  EXPORT_NOTICE,
  EXPORT_PRIVACY,
  EXPORT_READING,
  EXPORT_THEME_LEVEL,
  EXPORT_TITLE,
  EXPORT_WAY_BACK,
} from "@/lib/core/crosswalk-export-words";
import { CATEGORY_TITLE } from "@/lib/core/explorer-groups";
import { explorerQuery } from "@/lib/core/explorer-view";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import { CLAUSES } from "@/lib/core/frameworks/clauses";
import { DISPUTES } from "@/lib/core/frameworks/disputes";
import { EDITIONS } from "@/lib/core/frameworks/editions";
import { SOURCES } from "@/lib/core/frameworks/sources";
import { CRITERIA } from "@/lib/core/frameworks/tsc";

function headOf(document: CrosswalkDocument) {
  const { view, edition } = document;
  return {
    title: EXPORT_TITLE,
    datasetVersion: edition.version,
    datasetChangelog: EDITIONS.toReversed().map(({ version, publishedOn, changes }) => ({
      ...{ version, publishedOn, changes },
    })),
    sources: SOURCES,
    attribution: ATTRIBUTION,
    notice: EXPORT_NOTICE,
    reading: [EXPORT_READING, EXPORT_THEME_LEVEL, ...(view.direction === "soc2" ? [EXPORT_WAY_BACK] : [])],
    view: {
      direction: view.direction === "iso" ? "SOC 2 to ISO/IEC 27001" : "ISO/IEC 27001 to SOC 2",
      scope: view.categories.map((category) => CATEGORY_TITLE[category]),
      wildcard: view.wildcard,
      privacyExtension: view.edition === null ? null : `ISO/IEC 27701:${view.edition}`,
      query: explorerQuery(view),
    },
  };
}

function criteriaOf(document: CrosswalkDocument) {
  const rows = new Map(document.edition.rows.map((row) => [row.criterion, row]));
  return CRITERIA.map((criterion) => {
    const row = rows.get(criterion.ref);
    return {
      id: criterion.ref,
      title: criterion.title,
      category: CATEGORY_TITLE[criterion.category],
      inScope: criterionInScope(criterion, document.input),
      overlap: row === undefined ? null : OVERLAP_NAME[row.overlap],
      direction: row?.direction ?? null,
      themeLevel: row?.wildcardTheme == null ? null : `${row.wildcardTheme}.*`,
      evidence: row?.evidence ?? [],
      toAdd: row?.toAdd ?? null,
      caveat: row?.caveat ?? null,
      source: row?.source ?? null,
      disputes: row?.disputes ?? [],
    };
  });
}

const OUTCOME = { reuse: "reusable as is", supplement: "supplement", net_new: "net-new" } as const;

function requirementsOf(document: CrosswalkDocument) {
  const table = carryOverTable(document.input);
  const toMake = new Map(document.netNew.map((row) => [row.ref, row.toMake]));
  const facts = (ref: string) => {
    const view = table.get(ref);
    return {
      outcome: OUTCOME[view?.outcome ?? "net_new"],
      themeLevelOnly: view?.themeLevelOnly ?? false,
      toMake: toMake.get(ref) ?? null,
      disputes: view?.disputes ?? [],
    };
  };
  return {
    controls: CONTROLS.map(({ ref, title, theme, newIn2022 }) => ({
      ...{ id: ref, title, theme, newIn2022 },
      ...facts(ref),
    })),
    clauses: CLAUSES.map(({ ref, title, chapter }) => ({ id: ref, title, chapter, ...facts(ref) })),
  };
}

function decisionOf({ criterion, ref, overlap, ...rest }: ExportDecision) {
  return { criterion, requirement: ref, overlap: OVERLAP_NAME[overlap], ...rest };
}

function reviewOf({ criterion, ref, overlap, ...rest }: ExportReview) {
  return { criterion, requirement: ref, overlap: OVERLAP_NAME[overlap], ...rest };
}

function pairOf(pair: ExportPair, document: CrosswalkDocument) {
  const { criterion, ref, target, kind, overlap, asserted, source, toAdd, disputes, linked } = pair;
  return {
    ...{ criterion, requirement: ref, target, kind },
    overlap: OVERLAP_NAME[overlap],
    asserted: asserted === null ? null : OVERLAP_NAME[asserted],
    ...{ toAdd, source, disputes },
    ...(document.team === null
      ? {}
      : {
          decision: pair.decision === null ? null : decisionOf(pair.decision),
          review: pair.review === null ? null : reviewOf(pair.review),
          linkedEvidence: linked,
        }),
  };
}

function teamOf({ team }: CrosswalkDocument) {
  if (team === null) return {};
  return {
    team: {
      workspace: team.workspace,
      exportedAt: team.exportedAt,
      decisions: team.decisions.map(decisionOf),
      reviews: team.reviews.map(reviewOf),
      orphanedDecisions: team.orphaned.map(decisionOf),
    },
  };
}

/** The whole document as one JSON text, ended by a line feed; equal documents give equal bytes. */
export function crosswalkDocumentJson(document: CrosswalkDocument): string {
  const { numbers, pairs, soc2Only, privacy } = document;
  return `${JSON.stringify({
    ...headOf(document),
    numbers,
    criteria: criteriaOf(document),
    ...requirementsOf(document),
    pairs: pairs.map((pair) => pairOf(pair, document)),
    soc2Only,
    ...(privacy === null ? {} : { privacyExtension: { note: EXPORT_PRIVACY, rows: privacy } }),
    disputes: DISPUTES,
    ...teamOf(document),
  })}\n`;
}
