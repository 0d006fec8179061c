import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ALL_SCOPES } from "@/lib/core/crosswalk-export";
import { crosswalkDocument, type TeamLayer } from "@/lib/core/crosswalk-export-document";
import { datasetLine } from "@/lib/core/crosswalk-export-words";
import type { ExplorerView } from "@/lib/core/explorer-view";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import { CLAUSES } from "@/lib/core/frameworks/clauses";
import { EDITIONS, NEWEST_EDITION } from "@/lib/core/frameworks/editions";
import { CRITERIA } from "@/lib/core/frameworks/tsc";
import { catalogShape, type OscalCatalog } from "@/lib/core/oscal/catalog";
import { controlId } from "@/lib/core/oscal/common";
import { OSCAL_CATALOG_FILES } from "@/lib/core/oscal/crosswalk-mapping";
import { type MappingCollection, mappingCollectionShape } from "@/lib/core/oscal/mapping-collection";
import { oscalCatalog, oscalMapping } from "@/lib/exports/crosswalk-oscal";
import { publishedOscal, readPublishedOscal } from "@/lib/exports/oscal-checker";
import { nameUuid } from "@/lib/exports/uuid";

const VIEWS: readonly ExplorerView[] = ALL_SCOPES.flatMap((categories) =>
  [false, true].flatMap((wildcard) =>
    (["iso", "soc2"] as const).map((direction) => ({ direction, categories, wildcard, edition: null })),
  ),
);
const ALL = ALL_SCOPES.at(-1) ?? [];
const view = (more: Partial<ExplorerView> = {}): ExplorerView => ({
  ...{ direction: "iso", categories: ALL, wildcard: false, edition: null },
  ...more,
});

const TEAM: TeamLayer = {
  workspaceId: "0190a0a0-0000-7000-8000-000000000001",
  workspace: "North\nwind  Ltd",
  exportedAt: "2026-11-20T14:02:00.000Z",
  edition: EDITIONS[0],
  decisions: [
    {
      ...{ criterion: "CC6.1", ref: "A.5.15", overlap: "partial", note: "Add the\nreview date" },
      ...{
        reason: "Our policy\r\nlacks it",
        decidedBy: " Lea  Lead ",
        decidedAt: "2026-11-01T08:00:00.000Z",
      },
      datasetVersion: "2026.05.1",
    },
    {
      ...{ criterion: "CC6.1", ref: "A.8.5", overlap: "none", note: "", reason: "Not our system" },
      ...{ decidedBy: "Lea", decidedAt: "2026-11-01T08:00:00.000Z", datasetVersion: "2026.05.1" },
    },
  ],
  orphaned: [
    {
      ...{ criterion: "CC6.1", ref: "A.9.99", overlap: "full", note: "", reason: "Renumbered" },
      ...{ decidedBy: "Lea", decidedAt: "2026-11-01T08:00:00.000Z", datasetVersion: "2026.04.1" },
    },
  ],
  reviews: [
    {
      ...{ criterion: "CC6.1", ref: "A.5.16", overlap: "full", note: "Read it", reviewedBy: "Rob" },
      ...{ reviewedAt: "2026-11-02T08:00:00.000Z", datasetVersion: "2026.05.1" },
    },
  ],
  linked: new Map([
    ["CC6.1", 3],
    ["A.5.15", 1],
  ]),
};

function collectionOf(text: string): MappingCollection["mapping-collection"] {
  return mappingCollectionShape.parse(JSON.parse(text))[
    "mapping-collection"
  ] as MappingCollection["mapping-collection"];
}

function idsOf(file: (typeof OSCAL_CATALOG_FILES)[number]): readonly string[] {
  const { catalog } = catalogShape.parse(JSON.parse(oscalCatalog(file))) as OscalCatalog;
  return catalog.groups.flatMap(({ groups }) =>
    groups.flatMap((group) => group.controls.map(({ id }) => id)),
  );
}

const SOC2_IDS = idsOf("oscal-catalog-soc2.json");
const ISO_IDS = idsOf("oscal-catalog-iso27001.json");

function onlyMapping(text: string) {
  const [mapping, ...others] = collectionOf(text).mappings;
  expect(others).toEqual([]);
  if (mapping === undefined) throw new Error("There is no mapping.");
  return mapping;
}

const gapIds = (gap: { "unmapped-controls": { "with-ids": string[] }[] } | undefined) =>
  (gap?.["unmapped-controls"] ?? []).flatMap((one) => one["with-ids"]);

describe("the mapping-collection", () => {
  test.each(VIEWS)("of $categories, $direction, wildcard $wildcard, keeps its promises", (each) => {
    const document = crosswalkDocument(each);
    const mapping = onlyMapping(oscalMapping(document, ""));
    const toIso = each.direction === "iso";
    const [sources, targets] = toIso ? [SOC2_IDS, ISO_IDS] : [ISO_IDS, SOC2_IDS];
    expect(mapping.maps).toHaveLength(document.pairs.length);
    expect(new Set(mapping.maps.map((map) => map.relationship))).toEqual(new Set(["intersects-with"]));
    expect(new Set(mapping.maps.map((map) => map.uuid)).size).toBe(mapping.maps.length);
    for (const map of mapping.maps) {
      expect(sources).toContain(map.sources[0]?.["id-ref"]);
      expect(targets).toContain(map.targets[0]?.["id-ref"]);
    }
    const gaps = [gapIds(mapping["source-gap-summary"]), gapIds(mapping["target-gap-summary"])];
    const [soc2, iso] = toIso ? gaps : gaps.toReversed();
    expect(soc2).toEqual(document.numbers.to === "iso" ? document.numbers.soc2Only.refs : document.soc2Only);
    const named = new Set(document.pairs.map((pair) => pair.ref));
    const unnamed = [...CONTROLS, ...CLAUSES].map(({ ref }) => ref).filter((ref) => !named.has(ref));
    expect(iso).toEqual(unnamed.map(controlId));
  });

  test("says how the evidence can be reused as a property, with what the row stated", () => {
    const { maps } = onlyMapping(oscalMapping(crosswalkDocument(view()), ""));
    const reuse = (value: string) =>
      maps.filter((map) => map.props?.some((prop) => prop.name === "evidence-reuse" && prop.value === value));
    expect([maps.length, reuse("as-is").length, reuse("supplement").length]).toEqual([129, 77, 52]);
    for (const map of maps) {
      const stated = map.props?.find((prop) => prop.name === "asserted-overlap")?.value;
      expect(map["confidence-score"]?.category === "medium" ? stated : "any").not.toBe("partial");
    }
  });

  test("speaks of theme-level statements in the remarks only", () => {
    const mapping = onlyMapping(oscalMapping(crosswalkDocument(view({ wildcard: true })), ""));
    expect(mapping.remarks).toContain("CC5.2 names A.8 as a whole");
    expect(mapping.maps).toHaveLength(129);
  });

  test("has no empty gap: without Privacy nothing is SOC 2 only", () => {
    const security = crosswalkDocument(view({ categories: ["security"] }));
    expect(onlyMapping(oscalMapping(security, ""))["source-gap-summary"]).toBeUndefined();
  });

  test("names sources, dataset, view and the place of both catalogs", () => {
    const { metadata, ...rest } = collectionOf(
      oscalMapping(crosswalkDocument(view({ direction: "soc2" })), "https://x.example/crosswalk/data/"),
    );
    expect(metadata.remarks).toContain(datasetLine(NEWEST_EDITION));
    expect(metadata.remarks).toContain("short titles");
    expect(metadata.props?.map((prop) => [prop.name, prop.value])).toEqual([
      ["dataset-version", metadata.version],
      ["scope", "Security, Availability, Confidentiality, Processing Integrity, Privacy"],
      ["direction", "iso27001-to-soc2"],
      ["wildcard", "false"],
    ]);
    expect(rest.mappings[0]?.["source-resource"].href).toBe(
      "https://x.example/crosswalk/data/oscal-catalog-iso27001.json",
    );
    expect(rest.mappings[0]?.["target-resource"].href).toBe(
      "https://x.example/crosswalk/data/oscal-catalog-soc2.json",
    );
  });

  test("is the same text for the same content, with another document UUID for another view", () => {
    const text = oscalMapping(crosswalkDocument(view()), "");
    expect(oscalMapping(crosswalkDocument(view()), "")).toBe(text);
    const other = collectionOf(oscalMapping(crosswalkDocument(view({ wildcard: true })), ""));
    expect(other.uuid).not.toBe(collectionOf(text).uuid);
    expect(other.mappings[0]?.maps[0]?.uuid).toBe(collectionOf(text).mappings[0]?.maps[0]?.uuid);
  });

  test("carries a team's decisions beside the source's word, and what it took out in the remarks", () => {
    const mapping = onlyMapping(oscalMapping(crosswalkDocument(view(), TEAM), ""));
    const map = (ref: string) =>
      mapping.maps.find(
        (one) => one.sources[0]?.["id-ref"] === "CC6.1" && one.targets[0]?.["id-ref"] === ref,
      );
    const props = (ref: string) =>
      Object.fromEntries((map(ref)?.props ?? []).map((prop) => [prop.name, prop.value]));
    expect(props("A.5.15")).toMatchObject({
      "asserted-overlap": "full",
      "counted-overlap": "partial",
      "evidence-reuse": "supplement",
      "decided-by": "Lea Lead",
    });
    expect(props("A.5.16")).toMatchObject({ "reviewed-overlap": "full", "reviewed-by": "Rob" });
    expect(map("A.8.5")).toBeUndefined();
    expect(mapping.remarks).toContain("Taken out by the team: CC6.1 to A.8.5, in the source full.");
    expect(mapping.remarks).toContain("Decision without a place in this dataset: CC6.1 to A.9.99.");
    expect(map("A.5.15")?.sources[0]?.props?.[0]?.value).toBe("3");
  });

  test("takes whatever people write into notes, reasons and names", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (text) => {
        const decisions = TEAM.decisions.map((one) => ({
          ...one,
          note: text,
          reason: text,
          decidedBy: text,
        }));
        const team = { ...TEAM, decisions, workspace: `W ${text}` };
        const collection = collectionOf(oscalMapping(crosswalkDocument(view(), team), ""));
        expect(collection.mappings[0]?.maps.every((map) => map.relationship === "intersects-with")).toBe(
          true,
        );
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});

test("the catalogs hold every id once, with title and label, and no other text", () => {
  expect(SOC2_IDS).toEqual(CRITERIA.map(({ ref }) => ref));
  expect(ISO_IDS).toEqual([...CLAUSES, ...CONTROLS].map(({ ref }) => controlId(ref)));
  for (const file of OSCAL_CATALOG_FILES) {
    const { catalog } = JSON.parse(oscalCatalog(file)) as OscalCatalog;
    const controls = catalog.groups.flatMap(({ groups }) => groups.flatMap((group) => group.controls));
    for (const control of controls) {
      expect(Object.keys(control).toSorted()).toEqual(["class", "id", "props", "title"]);
      expect(control.props?.[0]).toEqual({ name: "label", value: control.id.replace("clause-", "") });
    }
  }
});

test("the shape refuses what the published schema leaves free, and every addition", () => {
  const text = oscalMapping(crosswalkDocument(view()), "");
  const changed = (change: (collection: MappingCollection["mapping-collection"]) => unknown) => {
    const document = JSON.parse(text) as MappingCollection;
    change(document["mapping-collection"]);
    return mappingCollectionShape.safeParse(document).success;
  };
  const firstMap = (collection: MappingCollection["mapping-collection"]) =>
    collection.mappings[0]?.maps[0] ?? {};
  expect(changed(() => undefined)).toBe(true);
  expect(changed((one) => Object.assign(firstMap(one), { relationship: "full" }))).toBe(false);
  expect(changed((one) => Object.assign(firstMap(one), { extra: 1 }))).toBe(false);
  expect(changed((one) => Object.assign(one.provenance, { method: "manual" }))).toBe(false);
  expect(changed((one) => Object.assign(one, { mappings: [] }))).toBe(false);
});

test("name-based UUIDs are those of the standard", () => {
  expect(nameUuid("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com")).toBe(
    "2ed6657d-e927-568b-95e1-2665a8aea6a2",
  );
});

describe("against the published schemas, where they lie beside the project", () => {
  const present = publishedOscal();
  const read = readPublishedOscal;

  test.skipIf(!present)(
    "every scope of the mapping, both ways, and both catalogs fit",
    () => {
      const [mapping, catalog] = [read("mapping"), read("catalog")];
      for (const each of VIEWS.filter(({ wildcard, direction }) => wildcard === (direction === "iso"))) {
        expect(mapping(JSON.parse(oscalMapping(crosswalkDocument(each), "")))).toEqual([]);
      }
      expect(mapping(JSON.parse(oscalMapping(crosswalkDocument(view(), TEAM), "")))).toEqual([]);
      for (const file of OSCAL_CATALOG_FILES) expect(catalog(JSON.parse(oscalCatalog(file)))).toEqual([]);
    },
    60_000,
  );

  test.skipIf(!present)("the checker finds what is wrong", () => {
    const check = read("mapping");
    const broken = (change: (collection: MappingCollection["mapping-collection"]) => unknown) => {
      const document = JSON.parse(oscalMapping(crosswalkDocument(view()), "")) as MappingCollection;
      change(document["mapping-collection"]);
      return check(document).length;
    };
    expect(broken((one) => Object.assign(one, { extra: 1 }))).toBeGreaterThan(0);
    expect(broken((one) => Object.assign(one.provenance, { method: "manual" }))).toBeGreaterThan(0);
    expect(broken((one) => Object.assign(one, { uuid: "1" }))).toBeGreaterThan(0);
    expect(broken((one) => Object.assign(one.mappings[0] ?? {}, { maps: [] }))).toBeGreaterThan(0);
    expect(broken((one) => Object.assign(one.metadata, { "last-modified": "2026-05-12" }))).toBeGreaterThan(
      0,
    );
    expect(broken((one) => Object.assign(one.metadata, { title: undefined }))).toBeGreaterThan(0);
  });
});
