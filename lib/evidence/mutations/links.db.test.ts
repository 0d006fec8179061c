import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { requirements } from "@/db/schema/requirements";
import { inWorkspace } from "@/db/tenant";
import { evidenceOf, seenItem } from "@/db/testing/evidence";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { giveVerdict, linkEvidence, restoreLinks, unlinkEvidence } from "@/lib/evidence/mutations/links";
import { withdrawEvidence } from "@/lib/evidence/mutations/moves";

let ws: TestWorkspace;
let foreign: TestWorkspace;
let kit: ReturnType<typeof evidenceOf>;

beforeAll(async () => {
  ws = await createWorkspaceWith();
  foreign = await createWorkspaceWith({ roles: ["owner"] });
  kit = evidenceOf(ws);
});

const verbsOf = async (itemId: string) => (await kit.entriesOf(itemId)).map((entry) => entry.verb);

describe("links", () => {
  const link = (itemIds: string[], refs: string[], onceKey = "") => ({ itemIds, refs, onceKey });

  it("links many to many once, with an entry per item that changed", async () => {
    const [one, two] = [await kit.add({ requirements: "A.5.1" }), await kit.add()];
    const answer = await linkEvidence(ws.scope("lead"), link([one, two], ["A.5.1", "6.1.2", "CC6.1"]));
    expect(answer).toMatchObject({ linked: 5, already: 1 });
    expect(answer.pairs).toHaveLength(5);
    const again = await Promise.all([
      linkEvidence(ws.scope("lead"), link([one], ["A.5.2"])),
      linkEvidence(ws.scope("owner"), link([one], ["A.5.2"])),
    ]);
    expect(again.map((each) => each.linked).sort()).toEqual([0, 1]);
    expect(await verbsOf(two)).toEqual(["evidence.add", "evidence.link"]);
  });

  it("asks a contributor to own one end", async () => {
    const itemId = await kit.add();
    const scope = ws.scope("contributor");
    await expect(linkEvidence(scope, link([itemId], ["A.6.1"]))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await inWorkspace(ws.system, (tx) =>
      tx
        .update(requirements)
        .set({ ownerId: ws.people.contributor.userId })
        .where(eq(requirements.ref, "A.6.1")),
    );
    expect(await linkEvidence(scope, link([itemId], ["A.6.1"]))).toMatchObject({ linked: 1 });
  });

  it("refuses strangers, unknown requirements and withdrawn items", async () => {
    const itemId = await kit.add();
    await expect(linkEvidence(foreign.scope("owner"), link([itemId], ["A.5.1"]))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(linkEvidence(ws.scope("lead"), link([itemId], ["X.7"]))).rejects.toMatchObject({
      code: "INVALID",
    });
    await withdrawEvidence(ws.scope("lead"), { itemIds: seenItem(itemId), reason: "Old." });
    await expect(linkEvidence(ws.scope("lead"), link([itemId], ["A.5.1"]))).rejects.toMatchObject({
      code: "CONFLICT",
    });
    expect(await kit.linksOf(itemId)).toEqual([]);
  });

  it("brings an unlinked one back with its verdict, for the person who removed it", async () => {
    const itemId = await kit.submitted({ requirements: "A.5.15, A.5.18" });
    await giveVerdict(ws.scope("approver"), {
      itemId,
      refs: ["A.5.15"],
      verdict: "rejected",
      note: "Another system.",
    });
    const before = await kit.linksOf(itemId);
    expect(await unlinkEvidence(ws.scope("lead"), { itemId, refs: ["A.5.15"] })).toEqual({
      itemId,
      refs: ["A.5.15"],
    });
    expect(await kit.linksOf(itemId)).toHaveLength(1);
    await expect(restoreLinks(ws.scope("owner"), { itemId, refs: ["A.5.15"] })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await restoreLinks(ws.scope("lead"), { itemId, refs: ["A.5.15"] });
    const strip = ({ version: _version, ...rest }: (typeof before)[number]) => rest;
    expect((await kit.linksOf(itemId)).map(strip)).toEqual(before.map(strip));
    expect((await verbsOf(itemId)).slice(-2)).toEqual(["evidence.unlink", "evidence.link"]);
    await expect(unlinkEvidence(foreign.scope("owner"), { itemId, refs: ["A.5.15"] })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(unlinkEvidence(ws.scope("lead"), { itemId, refs: ["A.8.1"] })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("restoreLinks", () => {
  const judge = (itemId: string, verdict: "sufficient" | "rejected") =>
    giveVerdict(ws.scope("approver"), { itemId, refs: ["A.5.15"], verdict, note: "Looked at it." });

  it("brings no earlier verdict back in place of a later one", async () => {
    const itemId = await kit.submitted({ requirements: "A.5.15" });
    await judge(itemId, "sufficient");
    await unlinkEvidence(ws.scope("lead"), { itemId, refs: ["A.5.15"] });
    await linkEvidence(ws.scope("owner"), { itemIds: [itemId], refs: ["A.5.15"], onceKey: "" });
    await judge(itemId, "rejected");
    await unlinkEvidence(ws.scope("owner"), { itemId, refs: ["A.5.15"] });
    await expect(restoreLinks(ws.scope("lead"), { itemId, refs: ["A.5.15"] })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await restoreLinks(ws.scope("owner"), { itemId, refs: ["A.5.15"] });
    expect((await kit.linksOf(itemId))[0]?.verdict).toBe("rejected");
  });
});

describe("giveVerdict", () => {
  const judge = (itemId: string, fields: Record<string, unknown> = {}) => ({
    itemId,
    refs: ["A.5.15"],
    verdict: "sufficient" as const,
    note: "",
    ...fields,
  });

  it("keeps who, when and on which version, and takes back", async () => {
    const itemId = await kit.submitted({ requirements: "A.5.15" });
    await giveVerdict(ws.scope("approver"), judge(itemId, { artifact: 1 }));
    const [given] = await kit.linksOf(itemId);
    expect(given).toMatchObject({ verdict: "sufficient", reviewedArtifact: 1, version: 2 });
    expect(given?.reviewerId).toBe(ws.people.approver.userId);
    await giveVerdict(ws.scope("approver"), judge(itemId, { verdict: "proposed" }));
    expect((await kit.linksOf(itemId))[0]).toMatchObject({ verdict: "proposed", reviewerId: null });
    expect((await verbsOf(itemId)).slice(-2)).toEqual(["evidence.give-verdict", "evidence.give-verdict"]);
  });

  it("refuses the submitter, drafts, a newer version, a missing note, removed links and strangers", async () => {
    const itemId = await kit.submitted({ requirements: "A.5.15" });
    const approver = ws.scope("approver");
    await expect(giveVerdict(ws.scope("lead"), judge(itemId))).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(giveVerdict(approver, judge(itemId, { artifact: 0 }))).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await expect(giveVerdict(approver, judge(itemId, { verdict: "needs_supplement" }))).rejects.toMatchObject(
      { code: "INVALID", fields: { note: "Say what has to be added." } },
    );
    await expect(giveVerdict(approver, judge(itemId, { refs: ["A.5.15", "A.5.16"] }))).rejects.toMatchObject({
      code: "CONFLICT",
      message:
        "The link to A.5.16 was removed meanwhile. No verdict was saved. Reload the page and look again.",
    });
    await expect(giveVerdict(foreign.scope("owner"), judge(itemId))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const early = await kit.add({ requirements: "A.5.15" });
    await expect(giveVerdict(approver, judge(early))).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await kit.linksOf(itemId))[0]?.verdict).toBe("proposed");
  });

  it("keeps one of two verdicts at once as a whole", async () => {
    const itemId = await kit.submitted({ requirements: "A.5.15" });
    await Promise.all([
      giveVerdict(ws.scope("approver"), judge(itemId)),
      giveVerdict(ws.scope("owner"), judge(itemId, { verdict: "rejected", note: "Other system." })),
    ]);
    const [link] = await kit.linksOf(itemId);
    const bodies = await kit.entriesOf(itemId);
    expect(JSON.parse(bodies.at(-1)?.body ?? "{}").after.verdict).toBe(link?.verdict);
  });
});
