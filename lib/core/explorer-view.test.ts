import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  crosswalkInputOf,
  DEFAULT_VIEW,
  type ExplorerView,
  explorerQuery,
  readExplorerView,
} from "@/lib/core/explorer-view";
import { TSC_CATEGORIES } from "@/lib/core/frameworks/types";
import { paths, withQuery } from "@/lib/core/paths";

const views: fc.Arbitrary<ExplorerView> = fc.record({
  direction: fc.constantFrom("iso" as const, "soc2" as const),
  categories: fc
    .subarray(TSC_CATEGORIES.filter((one) => one !== "security"))
    .map((others) => ["security" as const, ...others]),
  wildcard: fc.boolean(),
  edition: fc.constantFrom(null, "2025" as const, "2019" as const),
});

const read = (query: Record<string, string | string[]>) => {
  const reading = readExplorerView(query);
  return reading.ok ? reading.view : reading;
};

describe("the view in the address", () => {
  it("comes back as it was written", () => {
    fc.assert(
      fc.property(views, (view) => {
        expect(read(explorerQuery(view))).toEqual(view);
        const url = new URL(withQuery(paths.explorer(), explorerQuery(view)), "http://localhost");
        expect(read(Object.fromEntries(url.searchParams))).toEqual(view);
      }),
    );
  });

  it("has one address per view, and none of the default's values in it", () => {
    fc.assert(
      fc.property(views, views, (a, b) => {
        const same = JSON.stringify(explorerQuery(a)) === JSON.stringify(explorerQuery(b));
        expect(same).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
    expect(explorerQuery(DEFAULT_VIEW)).toEqual({});
    expect(read({})).toEqual(DEFAULT_VIEW);
  });

  it("reads what a form sends and what people type", () => {
    const view = read({ scope: ["security", "Processing Integrity"], wildcard: ["1", "0"], to: "SOC2" });
    expect(view).toEqual({
      direction: "soc2",
      categories: ["security", "processing_integrity"],
      wildcard: true,
      edition: null,
    });
    expect(read({ scope: "security" })).toMatchObject({ categories: ["security"] });
    expect(read({ scope: "privacy, availability ,," })).toMatchObject({
      categories: ["security", "availability", "privacy"],
    });
    expect(read({ scope: "", to: "", wildcard: "", privacy: "" })).toEqual(DEFAULT_VIEW);
  });

  it.each([
    [{ scope: "availability,confidentialty" }, "confidentialty", "confidentiality"],
    [{ to: "soc3" }, "soc3", "soc2"],
    [{ privacy: "2020" }, "2020", "2025"],
    [{ wildcard: "yes" }, "yes", "1"],
  ])("hands %j back with the nearest that exists", (query, unknown, nearest) => {
    const reading = readExplorerView(query);
    expect(reading).toMatchObject({ ok: false, unknown });
    expect(reading.ok ? [] : reading.offered).toContain(nearest);
  });

  it("never throws, whatever the address says", () => {
    const value = fc.oneof(fc.string({ unit: "binary" }), fc.array(fc.string()));
    fc.assert(
      fc.property(fc.record({ to: value, scope: value, wildcard: value, privacy: value }), (query) => {
        const reading = readExplorerView(query);
        expect(reading.ok || reading.offered.length > 0).toBe(true);
      }),
    );
  });

  it("leaves the decisions of teams out of the public numbers", () => {
    expect(crosswalkInputOf({ ...DEFAULT_VIEW, wildcard: true })).toEqual({
      categories: DEFAULT_VIEW.categories,
      countWildcard: true,
      overrides: [],
    });
  });
});
