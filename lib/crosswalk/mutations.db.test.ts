import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { activity } from "@/db/schema/activity";
import { workspaces } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import type { Permission } from "@/lib/core/access";
import { coverage, pairsOf } from "@/lib/core/crosswalk";
import { EDITIONS } from "@/lib/core/frameworks/editions";
import { type PairRefs, pairId } from "@/lib/core/pair-id";
import { reviewing } from "@/lib/core/pair-review";
import { decidePair, decideRow, resetPair, resetRow } from "@/lib/crosswalk/mutations";
import { takeOverDataset } from "@/lib/crosswalk/mutations/dataset";
import { restoreDecisions } from "@/lib/crosswalk/mutations/restore";
import { reviewPair } from "@/lib/crosswalk/mutations/review";
import { type EditionList, readCrosswalk, readReviews } from "@/lib/crosswalk/queries";

const [FIRST] = EDITIONS;
const NEWEST = EDITIONS.at(-1) ?? FIRST;
const PAIR: PairRefs = { criterion: "CC2.3", ref: "A.5.6" };
const reason = "We read the source otherwise.";
let home: TestWorkspace;

beforeEach(async () => {
  home = await createWorkspaceWith({ roles: ["owner", "lead", "contributor", "approver", "viewer"] });
});

const lead = () => home.scope("lead", "crosswalk:decide");
const stored = (ws: TestWorkspace = home) => inWorkspace(ws.system, (tx) => readCrosswalk(tx));
const decide = (given: Partial<Parameters<typeof decidePair>[1]> = {}) => ({
  ...PAIR,
  ...{ overlap: "full" as const, note: "", reason, version: 0, edition: NEWEST.version },
  ...given,
});
const read = (given: Partial<Parameters<typeof reviewPair>[1]> = {}) => ({
  ...PAIR,
  ...{ overlap: "partial" as const, note: "", reason: "", version: 0, reviewVersion: 0 },
  ...{ edition: NEWEST.version, ...given },
});

async function entries(pair: PairRefs = PAIR, ws: TestWorkspace = home) {
  const rows = await inWorkspace(ws.system, (tx) =>
    tx
      .select({ verb: activity.verb, body: activity.body })
      .from(activity)
      .where(and(eq(activity.subjectKind, "pair"), eq(activity.subjectRef, pairId(pair))))
      .orderBy(activity.seq),
  );
  return rows.map(({ verb, body }) => {
    const { before, after } = JSON.parse(body) as { before: unknown; after: unknown };
    return { verb, before, after };
  });
}

async function stateOf(pair: PairRefs = PAIR, ws: TestWorkspace = home) {
  return inWorkspace(ws.system, async (tx) => {
    const { edition, editions, overrides } = await readCrosswalk(tx);
    return reviewing(await readReviews(tx), { edition, editions, overrides })(pair);
  });
}

async function ticks(criterion: string): Promise<string[]> {
  const { crosswalk, overrides } = await stored();
  const known = new Map(overrides.map((one) => [pairId(one), one.version]));
  return pairsOf(crosswalk)
    .filter((pair) => pair.criterion === criterion)
    .map((pair) => `${pair.ref}:${known.get(pairId(pair)) ?? 0}`);
}

describe("decidePair", () => {
  it("never writes over a decision that took the place of the one that was read", async () => {
    await decidePair(lead(), decide());
    await resetPair(lead(), { ...PAIR, version: 1 });
    await decidePair(lead(), decide({ overlap: "none" }));
    await expect(decidePair(lead(), decide({ version: 1 }))).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await stored()).overrides).toMatchObject([{ overlap: "none", version: 2 }]);
    await resetPair(lead(), { ...PAIR, version: 2 });
    await restoreDecisions(lead(), { criterion: PAIR.criterion, refs: [PAIR.ref] });
    expect((await stored()).overrides).toMatchObject([{ overlap: "none", version: 3 }]);
  });

  it("stores the decision with who and when, keeps what the source says, and writes the entry", async () => {
    await decidePair(lead(), decide({ note: "Name the groups." }));
    const { overrides, crosswalk } = await stored();
    expect(overrides).toMatchObject([
      {
        ...PAIR,
        ...{ overlap: "full", note: "Name the groups.", reason, version: 1, datasetVersion: NEWEST.version },
        decided: { by: home.people.lead.name },
      },
    ]);
    expect(pairsOf(crosswalk).find((pair) => pairId(pair) === pairId(PAIR))).toMatchObject({
      ...{ overlap: "full", inherited: "partial", overridden: true, overrideReason: reason },
    });
    expect(await entries()).toEqual([
      {
        verb: "crosswalk.override",
        before: { overlap: "partial" },
        after: { overlap: "full", note: "Name the groups.", reason, datasetVersion: NEWEST.version },
      },
    ]);
  });

  it("adds a pair that the source does not have, and takes one out", async () => {
    const before = coverage((await stored()).crosswalk);
    await decidePair(lead(), decide({ ref: "A.5.9", overlap: "partial" }));
    await decidePair(lead(), decide({ overlap: "none" }));
    const after = coverage((await stored()).crosswalk);
    expect(after.mapped.refs).toContain("A.5.9");
    expect(after.netNew.refs).toContain("A.5.6");
    expect(after.mapped.count).toBe(before.mapped.count);
  });

  it("changes a decision of its own version only, and lets one of two at once win", async () => {
    await decidePair(lead(), decide());
    await expect(decidePair(lead(), decide({ overlap: "none" }))).rejects.toMatchObject({
      code: "CONFLICT",
      current: { overlap: "full", reason, version: 1 },
    });
    const both = await Promise.allSettled([
      decidePair(lead(), decide({ version: 1, reason: "One" })),
      decidePair(home.scope("owner", "crosswalk:decide"), decide({ version: 1, reason: "Two" })),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await stored()).overrides).toMatchObject([{ version: 2 }]);
    expect(await entries()).toHaveLength(2);
  });

  it("decides once when two decide about an untouched pair at once", async () => {
    const both = await Promise.allSettled([
      decidePair(lead(), decide()),
      decidePair(lead(), decide({ overlap: "none" })),
    ]);
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(await entries()).toHaveLength(1);
  });

  it("refuses unknown references, another edition, and what would change nothing, and writes nothing", async () => {
    for (const given of [{ ref: "CC2.2" }, { ref: "A.9.9" }, { criterion: "A.5.6" }, { criterion: "CC99.9" }])
      await expect(decidePair(lead(), decide(given))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(decidePair(lead(), decide({ edition: FIRST.version }))).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await expect(decidePair(lead(), decide({ overlap: "partial" }))).rejects.toMatchObject({
      code: "INVALID",
    });
    await expect(decidePair(lead(), decide({ ref: "A.5.9", overlap: "none" }))).rejects.toMatchObject({
      code: "INVALID",
    });
    expect((await stored()).overrides).toEqual([]);
    expect(await entries()).toEqual([]);
  });

  it("stays in its workspace", async () => {
    const other = await createWorkspaceWith({ roles: ["owner"] });
    await decidePair(lead(), decide());
    expect((await stored(other)).overrides).toEqual([]);
    expect(coverage((await stored(other)).crosswalk).reusable.refs).not.toContain("A.5.6");
    await expect(
      resetPair(other.scope("owner", "crosswalk:decide"), { ...PAIR, version: 1 }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await stored()).overrides).toHaveLength(1);
  });

  it.each(["contributor", "approver", "viewer"] as const)("is not for the %s", (role) => {
    expect(() => home.scope<Permission>(role, "crosswalk:decide")).toThrow();
  });
});

describe("decideRow and resetRow", () => {
  it("decide about all pairs at once with an entry each, and take all back", async () => {
    const pairs = await ticks("CC6.1");
    const row = {
      criterion: "CC6.1",
      overlap: "partial" as const,
      note: "",
      reason,
      edition: NEWEST.version,
    };
    const done = await decideRow(lead(), { ...row, pairs });
    expect(done.refs).toHaveLength(6);
    expect((await stored()).overrides.map((one) => one.overlap)).toEqual(Array(6).fill("partial"));
    expect(await entries({ criterion: "CC6.1", ref: "A.8.5" })).toHaveLength(1);

    await expect(decideRow(lead(), { ...row, pairs })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(resetRow(lead(), { criterion: "CC6.1", pairs })).rejects.toMatchObject({ code: "CONFLICT" });
    const seen = await ticks("CC6.1");
    expect((await resetRow(lead(), { criterion: "CC6.1", pairs: seen })).refs).toEqual(done.refs);
    expect((await stored()).overrides).toEqual([]);
    await expect(resetRow(lead(), { criterion: "CC6.1", pairs })).rejects.toMatchObject({ code: "INVALID" });
  });

  it("leave pairs alone about which the source says the same, and refuse when that is all of them", async () => {
    await decidePair(lead(), decide({ criterion: "CC6.1", ref: "A.5.15", overlap: "none" }));
    const row = { criterion: "CC6.1", overlap: "full" as const, note: "", reason, edition: NEWEST.version };
    const pairs = [...(await ticks("CC6.1")), "A.5.15:1"];
    expect((await decideRow(lead(), { ...row, pairs })).refs).toEqual(["A.5.15"]);
    await expect(
      decideRow(lead(), { ...row, criterion: "CC6.2", pairs: await ticks("CC6.2") }),
    ).rejects.toMatchObject({ code: "INVALID" });
  });

  it("refuse a form that does not name every pair of the row", async () => {
    const row = {
      criterion: "CC6.1",
      overlap: "partial" as const,
      note: "",
      reason,
      edition: NEWEST.version,
    };
    const pairs = await ticks("CC6.1");
    await expect(decideRow(lead(), { ...row, pairs: pairs.slice(1) })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    expect((await stored()).overrides).toEqual([]);
  });
});

describe("resetPair and restoreDecisions", () => {
  it("take a decision back and bring it back as it was", async () => {
    await decidePair(lead(), decide({ note: "Name the groups." }));
    const [before] = (await stored()).overrides;
    await resetPair(home.scope("owner", "crosswalk:decide"), { ...PAIR, version: 1 });
    expect((await stored()).overrides).toEqual([]);
    await expect(resetPair(lead(), { ...PAIR, version: 1 })).rejects.toMatchObject({ code: "CONFLICT" });

    const refs = [PAIR.ref];
    await restoreDecisions(home.scope("owner", "crosswalk:decide"), { criterion: PAIR.criterion, refs });
    expect((await stored()).overrides).toEqual([{ ...before, version: 2 }]);
    expect((await entries()).map((one) => one.verb)).toEqual([
      "crosswalk.override",
      "crosswalk.reset",
      "crosswalk.restore",
    ]);
    await expect(restoreDecisions(lead(), { criterion: PAIR.criterion, refs })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });

  it("bring nothing back that was never decided, or not in this workspace", async () => {
    const other = await createWorkspaceWith({ roles: ["owner"] });
    await decidePair(lead(), decide());
    await resetPair(lead(), { ...PAIR, version: 1 });
    const input = { criterion: PAIR.criterion, refs: [PAIR.ref] };
    await expect(restoreDecisions(other.scope("owner", "crosswalk:decide"), input)).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await expect(restoreDecisions(lead(), { ...input, refs: ["A.5.7"] })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await expect(restoreDecisions(lead(), { ...input, refs: ["X.1"] })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect((await stored(other)).overrides).toEqual([]);
  });
});

describe("reviewPair", () => {
  it("keeps who read the pair, names the next one, and moves no number", async () => {
    const before = coverage((await stored()).crosswalk);
    const first = await reviewPair(lead(), read({ reason: "Read with the policy beside it." }));
    expect(first.next).not.toBeNull();
    expect(await stateOf()).toMatchObject({
      state: "reviewed",
      review: {
        overlap: "partial",
        note: "Read with the policy beside it.",
        reviewedBy: home.people.lead.name,
      },
    });
    expect(coverage((await stored()).crosswalk)).toEqual(before);
    const all = pairsOf((await stored()).crosswalk).length;
    expect(first.left).toBe(all - 1);
    expect(await entries()).toMatchObject([{ verb: "crosswalk.review", after: { overlap: "partial" } }]);
  });

  it("turns another statement into a decision with its own entry", async () => {
    await expect(reviewPair(lead(), read({ overlap: "none" }))).rejects.toMatchObject({
      fields: { reason: expect.any(String) },
    });
    await reviewPair(lead(), read({ overlap: "none", reason }));
    expect((await stored()).overrides).toMatchObject([{ ...PAIR, overlap: "none", reason }]);
    expect((await entries()).map((one) => one.verb)).toEqual(["crosswalk.override", "crosswalk.review"]);
    expect((await stateOf()).state).toBe("reviewed");
  });

  it("is out of date after a decision, and after the decision that stood was taken back", async () => {
    await reviewPair(lead(), read());
    await decidePair(lead(), decide());
    expect(await stateOf()).toMatchObject({ state: "stale", reason: expect.stringContaining("afterwards") });
    await reviewPair(lead(), read({ overlap: "full", version: 1, reviewVersion: 1 }));
    expect((await stateOf()).state).toBe("reviewed");
    await resetPair(lead(), { ...PAIR, version: 1 });
    expect(await stateOf()).toMatchObject({ state: "stale", reason: expect.stringContaining("taken back") });
    await restoreDecisions(lead(), { criterion: PAIR.criterion, refs: [PAIR.ref] });
    expect((await stateOf()).state).toBe("reviewed");
  });

  it("asks for the versions that were seen, and lets one of two at once win", async () => {
    const both = await Promise.allSettled([reviewPair(lead(), read()), reviewPair(lead(), read())]);
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    await expect(reviewPair(lead(), read())).rejects.toMatchObject({ code: "CONFLICT" });
    await decidePair(lead(), decide());
    await expect(reviewPair(lead(), read({ reviewVersion: 1 }))).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("refuses a pair that nobody has, a misplaced note, and stays in its workspace", async () => {
    const other = await createWorkspaceWith({ roles: ["owner"] });
    await expect(reviewPair(lead(), read({ ref: "A.5.9" }))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(reviewPair(lead(), read({ note: "Add." }))).rejects.toMatchObject({
      fields: { note: expect.any(String) },
    });
    await reviewPair(lead(), read());
    expect((await stateOf(PAIR, other)).state).toBe("open");
  });
});

describe("takeOverDataset", () => {
  const to = "2027.01.1";
  const without: EditionList = [
    ...EDITIONS,
    {
      ...{ version: to, publishedOn: "2027-01-15", changes: ["Artificial."], privacy: [] },
      rows: FIRST.rows.map((row) =>
        row.criterion === PAIR.criterion
          ? { ...row, references: row.references.filter((one) => one.ref !== PAIR.ref) }
          : row,
      ),
    },
  ];
  const input = { from: NEWEST.version, to, version: 1 };

  async function onEdition(version: string): Promise<void> {
    await inWorkspace(home.system, (tx) =>
      tx.update(workspaces).set({ datasetVersion: version }).where(eq(workspaces.id, home.workspaceId)),
    );
  }

  it("starts new workspaces on the newest edition and lets older ones read theirs until they ask", async () => {
    expect((await stored()).edition.version).toBe(NEWEST.version);
    await onEdition(FIRST.version);
    expect((await stored()).edition).toBe(FIRST);
    await takeOverDataset(lead(), { from: FIRST.version, to: NEWEST.version, version: 1 });
    expect((await stored()).edition).toBe(NEWEST);
    const [entry] = await inWorkspace(home.system, (tx) =>
      tx.select().from(activity).where(eq(activity.verb, "crosswalk.upgrade")),
    );
    expect(entry?.subjectRef).toBe(NEWEST.version);
    expect(JSON.parse(entry?.body ?? "{}")).toMatchObject({
      before: { datasetVersion: FIRST.version, mapped: 61 },
      after: { datasetVersion: NEWEST.version, mapped: 61, orphaned: [] },
    });
  });

  it("keeps a decision about a removed pair as orphaned: it counts for nothing until somebody decides again", async () => {
    await decidePair(lead(), decide());
    await reviewPair(lead(), read({ overlap: "full", version: 1 }));
    await takeOverDataset(lead(), input, without);
    const after = await inWorkspace(home.system, (tx) => readCrosswalk(tx, without));
    expect(after.orphaned.map(pairId)).toEqual([pairId(PAIR)]);
    expect(coverage(after.crosswalk).netNew.refs).toContain("A.5.6");

    await decidePair(lead(), decide({ version: 1, edition: to, reason: "Ours now." }), without);
    const kept = await inWorkspace(home.system, (tx) => readCrosswalk(tx, without));
    expect(kept.orphaned).toEqual([]);
    expect(pairsOf(kept.crosswalk).find((pair) => pairId(pair) === pairId(PAIR))).toMatchObject({
      ...{ kind: "added", inherited: null, overlap: "full" },
    });
  });

  it("lets an orphaned decision be taken back", async () => {
    await decidePair(lead(), decide());
    await takeOverDataset(lead(), input, without);
    await resetPair(lead(), { ...PAIR, version: 1 });
    expect((await stored()).overrides).toEqual([]);
  });

  it("has one winner of two at once, and refuses a stale page, an unknown and an older edition", async () => {
    const both = await Promise.allSettled([
      takeOverDataset(lead(), input, without),
      takeOverDataset(home.scope("owner", "crosswalk:decide"), input, without),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(takeOverDataset(lead(), input, without)).rejects.toMatchObject({ code: "CONFLICT" });
    const back = { from: to, to: FIRST.version, version: 2 };
    await expect(takeOverDataset(lead(), back, without)).rejects.toMatchObject({ code: "INVALID" });
    await expect(takeOverDataset(lead(), { ...back, to: "2031.01.1" }, without)).rejects.toMatchObject({
      code: "INVALID",
    });
  });

  it("leaves other workspaces where they are", async () => {
    const other = await createWorkspaceWith({ roles: ["owner"] });
    await takeOverDataset(lead(), input, without);
    expect((await stored(other)).edition.version).toBe(NEWEST.version);
  });
});
