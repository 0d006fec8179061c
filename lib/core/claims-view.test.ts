import { describe, expect, it } from "vitest";
import { ALL_SCOPES, addedToSecurity, claimViews, fullByEveryPair, shareText } from "@/lib/core/claims-view";
import { coverage } from "@/lib/core/crosswalk";
import { DISPUTE_BY_ID } from "@/lib/core/frameworks/catalogue";
import { CLAIMS } from "@/lib/core/frameworks/claims";

const VIEWS = claimViews();

function view(id: string) {
  const found = VIEWS.find((one) => one.claim.id === id);
  if (found === undefined) throw new Error(`no claim ${id}`);
  return found;
}

describe("published figures beside computed ones", () => {
  it("have unique ids, lines of their document and disputes that exist", () => {
    expect(new Set(CLAIMS.map((claim) => claim.id)).size).toBe(CLAIMS.length);
    const last = { "mapping-article": 239, "side-by-side": 56, "own-reading": 0 };
    for (const claim of CLAIMS) {
      expect(claim.lines.length, claim.id).toBeGreaterThan(0);
      for (const { document, line } of claim.lines)
        expect(line, claim.id).toBeLessThanOrEqual(last[document]);
      for (const id of claim.disputes) expect(DISPUTE_BY_ID.has(id), id).toBe(true);
    }
  });

  it("add up: claimed ids are the computed ones without those only computed and with those only claimed", () => {
    for (const one of VIEWS.filter(({ claimed }) => claimed !== null)) {
      const { claim, claimed, computed, agreed, onlyClaimed, onlyComputed } = one;
      const rest = (computed?.refs ?? []).filter((ref) => !onlyComputed.includes(ref));
      expect([...rest, ...onlyClaimed].sort(), claim.id).toEqual([...(claimed ?? [])].sort());
      expect(agreed, claim.id).toEqual(rest);
    }
  });

  it("call a figure reproduced only where number and ids are the same", () => {
    for (const one of VIEWS) {
      const same = one.onlyClaimed.length + one.onlyComputed.length === 0;
      const number = one.claim.quoted.n === null || one.claim.quoted.n === one.computed?.count;
      const hasFigure = one.claim.quoted.n !== null || one.claim.named !== null;
      expect(one.verdict === "reproduced", one.claim.id).toBe(same && number && hasFigure);
    }
    expect(VIEWS.filter((one) => one.verdict === "reproduced").map((one) => one.claim.id)).toEqual([
      "annex-a-total",
      "every-criterion",
      "privacy-adds",
      "processing-integrity-partial",
    ]);
  });

  it("quote as many ids as the source counts, except where the source itself names fewer", () => {
    const short = VIEWS.filter(
      ({ claim, claimed }) =>
        claimed !== null && claim.quoted.n !== null && claimed.length !== claim.quoted.n,
    );
    expect(short.map((one) => one.claim.id)).toEqual(["step-74-to-88"]);
  });

  it("reach 82 from 69 by dropping three and adding sixteen", () => {
    const share = view("three-category-share");
    expect(share.computed).toMatchObject({ count: 69, of: 93 });
    expect(share.onlyComputed).toEqual(["A.5.6", "A.7.5", "A.7.11"]);
    expect(share.onlyClaimed).toHaveLength(16);
    expect(share.claimed).toHaveLength(82);
    expect(share.themeLevel).toHaveLength(7);
  });

  it("find 69 at Security, Availability and Confidentiality, and 82 nowhere", () => {
    expect(view("security-share").computed).toMatchObject({ count: 61, of: 93 });
    expect(view("security-share").foundFor).toEqual([["security", "availability", "confidentiality"]]);
    expect(view("three-category-share").foundFor).toEqual([]);
  });

  it.each([
    ["theme-a5", 29, ["A.5.9", "A.5.23", "A.5.33", "A.5.34"], ["A.5.6"]],
    ["theme-a6", 6, ["A.6.7", "A.6.8"], []],
    ["theme-a7", 7, ["A.7.6", "A.7.9", "A.7.10"], ["A.7.5", "A.7.11"]],
    ["theme-a8", 27, ["A.8.4", "A.8.9", "A.8.18", "A.8.19", "A.8.23", "A.8.30", "A.8.34"], []],
    ["availability-adds", 4, ["A.5.29", "A.8.13", "A.8.14"], ["A.7.5", "A.7.11"]],
    ["confidentiality-adds", 4, [], ["A.8.12"]],
    ["processing-integrity-adds", 1, ["A.8.26", "A.8.27", "A.8.28", "A.8.29"], ["A.8.9"]],
    ["six-partial", 2, ["A.8.17", "A.8.18", "A.8.23", "A.8.34"], []],
    ["every-security-criterion", 30, ["CC3.2", "CC3.3", "CC5.1"], []],
    ["privacy-without-equivalent", 8, ["P8.1"], []],
    ["no-clause", 2, [], ["6.1.2", "6.1.3"]],
    ["security-themes", 4, [], ["A.6", "A.7"]],
  ])("%s: %i by the rows", (id, count, onlyClaimed, onlyComputed) => {
    expect(view(id).computed?.count).toBe(count);
    expect(view(id).onlyClaimed).toEqual(onlyClaimed);
    expect(view(id).onlyComputed).toEqual(onlyComputed);
  });

  it("find eight of the eleven uncovered controls unnamed, and 22 unnamed in all", () => {
    const eleven = view("eleven-uncovered");
    expect(eleven.agreed).toHaveLength(8);
    expect(eleven.computed).toMatchObject({ count: 22, of: 93 });
    expect(eleven.onlyClaimed).toEqual(["A.5.6", "A.7.5", "A.7.11"]);
    expect(eleven.onlyComputed).toHaveLength(14);
  });

  it("give the span of all scopes for the figure without a source", () => {
    expect(view("about-80").computed).toBeNull();
    expect(view("about-80").remark).toContain("61 to 71 of 93 controls, 71 to 77 with theme-level rows");
    expect(view("about-80").remark).toContain("79.6 %");
    expect(view("way-back").verdict).toBe("no_figure");
    expect(view("way-back").computed).toMatchObject({ count: 53, of: 61 });
  });
});

describe("scopes", () => {
  it("are sixteen different ones, Security in each", () => {
    expect(new Set(ALL_SCOPES.map((scope) => [...scope].sort().join())).size).toBe(16);
    expect(ALL_SCOPES.every((scope) => scope.includes("security"))).toBe(true);
    expect(ALL_SCOPES[0]).toEqual(["security"]);
  });

  it("add to Security what coverage gains", () => {
    for (const categories of ALL_SCOPES) {
      const input = { categories, countWildcard: false, overrides: [] };
      expect(addedToSecurity(categories)).toHaveLength(coverage(input).mapped.count - 61);
    }
  });

  it("keep as Full what every pair says is Full: 20 controls of all five categories are both", () => {
    for (const categories of ALL_SCOPES) {
      const input = { categories, countWildcard: false, overrides: [] };
      const { reusable, mapped } = coverage(input);
      const strict = fullByEveryPair(input);
      expect(strict.refs.every((ref) => reusable.refs.includes(ref))).toBe(true);
      expect(strict.of).toBe(mapped.of);
      const mixed = reusable.refs.filter((ref) => !strict.refs.includes(ref));
      if (categories.length === 5) expect(mixed).toEqual(DISPUTE_BY_ID.get("K25")?.refs);
    }
  });

  it("print shares with one decimal", () => {
    expect(shareText(61, 93)).toBe("65.6 %");
  });
});
