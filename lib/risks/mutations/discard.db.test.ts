import { and, eq, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { activity } from "@/db/schema/activity";
import { riskBands, riskLevels, riskMethods } from "@/db/schema/risks";
import { inWorkspace } from "@/db/tenant";
import { contextOf } from "@/db/testing/context";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { riskPath } from "@/db/testing/risks";
import { discardScope } from "@/lib/context/mutations/discard";
import { beginScope, returnScope } from "@/lib/context/mutations/scope";
import { getContext } from "@/lib/context/queries";
import { dateIn } from "@/lib/core/dates";
import { discardMethod } from "@/lib/risks/mutations/discard";
import { returnMethod, startMethod, submitMethod } from "@/lib/risks/mutations/method";
import { listMyWork } from "@/lib/work/queries";

const manage = (ws: TestWorkspace) => ws.scope("lead", "risk:manage");
const workspace = () => createWorkspaceWith({ roles: ["owner", "lead", "contributor", "approver"] });

/** How many levels and bands are stored of that version. */
async function scalesOf(ws: TestWorkspace, number: number) {
  return inWorkspace(ws.system, async (tx) => [
    (await tx.select().from(riskLevels).where(eq(riskLevels.methodNumber, number))).length,
    (await tx.select().from(riskBands).where(eq(riskBands.methodNumber, number))).length,
  ]);
}

it("takes a draft of the method away with its scales, and the version in force is the newest again", async () => {
  const ws = await workspace();
  const path = riskPath(ws);
  await path.approvedMethod();
  const { number, version } = await path.draft();
  await expect(discardMethod(manage(ws), { number, version: version + 1 })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  expect(await scalesOf(ws, 2)).toEqual([10, 4]);
  expect(await discardMethod(manage(ws), { number, version })).toEqual({ number: 2 });
  expect(await path.methods()).toMatchObject([{ number: 1, state: "approved" }]);
  expect([await scalesOf(ws, 2), await scalesOf(ws, 1)]).toEqual([
    [0, 0],
    [10, 4],
  ]);
  await expect(discardMethod(manage(ws), { number, version })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const [entry] = await inWorkspace(ws.system, (tx) =>
    tx
      .select({ body: activity.body })
      .from(activity)
      .where(and(eq(activity.verb, "risk.method-discard"), eq(activity.subjectRef, "method-2"))),
  );
  expect(JSON.parse(entry?.body ?? "{}").before).toMatchObject({
    state: "draft",
    likelihood: expect.any(Array),
  });
});

it("takes nothing away that was handed in or decided, nor by the database's own login", async () => {
  const ws = await workspace();
  const { number, version } = await riskPath(ws).draft();
  await submitMethod(manage(ws), { number, version });
  const waiting = { number, version: version + 1 };
  await expect(discardMethod(manage(ws), waiting)).rejects.toMatchObject({
    code: "CONFLICT",
    message: "Only a draft can be discarded. What was submitted waits for its decision.",
  });
  const away = inWorkspace(manage(ws), async (tx) => {
    await tx.delete(riskLevels);
    await tx.delete(riskBands);
    await tx.execute(sql`delete from ${riskMethods}`);
  });
  await expect(away).rejects.toMatchObject({ cause: { code: "42501" } });
  expect(await riskPath(ws).methods()).toMatchObject([{ number: 1, state: "in_review" }]);
});

it("leaves no trace of the discarded draft in the one that gets its number", async () => {
  const ws = await workspace();
  const { number, version } = await riskPath(ws).draft();
  await submitMethod(manage(ws), { number, version });
  const back = { number, version: version + 1, reason: "Say how often." };
  await returnMethod(ws.scope("approver", "risk:approve"), back);
  await discardMethod(manage(ws), { number, version: version + 2 });
  await startMethod(manage(ws), { onceKey: "" });
  const [begun] = await riskPath(ws).methods();
  expect(begun).toMatchObject({ number: 1, state: "draft", sentBack: null, submittedBy: null });
  // Forms that were drawn with the first one are older than this one.
  expect(begun?.version).toBeGreaterThan(version + 2);
  const today = dateIn("UTC", new Date());
  expect(await listMyWork(ws.scope("lead", "workspace:read"), today)).toEqual([]);
});

it("leaves no trace of a discarded scope statement either", async () => {
  const ws = await workspace();
  await contextOf(ws).work();
  const back = { number: 1, version: 3, reason: "Name the second site." };
  await returnScope(ws.scope("approver", "context:approve"), back);
  const write = () => ws.scope("lead", "context:write");
  await discardScope(write(), { number: 1, version: 4 });
  await beginScope(write(), { onceKey: "" });
  const page = await getContext(ws.scope("lead", "context:read"));
  expect(page).toMatchObject({ working: { number: 1, state: "draft" }, sentBack: null });
  const rows = await listMyWork(ws.scope("lead", "workspace:read"), dateIn("UTC", new Date()));
  expect(rows.map(({ kind }) => kind)).toEqual(["review_obligation"]);
});
