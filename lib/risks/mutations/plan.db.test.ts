import { beforeAll, describe, expect, it } from "vitest";
import { evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { given } from "@/db/testing/nonconformity-path";
import { riskPath } from "@/db/testing/risks";
import { raiseNonconformityInput, setStatementInput } from "@/lib/nonconformities/input";
import { raiseNonconformity, setStatement } from "@/lib/nonconformities/mutations";
import { getNonconformity } from "@/lib/nonconformities/queries";
import { getPrefill } from "@/lib/nonconformities/queries/context";
import { finishPlanActionInput } from "@/lib/risks/input";
import { returnPlan } from "@/lib/risks/mutations/decide";
import { addPlanAction, finishPlanAction } from "@/lib/risks/mutations/plan";
import { getRiskContext } from "@/lib/risks/queries/context";

let home: TestWorkspace;
let foreign: TestWorkspace;
let path: ReturnType<typeof riskPath>;

beforeAll(async () => {
  home = await createWorkspaceWith({ roles: ["owner", "lead", "approver"] });
  foreign = await createWorkspaceWith({ roles: ["owner", "lead"] });
  path = riskPath(home);
  await path.approvedMethod();
});

const item = (workspace: TestWorkspace, title: string) =>
  inWorkspace(workspace.system, async (tx) => {
    const { workspaceId } = workspace;
    const [made] = await tx
      .insert(evidenceItems)
      .values({ workspaceId, title, identity: title })
      .returning({ id: evidenceItems.id });
    const itemId = made?.id ?? "";
    await tx.insert(evidenceLinks).values({
      workspaceId,
      itemId,
      ref: "A.8.13",
      origin: "manual",
      linkedBy: workspace.people.lead.userId,
    });
    return itemId;
  });

async function planned() {
  const id = await path.add();
  await path.assess(id, "inherent", [4, 4]);
  await path.treat(id, { controls: ["A.8.13"] });
  await addPlanAction(path.as("lead"), {
    ...{ id, onceKey: "", title: "Practise a restore", ownerId: null, dueOn: null },
  });
  const [action] = (await path.read(id)).actions;
  return { id, actionId: action?.id ?? "", version: 1 };
}

describe("the proof of a treatment action (R-03)", () => {
  it("is a piece of evidence that the risk's controls lead to, words, or both", async () => {
    const target = await planned();
    const itemId = await item(home, "Restore test of November");
    const before = await getRiskContext(path.as("lead"), await path.read(target.id));
    expect(before.candidates).toEqual([{ id: itemId, title: "Restore test of November" }]);
    const finish = (fields: Record<string, string>) =>
      finishPlanAction(path.as("lead"), finishPlanActionInput.parse({ ...target, to: "done", ...fields }));
    await expect(finish({})).rejects.toMatchObject({ fields: { proofNote: expect.any(String) } });
    const stranger = await item(foreign, "Not ours");
    await expect(finish({ proofItemId: stranger })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await finish({ proofItemId: itemId });
    expect((await path.read(target.id)).actions).toMatchObject([
      { state: "done", proofNote: "", proofItem: { id: itemId, title: "Restore test of November" } },
    ]);
  });

  it("is not enough to drop an action: that takes a reason", async () => {
    const target = await planned();
    const itemId = await item(home, "Some record");
    const drop = (fields: Record<string, string>) =>
      finishPlanAction(path.as("lead"), finishPlanActionInput.parse({ ...target, to: "dropped", ...fields }));
    await expect(drop({ proofItemId: itemId })).rejects.toMatchObject({ code: "CONFLICT" });
    await drop({ proofNote: "The system is gone." });
  });
});

describe("a nonconformity that bears on risks", () => {
  it("is told on both pages, by numbers as people type them", async () => {
    const id = await path.add();
    const { number } = await path.read(id);
    const scope = home.scope("lead", "nonconformity:read", "nonconformity:write", "risk:read");
    const typed = number.replace("R-00", "r").replace("R-0", "r");
    const { onceKey: _, ...fields } = given();
    const refs = "A.5.18";
    const raised = await raiseNonconformity(
      scope,
      raiseNonconformityInput.parse({ ...fields, ownerId: "", refs, risks: `${typed}; ${number}` }),
    );
    expect((await getNonconformity(scope, raised.id)).risks).toMatchObject([{ id, number }]);
    const seen = async () => (await getRiskContext(scope, await path.read(id))).nonconformities;
    expect(await seen()).toMatchObject([{ id: raised.id, number: raised.number, state: "open" }]);

    const state = (risks?: string) =>
      setStatementInput.parse({
        ...{ id: raised.id, ...fields, ownerId: "", refs, gap: "Late.", extent: "", consequences: "" },
        ...(risks === undefined ? {} : { risks }),
        version: 1,
      });
    await setStatement(scope, state());
    expect(await seen()).toHaveLength(1);
    const unknown = setStatement(scope, { ...state("R-987"), version: 2 });
    await expect(unknown).rejects.toMatchObject({ code: "INVALID", fields: { risks: expect.any(String) } });
    expect(setStatementInput.safeParse({ ...state(), risks: "Ransomware" }).success).toBe(false);
    await setStatement(scope, { ...state(""), version: 2 });
    expect(await seen()).toEqual([]);
  });

  it("begins with the risk that it is raised from", async () => {
    const scope = home.scope("lead", "nonconformity:write");
    expect((await getPrefill(scope, { refs: [], itemId: null, risks: "R-004" })).risks).toBe("R-004");
  });
});

describe("a plan that was sent back", () => {
  it("says who sent it back and why until the treatment is decided anew", async () => {
    const id = await path.add();
    await path.assess(id, "inherent", [4, 4]);
    await path.treat(id, { controls: ["A.8.13"] });
    const returned = async () => (await getRiskContext(path.as("lead"), await path.read(id))).returned;
    expect(await returned()).toBeNull();
    await returnPlan(path.own("approver"), { ...(await path.at(id)), reason: "Name the backup owner." });
    expect(await returned()).toEqual({ by: home.people.approver.name, reason: "Name the backup owner." });
    await path.treat(id, { controls: ["A.8.13", "A.8.14"] });
    expect(await returned()).toBeNull();
  });
});
