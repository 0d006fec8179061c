import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { activity } from "@/db/schema/activity";
import { artifacts, evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { requirements } from "@/db/schema/requirements";
import { programmes } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import type { ItemState } from "@/lib/core/statuses";
import { addArtifactInput, addEvidenceInput, editEvidenceInput } from "@/lib/evidence/input";
import { assignEvidence, setRenewal } from "@/lib/evidence/mutations/bulk";
import { addArtifact, addEvidence, editEvidence } from "@/lib/evidence/mutations/items";
import { giveVerdict, linkEvidence, restoreLinks, unlinkEvidence } from "@/lib/evidence/mutations/links";
import {
  acceptEvidence,
  returnEvidence,
  submitEvidence,
  withdrawEvidence,
} from "@/lib/evidence/mutations/moves";

let ws: TestWorkspace;
let foreign: TestWorkspace;

beforeAll(async () => {
  ws = await createWorkspaceWith();
  foreign = await createWorkspaceWith({ roles: ["owner"] });
});

const MISSING = "018f0000-0000-7000-8000-000000000000";
const draft = (fields: Record<string, unknown> = {}) =>
  addEvidenceInput.parse({
    title: "Access policy",
    kind: "link",
    url: "https://wiki.example/policy",
    effectiveOn: "2025-03-03",
    ...fields,
  });
const seen = (itemId: string, version: number | null = null) => [{ itemId, version }];

async function itemOf(itemId: string, workspace = ws) {
  const [row] = await inWorkspace(workspace.system, (tx) =>
    tx.select().from(evidenceItems).where(eq(evidenceItems.id, itemId)),
  );
  if (row === undefined) throw new Error("no item");
  return row;
}

async function linksOf(itemId: string) {
  return inWorkspace(ws.system, (tx) =>
    tx.select().from(evidenceLinks).where(eq(evidenceLinks.itemId, itemId)).orderBy(evidenceLinks.ref),
  );
}

async function verbsOf(itemId: string): Promise<readonly string[]> {
  const rows = await inWorkspace(ws.system, (tx) =>
    tx
      .select({ verb: activity.verb })
      .from(activity)
      .where(eq(activity.subjectRef, itemId))
      .orderBy(activity.seq),
  );
  return rows.map((row) => row.verb);
}

async function add(fields: Record<string, unknown> = {}): Promise<string> {
  return (await addEvidence(ws.scope("lead"), draft(fields))).itemId;
}

async function submitted(fields: Record<string, unknown> = {}): Promise<string> {
  return add({ submit: "on", ...fields });
}

async function accepted(fields: Record<string, unknown> = {}): Promise<string> {
  const itemId = await submitted(fields);
  await acceptEvidence(ws.scope("approver"), { itemIds: seen(itemId), sufficient: false });
  return itemId;
}

const newVersion = (itemId: string, version: number, fields: Record<string, unknown> = {}) =>
  addArtifactInput.parse({ itemId, version, kind: "attestation", body: "Checked on site.", ...fields });

describe("addEvidence", () => {
  it("adds item, first version, links and the entry", async () => {
    const itemId = await add({
      reference: "E-001",
      requirements: "CC6.1, A 5.15",
      ownerId: ws.people.contributor.userId,
    });
    expect(await itemOf(itemId)).toMatchObject({ state: "draft", currentArtifact: 1, reference: "E-001" });
    expect((await linksOf(itemId)).map((link) => [link.ref, link.verdict, link.origin])).toEqual([
      ["A.5.15", "proposed", "manual"],
      ["CC6.1", "proposed", "manual"],
    ]);
    expect(await verbsOf(itemId)).toEqual(["evidence.add"]);
  });

  it("adds once when the same form arrives twice", async () => {
    const input = draft({ title: "Sent twice", onceKey: "form-1" });
    const [first, second] = await Promise.all([
      addEvidence(ws.scope("lead"), input),
      addEvidence(ws.scope("lead"), input),
    ]);
    expect(second.itemId).toBe(first.itemId);
  });

  it("refuses a taken reference, an unknown requirement, a foreign owner and a future date", async () => {
    await add({ reference: "E-TAKEN" });
    await expect(add({ reference: "E-TAKEN" })).rejects.toMatchObject({
      code: "INVALID",
      fields: { reference: expect.stringContaining("E-TAKEN") },
    });
    await expect(add({ requirements: "X.9" })).rejects.toMatchObject({
      code: "INVALID",
      fields: { requirements: expect.stringContaining("X.9") },
    });
    await expect(add({ ownerId: foreign.people.owner.userId })).rejects.toMatchObject({
      code: "INVALID",
      fields: { ownerId: expect.any(String) },
    });
    await expect(add({ effectiveOn: "2999-01-01" })).rejects.toMatchObject({
      code: "INVALID",
      fields: { effectiveOn: expect.any(String) },
    });
  });

  it("makes a contributor the owner and refuses another one", async () => {
    const { itemId } = await addEvidence(ws.scope("contributor"), draft({ title: "Own" }));
    expect((await itemOf(itemId)).ownerId).toBe(ws.people.contributor.userId);
    await expect(
      addEvidence(ws.scope("contributor"), draft({ ownerId: ws.people.lead.userId })),
    ).rejects.toMatchObject({ code: "INVALID" });
  });
});

describe("editEvidence", () => {
  const edit = (itemId: string, version: number, fields: Record<string, unknown> = {}) =>
    editEvidenceInput.parse({ itemId, version, title: "Edited", ...fields });

  it("stores the change, counts the version and records what changed", async () => {
    const itemId = await add();
    await editEvidence(ws.scope("lead"), edit(itemId, 1, { category: "Policy" }));
    expect(await itemOf(itemId)).toMatchObject({ title: "Edited", category: "Policy", version: 2 });
    expect(await verbsOf(itemId)).toEqual(["evidence.add", "evidence.edit"]);
  });

  it("shows the stored values to the second of two editors, and keeps one of two at once", async () => {
    const itemId = await add();
    const both = await Promise.allSettled([
      editEvidence(ws.scope("lead"), edit(itemId, 1, { title: "One" })),
      editEvidence(ws.scope("owner"), edit(itemId, 1, { title: "Two" })),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    const { title } = await itemOf(itemId);
    await expect(editEvidence(ws.scope("lead"), edit(itemId, 1))).rejects.toMatchObject({
      code: "CONFLICT",
      current: { title, version: 2 },
    });
  });

  it("keeps a contributor to what they own, and a stranger out", async () => {
    const itemId = await add();
    await expect(editEvidence(ws.scope("contributor"), edit(itemId, 1))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(editEvidence(foreign.scope("owner"), edit(itemId, 1))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(editEvidence(ws.scope("lead"), edit(MISSING, 1))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect((await itemOf(itemId)).title).toBe("Access policy");
    const own = (await addEvidence(ws.scope("contributor"), draft())).itemId;
    await expect(
      editEvidence(ws.scope("contributor"), edit(own, 1, { ownerId: ws.people.lead.userId })),
    ).rejects.toMatchObject({ code: "INVALID" });
  });

  it("refuses a reference that another item has", async () => {
    await add({ reference: "E-EDIT" });
    const itemId = await add();
    await expect(
      editEvidence(ws.scope("lead"), edit(itemId, 1, { reference: "E-EDIT" })),
    ).rejects.toMatchObject({ code: "INVALID", fields: { reference: expect.any(String) } });
  });
});

describe("addArtifact", () => {
  it("never overwrites and puts an accepted item back to draft", async () => {
    const itemId = await accepted({ requirements: "A.5.15" });
    await giveVerdict(ws.scope("approver"), { itemId, refs: ["A.5.15"], verdict: "sufficient", note: "" });
    const before = await itemOf(itemId);
    expect(await addArtifact(ws.scope("lead"), newVersion(itemId, before.version))).toEqual({ number: 2 });
    expect(await itemOf(itemId)).toMatchObject({
      state: "draft",
      currentArtifact: 2,
      submittedBy: null,
      reviewedBy: null,
    });
    const [link] = await linksOf(itemId);
    expect(link).toMatchObject({ verdict: "sufficient", reviewedArtifact: 1 });
    const stored = await inWorkspace(ws.system, (tx) =>
      tx.select().from(artifacts).where(eq(artifacts.itemId, itemId)).orderBy(artifacts.number),
    );
    expect(stored.map((one) => [one.number, one.kind])).toEqual([
      [1, "link"],
      [2, "attestation"],
    ]);
  });

  it("hands the new version in when asked, with its collector as submitter", async () => {
    const itemId = await accepted();
    const { version } = await itemOf(itemId);
    await addArtifact(
      ws.scope("owner"),
      newVersion(itemId, version, { submit: "on", renewOn: "2027-01-31" }),
    );
    expect(await itemOf(itemId)).toMatchObject({
      state: "submitted",
      submittedBy: ws.people.owner.userId,
      renewOn: "2027-01-31",
    });
  });

  it("gives each of two at once its own version, or refuses the second", async () => {
    const itemId = await add();
    const both = await Promise.allSettled([
      addArtifact(ws.scope("lead"), newVersion(itemId, 1)),
      addArtifact(ws.scope("owner"), newVersion(itemId, 1)),
    ]);
    expect(both.filter((one) => one.status === "rejected")).toHaveLength(1);
    expect((await itemOf(itemId)).currentArtifact).toBe(2);
  });

  it("refuses withdrawn items, strangers and colleagues", async () => {
    const itemId = await add();
    await expect(addArtifact(foreign.scope("owner"), newVersion(itemId, 1))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(addArtifact(ws.scope("contributor"), newVersion(itemId, 1))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await withdrawEvidence(ws.scope("lead"), { itemIds: seen(itemId), reason: "Wrong system." });
    await expect(addArtifact(ws.scope("lead"), newVersion(itemId, 2))).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });
});

describe("the machine", () => {
  it("goes draft, submitted, returned, submitted, accepted, withdrawn with names and reasons", async () => {
    const itemId = await add();
    await submitEvidence(ws.scope("lead"), { itemIds: seen(itemId, 1) });
    await returnEvidence(ws.scope("approver"), { itemIds: seen(itemId, 2), reason: "Wrong quarter." });
    expect(await itemOf(itemId)).toMatchObject({ state: "returned", stateReason: "Wrong quarter." });
    await submitEvidence(ws.scope("lead"), { itemIds: seen(itemId) });
    await acceptEvidence(ws.scope("approver"), { itemIds: seen(itemId), sufficient: false });
    expect(await itemOf(itemId)).toMatchObject({
      state: "accepted",
      stateReason: "",
      submittedBy: ws.people.lead.userId,
      reviewedBy: ws.people.approver.userId,
    });
    await withdrawEvidence(ws.scope("lead"), { itemIds: seen(itemId), reason: "Replaced." });
    expect(await verbsOf(itemId)).toEqual([
      "evidence.add",
      "evidence.submit",
      "evidence.return",
      "evidence.submit",
      "evidence.accept",
      "evidence.withdraw",
    ]);
  });

  it("keeps submitter and accepter apart until an owner waives it", async () => {
    const itemId = await submitted();
    await expect(
      acceptEvidence(ws.scope("lead"), { itemIds: seen(itemId), sufficient: false }),
    ).rejects.toMatchObject({
      code: "CONFLICT",
      message: "You submitted this evidence. Somebody else has to review it.",
    });
    await expect(
      returnEvidence(ws.scope("lead"), { itemIds: seen(itemId), reason: "No." }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    const waive = (selfAcceptance: boolean) =>
      inWorkspace(ws.system, (tx) => tx.update(programmes).set({ selfAcceptance }));
    await waive(true);
    await acceptEvidence(ws.scope("lead"), { itemIds: seen(itemId), sufficient: false });
    await waive(false);
    expect((await itemOf(itemId)).state).toBe<ItemState>("accepted");
  });

  it("moves the allowed ones of a bulk and names the refused", async () => {
    const mine = await submitted({ reference: "E-MINE" });
    const { itemId: theirs } = await addEvidence(ws.scope("owner"), draft({ submit: "on" }));
    const answer = await acceptEvidence(ws.scope("lead"), {
      itemIds: [...seen(mine), ...seen(theirs)],
      sufficient: false,
    });
    expect(answer).toEqual({
      done: 1,
      refused: [{ name: "E-MINE", reason: "You submitted this evidence. Somebody else has to review it." }],
    });
    expect((await itemOf(mine)).state).toBe("submitted");
    expect((await itemOf(theirs)).state).toBe("accepted");
  });

  it("changes nothing when any item is somebody else's", async () => {
    const mine = await add();
    const { itemId: theirs } = await addEvidence(foreign.scope("owner"), draft());
    await expect(
      submitEvidence(ws.scope("lead"), { itemIds: [...seen(mine), ...seen(theirs)] }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await itemOf(mine)).state).toBe("draft");
    expect((await itemOf(theirs, foreign)).state).toBe("draft");
  });

  it("refuses what the person has not seen, a missing reason, and evidence without an artifact", async () => {
    const itemId = await submitted();
    await expect(
      acceptEvidence(ws.scope("approver"), { itemIds: seen(itemId, 7), sufficient: false }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(
      returnEvidence(ws.scope("approver"), { itemIds: seen(itemId), reason: " " }),
    ).rejects.toMatchObject({ code: "INVALID", fields: { reason: expect.any(String) } });
    const empty = await add({ kind: "none", url: "", effectiveOn: "" });
    await expect(submitEvidence(ws.scope("lead"), { itemIds: seen(empty) })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await expect(
      withdrawEvidence(ws.scope("contributor"), { itemIds: seen(empty), reason: "No." }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("accepts once when two reviewers press at once", async () => {
    const itemId = await submitted();
    const both = await Promise.allSettled([
      acceptEvidence(ws.scope("approver"), { itemIds: seen(itemId), sufficient: false }),
      acceptEvidence(ws.scope("owner"), { itemIds: seen(itemId), sufficient: false }),
    ]);
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect((await verbsOf(itemId)).filter((verb) => verb === "evidence.accept")).toHaveLength(1);
  });

  it("finds linked requirements sufficient on acceptance when asked, and leaves other verdicts", async () => {
    const itemId = await submitted({ requirements: "A.5.15, A.5.18, CC6.1" });
    await giveVerdict(ws.scope("approver"), {
      itemId,
      refs: ["A.5.18"],
      verdict: "needs_supplement",
      note: "Add the times.",
    });
    await acceptEvidence(ws.scope("approver"), { itemIds: seen(itemId), sufficient: true });
    expect((await linksOf(itemId)).map((link) => [link.ref, link.verdict, link.reviewedArtifact])).toEqual([
      ["A.5.15", "sufficient", 1],
      ["A.5.18", "needs_supplement", 1],
      ["CC6.1", "sufficient", 1],
    ]);
  });
});

describe("bulk owner and renewal", () => {
  it("assigns and sets the date with an entry each", async () => {
    const itemId = await add();
    await assignEvidence(ws.scope("lead"), {
      itemIds: seen(itemId),
      ownerId: ws.people.contributor.userId,
    });
    await setRenewal(ws.scope("contributor"), { itemIds: seen(itemId), renewOn: "2027-05-01" });
    expect(await itemOf(itemId)).toMatchObject({
      ownerId: ws.people.contributor.userId,
      renewOn: "2027-05-01",
      version: 3,
    });
    expect(await verbsOf(itemId)).toEqual(["evidence.add", "evidence.edit", "evidence.edit"]);
  });

  it("refuses contributors, strangers and owners who are no members", async () => {
    const itemId = await add();
    const to = { itemIds: seen(itemId), ownerId: ws.people.contributor.userId };
    await expect(assignEvidence(ws.scope("contributor"), to)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(
      assignEvidence(foreign.scope("owner"), { itemIds: seen(itemId), ownerId: null }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(
      assignEvidence(ws.scope("lead"), { itemIds: seen(itemId), ownerId: foreign.people.owner.userId }),
    ).rejects.toMatchObject({ code: "INVALID" });
    await expect(
      setRenewal(ws.scope("contributor"), { itemIds: seen(itemId), renewOn: null }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await itemOf(itemId)).version).toBe(1);
  });
});

describe("links", () => {
  const link = (itemIds: string[], refs: string[], onceKey = "") => ({ itemIds, refs, onceKey });

  it("links many to many once, with an entry per item that changed", async () => {
    const [one, two] = [await add({ requirements: "A.5.1" }), await add()];
    const answer = await linkEvidence(ws.scope("lead"), link([one, two], ["A.5.1", "6.1.2", "CC6.1"]));
    expect(answer).toEqual({ linked: 5, already: 1 });
    const again = await Promise.all([
      linkEvidence(ws.scope("lead"), link([one], ["A.5.2"])),
      linkEvidence(ws.scope("owner"), link([one], ["A.5.2"])),
    ]);
    expect(again.map((each) => each.linked).sort()).toEqual([0, 1]);
    expect(await verbsOf(two)).toEqual(["evidence.add", "evidence.link"]);
  });

  it("asks a contributor to own one end", async () => {
    const itemId = await add();
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
    const itemId = await add();
    await expect(linkEvidence(foreign.scope("owner"), link([itemId], ["A.5.1"]))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(linkEvidence(ws.scope("lead"), link([itemId], ["X.7"]))).rejects.toMatchObject({
      code: "INVALID",
    });
    await withdrawEvidence(ws.scope("lead"), { itemIds: seen(itemId), reason: "Old." });
    await expect(linkEvidence(ws.scope("lead"), link([itemId], ["A.5.1"]))).rejects.toMatchObject({
      code: "CONFLICT",
    });
    expect(await linksOf(itemId)).toEqual([]);
  });

  it("brings an unlinked one back with its verdict, for the person who removed it", async () => {
    const itemId = await submitted({ requirements: "A.5.15, A.5.18" });
    await giveVerdict(ws.scope("approver"), {
      itemId,
      refs: ["A.5.15"],
      verdict: "rejected",
      note: "Another system.",
    });
    const before = await linksOf(itemId);
    expect(await unlinkEvidence(ws.scope("lead"), { itemId, refs: ["A.5.15"] })).toEqual({
      itemId,
      refs: ["A.5.15"],
    });
    expect(await linksOf(itemId)).toHaveLength(1);
    await expect(restoreLinks(ws.scope("owner"), { itemId, refs: ["A.5.15"] })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await restoreLinks(ws.scope("lead"), { itemId, refs: ["A.5.15"] });
    const strip = ({ version: _version, ...rest }: (typeof before)[number]) => rest;
    expect((await linksOf(itemId)).map(strip)).toEqual(before.map(strip));
    expect((await verbsOf(itemId)).slice(-2)).toEqual(["evidence.unlink", "evidence.link"]);
    await expect(unlinkEvidence(foreign.scope("owner"), { itemId, refs: ["A.5.15"] })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(unlinkEvidence(ws.scope("lead"), { itemId, refs: ["A.8.1"] })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
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
    const itemId = await submitted({ requirements: "A.5.15" });
    await giveVerdict(ws.scope("approver"), judge(itemId, { artifact: 1 }));
    const [given] = await linksOf(itemId);
    expect(given).toMatchObject({ verdict: "sufficient", reviewedArtifact: 1, version: 2 });
    expect(given?.reviewerId).toBe(ws.people.approver.userId);
    await giveVerdict(ws.scope("approver"), judge(itemId, { verdict: "proposed" }));
    expect((await linksOf(itemId))[0]).toMatchObject({ verdict: "proposed", reviewerId: null });
    expect((await verbsOf(itemId)).slice(-2)).toEqual(["evidence.give-verdict", "evidence.give-verdict"]);
  });

  it("refuses the submitter, drafts, a newer version, a missing note, missing links and strangers", async () => {
    const itemId = await submitted({ requirements: "A.5.15" });
    const approver = ws.scope("approver");
    await expect(giveVerdict(ws.scope("lead"), judge(itemId))).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(giveVerdict(approver, judge(itemId, { artifact: 0 }))).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await expect(giveVerdict(approver, judge(itemId, { verdict: "needs_supplement" }))).rejects.toMatchObject(
      { code: "INVALID", fields: { note: "Say what has to be added." } },
    );
    await expect(giveVerdict(approver, judge(itemId, { refs: ["A.5.16"] }))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(giveVerdict(foreign.scope("owner"), judge(itemId))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const early = await add({ requirements: "A.5.15" });
    await expect(giveVerdict(approver, judge(early))).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await linksOf(itemId))[0]?.verdict).toBe("proposed");
  });

  it("keeps one of two verdicts at once as a whole", async () => {
    const itemId = await submitted({ requirements: "A.5.15" });
    await Promise.all([
      giveVerdict(ws.scope("approver"), judge(itemId)),
      giveVerdict(ws.scope("owner"), judge(itemId, { verdict: "rejected", note: "Other system." })),
    ]);
    const [link] = await linksOf(itemId);
    const bodies = await inWorkspace(ws.system, (tx) =>
      tx
        .select({ body: sql<string>`${activity.body}` })
        .from(activity)
        .where(eq(activity.subjectRef, itemId))
        .orderBy(activity.seq),
    );
    expect(JSON.parse(bodies.at(-1)?.body ?? "{}").after.verdict).toBe(link?.verdict);
  });
});
