import { eq } from "drizzle-orm";
import { PostgresJsPreparedQuery } from "drizzle-orm/postgres-js";
import { expect, test, vi } from "vitest";
import { evidenceLinks } from "@/db/schema/evidence";
import { inWorkspace } from "@/db/tenant";
import { evidenceOf, seenItem } from "@/db/testing/evidence";
import { createWorkspaceWith } from "@/db/testing/factories";
import { citeRisk, relyOn } from "@/db/testing/soa-ground";
import { archiveEvidence } from "@/lib/evidence/mutations/bulk";
import { giveVerdict } from "@/lib/evidence/mutations/links";
import { getSoa } from "@/lib/soa/queries";

const TODAY = "2026-11-20";

test("the page takes two statements, however much stands behind its rows", async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "lead", "approver"] });
  const reader = workspace.scope("approver", "soa:read", "workspace:read");
  const count = async (work: () => Promise<unknown>) => {
    const execute = vi.spyOn(PostgresJsPreparedQuery.prototype, "execute");
    await work();
    const statements = execute.mock.calls.length;
    execute.mockRestore();
    // The first one tells the database the workspace.
    return statements - 1;
  };
  const page = () => count(() => getSoa(reader, TODAY));
  const bare = await page();
  expect(bare).toBe(2);
  for (const number of ["R-001", "R-002", "R-003"]) {
    await citeRisk(workspace, { number, title: "Loss of data", refs: ["A.5.1", "A.8.13"] });
  }
  await relyOn(workspace, { refs: ["A.7.11"], validUntil: "2099-01-01", nextReviewOn: "2098-01-01" });
  expect(await page()).toBe(bare);
});

test("evidence that was archived or rejected for the control is none (S-03)", async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "lead", "approver"] });
  const there = evidenceOf(workspace);
  const archived = await there.add({ title: "Old policy", requirements: "A.5.1" });
  await archiveEvidence(workspace.scope("lead"), { itemIds: seenItem(archived) });
  const judged = await there.submitted({ title: "Wrong export", requirements: "A.5.2, A.5.3" });
  const verdict = { itemId: judged, refs: ["A.5.2"], verdict: "rejected" as const, note: "Another system." };
  await giveVerdict(workspace.scope("approver"), verdict);
  const { draft } = await getSoa(workspace.scope("approver", "soa:read"), TODAY);
  const counted = (ref: string) => draft.rows.find((row) => row.ref === ref)?.evidenceCount;
  expect(["A.5.1", "A.5.2", "A.5.3"].map(counted)).toEqual([0, 0, 1]);
});

test("a version of evidence that nobody has judged counts for nothing yet (S-03)", async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "lead", "approver"] });
  const itemId = await evidenceOf(workspace).accepted({ requirements: "A.5.4" });
  const verdict = { itemId, refs: ["A.5.4"], verdict: "sufficient" as const, note: "" };
  await giveVerdict(workspace.scope("approver"), verdict);
  const shown = async () => {
    const { draft } = await getSoa(workspace.scope("approver", "soa:read"), TODAY);
    return draft.rows.find((row) => row.ref === "A.5.4");
  };
  expect(await shown()).toMatchObject({ evidenceCount: 1, currentCount: 1, evidencedCurrent: true });
  await inWorkspace(workspace.system, (tx) =>
    tx.update(evidenceLinks).set({ reviewedArtifact: null }).where(eq(evidenceLinks.itemId, itemId)),
  );
  expect(await shown()).toMatchObject({ evidenceCount: 1, currentCount: 0, evidencedCurrent: false });
});
