// What two people do at the same moment, and what happens to somebody's rows after they left.
import { and, eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { requirements } from "@/db/schema/requirements";
import { memberships } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { riskPath } from "@/db/testing/risks";
import { suppliersOf } from "@/db/testing/suppliers";
import { addObligationInput } from "@/lib/obligations/input";
import { addObligation } from "@/lib/obligations/mutations/register";
import { addOwnControl, archiveOwnControl } from "@/lib/soa/mutations/own-controls";
import { bulkEditSoa, restoreSoaRows, setSoaRow } from "@/lib/soa/mutations/rows";
import { getSoa } from "@/lib/soa/queries";

const ROLES = ["owner", "lead", "approver", "viewer"] as const;

async function withOwnControl(): Promise<TestWorkspace> {
  const workspace = await createWorkspaceWith({ roles: ROLES });
  const control = { title: "Model cards", about: "", once: "" };
  await addOwnControl(workspace.scope("lead", "soa:write"), control);
  return workspace;
}

async function rowOf(workspace: TestWorkspace, ref: string) {
  const { draft } = await getSoa(workspace.scope("viewer", "soa:read"), "2026-11-20");
  return draft.rows.find((row) => row.ref === ref);
}

/** Somebody archives X.1 and has not finished while `work` begins; answers how `work` ended afterwards. */
async function whileArchived(workspace: TestWorkspace, work: () => Promise<unknown>): Promise<unknown> {
  let ended: Promise<unknown> = Promise.resolve();
  await inWorkspace(workspace.system, async (tx) => {
    await tx
      .update(requirements)
      .set({ archivedAt: sql`now()` })
      .where(and(eq(requirements.workspaceId, workspace.workspaceId), eq(requirements.ref, "X.1")));
    ended = work().then(
      () => "stored",
      (error: unknown) => error,
    );
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 700))]);
  });
  return ended;
}

test("a risk, an obligation and a reliance statement take no own control that goes at the same moment", async () => {
  const risky = await withOwnControl();
  const path = riskPath(risky);
  await path.approvedMethod();
  const id = await path.add();
  await path.assess(id, "inherent", [4, 4]);
  const treated = await whileArchived(risky, () => path.treat(id, { controls: ["A.8.13", "X.1"] }));
  expect(treated).toMatchObject({ code: "INVALID", fields: { controls: expect.any(String) } });
  expect((await rowOf(risky, "A.8.13"))?.citedBy).toEqual([]);

  const obliged = await withOwnControl();
  const law = addObligationInput.parse({ kind: "law", title: "Data act", refs: ["X.1"], onceKey: "" });
  const added = await whileArchived(obliged, () =>
    addObligation(obliged.scope("lead", "obligation:write"), law),
  );
  expect(added).toMatchObject({ code: "NOT_FOUND" });

  const relied = await withOwnControl();
  const there = suppliersOf(relied);
  const supplier = await there.add({ name: "Nimbus" });
  const document = await there.attest(supplier);
  const stated = await whileArchived(relied, () => there.rely(supplier, document, { refs: "A.7.5, X.1" }));
  expect(stated).toMatchObject({ code: "INVALID", fields: { refs: expect.stringContaining("X.1") } });
  expect(await there.statementsOf(supplier)).toEqual([]);
});

test("of a risk that chooses an own control and somebody who archives it one wins, and nothing hangs", async () => {
  const workspace = await withOwnControl();
  const path = riskPath(workspace);
  await path.approvedMethod();
  const id = await path.add();
  await path.assess(id, "inherent", [4, 4]);
  const [treated, archived] = await Promise.allSettled([
    path.treat(id, { controls: ["X.1"] }),
    archiveOwnControl(workspace.scope("lead", "soa:write"), { ref: "X.1", version: 1 }),
  ]);
  expect([treated.status, archived.status].toSorted()).toEqual(["fulfilled", "rejected"]);
  const refs = (await path.read(id)).refs;
  expect((await rowOf(workspace, "X.1"))?.citedBy ?? []).toEqual(refs.length > 0 ? ["Risk R-001"] : []);
});

test("a row of somebody who left can be edited, and is given to nobody who left", async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "lead", "contributor", "viewer"] });
  const lead = workspace.scope("lead", "soa:write");
  const { userId: ownerId } = workspace.people.contributor;
  await setSoaRow(lead, { ref: "A.5.1", version: 1, requirementVersion: 1, patch: { ownerId } });
  await inWorkspace(workspace.system, (tx) =>
    tx.update(memberships).set({ endedAt: sql`now()` }).where(eq(memberships.userId, ownerId)),
  );
  const whole = { ownerId, justification: "Policies are asked for by every customer." };
  const saved = await setSoaRow(lead, { ref: "A.5.1", version: 1, requirementVersion: 2, patch: whole });
  expect(saved).toMatchObject({ version: 2, requirementVersion: 2 });
  const back = { ref: "A.5.1", version: 2, requirementVersion: 2, patch: { ownerId, justification: "" } };
  expect((await restoreSoaRows(lead, { edits: [back] })).saved).toHaveLength(1);
  const given = { ref: "A.5.2", version: 1, requirementVersion: 1 };
  await expect(setSoaRow(lead, { ...given, patch: { ownerId } })).rejects.toMatchObject({
    ...{ code: "INVALID", fields: { ownerId: expect.stringContaining("no longer a member") } },
  });
  await expect(bulkEditSoa(lead, { rows: [given], patch: { ownerId } })).rejects.toMatchObject({
    code: "INVALID",
  });
  expect((await rowOf(workspace, "A.5.2"))?.ownerId).toBeNull();
});
