import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { artifacts, evidenceLinks } from "@/db/schema/evidence";
import { programmes } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { evidenceOf, seenItem } from "@/db/testing/evidence";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import type { Role } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { addArtifactInput, restoreArtifactInput } from "@/lib/evidence/input";
import { archiveEvidence, unarchiveEvidence } from "@/lib/evidence/mutations/bulk";
import { addArtifact, restoreArtifact } from "@/lib/evidence/mutations/items";
import { giveVerdict, restoreLinks, unlinkEvidence } from "@/lib/evidence/mutations/links";
import { acceptEvidence, submitEvidence, withdrawEvidence } from "@/lib/evidence/mutations/moves";
import { getEvidenceItem } from "@/lib/evidence/queries/item";
import { getComparedVersions } from "@/lib/evidence/queries/versions";
import { storeFormFile } from "@/lib/files/mutations/keep";

let ws: TestWorkspace;
let foreign: TestWorkspace;
let kit: ReturnType<typeof evidenceOf>;
const dataDir = mkdtempSync(join(tmpdir(), "carryover-versions-"));

beforeAll(async () => {
  process.env.CARRYOVER_DATA_DIR = dataDir;
  ws = await createWorkspaceWith();
  foreign = await createWorkspaceWith({ roles: ["owner", "lead"] });
  kit = evidenceOf(ws);
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const today = dateIn("UTC", new Date());

async function addVersion(itemId: string, fields: Record<string, unknown> = {}, role: Role = "lead") {
  const { version } = await kit.itemOf(itemId);
  return addArtifact(
    ws.scope(role),
    addArtifactInput.parse({
      itemId,
      version,
      kind: "link",
      url: "https://wiki.example/policy-2",
      effectiveOn: "2026-03-03",
      ...fields,
    }),
  );
}

async function restore(itemId: string, number: number, role: Role = "lead") {
  const { version } = await kit.itemOf(itemId);
  return restoreArtifact(ws.scope(role), restoreArtifactInput.parse({ itemId, number, version }));
}

const versionsOf = (itemId: string) =>
  inWorkspace(ws.system, (tx) =>
    tx.select().from(artifacts).where(eq(artifacts.itemId, itemId)).orderBy(asc(artifacts.number)),
  );

const upload = (name: string, text: string, role: Role = "lead", place = ws) =>
  storeFormFile(place.scope(role), new File([text], name, { type: "text/csv" }));

const lastEntry = async (itemId: string) =>
  JSON.parse((await kit.entriesOf(itemId)).at(-1)?.body ?? "{}") as { after: Record<string, unknown> };

describe("verdicts and versions", () => {
  const sufficient = (
    itemId: string,
    refs: readonly string[],
    forRenewals: boolean,
    role: Role = "approver",
  ) => giveVerdict(ws.scope(role), { itemId, refs: [...refs], verdict: "sufficient", note: "", forRenewals });
  const verdicts = async (itemId: string) =>
    (await kit.linksOf(itemId)).map((link) => [
      link.ref,
      link.verdict,
      link.seenArtifact,
      link.reviewedArtifact,
    ]);

  it("keeps a Sufficient for a renewal and asks for every other verdict again", async () => {
    const itemId = await kit.submitted({
      requirements: "A.5.15, A.5.16, A.5.17, A.5.18",
      sourceSystem: "Okta",
      periodFrom: "2025-07-01",
      periodTo: "2025-09-30",
      effectiveOn: "2025-10-02",
    });
    await sufficient(itemId, ["A.5.15"], true);
    await sufficient(itemId, ["A.5.16"], false);
    await giveVerdict(ws.scope("approver"), {
      itemId,
      refs: ["A.5.17"],
      verdict: "needs_supplement",
      note: "Add the removal times.",
    });
    await acceptEvidence(ws.scope("approver"), { itemIds: seenItem(itemId), sufficient: false });
    const renewal = {
      sourceSystem: " okta ",
      periodFrom: "2025-10-01",
      periodTo: "2025-12-31",
      effectiveOn: "2026-01-05",
      submit: "on",
    };
    await addVersion(itemId, renewal);
    expect(await verdicts(itemId)).toEqual([
      ["A.5.15", "sufficient", 1, 2],
      ["A.5.16", "sufficient", 1, 1],
      ["A.5.17", "needs_supplement", 1, 1],
      ["A.5.18", "proposed", null, null],
    ]);
    expect((await lastEntry(itemId)).after).toMatchObject({
      artifact: 2,
      state: "submitted",
      verdictsKept: ["A.5.15"],
      verdictsAskedAgain: ["A.5.16", "A.5.17"],
    });
    const { item } = await getEvidenceItem(ws.scope("approver"), itemId, today);
    expect(item.links.map((link) => [link.ref, link.outdated, link.keptFrom])).toEqual([
      ["A.5.15", false, 1],
      ["A.5.16", true, null],
      ["A.5.17", true, null],
      ["A.5.18", false, null],
    ]);
    await addVersion(itemId, { ...renewal, periodFrom: "2026-01-01", periodTo: "2026-01-31" });
    expect((await verdicts(itemId))[0]).toEqual(["A.5.15", "sufficient", 1, 2]);
  });

  it.each([
    ["another kind", { kind: "attestation", body: "Seen on site." }],
    ["another source", { sourceSystem: "Azure AD" }],
    ["an earlier date", { effectiveOn: "2025-01-05" }],
    ["no date", { effectiveOn: "" }],
  ])("asks again for %s", async (_what, fields) => {
    const itemId = await kit.submitted({
      requirements: "A.5.15",
      sourceSystem: "Okta",
      effectiveOn: "2025-10-02",
    });
    await sufficient(itemId, ["A.5.15"], true);
    await addVersion(itemId, { sourceSystem: "Okta", effectiveOn: "2025-11-02", ...fields });
    expect(await verdicts(itemId)).toEqual([["A.5.15", "sufficient", 1, 1]]);
  });

  it("keeps no verdict of the person who brings the version, unless an owner waived that", async () => {
    const make = async () => {
      const itemId = await kit.submitted({ requirements: "A.5.15" });
      await sufficient(itemId, ["A.5.15"], true, "owner");
      return itemId;
    };
    const apart = await make();
    await addVersion(apart, {}, "owner");
    expect(await verdicts(apart)).toEqual([["A.5.15", "sufficient", 1, 1]]);
    const waive = (selfAcceptance: boolean) =>
      inWorkspace(ws.system, (tx) => tx.update(programmes).set({ selfAcceptance }));
    await waive(true);
    const waived = await make();
    await addVersion(waived, {}, "owner");
    await waive(false);
    expect(await verdicts(waived)).toEqual([["A.5.15", "sufficient", 1, 2]]);
  });

  it("takes a kept verdict back when its reviewer hands the new version in", async () => {
    const itemId = await kit.submitted({ requirements: "A.5.15" });
    await sufficient(itemId, ["A.5.15"], true, "owner");
    await acceptEvidence(ws.scope("approver"), { itemIds: seenItem(itemId), sufficient: false });
    await addVersion(itemId);
    expect((await verdicts(itemId))[0]).toEqual(["A.5.15", "sufficient", 1, 2]);
    await submitEvidence(ws.scope("owner"), { itemIds: seenItem(itemId) });
    expect(await verdicts(itemId)).toEqual([["A.5.15", "proposed", null, null]]);
  });

  it("brings a version back with all its facts, its bytes and the verdicts that it had", async () => {
    const uploadId = await upload("Q3.csv", "user,role\nann,admin\n");
    const itemId = await kit.submitted({
      kind: "file",
      url: "",
      uploads: [uploadId],
      requirements: "A.5.15, A.5.16",
    });
    await sufficient(itemId, ["A.5.15"], false);
    await giveVerdict(ws.scope("approver"), {
      itemId,
      refs: ["A.5.16"],
      verdict: "rejected",
      note: "Another system.",
    });
    await addVersion(itemId);
    expect(await restore(itemId, 1)).toEqual({ number: 3 });
    const stored = await versionsOf(itemId);
    expect(stored.map((one) => [one.number, one.kind, one.restoredFrom])).toEqual([
      [1, "file", null],
      [2, "link", null],
      [3, "file", 1],
    ]);
    expect(stored[2]).toMatchObject({
      blobSha256: stored[0]?.blobSha256,
      fileName: "Q3.csv",
      effectiveOn: "2025-03-03",
    });
    expect(await verdicts(itemId)).toEqual([
      ["A.5.15", "sufficient", 1, 3],
      ["A.5.16", "rejected", 1, 3],
    ]);
    expect((await kit.entriesOf(itemId)).at(-1)?.verb).toBe("evidence.restore-artifact");
    const compared = await getComparedVersions(ws.scope("viewer"), itemId);
    expect(compared.artifacts.map((one) => one.file?.sha256 ?? null)).toEqual([
      stored[0]?.blobSha256,
      null,
      stored[0]?.blobSha256,
    ]);
  });

  it("refuses to bring back what is not there, what is the newest, and what is somebody else's", async () => {
    const itemId = await kit.add();
    await addVersion(itemId);
    await expect(restore(itemId, 9)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(restore(itemId, 2)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(restore(itemId, 1, "contributor")).rejects.toMatchObject({ code: "FORBIDDEN" });
    const input = restoreArtifactInput.parse({ itemId, number: 1, version: 2 });
    await expect(restoreArtifact(foreign.scope("owner"), input)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(restoreArtifact(ws.scope("lead"), { ...input, version: 1 })).rejects.toMatchObject({
      code: "CONFLICT",
      current: { version: 2 },
    });
    const both = await Promise.allSettled([
      restoreArtifact(ws.scope("lead"), input),
      restoreArtifact(ws.scope("owner"), input),
    ]);
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(await versionsOf(itemId)).toHaveLength(3);
  });

  it("brings an unlinked verdict back with the version that was looked at", async () => {
    const itemId = await kit.submitted({ requirements: "A.5.15" });
    await sufficient(itemId, ["A.5.15"], true);
    await addVersion(itemId);
    await unlinkEvidence(ws.scope("lead"), { itemId, refs: ["A.5.15"] });
    await restoreLinks(ws.scope("lead"), { itemId, refs: ["A.5.15"] });
    expect(await verdicts(itemId)).toEqual([["A.5.15", "sufficient", 1, 2]]);
    const [link] = await inWorkspace(ws.system, (tx) =>
      tx.select().from(evidenceLinks).where(eq(evidenceLinks.itemId, itemId)),
    );
    expect(link?.forRenewals).toBe(true);
  });
});

describe("archive", () => {
  const listed = async (itemId: string) => (await kit.itemOf(itemId)).archivedAt !== null;

  it("takes what counts for nothing out of the lists, refuses the rest with a sentence, and brings it back", async () => {
    const draft = await kit.add();
    const accepted = await kit.accepted();
    await expect(archiveEvidence(ws.scope("lead"), { itemIds: seenItem(accepted) })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("Withdraw it with a reason"),
    });
    const answer = await archiveEvidence(ws.scope("lead"), {
      itemIds: [...seenItem(draft), ...seenItem(accepted)],
    });
    expect([answer.done, answer.refused.length]).toEqual([1, 1]);
    expect([await listed(draft), await listed(accepted)]).toEqual([true, false]);
    await expect(submitEvidence(ws.scope("lead"), { itemIds: seenItem(draft) })).rejects.toMatchObject({
      code: "CONFLICT",
      message: "Archived evidence stays as it is. Bring it back first.",
    });
    await expect(addVersion(draft)).rejects.toMatchObject({ code: "CONFLICT" });
    await unarchiveEvidence(ws.scope("lead"), { itemIds: seenItem(draft) });
    expect((await kit.entriesOf(draft)).map((entry) => entry.verb)).toEqual([
      "evidence.add",
      "evidence.archive",
      "evidence.unarchive",
    ]);
    await submitEvidence(ws.scope("lead"), { itemIds: seenItem(draft) });
  });

  it("keeps contributors to their own and strangers out, and archives once of two at once", async () => {
    const itemId = await kit.add();
    const items = { itemIds: seenItem(itemId) };
    await expect(archiveEvidence(ws.scope("contributor"), items)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(archiveEvidence(foreign.scope("owner"), items)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(unarchiveEvidence(ws.scope("lead"), items)).rejects.toMatchObject({ code: "CONFLICT" });
    await withdrawEvidence(ws.scope("lead"), { ...items, reason: "Wrong year." });
    const both = await Promise.allSettled([
      archiveEvidence(ws.scope("lead"), items),
      archiveEvidence(ws.scope("owner"), items),
    ]);
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    await expect(unarchiveEvidence(foreign.scope("owner"), items)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await listed(itemId)).toBe(true);
  });
});
