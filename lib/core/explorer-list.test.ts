import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coverage, criteriaInScope, soc2Only } from "@/lib/core/crosswalk";
import { EXPLORER_GROUPS, findGroup } from "@/lib/core/explorer-groups";
import {
  ALL_ROWS,
  EXPLORER_SHOWS,
  explorerRows,
  readSelection,
  selectExplorerRows,
  selectionQuery,
} from "@/lib/core/explorer-list";
import { crosswalkInputOf, DEFAULT_VIEW, type ExplorerView } from "@/lib/core/explorer-view";
import { ALL_REQUIREMENTS, compareRefs, ROW_BY_CRITERION } from "@/lib/core/frameworks/catalogue";
import { TSC_CATEGORIES } from "@/lib/core/frameworks/types";

const views = fc
  .record({
    categories: fc.subarray([...TSC_CATEGORIES]),
    wildcard: fc.boolean(),
  })
  .map((some): ExplorerView => ({ ...DEFAULT_VIEW, ...some }));

const refsOf = (rows: readonly { ref: string }[]) => rows.map((row) => row.ref);

describe("the rows on the way to ISO", () => {
  it("are those that coverage counts, for every scope with and without theme-level rows", () => {
    fc.assert(
      fc.property(views, (view) => {
        const all = coverage(crosswalkInputOf(view));
        const rows = explorerRows(view);
        for (const [kind, group] of [
          ["control", all],
          ["clause", all.clauses],
        ] as const) {
          const show = (name: "mapped" | "reuse" | "supplement" | "net_new" | "theme_level") =>
            refsOf(selectExplorerRows(rows, { kind, show: name }));
          expect(show("mapped")).toEqual(group.mapped.refs);
          expect(show("reuse")).toEqual(group.reusable.refs);
          expect(show("supplement")).toEqual(group.supplement.refs);
          expect(show("net_new")).toEqual(group.netNew.refs);
          expect(show("theme_level")).toEqual(group.themeLevel.refs);
        }
        expect(rows).toHaveLength(123);
      }),
    );
  });
});

describe("the rows on the way back", () => {
  it("are the criteria in scope; what has no counterpart is what SOC 2 alone asks for", () => {
    fc.assert(
      fc.property(views, (view) => {
        const input = crosswalkInputOf(view);
        const rows = explorerRows({ ...view, direction: "soc2" });
        expect(refsOf(rows)).toEqual(refsOf(criteriaInScope(input)));
        expect(refsOf(selectExplorerRows(rows, { kind: null, show: "soc2_only" }))).toEqual(
          soc2Only(input).refs,
        );
        for (const row of rows) {
          const stated = ROW_BY_CRITERION.get(row.ref);
          const named = [...(stated?.references.map((one) => one.ref) ?? []), ...(stated?.clauses ?? [])];
          expect([...row.full, ...row.partial].sort(compareRefs)).toEqual(named.sort(compareRefs));
        }
      }),
    );
  });

  it("part the criteria into full, partial and none", () => {
    const rows = explorerRows({ ...DEFAULT_VIEW, categories: TSC_CATEGORIES, direction: "soc2" });
    const count = (show: "reuse" | "supplement" | "soc2_only" | "mapped") =>
      selectExplorerRows(rows, { kind: null, show }).length;
    expect([count("reuse"), count("supplement"), count("soc2_only")]).toEqual([27, 26, 8]);
    expect(count("mapped")).toBe(53);
  });
});

describe("the selection in the address", () => {
  it("comes back as it was written", () => {
    for (const show of [null, ...EXPLORER_SHOWS.iso]) {
      for (const kind of [null, "control", "clause"] as const) {
        const written = selectionQuery({ show, kind });
        const query = Object.fromEntries(Object.entries(written).map(([name, value]) => [name, value ?? ""]));
        expect(readSelection(query, "iso")).toEqual({ ok: true, selection: { show, kind } });
      }
    }
    expect(readSelection({}, "soc2")).toEqual({ ok: true, selection: ALL_ROWS });
  });

  it("hands back what does not exist, with what does", () => {
    expect(readSelection({ show: "reusable" }, "iso")).toMatchObject({ ok: false, unknown: "reusable" });
    expect(readSelection({ show: "net_new" }, "soc2")).toMatchObject({ ok: false, unknown: "net_new" });
    expect(readSelection({ kind: "controls" }, "iso")).toMatchObject({ offered: ["control", "clause"] });
  });
});

describe("the groups", () => {
  it("hold every requirement once, in standard order", () => {
    const all = EXPLORER_GROUPS.flatMap((group) => group.refs);
    expect(all).toEqual(refsOf(ALL_REQUIREMENTS));
  });

  it.each([
    ["a5", "A.5"],
    ["Annex A.8", "A.8"],
    ["clause 6", "6"],
    ["10", "10"],
    ["cc 6", "CC6"],
    ["a1", "A1"],
    ["A.1", "A1"],
    ["p8", "P8"],
  ])("are found as typed: %s is %s", (text, id) => {
    expect(findGroup(text)?.id).toBe(id);
  });

  it("are not found for a requirement or a word", () => {
    expect(["A.5.15", "CC6.1", "6.1", "privacy", ""].map(findGroup)).toEqual(Array(5).fill(undefined));
  });
});
