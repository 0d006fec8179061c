import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import type { Home } from "@/lib/core/home-dto";
import { NUMBERS, type NumberName } from "@/lib/core/readiness";
import { filterContext, selectRequirements } from "@/lib/core/requirement-filters";
import { ITEM_STATES } from "@/lib/core/statuses";
import { acceptEvidenceInput, libraryFilters, reviewProposalsInput } from "@/lib/evidence/input";
import { acceptEvidence } from "@/lib/evidence/mutations/moves";
import { reviewProposals } from "@/lib/evidence/mutations/proposals";
import { listEvidence } from "@/lib/evidence/queries/library";
import { listProposals } from "@/lib/evidence/queries/proposals";
import { runImport, uploadRegister } from "@/lib/imports/mutations";
import { raiseNonconformityInput } from "@/lib/nonconformities/input";
import { raiseNonconformity } from "@/lib/nonconformities/mutations";
import { addAction } from "@/lib/nonconformities/mutations/actions";
import { getHome } from "@/lib/readiness/queries";
import { getControls } from "@/lib/requirements/queries/controls";
import { setProgrammeInput } from "@/lib/workspaces/input";
import { setProgramme } from "@/lib/workspaces/mutations";

async function importFile(workspace: TestWorkspace, name: string): Promise<void> {
  const file = new File([readFileSync(join("e2e/fixtures", name))], name, { type: "text/csv" });
  const { id } = await uploadRegister(workspace.scope("lead"), { file });
  await runImport(workspace.scope("lead"), { id, version: 1 });
}

async function setScope(workspace: TestWorkspace): Promise<void> {
  const input = setProgrammeInput.parse({
    version: 1,
    availability: true,
    confidentiality: true,
    reportType: "type2",
    hosting: "cloud",
  });
  await setProgramme(workspace.scope("lead"), input);
}

async function expectEqualLists(workspace: TestWorkspace, home: Home): Promise<void> {
  const { rows, crosswalk, today } = await getControls(workspace.scope("lead"), new Date());
  const context = filterContext(crosswalk, today);
  for (const name of Object.keys(NUMBERS) as NumberName[]) {
    const listed = selectRequirements(rows, NUMBERS[name].selection, context).map((row) => row.ref);
    expect(home.readiness.numbers[name].refs, name).toEqual(listed);
    expect(home.readiness.numbers[name].count, name).toBe(listed.length);
  }
}

describe("an empty workspace", () => {
  it("asks for the first steps and shows no action but the import", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner"] });
    const home = await getHome(workspace.scope("owner"));
    expect(home.setup.filter((step) => step.done)).toEqual([]);
    expect(home.actions[0]?.kind).toBe("import");
    expect(home.evidence.live).toBe(0);
    expect(home.evidence.expires).toHaveLength(12);
    expect(home.trend).toEqual([]);
  });

  it("offers no import to those who may not run one", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "viewer"] });
    const home = await getHome(workspace.scope("viewer"));
    expect(home.actions.map((action) => action.kind)).not.toContain("import");
    expect(home.manages).toBe(false);
  });
});

describe("the worked example: S, A and C with both registers", () => {
  let workspace: TestWorkspace;
  beforeAll(async () => {
    workspace = await createWorkspaceWith({ roles: ["owner", "lead", "approver"] });
    await setScope(workspace);
    await importFile(workspace, "soc2-evidence-register.csv");
    await importFile(workspace, "soc2-evidence-privacy-integrity.csv");
  });

  it("has 69 of 93 mapped, 59 reusable and nothing evidenced right after the import", async () => {
    const { readiness } = await getHome(workspace.scope("lead"));
    expect(readiness.numbers.mapped).toMatchObject({ count: 69, of: 93 });
    expect(readiness.numbers.reusable).toMatchObject({ count: 59, of: 93 });
    expect(readiness.numbers.supplement).toMatchObject({ count: 10, of: 93 });
    expect(readiness.numbers.netNew).toMatchObject({ count: 24, of: 93 });
    expect(readiness.numbers.evidenced).toMatchObject({ count: 0, of: 93 });
    expect(readiness.numbers.criteriaEvidenced).toMatchObject({ count: 0, of: 38 });
    expect(readiness.numbers.annexReady).toMatchObject({ count: 0, of: 93 });
  });

  it("counts the proposals as the proposals page does", async () => {
    const home = await getHome(workspace.scope("lead"));
    const { counts } = await listProposals(workspace.scope("lead"));
    expect(home.setup.find((step) => step.page === "proposals")?.progress).toBe(
      `${counts.items} pieces of evidence with proposals`,
    );
  });

  it("counts freshness as the library does", async () => {
    const home = await getHome(workspace.scope("lead"));
    const library = await listEvidence(workspace.scope("lead"), libraryFilters.parse({}), home.today);
    expect(home.evidence.live).toBe(library.counts.live);
    expect(home.evidence.freshness).toEqual(library.counts.freshness);
    expect(ITEM_STATES).toContain("accepted");
    expect(home.evidence.accepted).toBe(0);
  });

  it("reaches Evidenced by named acceptances only", async () => {
    const { lead, approver } = { lead: workspace.scope("lead"), approver: workspace.scope("approver") };
    await reviewProposals(lead, reviewProposalsInput.parse({ decision: "confirm-full" }));
    const before = await getHome(lead);
    expect(before.readiness.numbers.evidenced.count).toBe(0);
    const submitted = await listEvidence(lead, libraryFilters.parse({ state: "submitted" }), before.today);
    const current = submitted.rows.filter((row) => row.freshness === "current").map((row) => row.itemId);
    await acceptEvidence(approver, acceptEvidenceInput.parse({ itemIds: current, sufficient: true }));
    const after = await getHome(lead);
    expect(after.evidence.accepted).toBe(current.length);
    expect(after.readiness.numbers.evidenced.count).toBeGreaterThan(0);
    expect(after.readiness.numbers.evidenced.count).toBeLessThanOrEqual(59);
    expect(after.readiness.numbers.implemented.count).toBe(0);
  });

  it("counts for every number exactly the rows that its list shows", async () => {
    await expectEqualLists(workspace, await getHome(workspace.scope("lead")));
  });

  it("ranks a major with its overdue actions first", async () => {
    const lead = workspace.scope("lead");
    const { id } = await raiseNonconformity(
      lead,
      raiseNonconformityInput.parse({
        grade: "major",
        title: "Access stays on",
        source: "self",
        refs: "A.5.18",
        objectiveEvidence: "Three accounts of leavers.",
      }),
    );
    await addAction(lead, { id, onceKey: "", title: "Close accounts", ownerId: null, dueOn: "2020-01-01" });
    await addAction(lead, { id, onceKey: "", title: "Later", ownerId: null, dueOn: "2999-01-01" });
    const home = await getHome(lead);
    expect(home.actions[0]?.title).toMatch(/^Close 1 overdue action on NC-/);
    expect(home.actions[0]?.reason).toContain("A.5.18");
    expect(home.readiness.majors).toBe(1);
    expect(home.ageing[0]?.major).toEqual([id]);
    expect(home.readiness.numbers.annexReady.refs).not.toContain("A.5.18");
  });

  it("keeps the numbers of another workspace out", async () => {
    const other = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const home = await getHome(other.scope("lead"));
    expect(home.evidence.live).toBe(0);
    expect(home.readiness.majors).toBe(0);
  });
});
