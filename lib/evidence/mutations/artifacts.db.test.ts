import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { artifacts, evidenceItems } from "@/db/schema/evidence";
import { programmes } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { evidenceForm, evidenceOf, seenItem } from "@/db/testing/evidence";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { pngFile } from "@/e2e/support/good-files";
import type { Role } from "@/lib/core/access";
import { addDays, addMonths, dateIn } from "@/lib/core/dates";
import { addArtifactInput, addEvidenceInput, editEvidenceInput } from "@/lib/evidence/input";
import { setRenewal } from "@/lib/evidence/mutations/bulk";
import { addArtifact, addEvidence, editEvidence } from "@/lib/evidence/mutations/items";
import { getEvidenceItem } from "@/lib/evidence/queries/item";
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

const versionsOf = (itemId: string) =>
  inWorkspace(ws.system, (tx) =>
    tx.select().from(artifacts).where(eq(artifacts.itemId, itemId)).orderBy(asc(artifacts.number)),
  );

const upload = (name: string, text: string, role: Role = "lead", place = ws) =>
  storeFormFile(place.scope(role), new File([text], name, { type: "text/csv" }));

describe("renewal", () => {
  it("counts from the effective date of the newest version, and a date set by hand goes first once", async () => {
    const itemId = await kit.add({ cadence: "quarterly", effectiveOn: "2025-11-30", reminderDays: "14" });
    expect(await kit.itemOf(itemId)).toMatchObject({
      renewOn: "2026-02-28",
      renewOverrideOn: null,
      reminderDays: 14,
    });
    await setRenewal(ws.scope("lead"), { itemIds: seenItem(itemId), renewOn: "2026-01-15" });
    expect(await kit.itemOf(itemId)).toMatchObject({ renewOn: "2026-01-15", renewOverrideOn: "2026-01-15" });
    await addVersion(itemId, { effectiveOn: "2026-03-03" });
    expect(await kit.itemOf(itemId)).toMatchObject({ renewOn: "2026-06-03", renewOverrideOn: null });
    await setRenewal(ws.scope("lead"), { itemIds: seenItem(itemId), renewOn: "2026-05-05" });
    await setRenewal(ws.scope("lead"), { itemIds: seenItem(itemId), renewOn: null });
    expect(await kit.itemOf(itemId)).toMatchObject({ renewOn: "2026-06-03", renewOverrideOn: null });
  });

  it("follows a changed cadence without a new version, and keeps an imported date when the form is saved", async () => {
    const itemId = await kit.add({ effectiveOn: "2026-01-31" });
    await inWorkspace(ws.system, (tx) =>
      tx.update(evidenceItems).set({ renewOn: "2026-12-31" }).where(eq(evidenceItems.id, itemId)),
    );
    const edit = async (fields: Record<string, unknown>) => {
      const { version, renewOn } = await kit.itemOf(itemId);
      const typed = { title: "Access policy", renewOn, ...fields };
      await editEvidence(ws.scope("lead"), editEvidenceInput.parse({ itemId, version, ...typed }));
      return kit.itemOf(itemId);
    };
    expect(await edit({ category: "Policy" })).toMatchObject({
      renewOn: "2026-12-31",
      renewOverrideOn: "2026-12-31",
    });
    expect(await edit({ cadence: "monthly", renewOn: "" })).toMatchObject({
      renewOn: "2026-02-28",
      renewOverrideOn: null,
    });
    expect(await edit({ cadence: "custom", cadenceDays: "45", renewOn: "" })).toMatchObject({
      renewOn: "2026-03-17",
      cadenceDays: 45,
    });
  });

  it("refuses days that are none, and a renewal before the effective date", () => {
    const fieldsOf = (fields: Record<string, unknown>) => {
      const given = { title: "A", kind: "link", url: "https://wiki.example/a" };
      const parsed = addEvidenceInput.safeParse({ ...given, ...fields });
      return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join("."));
    };
    expect(fieldsOf({ cadence: "custom" })).toEqual(["cadenceDays"]);
    expect(fieldsOf({ cadence: "custom", cadenceDays: "0" })).toEqual(["cadenceDays"]);
    expect(fieldsOf({ reminderDays: "181" })).toEqual(["reminderDays"]);
    expect(fieldsOf({ effectiveOn: "2026-03-03", renewOn: "2026-03-02" })).toEqual(["renewOn"]);
    expect(fieldsOf({ cadence: "monthly", cadenceDays: "7" })).toEqual([]);
  });
});

describe("content", () => {
  it("keeps the content of a version while its dates are corrected", async () => {
    const uploadId = await upload("Policy.csv", "a,b\n1,2\n");
    const itemId = await kit.add({ kind: "file", url: "", uploads: [uploadId], effectiveOn: "" });
    await addVersion(itemId, { kind: "same", sameAs: "1", url: "", effectiveOn: "2026-01-01" });
    const [first, second] = await versionsOf(itemId);
    expect(second).toMatchObject({
      kind: "file",
      blobSha256: first?.blobSha256,
      fileName: "Policy.csv",
      effectiveOn: "2026-01-01",
      restoredFrom: null,
    });
  });

  it("makes one item of each of several files, with the same facts", async () => {
    const uploads = [await upload("Joiners.csv", "a\n1\n"), await upload("Leavers.csv", "a\n2\n")];
    const input = evidenceForm({ title: "HR Q3", kind: "file", url: "", uploads, requirements: "CC6.2" });
    const { itemId, added } = await addEvidence(ws.scope("lead"), input);
    expect(added).toBe(2);
    expect((await kit.itemOf(itemId)).title).toBe("HR Q3: Joiners");
    const titles = await inWorkspace(ws.system, (tx) =>
      tx.select({ title: evidenceItems.title }).from(evidenceItems).orderBy(asc(evidenceItems.id)),
    );
    expect(titles.slice(-2).map((row) => row.title)).toEqual(["HR Q3: Joiners", "HR Q3: Leavers"]);
    expect((await kit.linksOf(itemId)).map((link) => link.ref)).toEqual(["CC6.2"]);
  });

  it("takes an upload once, from the person who brought it, in their own workspace", async () => {
    const mine = await upload("Mine.csv", "a\n3\n");
    const theirs = await upload("Theirs.csv", "a\n4\n", "lead", foreign);
    const form = (uploads: readonly string[]) => evidenceForm({ kind: "file", url: "", uploads });
    await expect(addEvidence(ws.scope("owner"), form([mine]))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(addEvidence(ws.scope("lead"), form([theirs]))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await addEvidence(ws.scope("lead"), form([mine]));
    await expect(addEvidence(ws.scope("lead"), form([mine]))).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("keeps what a screenshot's collector attests, and nothing of it for a file that is no image", async () => {
    const screen = new File([new Uint8Array(pngFile())], "Screen.png", { type: "image/png" });
    const ticked = { kind: "file", url: "", isScreenshot: "on", showsAccount: "on" };
    const uploads = [await storeFormFile(ws.scope("lead"), screen)];
    const itemId = await kit.add({ ...ticked, uploads });
    await addVersion(itemId, { ...ticked, uploads: [await upload("Screen.csv", "a\n5\n")] });
    expect(await versionsOf(itemId)).toMatchObject([
      { isScreenshot: true, showsDate: false, showsAccount: true },
      { isScreenshot: false, showsAccount: false },
    ]);
  });

  it("compares the stated rows of a population with its list, pasted or as a file", async () => {
    const list = 'name,left on\n"Doe, Ann",2026-01-31\nRay,2026-02-28\n';
    const population = { kind: "population", url: "", query: "status = 'terminated'", list };
    await expect(kit.add({ ...population, rowCount: "5" })).rejects.toMatchObject({
      code: "INVALID",
      fields: {
        rowCount:
          "The list holds 3 lines, 2 without its heading; 5 rows are stated. Correct the number or the list.",
      },
    });
    const itemId = await kit.add({ ...population, completeness: "Total compared with payroll." });
    expect((await versionsOf(itemId))[0]).toMatchObject({
      kind: "population",
      rowCount: 2,
      countedRows: 2,
      fileName: "population.csv",
      completeness: "Total compared with payroll.",
    });
    const uploads = [await upload("Leavers 2026.csv", list)];
    await addVersion(itemId, { ...population, list: "", uploads, rowCount: "3" });
    expect((await versionsOf(itemId))[1]).toMatchObject({
      rowCount: 3,
      countedRows: 3,
      fileName: "Leavers 2026.csv",
    });
  });
});

describe("the dates of an item", () => {
  it("are judged on the day and against the window, with reasons", async () => {
    const windowTo = addMonths(today, -1);
    await inWorkspace(ws.system, (tx) =>
      tx.update(programmes).set({ windowFrom: addMonths(today, -13), windowTo }),
    );
    const itemId = await kit.add({ effectiveOn: today, renewOn: addDays(today, 5), reminderDays: "5" });
    const { item } = await getEvidenceItem(ws.scope("viewer"), itemId, today);
    expect(item.freshness).toBe("due_soon");
    expect(item.marks.map((mark) => mark.kind)).toEqual(["due_soon", "outside"]);
    const later = await getEvidenceItem(ws.scope("viewer"), itemId, addDays(today, 6));
    expect(later.item.marks.map((mark) => mark.kind)).toEqual(["expired", "outside"]);
    await addVersion(itemId, { effectiveOn: windowTo, renewOn: "" });
    const mended = await getEvidenceItem(ws.scope("viewer"), itemId, today);
    expect(mended.item.marks).toEqual([]);
  });
});
