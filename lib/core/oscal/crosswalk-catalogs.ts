// The two frameworks as OSCAL catalogs of ids and short titles, so that the mapping's references lead somewhere.
import { ATTRIBUTION, datasetLine, EXPORT_NOTICE } from "@/lib/core/crosswalk-export-words";
import { CATEGORY_TITLE, EXPLORER_GROUPS, type ExplorerGroup } from "@/lib/core/explorer-groups";
import { CRITERION_BY_REF, entryOf } from "@/lib/core/frameworks/catalogue";
import { NEWEST_EDITION } from "@/lib/core/frameworks/editions";
import { TSC_CATEGORIES, type TscCategory } from "@/lib/core/frameworks/types";
import type { OscalCatalog } from "@/lib/core/oscal/catalog";
import { controlId, OSCAL_VERSION, type OscalProp, ownProp, propsOf } from "@/lib/core/oscal/common";
import type { OscalCatalogFile, OscalCircumstances } from "@/lib/core/oscal/crosswalk-mapping";

const TITLE: Readonly<Record<OscalCatalogFile, string>> = {
  "oscal-catalog-soc2.json":
    "SOC 2 criteria (2017 Trust Services Criteria): numbers and names in our own words",
  "oscal-catalog-iso27001.json": "ISO/IEC 27001:2022 with Amd 1:2024: numbers and short titles",
};

function label(ref: string): OscalProp {
  return { name: "label", value: ref };
}

function controlsOf(refs: readonly string[], kind: string) {
  return refs.flatMap((ref) => {
    const entry = entryOf(ref);
    if (entry === undefined) return [];
    const amended = entry.kind === "clause" && entry.amendment2024 !== null;
    return [
      {
        id: controlId(ref),
        class: kind,
        title: entry.title,
        ...propsOf([label(ref), amended ? ownProp("amended-by", "Amd 1:2024") : null]),
      },
    ];
  });
}

function groupOf(group: ExplorerGroup, kind: string) {
  return {
    id: `group-${group.id}`,
    class: group.kind,
    title: group.title,
    controls: controlsOf(group.refs, kind),
  };
}

function categoryOf(group: ExplorerGroup): TscCategory | undefined {
  return CRITERION_BY_REF.get(group.refs[0] ?? "")?.category;
}

function soc2Groups() {
  const series = EXPLORER_GROUPS.filter((group) => group.kind === "series");
  return TSC_CATEGORIES.map((category) => ({
    id: category.replaceAll("_", "-"),
    class: "category",
    title: CATEGORY_TITLE[category],
    groups: series
      .filter((group) => categoryOf(group) === category)
      .map((group) => groupOf(group, "criterion")),
  }));
}

function isoGroups() {
  const of = (kind: ExplorerGroup["kind"], name: string) =>
    EXPLORER_GROUPS.filter((group) => group.kind === kind).map((group) => groupOf(group, name));
  return [
    { id: "clauses", class: "part", title: "Clauses 4 to 10", groups: of("chapter", "clause") },
    { id: "annex-a", class: "part", title: "Annex A", groups: of("theme", "control") },
  ];
}

/** One of the two catalogs: 61 criteria by category and series, or 30 clause requirements and 93 controls. */
export function crosswalkCatalog(
  file: OscalCatalogFile,
  at: Pick<OscalCircumstances, "documentUuid" | "lastModified">,
): OscalCatalog {
  return {
    catalog: {
      uuid: at.documentUuid,
      metadata: {
        title: TITLE[file],
        "last-modified": at.lastModified,
        version: NEWEST_EDITION.version,
        "oscal-version": OSCAL_VERSION,
        remarks: [datasetLine(NEWEST_EDITION), ...ATTRIBUTION, EXPORT_NOTICE].join("\n\n"),
      },
      groups: file === "oscal-catalog-soc2.json" ? soc2Groups() : isoGroups(),
    },
  };
}
