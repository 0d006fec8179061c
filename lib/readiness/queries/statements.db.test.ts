import { PostgresJsPreparedQuery } from "drizzle-orm/postgres-js";
import { expect, test, vi } from "vitest";
import { evidenceOf } from "@/db/testing/evidence";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { citeRisk, relyOn } from "@/db/testing/soa-ground";
import { openSession } from "@/lib/auth/mutations";
import { findAccess } from "@/lib/auth/queries";
import { hashToken } from "@/lib/auth/tokens";
import { libraryFilters } from "@/lib/evidence/input";
import { listEvidence } from "@/lib/evidence/queries/library";
import { getHome } from "@/lib/readiness/queries";
import { getControls } from "@/lib/requirements/queries/controls";
import { getSoa } from "@/lib/soa/queries";
import { getNavCounts } from "@/lib/work/queries";

const TODAY = "2026-11-20";

/** The statements of the work, without the one that tells the database the workspace. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const execute = vi.spyOn(PostgresJsPreparedQuery.prototype, "execute");
  await work();
  const asked = execute.mock.contexts.map(
    (query) => (query as PostgresJsPreparedQuery<never>).getQuery().sql,
  );
  execute.mockRestore();
  return asked.filter((text) => !text.startsWith("select set_config")).length;
}

async function fill(workspace: TestWorkspace): Promise<void> {
  const there = evidenceOf(workspace);
  for (const title of ["Access policy", "Backup report", "Supplier list"]) {
    await there.add({ title, requirements: "A.5.1, A.8.13, CC6.1" });
  }
}

test("Home and SoA take four statements, Evidence five and Controls three, session, membership and frame included, whatever stands in the workspace", async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "lead"] });
  const lead = workspace.scope("lead");
  const token = await openSession(workspace.people.lead.userId, { ip: null, agent: null });
  const frame = async () => {
    const access = await findAccess(hashToken(token), workspace.slug);
    expect(access?.workspaces.map(({ slug }) => slug)).toEqual([workspace.slug]);
    await getNavCounts(lead, TODAY);
  };
  const home = () => statementsOf(() => Promise.all([frame(), getHome(lead)]));
  const controls = () => statementsOf(() => Promise.all([frame(), getControls(lead, new Date(TODAY))]));
  const soa = () => statementsOf(() => Promise.all([frame(), getSoa(lead, TODAY)]));
  const evidence = (query: { readonly q?: string } = {}) =>
    statementsOf(() => Promise.all([frame(), listEvidence(lead, libraryFilters.parse(query), TODAY)]));
  const all = async () => [await home(), await controls(), await soa(), await evidence()];
  expect(await all()).toEqual([4, 3, 4, 5]);
  expect((await getControls(workspace.system, new Date(TODAY))).views.views).toEqual([]);
  await fill(workspace);
  await citeRisk(workspace, { number: "R-001", title: "Loss of data", refs: ["A.5.1", "A.8.13"] });
  await relyOn(workspace, { refs: ["A.7.11"], validUntil: "2099-01-01", nextReviewOn: "2098-01-01" });
  expect(await all()).toEqual([4, 3, 4, 5]);
  expect(await evidence({ q: "report" })).toBe(5);
});
