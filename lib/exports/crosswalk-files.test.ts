import { readXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { ALL_SCOPES, crosswalkJson } from "@/lib/core/crosswalk-export";
import { crosswalkDocument, type TeamLayer } from "@/lib/core/crosswalk-export-document";
import { ATTRIBUTION, EXPORT_NOTICE, SOURCES_DATE } from "@/lib/core/crosswalk-export-words";
import { CATEGORY_TITLE } from "@/lib/core/explorer-groups";
import { DEFAULT_VIEW, type ExplorerView } from "@/lib/core/explorer-view";
import { ROWS } from "@/lib/core/frameworks/crosswalk";
import { EDITIONS, NEWEST_EDITION } from "@/lib/core/frameworks/editions";
import { parseRegister } from "@/lib/core/register-text";
import { pairColumns } from "@/lib/exports/crosswalk-columns";
import {
  CROSSWALK_FILES,
  CROSSWALK_FORMATS,
  type CrosswalkFile,
  renderCrosswalkFile,
} from "@/lib/exports/crosswalk-files";

const ALL: ExplorerView = { ...DEFAULT_VIEW, categories: ALL_SCOPES.at(-1) ?? [] };
const NASTY = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "'=quoted", "5.10", 'a "b", c'];

const DECISIONS = NASTY.map((text, index) => ({
  criterion: "CC6.1",
  ref: ["A.5.15", "A.5.16", "A.5.17", "A.5.18", "A.8.3", "A.8.5", "A.8.99", "A.5.99"][index] ?? "",
  overlap: index === 1 ? ("none" as const) : ("partial" as const),
  note: text,
  reason: `${text} `,
  decidedBy: text,
  decidedAt: "2026-11-01T08:00:00.000Z",
  datasetVersion: NEWEST_EDITION.version,
}));
const TEAM: TeamLayer = {
  ...{ workspaceId: "w", workspace: "=Northwind", exportedAt: "2026-11-20T14:02:00.000Z" },
  edition: NEWEST_EDITION,
  decisions: DECISIONS.slice(0, 6),
  orphaned: DECISIONS.slice(6),
  reviews: [],
  linked: new Map([["A.5.15", 2]]),
};

async function textOf(file: CrosswalkFile, view: ExplorerView = ALL, team: TeamLayer | null = null) {
  return new TextDecoder().decode(await renderCrosswalkFile(file, crosswalkDocument(view, team)));
}

async function rowsOf(view: ExplorerView, team: TeamLayer | null = null) {
  const parsed = parseRegister(await textOf("crosswalk.csv", view, team));
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.records.map(({ cells }) =>
    Object.fromEntries(parsed.header.map((name, place) => [name, cells[place] ?? ""])),
  );
}

async function sheetsOf(view: ExplorerView, team: TeamLayer | null = null) {
  const book = await readXlsx(await renderCrosswalkFile("crosswalk.xlsx", crosswalkDocument(view, team)), {
    readStyles: true,
  });
  return new Map(book.sheets.map((sheet) => [sheet.name, sheet]));
}

describe("every file", () => {
  test.each(CROSSWALK_FILES)(
    "%s names sources with their dates, the dataset and what is not in it",
    async (file) => {
      const text =
        file === "crosswalk.xlsx"
          ? [...(await sheetsOf(ALL)).values()].flatMap((sheet) => sheet.rows.flat()).join("\n")
          : await textOf(file);
      const plain = file.endsWith(".json") ? JSON.stringify(JSON.parse(text)).replaceAll("\\n", "\n") : text;
      for (const line of [...ATTRIBUTION, EXPORT_NOTICE, NEWEST_EDITION.version, SOURCES_DATE])
        expect(plain).toContain(line);
    },
  );

  test.each(CROSSWALK_FILES)("%s has the same bytes each time", async (file) => {
    const [first, second] = await Promise.all(
      [1, 2].map(() => renderCrosswalkFile(file, crosswalkDocument(ALL))),
    );
    expect(Buffer.from(first ?? []).equals(Buffer.from(second ?? []))).toBe(true);
  });

  test.each(CROSSWALK_FORMATS)("%s changes with each part of the view and says so", async (file) => {
    const views: ExplorerView[] = [
      ALL,
      DEFAULT_VIEW,
      { ...ALL, wildcard: true },
      { ...ALL, direction: "soc2" },
      { ...ALL, edition: "2025" },
      { ...ALL, edition: "2019" },
    ];
    const bytes = await Promise.all(views.map((view) => renderCrosswalkFile(file, crosswalkDocument(view))));
    expect(new Set(bytes.map((one) => Buffer.from(one).toString("base64"))).size).toBe(views.length);
  });
});

describe("the JSON document", () => {
  const scopes = ALL_SCOPES.map((categories) => ({ categories }));
  test.each(scopes)("of $categories agrees with the small document and the rows", async ({ categories }) => {
    const scope = categories.map((category) => CATEGORY_TITLE[category]);
    for (const wildcard of [false, true]) {
      const document = JSON.parse(await textOf("crosswalk.json", { ...ALL, categories, wildcard }));
      const small = crosswalkJson().coverage.find(
        (one) => one.wildcard === wildcard && one.scope.join() === scope.join(),
      );
      const { mapped, reusable, themeLevel } = document.numbers.annexA;
      expect(mapped.count + themeLevel.count).toBe(small?.mapped);
      expect(reusable.count).toBe(small?.reusableAsIs);
      expect(document.view.scope).toEqual(scope);
      const inScope = new Set(
        document.criteria
          .filter((one: { inScope: boolean }) => one.inScope)
          .map((one: { id: string }) => one.id),
      );
      const rows = ROWS.filter((row) => inScope.has(row.criterion));
      const named = rows.flatMap((row) =>
        row.overlap === "additive" ? [] : [...row.references, ...row.clauses],
      );
      expect(document.pairs).toHaveLength(named.length);
    }
  });

  test("of the way back counts criteria and promises no coverage", async () => {
    const document = JSON.parse(await textOf("crosswalk.json", { ...ALL, direction: "soc2" }));
    const { full, partial, themeLevel, none } = document.numbers;
    expect(document.numbers.mapped).toBeUndefined();
    expect(full.count + partial.count + themeLevel.count + none.count).toBe(61);
    expect(none.refs).toEqual(document.soc2Only);
    expect(document.reading.join(" ")).toContain("having a control is not having the criterion");
  });

  test("puts ISO/IEC 27701 beside, and no number moves", async () => {
    const [without, with27701] = await Promise.all(
      [null, "2025" as const].map(async (edition) =>
        JSON.parse(await textOf("crosswalk.json", { ...ALL, edition })),
      ),
    );
    expect(without.privacyExtension).toBeUndefined();
    expect(with27701.privacyExtension.rows).toHaveLength(18);
    expect(with27701.numbers).toEqual(without.numbers);
  });

  test("keeps the source's word beside the team's, and decisions without a place", async () => {
    const document = JSON.parse(await textOf("crosswalk.json", ALL, TEAM));
    const pair = (ref: string) =>
      document.pairs.find(
        (one: { criterion: string; requirement: string }) =>
          one.criterion === "CC6.1" && one.requirement === ref,
      );
    expect(pair("A.5.15")).toMatchObject({
      ...{
        overlap: "Partial",
        asserted: "Full",
        toAdd: "=1+1",
        linkedEvidence: { criterion: 0, requirement: 2 },
      },
      decision: {
        overlap: "Partial",
        reason: "=1+1 ",
        decidedBy: "=1+1",
        decidedAt: "2026-11-01T08:00:00.000Z",
      },
    });
    expect(pair("A.5.16")).toMatchObject({ overlap: "None", asserted: "Full" });
    expect(document.team.orphanedDecisions.map((one: { requirement: string }) => one.requirement)).toEqual([
      "A.8.99",
      "A.5.99",
    ]);
  });
});

test("a workspace's file is of the edition that it reads", async () => {
  const team = { ...TEAM, edition: EDITIONS[0] };
  const document = JSON.parse(await textOf("crosswalk.json", { ...ALL, edition: "2025" }, team));
  expect([document.datasetVersion, document.privacyExtension]).toEqual([EDITIONS[0].version, undefined]);
});

describe("the CSV", () => {
  test("reads back as the pairs of the document, in the order of the direction", async () => {
    for (const direction of ["iso", "soc2"] as const) {
      const view = { ...ALL, direction, wildcard: true, edition: "2025" as const };
      const document = crosswalkDocument(view);
      const rows = await rowsOf(view);
      const columns = pairColumns(document).filter((column) => column.workbookOnly !== true);
      expect(rows.filter((row) => row.Record === "Pair")).toEqual(
        document.pairs.map((pair) => ({
          Record: "Pair",
          ...Object.fromEntries(columns.map((column) => [column.title, String(column.value(pair))])),
        })),
      );
      const of = (record: string) => rows.filter((row) => row.Record === record).length;
      expect([of("Theme-level"), of("SOC 2 only"), of("Net-new"), of("ISO/IEC 27701:2025")]).toEqual([
        1,
        8,
        document.netNew.length,
        18,
      ]);
      expect(Object.keys(rows[0] ?? {})[1]).toBe(direction === "iso" ? "Criterion" : "Requirement");
    }
  });

  test("guards what a spreadsheet would run and gives the typed text back", async () => {
    const raw = await textOf("crosswalk.csv", ALL, TEAM);
    expect(raw).toContain(`"'=1+1"`);
    expect(raw).not.toMatch(/"[=+@\t-]/);
    const rows = await rowsOf(ALL, TEAM);
    const notes = rows.filter((row) => (row.Reason ?? "") !== "").map((row) => row.Note);
    expect(new Set(notes)).toEqual(new Set(NASTY));
    expect(rows.filter((row) => row.Record === "Taken out").map((row) => row.Requirement)).toEqual([
      "A.5.16",
    ]);
    expect(rows.filter((row) => row.Record === "Orphaned decision")).toHaveLength(2);
    expect(
      rows.find((row) => row.Record === "About" && row.Criterion === "Workspace")?.["Criterion name"],
    ).toBe("=Northwind");
  });
});

describe("the workbook", () => {
  test("holds every pair, with numbers such as 5.10 as text and no formula", async () => {
    const document = crosswalkDocument(ALL, TEAM);
    const sheets = await sheetsOf(ALL, TEAM);
    const columns = pairColumns(document);
    const pairs = sheets.get("Pairs");
    expect(pairs?.rows.slice(1).map((cells) => columns.map((_, place) => cells[place] ?? ""))).toEqual(
      document.pairs.map((pair) => columns.map((column) => column.value(pair))),
    );
    const place = columns.findIndex((column) => column.title === "ISO number");
    const numbers = new Set(pairs?.rows.map((cells) => cells[place]));
    expect(numbers.has("5.10") && numbers.has("5.1")).toBe(true);
    const cells = [...sheets.values()].flatMap((sheet) => [...(sheet.cells?.values() ?? [])]);
    expect(cells.filter((cell) => cell.formula !== undefined || cell.type === "date")).toEqual([]);
    expect(pairs?.autoFilter?.range).toMatch(/^A1:/);
    expect(pairs?.freezePane).toEqual({ rows: 1, columns: 1 });
  });

  test("has a sheet for each part that is asked for", async () => {
    expect([...(await sheetsOf(ALL)).keys()]).toEqual(["About", "Pairs", "Without a pair", "Disputes"]);
    const sheets = await sheetsOf({ ...ALL, edition: "2019" }, TEAM);
    expect([...sheets.keys()]).toEqual([
      ...["About", "Pairs", "Without a pair", "ISO 27701", "Decisions", "Disputes"],
    ]);
    expect(sheets.get("ISO 27701")?.rows).toHaveLength(19);
    expect(
      sheets
        .get("Decisions")
        ?.rows.slice(1)
        .map((cells) => cells[3]),
    ).toEqual(NASTY);
    expect(sheets.get("Decisions")?.rows.filter((cells) => cells[8] === "Orphaned")).toHaveLength(2);
  });
});
