import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coverage, pairsOf } from "@/lib/core/crosswalk";
import { diffEditions, refsOfRow } from "@/lib/core/dataset-diff";
import { hasMoved, numberMoves, previewUpgrade } from "@/lib/core/dataset-upgrade";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import { ALL_REQUIREMENTS } from "@/lib/core/frameworks/catalogue";
import { type DatasetEdition, EDITIONS } from "@/lib/core/frameworks/editions";
import { type CrosswalkRow, OVERLAPS } from "@/lib/core/frameworks/types";
import { DECIDABLE, fateOf, type StoredOverride, workspaceInput } from "@/lib/core/overrides";
import { pairId } from "@/lib/core/pair-id";
import { type StoredReview, staleReason } from "@/lib/core/pair-review";
import type { RequirementFacts } from "@/lib/core/requirement-filters";

const [FIRST] = EDITIONS;
const TODAY = "2026-11-22";
const programme = { categories: ["security", "availability"], countWildcard: false } as const;
const facts: readonly RequirementFacts[] = ALL_REQUIREMENTS.map((entry) => ({
  ...{ ref: entry.ref, kind: entry.kind, title: entry.title, evidenceStatus: "missing", overridden: false },
  ...{ applicability: "included", implementation: "not_started", evidencedCurrent: false, linkedCount: 0 },
  ...{ expiredCount: 0, dueSoonCount: 0, returnedCount: 0, openMajor: 0, openMinor: 0 },
  ...{ ownerId: null, dueOn: null },
}));

const refs = CONTROLS.map((control) => control.ref);
const change = fc.oneof(
  fc.record({ kind: fc.constant("drop-row" as const), at: fc.nat(60) }),
  fc.record({ kind: fc.constant("drop-pair" as const), at: fc.nat(60), place: fc.nat(5) }),
  fc.record({ kind: fc.constant("add-pair" as const), at: fc.nat(60), ref: fc.constantFrom(...refs) }),
  fc.record({ kind: fc.constant("overlap" as const), at: fc.nat(60), to: fc.constantFrom(...OVERLAPS) }),
  fc.record({ kind: fc.constant("words" as const), at: fc.nat(60), text: fc.string({ maxLength: 5 }) }),
  fc.record({ kind: fc.constant("turn" as const), at: fc.nat(60) }),
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function apply(row: CrosswalkRow, one: Change): CrosswalkRow | null {
  switch (one.kind) {
    case "drop-row":
      return null;
    case "drop-pair":
      return { ...row, references: row.references.filter((_, at) => at !== one.place) };
    case "add-pair":
      return row.references.some(({ ref }) => ref === one.ref)
        ? row
        : { ...row, references: [...row.references, { ref: one.ref, kind: "named" }] };
    case "overlap":
      return { ...row, overlap: one.to };
    case "words":
      return { ...row, toAdd: one.text };
    case "turn":
      return { ...row, references: row.references.toReversed() };
  }
}

function editionOf(version: string, changes: readonly Change[]): DatasetEdition {
  const rows = changes.reduce<readonly (CrosswalkRow | null)[]>(
    (all, one) => all.map((row, at) => (at === one.at && row !== null ? apply(row, one) : row)),
    FIRST.rows,
  );
  return {
    ...{ version, publishedOn: "2027-01-01", changes: ["Artificial."], privacy: [] },
    rows: rows.filter((row) => row !== null),
  };
}
const edition = (version: string) =>
  fc.array(change, { maxLength: 12 }).map((changes) => editionOf(version, changes));

const override = fc.record({
  criterion: fc.constantFrom(...FIRST.rows.map((row) => row.criterion)),
  ref: fc.constantFrom(...refs),
  overlap: fc.constantFrom(...DECIDABLE),
  note: fc.constantFrom("", "Add minutes."),
  datasetVersion: fc.constantFrom("old", "new", "unknown"),
});
const overridesOf = fc.uniqueArray(override, { maxLength: 10, selector: pairId }).map((all) =>
  all.map(
    (one): StoredOverride => ({
      ...one,
      ...{ reason: "Ours.", decided: { by: "Alex", on: TODAY }, version: 1 },
      decidedAt: new Date("2026-11-20T10:00:00Z"),
    }),
  ),
);
const pairs = FIRST.rows.flatMap((row) => refsOfRow(row).map((ref) => ({ criterion: row.criterion, ref })));
const reviewsOf = fc.subarray(pairs, { maxLength: 20 }).map((all) =>
  all.map(
    (pair): StoredReview => ({
      ...pair,
      ...{ overlap: "full", note: "", decided: false, reviewedBy: "Alex", reviewedOn: TODAY, version: 1 },
      reviewedAt: new Date("2026-11-21T10:00:00Z"),
      datasetVersion: "old",
    }),
  ),
);

const pairSet = (rows: readonly CrosswalkRow[]) =>
  new Set(rows.flatMap((row) => refsOfRow(row).map((ref) => `${row.criterion}|${ref}`)));

const without = (all: ReadonlySet<string>, gone: ReadonlySet<string>) =>
  new Set([...all].filter((one) => !gone.has(one)));

describe("diffEditions", () => {
  it("finds nothing between an edition and itself", () => {
    fc.assert(
      fc.property(edition("a"), (one) => {
        const diff = diffEditions(one, one);
        expect([...diff.added, ...diff.removed, ...diff.changed]).toEqual([]);
        expect(diff.unchanged).toBe(one.rows.length);
      }),
      { numRuns: 20 },
    );
  });

  it("names every row once and accounts for every pair that came or went", () => {
    fc.assert(
      fc.property(edition("old"), edition("new"), (from, to) => {
        const diff = diffEditions(from, to);
        expect(diff.added.length + diff.changed.length + diff.unchanged).toBe(to.rows.length);
        expect(diff.removed.length + diff.changed.length + diff.unchanged).toBe(from.rows.length);
        const [before, after] = [pairSet(from.rows), pairSet(to.rows)];
        const came = new Set([
          ...pairSet(diff.added),
          ...diff.changed.flatMap((one) => one.pairsAdded.map((ref) => `${one.criterion}|${ref}`)),
        ]);
        const went = new Set([
          ...pairSet(diff.removed),
          ...diff.changed.flatMap((one) => one.pairsRemoved.map((ref) => `${one.criterion}|${ref}`)),
        ]);
        expect(came).toEqual(without(after, before));
        expect(went).toEqual(without(before, after));
      }),
      { numRuns: 40 },
    );
  });

  it("is the mirror of the way back", () => {
    fc.assert(
      fc.property(edition("old"), edition("new"), (from, to) => {
        const [there, back] = [diffEditions(from, to), diffEditions(to, from)];
        expect(back.added).toEqual(there.removed);
        expect(back.removed).toEqual(there.added);
        expect(back.changed.map((one) => [one.criterion, one.pairsAdded]).sort()).toEqual(
          there.changed.map((one) => [one.criterion, one.pairsRemoved]).sort(),
        );
      }),
      { numRuns: 20 },
    );
  });

  it("does not mind the order of references within a row", () => {
    const turned = editionOf("turned", [{ kind: "turn", at: 0 }]);
    expect(diffEditions(FIRST, turned)).toMatchObject({ added: [], removed: [], changed: [], unchanged: 61 });
  });

  it("says which parts of a row changed, and what the ISO/IEC 27701 column brings", () => {
    const to = editionOf("new", [
      { kind: "overlap", at: 0, to: "full" },
      { kind: "add-pair", at: 0, ref: "A.8.34" },
    ]);
    expect(diffEditions(FIRST, to).changed).toMatchObject([
      { criterion: "CC1.1", parts: ["overlap", "pairs"], pairsAdded: ["A.8.34"], pairsRemoved: [] },
    ]);
    const shipped = diffEditions(FIRST, EDITIONS[1] ?? FIRST);
    expect(shipped).toMatchObject({ added: [], removed: [], changed: [], unchanged: 61 });
    expect(shipped.privacy.added).toHaveLength(18);
    expect(diffEditions(EDITIONS[1] ?? FIRST, FIRST).privacy.removed).toHaveLength(18);
  });
});

describe("previewUpgrade", () => {
  const workspace = { programme, overrides: [], reviews: [], facts, today: TODAY };

  it("moves no number between the two editions of the product", () => {
    const shipped = { from: FIRST, to: EDITIONS[1] ?? FIRST, editions: EDITIONS };
    const { moves, orphaned, stale } = previewUpgrade(workspace, shipped);
    expect(moves.filter(hasMoved)).toEqual([]);
    expect([orphaned, stale]).toEqual([[], []]);
  });

  it("shows each number as it is and as it would be, with the rows that come and go", () => {
    const to = editionOf("new", [
      { kind: "drop-row", at: FIRST.rows.findIndex((r) => r.criterion === "CC2.3") },
    ]);
    const { moves } = previewUpgrade(workspace, { from: FIRST, to, editions: [FIRST, to] });
    const netNew = moves.find((one) => one.name === "netNew");
    expect(netNew?.after.count).toBe((netNew?.before.count ?? 0) + (netNew?.gained.length ?? 0));
    expect(netNew?.gained).toContain("A.5.6");
    expect(moves.find((one) => one.name === "soc2Only")?.gained).toEqual(["CC2.3"]);
  });

  it("gives the numbers that the workspace has before and gets after, and loses no decision and no reading", () => {
    fc.assert(
      fc.property(edition("old"), edition("new"), overridesOf, reviewsOf, (from, to, overrides, reviews) => {
        const editions = [from, to];
        const found = previewUpgrade({ ...workspace, overrides, reviews }, { from, to, editions });
        const inputs = [from, to].map((one) => workspaceInput(programme, overrides, one, editions));
        const mapped = found.moves.find((one) => one.name === "mapped");
        expect([mapped?.before.count, mapped?.after.count]).toEqual(
          inputs.map((input) => coverage(input).mapped.count),
        );
        for (const move of found.moves) {
          expect(move.after.count).toBe(move.before.count + move.gained.length - move.lost.length);
        }
        for (const orphan of found.orphaned) {
          expect(fateOf(orphan, to, editions)).toBe("orphaned");
          expect(overrides).toContain(orphan);
        }
        const counting = overrides.filter((one) => fateOf(one, to, editions) !== "orphaned");
        const decided = pairsOf({
          ...workspaceInput(programme, overrides, to, editions),
          categories: ["availability", "confidentiality", "processing_integrity", "privacy"],
        }).filter((pair) => pair.overridden);
        expect(decided).toHaveLength(counting.filter((one) => one.overlap !== "none").length);
        const stale = new Set(found.stale.map(pairId));
        for (const review of reviews) {
          const facts = { editions, overrides };
          const [now, then] = [from, to].map(
            (one) => staleReason(review, { ...facts, edition: one }) !== null,
          );
          expect(stale.has(pairId(review))).toBe(now === false && then === true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("revives an orphaned decision where the pair is back", () => {
    const without = editionOf("new", [{ kind: "drop-row", at: 0 }]);
    const [row] = FIRST.rows;
    const one: StoredOverride = {
      ...{ criterion: row?.criterion ?? "", ref: row?.references[0]?.ref ?? "", overlap: "full", note: "" },
      ...{ reason: "Ours.", decided: { by: "Alex", on: TODAY }, version: 1, datasetVersion: FIRST.version },
      decidedAt: new Date("2026-11-20T10:00:00Z"),
    };
    const editions = [FIRST, without];
    const given = { ...workspace, overrides: [one] };
    expect(previewUpgrade(given, { from: FIRST, to: without, editions }).orphaned).toEqual([one]);
    expect(previewUpgrade(given, { from: without, to: FIRST, editions }).revived).toEqual([one]);
  });
});

describe("numberMoves", () => {
  it("moves nothing between equal inputs", () => {
    const input = workspaceInput(programme, [], FIRST, EDITIONS);
    expect(numberMoves(facts, { before: input, after: input }, TODAY).filter(hasMoved)).toEqual([]);
  });
});
