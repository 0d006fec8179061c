import { beforeAll, describe, expect, it } from "vitest";
import { programmes } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { evidenceForm, evidenceOf, seenItem } from "@/db/testing/evidence";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import type { ItemState } from "@/lib/core/statuses";
import { assignEvidence, setRenewal } from "@/lib/evidence/mutations/bulk";
import { addEvidence } from "@/lib/evidence/mutations/items";
import { giveVerdict } from "@/lib/evidence/mutations/links";
import {
  acceptEvidence,
  returnEvidence,
  submitEvidence,
  withdrawEvidence,
} from "@/lib/evidence/mutations/moves";

let ws: TestWorkspace;
let foreign: TestWorkspace;
let kit: ReturnType<typeof evidenceOf>;

beforeAll(async () => {
  ws = await createWorkspaceWith();
  foreign = await createWorkspaceWith({ roles: ["owner"] });
  kit = evidenceOf(ws);
});

const verbsOf = async (itemId: string) => (await kit.entriesOf(itemId)).map((entry) => entry.verb);

describe("the machine", () => {
  it("goes draft, submitted, returned, submitted, accepted, withdrawn with names and reasons", async () => {
    const itemId = await kit.add();
    await submitEvidence(ws.scope("lead"), { itemIds: seenItem(itemId, 1) });
    await returnEvidence(ws.scope("approver"), { itemIds: seenItem(itemId, 2), reason: "Wrong quarter." });
    expect(await kit.itemOf(itemId)).toMatchObject({ state: "returned", stateReason: "Wrong quarter." });
    await submitEvidence(ws.scope("lead"), { itemIds: seenItem(itemId) });
    await acceptEvidence(ws.scope("approver"), { itemIds: seenItem(itemId), sufficient: false });
    expect(await kit.itemOf(itemId)).toMatchObject({
      state: "accepted",
      stateReason: "",
      submittedBy: ws.people.lead.userId,
      reviewedBy: ws.people.approver.userId,
    });
    await withdrawEvidence(ws.scope("lead"), { itemIds: seenItem(itemId), reason: "Replaced." });
    expect(await verbsOf(itemId)).toEqual([
      "evidence.add",
      "evidence.submit",
      "evidence.return",
      "evidence.submit",
      "evidence.accept",
      "evidence.withdraw",
    ]);
  });

  it("takes a reviewer's own verdict back when the reviewer hands the same version in", async () => {
    const itemId = await kit.submitted({ requirements: "A.5.15, A.5.18" });
    const verdict = { itemId, verdict: "sufficient", note: "" } as const;
    await giveVerdict(ws.scope("owner"), { ...verdict, refs: ["A.5.15"] });
    await giveVerdict(ws.scope("approver"), { ...verdict, refs: ["A.5.18"] });
    await returnEvidence(ws.scope("approver"), { itemIds: seenItem(itemId), reason: "Sign it." });
    await submitEvidence(ws.scope("owner"), { itemIds: seenItem(itemId) });
    expect((await kit.linksOf(itemId)).map((link) => [link.ref, link.verdict, link.reviewerId])).toEqual([
      ["A.5.15", "proposed", null],
      ["A.5.18", "sufficient", ws.people.approver.userId],
    ]);
    expect(JSON.parse((await kit.entriesOf(itemId)).at(-1)?.body ?? "{}").after).toMatchObject({
      verdictsTakenBack: ["A.5.15"],
    });
  });

  it("keeps submitter and accepter apart until an owner waives it", async () => {
    const itemId = await kit.submitted();
    await expect(
      acceptEvidence(ws.scope("lead"), { itemIds: seenItem(itemId), sufficient: false }),
    ).rejects.toMatchObject({
      code: "CONFLICT",
      message: "You submitted this evidence. Somebody else has to review it.",
    });
    await expect(
      returnEvidence(ws.scope("lead"), { itemIds: seenItem(itemId), reason: "No." }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    const waive = (selfAcceptance: boolean) =>
      inWorkspace(ws.system, (tx) => tx.update(programmes).set({ selfAcceptance }));
    await waive(true);
    await acceptEvidence(ws.scope("lead"), { itemIds: seenItem(itemId), sufficient: false });
    await waive(false);
    expect((await kit.itemOf(itemId)).state).toBe<ItemState>("accepted");
  });

  it("moves the allowed ones of a bulk and names the refused", async () => {
    const mine = await kit.submitted({ reference: "E-MINE" });
    const { itemId: theirs } = await addEvidence(ws.scope("owner"), evidenceForm({ submit: "on" }));
    const answer = await acceptEvidence(ws.scope("lead"), {
      itemIds: [...seenItem(mine), ...seenItem(theirs)],
      sufficient: false,
    });
    expect(answer).toEqual({
      done: 1,
      refused: [{ name: "E-MINE", reason: "You submitted this evidence. Somebody else has to review it." }],
    });
    expect((await kit.itemOf(mine)).state).toBe("submitted");
    expect((await kit.itemOf(theirs)).state).toBe("accepted");
  });

  it("changes nothing when any item is somebody else's", async () => {
    const mine = await kit.add();
    const { itemId: theirs } = await addEvidence(foreign.scope("owner"), evidenceForm());
    await expect(
      submitEvidence(ws.scope("lead"), { itemIds: [...seenItem(mine), ...seenItem(theirs)] }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await kit.itemOf(mine)).state).toBe("draft");
    expect((await evidenceOf(foreign).itemOf(theirs)).state).toBe("draft");
  });

  it("refuses what the person has not seen, a missing reason, and evidence without an artifact", async () => {
    const itemId = await kit.submitted();
    await expect(
      acceptEvidence(ws.scope("approver"), { itemIds: seenItem(itemId, 7), sufficient: false }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(
      returnEvidence(ws.scope("approver"), { itemIds: seenItem(itemId), reason: " " }),
    ).rejects.toMatchObject({ code: "INVALID", fields: { reason: expect.any(String) } });
    const empty = await kit.add({ kind: "none", url: "", effectiveOn: "" });
    await expect(submitEvidence(ws.scope("lead"), { itemIds: seenItem(empty) })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await expect(
      withdrawEvidence(ws.scope("contributor"), { itemIds: seenItem(empty), reason: "No." }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("accepts once when two reviewers press at once", async () => {
    const itemId = await kit.submitted();
    const both = await Promise.allSettled([
      acceptEvidence(ws.scope("approver"), { itemIds: seenItem(itemId), sufficient: false }),
      acceptEvidence(ws.scope("owner"), { itemIds: seenItem(itemId), sufficient: false }),
    ]);
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect((await verbsOf(itemId)).filter((verb) => verb === "evidence.accept")).toHaveLength(1);
  });

  it("finds linked requirements sufficient on acceptance when asked, and leaves other verdicts", async () => {
    const itemId = await kit.submitted({ requirements: "A.5.15, A.5.18, CC6.1" });
    await giveVerdict(ws.scope("approver"), {
      itemId,
      refs: ["A.5.18"],
      verdict: "needs_supplement",
      note: "Add the times.",
    });
    await acceptEvidence(ws.scope("approver"), { itemIds: seenItem(itemId), sufficient: true });
    expect(
      (await kit.linksOf(itemId)).map((link) => [link.ref, link.verdict, link.reviewedArtifact]),
    ).toEqual([
      ["A.5.15", "sufficient", 1],
      ["A.5.18", "needs_supplement", 1],
      ["CC6.1", "sufficient", 1],
    ]);
  });
});

describe("bulk owner and renewal", () => {
  it("assigns and sets the date with an entry each", async () => {
    const itemId = await kit.add();
    await assignEvidence(ws.scope("lead"), {
      itemIds: seenItem(itemId),
      ownerId: ws.people.contributor.userId,
    });
    await setRenewal(ws.scope("contributor"), { itemIds: seenItem(itemId), renewOn: "2027-05-01" });
    expect(await kit.itemOf(itemId)).toMatchObject({
      ownerId: ws.people.contributor.userId,
      renewOn: "2027-05-01",
      version: 3,
    });
    expect(await verbsOf(itemId)).toEqual(["evidence.add", "evidence.edit", "evidence.edit"]);
  });

  it("refuses contributors, strangers and owners who are no members", async () => {
    const itemId = await kit.add();
    const to = { itemIds: seenItem(itemId), ownerId: ws.people.contributor.userId };
    await expect(assignEvidence(ws.scope("contributor"), to)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(
      assignEvidence(foreign.scope("owner"), { itemIds: seenItem(itemId), ownerId: null }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(
      assignEvidence(ws.scope("lead"), { itemIds: seenItem(itemId), ownerId: foreign.people.owner.userId }),
    ).rejects.toMatchObject({ code: "INVALID" });
    await expect(
      setRenewal(ws.scope("contributor"), { itemIds: seenItem(itemId), renewOn: null }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await kit.itemOf(itemId)).version).toBe(1);
  });
});
