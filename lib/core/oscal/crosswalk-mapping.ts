// The crosswalk as an OSCAL mapping-collection. Overlap is about reusing evidence, so every pair goes out as "intersects-with".
import type { CrosswalkDocument, ExportDecision, ExportPair } from "@/lib/core/crosswalk-export-document";
import {
  ATTRIBUTION,
  datasetLine,
  EXPORT_NOTICE,
  EXPORT_PRIVACY,
  EXPORT_READING,
  EXPORT_THEME_LEVEL,
  EXPORT_TITLE,
  EXPORT_WAY_BACK,
  sourceTitle,
} from "@/lib/core/crosswalk-export-words";
import { CATEGORY_TITLE } from "@/lib/core/explorer-groups";
import { SOURCES } from "@/lib/core/frameworks/sources";
import { TSC_CATEGORIES } from "@/lib/core/frameworks/types";
import { controlId, OSCAL_VERSION, ownProp, propsOf } from "@/lib/core/oscal/common";
import type { MappingCollection, OscalGap, OscalMap } from "@/lib/core/oscal/mapping-collection";

export type OscalCircumstances = {
  /** A new one for every content of the document. */
  readonly documentUuid: string;
  /** The same subject keeps its UUID in every edition: the same name always gives the same one. */
  readonly uuid: (name: string) => string;
  /** ISO instant. */
  readonly lastModified: string;
  readonly catalogHref: (file: OscalCatalogFile) => string;
};

export const OSCAL_CATALOG_FILES = ["oscal-catalog-soc2.json", "oscal-catalog-iso27001.json"] as const;
export type OscalCatalogFile = (typeof OSCAL_CATALOG_FILES)[number];

/** Full pairs are medium at best: a row states its overlap once for all controls that it names. */
function confidenceOf(pair: ExportPair): "low" | "medium" {
  return pair.overlap === "full" && pair.disputes.length === 0 ? "medium" : "low";
}

function decisionText({ overlap, reason, note, decidedBy, decidedAt }: ExportDecision): string {
  const added = note.trim() === "" ? "" : ` To add: ${note.trim()}`;
  return `Decided by ${decidedBy} on ${decidedAt.slice(0, 10)}: ${overlap}. ${reason.trim()}${added}`;
}

function remarksOf(pair: ExportPair): string | undefined {
  const { decision, review } = pair;
  const texts = [
    pair.toAdd === null ? null : `To add: ${pair.toAdd}`,
    pair.caveat === null ? null : `Limit: ${pair.caveat}`,
    decision === null ? null : decisionText(decision),
    review === null || review.note.trim() === "" ? null : `Review: ${review.note.trim()}`,
  ].filter((text) => text !== null);
  return texts.length === 0 ? undefined : texts.join("\n\n");
}

function mapProps(pair: ExportPair) {
  const { decision, review, source } = pair;
  return propsOf([
    ownProp("evidence-reuse", pair.overlap === "full" ? "as-is" : "supplement"),
    ownProp("evidence-reuse-direction", "soc2-to-iso27001"),
    ownProp("asserted-overlap", pair.asserted ?? "not asserted"),
    ownProp("counted-overlap", pair.overlap),
    ownProp("kind-of-pair", pair.kind),
    source === null ? null : ownProp("source", sourceTitle(source.document)),
    source?.line == null ? null : ownProp("source-line", source.line),
    ...pair.disputes.map((id) => ownProp("disputed", id)),
    ...(decision === null
      ? []
      : [
          ownProp("decided-overlap", decision.overlap),
          ownProp("decided-by", decision.decidedBy),
          ownProp("decided-at", decision.decidedAt),
        ]),
    ...(review === null
      ? []
      : [
          ownProp("reviewed-overlap", review.overlap),
          ownProp("reviewed-by", review.reviewedBy),
          ownProp("reviewed-at", review.reviewedAt),
        ]),
  ]);
}

function itemOf(ref: string, linked: number | undefined): OscalMap["sources"][number] {
  const props = linked === undefined ? {} : propsOf([ownProp("linked-evidence", linked)]);
  return { type: "control", "id-ref": controlId(ref), ...props };
}

function mapOf(pair: ExportPair, document: CrosswalkDocument, at: OscalCircumstances): OscalMap {
  const criterion = itemOf(pair.criterion, pair.linked?.criterion);
  const requirement = itemOf(pair.ref, pair.linked?.requirement);
  const toIso = document.view.direction === "iso";
  const remarks = remarksOf(pair);
  return {
    uuid: at.uuid(`map ${pair.criterion} ${pair.ref}`),
    "matching-rationale": "functional",
    relationship: "intersects-with",
    sources: [toIso ? criterion : requirement],
    targets: [toIso ? requirement : criterion],
    "confidence-score": { category: confidenceOf(pair) },
    ...mapProps(pair),
    ...(remarks === undefined ? {} : { remarks }),
  };
}

function gapOf(refs: readonly string[], name: string, at: OscalCircumstances): OscalGap | null {
  if (refs.length === 0) return null;
  return { uuid: at.uuid(name), "unmapped-controls": [{ "with-ids": refs.map(controlId) }] };
}

function gapsOf(document: CrosswalkDocument, at: OscalCircumstances) {
  const soc2 = gapOf(document.soc2Only, "gap soc2", at);
  const iso = gapOf(
    document.netNew.map((row) => row.ref),
    "gap iso",
    at,
  );
  const [source, target] = document.view.direction === "iso" ? [soc2, iso] : [iso, soc2];
  return {
    ...(source === null ? {} : { "source-gap-summary": source }),
    ...(target === null ? {} : { "target-gap-summary": target }),
  };
}

/** What stands in words only: theme-level statements, pairs that the team took out, decisions without a place. */
function mappingRemarks({ pairs, themeLevel, team, view }: CrosswalkDocument): string {
  const removed = pairs.filter((pair) => !isCounted(pair));
  return [
    EXPORT_READING,
    ...(view.direction === "soc2" ? [EXPORT_WAY_BACK] : []),
    ...themeLevel.map(
      ({ criterion, theme }) =>
        `${criterion} names ${theme} as a whole, without a control. ${EXPORT_THEME_LEVEL}`,
    ),
    ...removed.map(({ criterion, ref, asserted, decision }) => {
      const decided = decision === null ? "" : ` ${decisionText(decision)}`;
      return `Taken out by the team: ${criterion} to ${ref}, in the source ${asserted ?? "not named"}.${decided}`;
    }),
    ...(team?.orphaned ?? []).map(
      (one) =>
        `Decision without a place in this dataset: ${one.criterion} to ${one.ref}. ${decisionText(one)}`,
    ),
  ].join("\n\n");
}

function isCounted(pair: ExportPair): boolean {
  return pair.overlap === "full" || pair.overlap === "partial";
}

function scopeText({ view }: CrosswalkDocument): string {
  return view.categories.map((category) => CATEGORY_TITLE[category]).join(", ");
}

function metadataOf(document: CrosswalkDocument, at: OscalCircumstances) {
  const { view, team, edition } = document;
  const title =
    team === null ? EXPORT_TITLE : `${EXPORT_TITLE}: ${team.workspace.replace(/\s+/gu, " ").trim()}`;
  return {
    title,
    "last-modified": at.lastModified,
    version: edition.version,
    "oscal-version": OSCAL_VERSION,
    ...propsOf([
      ownProp("dataset-version", edition.version),
      ownProp("scope", scopeText(document)),
      ownProp("direction", view.direction === "iso" ? "soc2-to-iso27001" : "iso27001-to-soc2"),
      ownProp("wildcard", view.wildcard),
    ]),
    remarks: [datasetLine(edition), ...ATTRIBUTION, EXPORT_NOTICE, ...privacyRemark(document)].join("\n\n"),
  } as const;
}

function privacyRemark({ view }: CrosswalkDocument): readonly string[] {
  if (view.edition === null) return [];
  return [
    `${EXPORT_PRIVACY} The ${view.edition} column stands in the CSV, XLSX and JSON exports, not in this file.`,
  ];
}

/** Whole only when all five categories are in scope; a narrower view leaves criteria out. */
function statusOf(document: CrosswalkDocument): "complete" | "not-complete" {
  return document.view.categories.length === TSC_CATEGORIES.length ? "complete" : "not-complete";
}

function resourcesOf(at: OscalCircumstances) {
  return SOURCES.map(({ document, title, by, reviewedOn }) => ({
    uuid: at.uuid(`source ${document}`),
    title,
    citation: { text: `${title}, by ${by}, as of ${reviewedOn}` },
  }));
}

function catalogReference(file: OscalCatalogFile, at: OscalCircumstances) {
  return { type: "catalog" as const, href: at.catalogHref(file) };
}

/**
 * The collection for one document: one map per counted pair, criteria without a counterpart and unnamed ISO requirements
 * as gaps, theme-level statements in the remarks only.
 */
export function crosswalkMapping(document: CrosswalkDocument, at: OscalCircumstances): MappingCollection {
  const soc2 = catalogReference("oscal-catalog-soc2.json", at);
  const iso = catalogReference("oscal-catalog-iso27001.json", at);
  const toIso = document.view.direction === "iso";
  const description = `${EXPORT_TITLE}, for ${scopeText(document)}. ${EXPORT_READING}`;
  return {
    "mapping-collection": {
      uuid: at.documentUuid,
      metadata: metadataOf(document, at),
      provenance: {
        method: "human",
        "matching-rationale": "functional",
        status: statusOf(document),
        "mapping-description": description,
        remarks: ATTRIBUTION.join("\n\n"),
      },
      mappings: [
        {
          uuid: at.uuid("mapping"),
          "source-resource": toIso ? soc2 : iso,
          "target-resource": toIso ? iso : soc2,
          maps: document.pairs.filter(isCounted).map((pair) => mapOf(pair, document, at)),
          remarks: mappingRemarks(document),
          ...gapsOf(document, at),
        },
      ],
      "back-matter": { resources: resourcesOf(at) },
    },
  };
}
