import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DatasetEdition, EDITIONS } from "@/lib/core/frameworks/editions";
import type { StoredOverride } from "@/lib/core/overrides";
import {
  isHeldBack,
  nextUnread,
  type ReviewFacts,
  reviewing,
  rollUp,
  type StoredReview,
  staleReason,
} from "@/lib/core/pair-review";
import { PAIR_REVIEW_STATES } from "@/lib/core/work-statuses";

const [FIRST] = EDITIONS;
const NEXT = EDITIONS[1] ?? FIRST;
const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour));
const pair = { criterion: "CC6.1", ref: "A.5.15" };

const review = (given: Partial<StoredReview> = {}): StoredReview => ({
  ...pair,
  overlap: "full",
  note: "",
  decided: false,
  reviewedBy: "Alex",
  reviewedOn: "2026-11-20",
  reviewedAt: at(12),
  datasetVersion: FIRST.version,
  version: 1,
  ...given,
});
const override = (decidedAt: Date): StoredOverride => ({
  ...pair,
  overlap: "partial",
  note: "",
  reason: "Ours",
  decided: { by: "Alex", on: "2026-11-20" },
  decidedAt,
  datasetVersion: FIRST.version,
  version: 1,
});
const facts = (given: Partial<ReviewFacts> = {}): ReviewFacts => ({
  edition: FIRST,
  editions: EDITIONS,
  overrides: [],
  ...given,
});

describe("staleReason", () => {
  it("lets a reading stand while neither the row nor the decision moved", () => {
    expect(staleReason(review(), facts())).toBeNull();
    expect(staleReason(review(), facts({ edition: NEXT }))).toBeNull();
    expect(staleReason(review({ decided: true }), facts({ overrides: [override(at(11))] }))).toBeNull();
    expect(staleReason(review({ decided: true }), facts({ overrides: [override(at(12))] }))).toBeNull();
  });

  it("asks again after a decision, and after a decision was taken back", () => {
    expect(staleReason(review(), facts({ overrides: [override(at(13))] }))).toContain("afterwards");
    expect(staleReason(review({ decided: true }), facts())).toContain("taken back");
  });

  it("asks again when the row changed with an edition, and about an edition nobody knows", () => {
    const changed: DatasetEdition = {
      ...NEXT,
      version: "2027.01.1",
      rows: NEXT.rows.map((row) => (row.criterion === "CC6.1" ? { ...row, overlap: "partial" } : row)),
    };
    const editions = [...EDITIONS, changed];
    expect(staleReason(review(), { edition: changed, editions, overrides: [] })).toContain("2027.01.1");
    const other = review({ criterion: "CC6.2", ref: "A.5.18" });
    expect(staleReason(other, { edition: changed, editions, overrides: [] })).toBeNull();
    expect(staleReason(review({ datasetVersion: "2031.01.1" }), facts())).toContain("2031.01.1");
  });

  it("gives each pair its state", () => {
    const stateOf = reviewing(
      [review(), review({ criterion: "CC6.2", ref: "A.5.18", decided: true })],
      facts(),
    );
    expect(stateOf(pair).state).toBe("reviewed");
    expect(stateOf({ criterion: "CC6.2", ref: "A.5.18" }).state).toBe("stale");
    expect(stateOf({ criterion: "CC6.3", ref: "A.5.15" })).toEqual({
      state: "open",
      review: null,
      reason: null,
    });
  });
});

const RANK = { none: 0, partial: 1, full: 2 } as const;
const rank = (overlap: "full" | "partial" | null) => RANK[overlap ?? "none"];
const onePair = fc.record({
  overlap: fc.constantFrom("full" as const, "partial" as const, "none" as const),
  state: fc.constantFrom(...PAIR_REVIEW_STATES),
});

describe("rollUp", () => {
  it("holds the lowest value until every pair is read", () => {
    const mixed = [
      { overlap: "full", state: "reviewed" },
      { overlap: "partial", state: "open" },
    ] as const;
    expect(rollUp(mixed)).toEqual({ reviewed: 1, stale: 0, of: 2, overlap: "full", held: "partial" });
    expect(isHeldBack(rollUp(mixed))).toBe(true);
    const read = mixed.map((one) => ({ ...one, state: "reviewed" as const }));
    expect(rollUp(read)).toMatchObject({ reviewed: 2, overlap: "full", held: "full" });
    expect(rollUp([{ overlap: "none", state: "open" }])).toMatchObject({ overlap: null, held: null });
    expect(rollUp([])).toEqual({ reviewed: 0, stale: 0, of: 0, overlap: null, held: null });
  });

  it("never holds more than the pairs give, and reading another pair never lowers it", () => {
    fc.assert(
      fc.property(fc.array(onePair, { minLength: 1, maxLength: 8 }), fc.nat(), (pairs, place) => {
        const before = rollUp(pairs);
        expect(rank(before.held)).toBeLessThanOrEqual(rank(before.overlap));
        expect(before.reviewed + before.stale).toBeLessThanOrEqual(before.of);
        const after = rollUp(
          pairs.map((one, at) => (at === place % pairs.length ? { ...one, state: "reviewed" } : one)),
        );
        expect(rank(after.held)).toBeGreaterThanOrEqual(rank(before.held));
        expect(after.overlap).toBe(before.overlap);
        expect(isHeldBack(rollUp(pairs.map((one) => ({ ...one, state: "reviewed" }))))).toBe(false);
      }),
    );
  });
});

describe("nextUnread", () => {
  const pairs = ["A.5.15", "A.5.16", "A.5.17"].map((ref) => ({ criterion: "CC6.1", ref }));
  const read = (...refs: string[]) =>
    reviewing(
      refs.map((ref) => review({ ref })),
      facts(),
    );

  it("goes on after the current pair, then from the start, and never back to it", () => {
    expect(nextUnread(pairs, read(), null)?.ref).toBe("A.5.15");
    expect(nextUnread(pairs, read("A.5.16"), pairs[0] ?? null)?.ref).toBe("A.5.17");
    expect(nextUnread(pairs, read("A.5.17"), pairs[2] ?? null)?.ref).toBe("A.5.15");
    expect(nextUnread(pairs, read("A.5.15", "A.5.16"), pairs[2] ?? null)).toBeNull();
    expect(nextUnread(pairs, read("A.5.15", "A.5.16", "A.5.17"), null)).toBeNull();
    expect(nextUnread(pairs, read(), { criterion: "CC9.9", ref: "A.5.1" })?.ref).toBe("A.5.15");
  });

  it("visits every pair that is not read once", () => {
    fc.assert(
      fc.property(fc.subarray(pairs), (done) => {
        const known = new Set(done.map((one) => one.ref));
        const visited: string[] = [];
        let current = nextUnread(pairs, read(...known), null);
        while (current !== null && visited.length < 10) {
          visited.push(current.ref);
          known.add(current.ref);
          current = nextUnread(pairs, read(...known), current);
        }
        expect(visited).toHaveLength(pairs.length - done.length);
        expect(new Set([...visited, ...done.map((one) => one.ref)]).size).toBe(pairs.length);
      }),
    );
  });
});
