import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { artifacts } from "@/db/schema/evidence";
import { inWorkspace } from "@/db/tenant";
import { evidenceForm, evidenceOf, seenItem } from "@/db/testing/evidence";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { addArtifactInput, editEvidenceInput } from "@/lib/evidence/input";
import { addArtifact, addEvidence, editEvidence } from "@/lib/evidence/mutations/items";
import { giveVerdict } from "@/lib/evidence/mutations/links";
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

const MISSING = "018f0000-0000-7000-8000-000000000000";
const newVersion = (itemId: string, version: number, fields: Record<string, unknown> = {}) =>
  addArtifactInput.parse({ itemId, version, kind: "attestation", body: "Checked on site.", ...fields });

describe("addEvidence", () => {
  it("adds item, first version, links and the entry", async () => {
    const itemId = await kit.add({
      reference: "E-001",
      requirements: "CC6.1, A 5.15",
      ownerId: ws.people.contributor.userId,
    });
    expect(await kit.itemOf(itemId)).toMatchObject({
      state: "draft",
      currentArtifact: 1,
      reference: "E-001",
    });
    expect((await kit.linksOf(itemId)).map((link) => [link.ref, link.verdict, link.origin])).toEqual([
      ["A.5.15", "proposed", "manual"],
      ["CC6.1", "proposed", "manual"],
    ]);
    expect(await verbsOf(itemId)).toEqual(["evidence.add"]);
  });

  it("adds once when the same form arrives twice", async () => {
    const input = evidenceForm({ title: "Sent twice", onceKey: "form-1" });
    const [first, second] = await Promise.all([
      addEvidence(ws.scope("lead"), input),
      addEvidence(ws.scope("lead"), input),
    ]);
    expect(second.itemId).toBe(first.itemId);
  });

  it("refuses a taken reference, an unknown requirement, a foreign owner and a future date", async () => {
    await kit.add({ reference: "E-TAKEN" });
    await expect(kit.add({ reference: "E-TAKEN" })).rejects.toMatchObject({
      code: "INVALID",
      fields: { reference: expect.stringContaining("E-TAKEN") },
    });
    await expect(kit.add({ requirements: "X.9" })).rejects.toMatchObject({
      code: "INVALID",
      fields: { requirements: expect.stringContaining("X.9") },
    });
    await expect(kit.add({ ownerId: foreign.people.owner.userId })).rejects.toMatchObject({
      code: "INVALID",
      fields: { ownerId: expect.any(String) },
    });
    await expect(kit.add({ effectiveOn: "2999-01-01" })).rejects.toMatchObject({
      code: "INVALID",
      fields: { effectiveOn: expect.any(String) },
    });
  });

  it("makes a contributor the owner and refuses another one", async () => {
    const { itemId } = await addEvidence(ws.scope("contributor"), evidenceForm({ title: "Own" }));
    expect((await kit.itemOf(itemId)).ownerId).toBe(ws.people.contributor.userId);
    await expect(
      addEvidence(ws.scope("contributor"), evidenceForm({ ownerId: ws.people.lead.userId })),
    ).rejects.toMatchObject({ code: "INVALID" });
  });
});

describe("editEvidence", () => {
  const edit = (itemId: string, version: number, fields: Record<string, unknown> = {}) =>
    editEvidenceInput.parse({ itemId, version, title: "Edited", ...fields });

  it("stores the change, counts the version and records what changed", async () => {
    const itemId = await kit.add();
    await editEvidence(ws.scope("lead"), edit(itemId, 1, { category: "Policy" }));
    expect(await kit.itemOf(itemId)).toMatchObject({ title: "Edited", category: "Policy", version: 2 });
    expect(await verbsOf(itemId)).toEqual(["evidence.add", "evidence.edit"]);
  });

  it("shows the stored values to the second of two editors, and keeps one of two at once", async () => {
    const itemId = await kit.add();
    const both = await Promise.allSettled([
      editEvidence(ws.scope("lead"), edit(itemId, 1, { title: "One" })),
      editEvidence(ws.scope("owner"), edit(itemId, 1, { title: "Two" })),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    const { title } = await kit.itemOf(itemId);
    await expect(editEvidence(ws.scope("lead"), edit(itemId, 1))).rejects.toMatchObject({
      code: "CONFLICT",
      current: { title, version: 2 },
    });
  });

  it("keeps a contributor to what they own, and a stranger out", async () => {
    const itemId = await kit.add();
    await expect(editEvidence(ws.scope("contributor"), edit(itemId, 1))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(editEvidence(foreign.scope("owner"), edit(itemId, 1))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(editEvidence(ws.scope("lead"), edit(MISSING, 1))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect((await kit.itemOf(itemId)).title).toBe("Access policy");
    const own = (await addEvidence(ws.scope("contributor"), evidenceForm())).itemId;
    await expect(
      editEvidence(ws.scope("contributor"), edit(own, 1, { ownerId: ws.people.lead.userId })),
    ).rejects.toMatchObject({ code: "INVALID" });
  });

  it("refuses a reference that another item has", async () => {
    await kit.add({ reference: "E-EDIT" });
    const itemId = await kit.add();
    await expect(
      editEvidence(ws.scope("lead"), edit(itemId, 1, { reference: "E-EDIT" })),
    ).rejects.toMatchObject({ code: "INVALID", fields: { reference: expect.any(String) } });
  });
});

describe("addArtifact", () => {
  it("never overwrites and puts an accepted item back to draft", async () => {
    const itemId = await kit.accepted({ requirements: "A.5.15" });
    await giveVerdict(ws.scope("approver"), { itemId, refs: ["A.5.15"], verdict: "sufficient", note: "" });
    const before = await kit.itemOf(itemId);
    expect(await addArtifact(ws.scope("lead"), newVersion(itemId, before.version))).toEqual({ number: 2 });
    expect(await kit.itemOf(itemId)).toMatchObject({
      state: "draft",
      currentArtifact: 2,
      submittedBy: null,
      reviewedBy: null,
    });
    const [link] = await kit.linksOf(itemId);
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
    const itemId = await kit.accepted();
    const { version } = await kit.itemOf(itemId);
    await addArtifact(
      ws.scope("owner"),
      newVersion(itemId, version, { submit: "on", renewOn: "2027-01-31" }),
    );
    expect(await kit.itemOf(itemId)).toMatchObject({
      state: "submitted",
      submittedBy: ws.people.owner.userId,
      renewOn: "2027-01-31",
    });
  });

  it("gives each of two at once its own version, or refuses the second", async () => {
    const itemId = await kit.add();
    const both = await Promise.allSettled([
      addArtifact(ws.scope("lead"), newVersion(itemId, 1)),
      addArtifact(ws.scope("owner"), newVersion(itemId, 1)),
    ]);
    expect(both.filter((one) => one.status === "rejected")).toHaveLength(1);
    expect((await kit.itemOf(itemId)).currentArtifact).toBe(2);
  });

  it("refuses withdrawn items, strangers and colleagues", async () => {
    const itemId = await kit.add();
    await expect(addArtifact(foreign.scope("owner"), newVersion(itemId, 1))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(addArtifact(ws.scope("contributor"), newVersion(itemId, 1))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await withdrawEvidence(ws.scope("lead"), { itemIds: seenItem(itemId), reason: "Wrong system." });
    await expect(addArtifact(ws.scope("lead"), newVersion(itemId, 2))).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });
});
