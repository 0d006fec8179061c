import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { evidenceItems } from "@/db/schema/evidence";
import { memberships } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { evidenceOf } from "@/db/testing/evidence";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { authorize } from "@/lib/auth/authorize";
import type { Permission, Role } from "@/lib/core/access";
import { AppError } from "@/lib/core/errors";
import type { BulkUndo } from "@/lib/core/evidence-dto";
import { bulkEvidenceInput, undoBulkInput } from "@/lib/evidence/input";
import { changeMany } from "@/lib/evidence/mutations/bulk-choice";
import { giveVerdict } from "@/lib/evidence/mutations/links";
import { undoBulk } from "@/lib/evidence/mutations/undo";

vi.mock(import("@/lib/auth/authorize"), async (original) => ({ ...(await original()), authorize: vi.fn() }));

let ws: TestWorkspace;
let foreign: TestWorkspace;
let add: ReturnType<typeof evidenceOf>["add"];
let itemOf: ReturnType<typeof evidenceOf>["itemOf"];
let linksOf: ReturnType<typeof evidenceOf>["linksOf"];
let entriesOf: ReturnType<typeof evidenceOf>["entriesOf"];

/** Who is signed in: what a verb asks for is checked against this role. */
let actor: Role = "lead";

beforeAll(async () => {
  ws = await createWorkspaceWith();
  foreign = await createWorkspaceWith({ roles: ["owner"] });
  ({ add, itemOf, linksOf, entriesOf } = evidenceOf(ws));
});
beforeEach(() => {
  actor = "lead";
  vi.mocked(authorize).mockImplementation(async (_slug: string, ...needs: readonly Permission[]) =>
    ws.scope(actor, ...needs),
  );
});

const change = (fields: Record<string, unknown>) =>
  changeMany(ws.scope(actor), bulkEvidenceInput.parse(fields));
const back = (undo: BulkUndo | undefined, role: Role = "lead") =>
  undoBulk(ws.scope(role), undoBulkInput.parse(undo));
const several = (fields: Record<string, unknown> = {}, count = 3) =>
  Promise.all(Array.from({ length: count }, () => add(fields)));

describe("a bulk change", () => {
  it("changes the ticked items, or all that the filters leave", async () => {
    const [first = ""] = await several({ category: "Everything" });
    expect((await change({ verb: "archive", itemIds: [first] })).done).toBe(1);
    const rest = await change({ verb: "archive", everything: "category=Everything" });
    expect(rest.done).toBe(2);
    await expect(change({ verb: "archive", everything: "category=Everything" })).rejects.toMatchObject({
      code: "INVALID",
      message: expect.stringContaining("No item is left"),
    });
    expect(() => bulkEvidenceInput.parse({ verb: "archive", itemIds: [] })).toThrow(
      "Select at least one item",
    );
  });

  it("reads its own fields only, whatever was left in the panels of other verbs", async () => {
    const itemIds = await several({}, 1);
    const left = { requirements: "CC9.99, foo", renewOn: "soon", cadence: "custom", cadenceDays: "none" };
    expect((await change({ verb: "archive", itemIds, ...left })).done).toBe(1);
    const link = bulkEvidenceInput.safeParse({ ...left, verb: "link", itemIds });
    expect(link.error?.issues.map((issue) => issue.path[0])).toEqual(["requirements"]);
  });

  it("asks for the permission of its verb", async () => {
    const [itemId = ""] = await several({}, 1);
    vi.mocked(authorize).mockImplementation(async (_slug: string, ...needs: readonly Permission[]) => {
      if (needs.includes("evidence:review")) throw new AppError("FORBIDDEN", "Not yours.");
      return ws.scope("contributor", ...needs);
    });
    await expect(change({ verb: "accept", itemIds: [itemId] })).rejects.toMatchObject({ code: "FORBIDDEN" });
    actor = "contributor";
    await expect(
      change({ verb: "assign", itemIds: [itemId], ownerId: ws.people.lead.userId }),
    ).rejects.toMatchObject({ code: "CONFLICT", message: "Owners and leads assign evidence." });
    expect((await itemOf(itemId)).ownerId).toBeNull();
  });

  it("links at most 2,000 pairs at once", async () => {
    const [itemId = ""] = await several({}, 1);
    const { done } = await change({ verb: "link", itemIds: [itemId], requirements: "A.5.1, CC6.1" });
    expect(done).toBe(1);
    expect((await linksOf(itemId)).map((link) => link.ref)).toEqual(["A.5.1", "CC6.1"]);
  });

  it("gives a cadence: dates follow it, one set by hand stays", async () => {
    const [plain = "", byHand = ""] = [
      await add({ effectiveOn: "2026-01-31" }),
      await add({ effectiveOn: "2026-01-31", cadence: "yearly", renewOn: "2026-03-03" }),
    ];
    await change({ verb: "cadence", itemIds: [plain, byHand], cadence: "monthly" });
    expect(await itemOf(plain)).toMatchObject({ cadence: "monthly", renewOn: "2026-02-28" });
    expect(await itemOf(byHand)).toMatchObject({ cadence: "monthly", renewOn: "2026-03-03" });
    await change({ verb: "cadence", itemIds: [plain], cadence: "custom", cadenceDays: "10" });
    expect(await itemOf(plain)).toMatchObject({ cadenceDays: 10, renewOn: "2026-02-10" });
    expect((await entriesOf(plain)).map((entry) => entry.verb).slice(-2)).toEqual([
      "evidence.edit",
      "evidence.edit",
    ]);
    const missing = bulkEvidenceInput.safeParse({ verb: "cadence", itemIds: [plain], cadence: "custom" });
    expect(missing.error?.issues[0]?.path).toEqual(["cadenceDays"]);
  });
});

describe("taking a bulk change back", () => {
  it("brings archived items back, and archives what came back", async () => {
    const itemIds = await several();
    const archived = await change({ verb: "archive", itemIds });
    expect(await back(archived.undo)).toEqual({ done: 3, refused: [] });
    expect((await itemOf(itemIds[0] ?? "")).archivedAt).toBeNull();
    const again = await change({ verb: "archive", itemIds });
    const returned = await change({ verb: "unarchive", itemIds });
    expect(again.undo?.verb).toBe("archive");
    await back(returned.undo);
    expect((await itemOf(itemIds[0] ?? "")).archivedAt).not.toBeNull();
  });

  it("gives items back to their owners, and leaves those that were changed since", async () => {
    const [mine = "", register = "", changed = ""] = await several();
    const { contributor, approver } = ws.people;
    await change({ verb: "assign", itemIds: [mine, changed], ownerId: contributor.userId });
    await inWorkspace(ws.system, (tx) =>
      tx.update(evidenceItems).set({ ownerText: "IT team" }).where(eq(evidenceItems.id, register)),
    );
    const itemIds = [mine, register, changed];
    const { undo } = await change({ verb: "assign", itemIds, ownerId: approver.userId });
    expect((await itemOf(register)).ownerText).toBe("");
    await change({ verb: "assign", itemIds: [changed], ownerId: null });
    expect(await back(undo)).toMatchObject({
      done: 2,
      refused: [{ reason: expect.stringContaining("changed") }],
    });
    expect((await itemOf(mine)).ownerId).toBe(contributor.userId);
    expect(await itemOf(register)).toMatchObject({ ownerId: null, ownerText: "IT team" });
    expect((await itemOf(changed)).ownerId).toBeNull();
  });

  it("gives items the cadence and the dates back that each had, and leaves those that were changed since", async () => {
    const plain = await add({ effectiveOn: "2026-01-31", cadence: "yearly" });
    const byHand = await add({ effectiveOn: "2026-01-31", cadence: "yearly", renewOn: "2026-03-03" });
    const changed = await add({ effectiveOn: "2026-01-31", cadence: "custom", cadenceDays: "10" });
    const datesOf = async (id: string) => {
      const { cadence, cadenceDays, renewOverrideOn, renewOn } = await itemOf(id);
      return { cadence, cadenceDays, renewOverrideOn, renewOn };
    };
    const itemIds = [plain, byHand, changed];
    const before = await Promise.all(itemIds.map(datesOf));
    const renewed = await change({ verb: "renew", itemIds, renewOn: "2026-12-20" });
    expect(await back(renewed.undo)).toEqual({ done: 3, refused: [] });
    expect(await Promise.all(itemIds.map(datesOf))).toEqual(before);

    const { undo } = await change({ verb: "cadence", itemIds, cadence: "monthly" });
    expect(await itemOf(plain)).toMatchObject({ cadence: "monthly", renewOn: "2026-02-28" });
    await change({ verb: "renew", itemIds: [changed], renewOn: "2026-11-11" });
    expect(await back(undo)).toMatchObject({
      done: 2,
      refused: [{ reason: expect.stringContaining("changed") }],
    });
    expect(await Promise.all([plain, byHand].map(datesOf))).toEqual(before.slice(0, 2));
    expect(await itemOf(changed)).toMatchObject({ cadence: "monthly", renewOn: "2026-11-11" });
    expect((await entriesOf(plain)).at(-1)).toMatchObject({ verb: "evidence.edit" });
  });

  it("does not give an item to somebody who has left", async () => {
    const gone = await createWorkspaceWith({ roles: ["owner", "lead", "contributor"] });
    const made = await evidenceOf(gone).add({ ownerId: gone.people.contributor.userId });
    vi.mocked(authorize).mockImplementation(async (_slug: string, ...needs: readonly Permission[]) =>
      gone.scope("lead", ...needs),
    );
    const input = bulkEvidenceInput.parse({ verb: "assign", itemIds: [made] });
    const { undo } = await changeMany(gone.scope("lead"), input);
    await inWorkspace(gone.system, (tx) =>
      tx
        .update(memberships)
        .set({ endedAt: new Date() })
        .where(eq(memberships.userId, gone.people.contributor.userId)),
    );
    await expect(undoBulk(gone.scope("lead"), undoBulkInput.parse(undo))).rejects.toMatchObject({
      code: "CONFLICT",
      message: "Its owner before has left.",
    });
  });

  it("removes the links it made, but none that was there or was judged since", async () => {
    const itemId = await add({ requirements: "A.5.1", submit: "on" });
    const { undo } = await change({ verb: "link", itemIds: [itemId], requirements: "A.5.1, A.5.2, A.5.3" });
    await giveVerdict(ws.scope("approver"), { itemId, refs: ["A.5.2"], verdict: "sufficient", note: "" });
    expect(await back(undo)).toEqual({ done: 1, refused: [] });
    expect((await linksOf(itemId)).map((link) => link.ref)).toEqual(["A.5.1", "A.5.2"]);
    await expect(back(undo)).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await entriesOf(itemId)).at(-1)?.verb).toBe("evidence.unlink");
  });

  it("reaches nothing of another workspace", async () => {
    const [itemId = ""] = await several({}, 1);
    for (const undo of [
      { verb: "archive", itemIds: [itemId] },
      { verb: "assign", owners: [{ itemId, version: 1, ownerId: null, ownerText: "" }] },
      { verb: "link", pairs: [`${itemId}:A.5.1`] },
    ]) {
      const input = undoBulkInput.parse(undo);
      await expect(undoBulk(foreign.scope("owner"), input)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });
});
