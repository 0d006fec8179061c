import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { soaReasons, soaRows } from "@/db/schema/requirements";
import { riskAssessments } from "@/db/schema/risks";
import { notifications } from "@/db/schema/work";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { riskPath } from "@/db/testing/risks";
import { addDays, dateIn } from "@/lib/core/dates";
import { archiveRisk, editRisk, restoreRisk } from "@/lib/risks/mutations";
import {
  acceptResidual,
  approvePlan,
  assessRisk,
  returnPlan,
  startTreatment,
  treatRisk,
} from "@/lib/risks/mutations/decide";
import { addPlanAction, finishPlanAction, setPlanAction } from "@/lib/risks/mutations/plan";
import { getRisk, listRisks } from "@/lib/risks/queries";
import { listMyWork } from "@/lib/work/queries";

let home: TestWorkspace;
let foreign: TestWorkspace;
let path: ReturnType<typeof riskPath>;
const today = dateIn("UTC", new Date());

beforeAll(async () => {
  home = await createWorkspaceWith();
  foreign = await createWorkspaceWith({ roles: ["owner", "lead", "approver"] });
  path = riskPath(home);
  await path.approvedMethod();
});

const reasonsOf = (riskId: string) =>
  inWorkspace(home.system, (tx) =>
    tx
      .select({ ref: soaReasons.ref, kind: soaReasons.kind, detail: soaReasons.detail })
      .from(soaReasons)
      .where(eq(soaReasons.targetId, riskId))
      .orderBy(soaReasons.ref),
  );
const workOf = async (role: "approver" | "lead" | "contributor") =>
  (await listMyWork(home.scope(role, "workspace:read"), today)).map(
    ({ kind, target }) => `${kind} ${target}`,
  );

describe("a risk from adding to acceptance", () => {
  it("moves by assessment, treatment, the owner's approval, treatment and the owner's acceptance (R-02)", async () => {
    const id = await path.add();
    expect(await path.read(id)).toMatchObject({
      number: "R-001",
      state: "identified",
      flags: ["unassessed", "no_controls"],
    });
    await path.assess(id, "inherent", [4, "4"]);
    expect(await path.read(id)).toMatchObject({
      state: "assessed",
      inherent: { score: 16, band: { label: "High" }, methodNumber: 1 },
      flags: ["untreated", "above", "no_controls"],
    });
    await path.treat(id, { controls: ["A.8.13", "A.5.30"] });
    expect(await reasonsOf(id)).toEqual([
      { ref: "A.5.30", kind: "risk", detail: "R-001" },
      { ref: "A.8.13", kind: "risk", detail: "R-001" },
    ]);
    expect(await workOf("approver")).toContain(`risk_plan ${id}`);
    await approvePlan(path.own("approver"), await path.at(id));
    expect((await path.read(id)).planApprovedBy).toEqual({
      userId: home.people.approver.userId,
      name: home.people.approver.name,
    });
    await startTreatment(path.as("lead"), await path.at(id));
    await path.assess(id, "residual", [2, 3]);
    expect(await workOf("approver")).toContain(`risk_residual ${id}`);
    await acceptResidual(path.own("approver"), { ...(await path.at(id)), reason: "", expiresOn: null });
    const done = await path.read(id);
    expect(done).toMatchObject({ state: "residual_accepted", current: { score: 6 }, flags: [] });
    expect(done.acceptances).toMatchObject([
      { by: home.people.approver.name, aboveCriterion: false, assessmentNumber: 2 },
    ]);
    expect((await path.verbsOf(id)).map(({ verb }) => verb)).toEqual([
      "risk.add",
      "risk.assess",
      "risk.treat",
      "risk.move",
      "risk.move",
      "risk.assess",
      "risk.accept",
    ]);
  });

  it("tells the owner what waits, and whoever chose the treatment why it came back", async () => {
    const id = await path.add();
    await path.assess(id, "inherent", [3, 3]);
    await path.treat(id);
    await returnPlan(path.own("approver"), { ...(await path.at(id)), reason: "Name the backup owner." });
    expect((await path.read(id)).state).toBe("assessed");
    const told = await inWorkspace(home.system, (tx) =>
      tx
        .select({ personId: notifications.personId, kind: notifications.kind, detail: notifications.detail })
        .from(notifications)
        .where(and(eq(notifications.subjectKind, "risk"), eq(notifications.subjectId, id)))
        .orderBy(notifications.createdAt),
    );
    const [approver, lead] = [home.people.approver.userId, home.people.lead.userId];
    expect(told).toMatchObject([
      { personId: approver, kind: "assignment" },
      { personId: approver, kind: "submission" },
      { personId: lead, kind: "return", detail: "Name the backup owner." },
    ]);
  });
});

describe("what the scales allow", () => {
  it("refuses decimals, 0, 6 and words at their field and stores nothing (R-01)", async () => {
    const id = await path.add();
    for (const typed of ["3.7", "0", "6", "high", ""]) {
      await expect(path.assess(id, "inherent", [typed, 3])).rejects.toMatchObject({
        code: "INVALID",
        fields: { likelihood: expect.stringContaining("from 1 to 5") },
      });
    }
    expect((await path.read(id)).assessments).toEqual([]);
  });

  it("is refused by the database itself, whoever writes there (R-01)", async () => {
    const id = await path.add();
    const row = (change: Partial<typeof riskAssessments.$inferInsert>) =>
      inWorkspace(home.system, (tx) =>
        tx.insert(riskAssessments).values({
          workspaceId: home.workspaceId,
          riskId: id,
          number: 1,
          kind: "inherent",
          methodNumber: 1,
          likelihood: 3,
          consequence: 3,
          assessedBy: home.people.lead.userId,
          assessedOn: today,
          ...change,
        }),
      );
    const keyed = (constraint: string) =>
      expect.objectContaining({
        cause: expect.objectContaining({ code: "23503", constraint_name: constraint }),
      });
    for (const likelihood of [0, 6, -1]) {
      await expect(row({ likelihood })).rejects.toEqual(keyed("risk_assessments_likelihood_fk"));
    }
    await expect(row({ consequence: 6 })).rejects.toEqual(keyed("risk_assessments_consequence_fk"));
    await expect(row({ methodNumber: 99 })).rejects.toThrow();
    await expect(row({ likelihoodAxis: "consequence" })).rejects.toThrow();
    await expect(row({ likelihood: 3.7 })).rejects.toThrow();
    expect((await path.read(id)).assessments).toEqual([]);
  });

  it("keeps the residual risk from growing above the inherent one", async () => {
    const id = await path.add();
    await path.assess(id, "inherent", [2, 2]);
    await path.treat(id);
    await expect(path.assess(id, "residual", [3, 3])).rejects.toMatchObject({ code: "INVALID" });
  });
});

describe("decisions of the named owner", () => {
  it("are nobody else's, whatever the role (R-03)", async () => {
    const id = await path.add();
    await path.assess(id, "inherent", [4, 4]);
    await path.treat(id);
    for (const role of ["owner", "lead", "contributor"] as const) {
      await expect(approvePlan(path.own(role), await path.at(id))).rejects.toMatchObject({
        code: "FORBIDDEN",
      });
      await expect(
        returnPlan(path.own(role), { ...(await path.at(id)), reason: "No" }),
      ).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    const open = await path.treating();
    const wanted = { ...(await path.at(open)), reason: "", expiresOn: null };
    for (const role of ["owner", "lead", "contributor"] as const) {
      await expect(acceptResidual(path.own(role), wanted)).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    expect((await path.read(open)).state).toBe("treating");
  });

  it("take a reason and an end above the criterion, and the acceptance expires (R-03)", async () => {
    const id = await path.treating([4, 4]);
    const accept = async (reason: string, expiresOn: string | null) =>
      acceptResidual(path.own("approver"), { ...(await path.at(id)), reason, expiresOn });
    await expect(accept("", null)).rejects.toMatchObject({
      code: "INVALID",
      fields: { reason: expect.any(String), expiresOn: expect.any(String) },
    });
    await expect(accept("Costs more than it saves.", today)).rejects.toMatchObject({
      fields: { expiresOn: expect.any(String) },
    });
    await accept("Costs more than it saves.", addDays(today, 10));
    const scope = home.scope("lead", "risk:read");
    expect((await getRisk(scope, id, addDays(today, 10))).flags).not.toContain("acceptance_expired");
    expect((await getRisk(scope, id, addDays(today, 11))).flags).toContain("acceptance_expired");
    expect(await workOf("approver")).toContain(`risk_review ${id}`);
  });

  it("cannot be given to a viewer or a stranger", async () => {
    for (const ownerId of [home.people.viewer.userId, foreign.people.owner.userId]) {
      await expect(path.add({ ownerId })).rejects.toMatchObject({
        code: "INVALID",
        fields: { ownerId: expect.any(String) },
      });
    }
  });

  it("have one winner when two arrive at once", async () => {
    const id = await path.add();
    await path.assess(id, "inherent", [4, 4]);
    await path.treat(id);
    const target = await path.at(id);
    const answers = await Promise.allSettled([
      approvePlan(path.own("approver"), target),
      approvePlan(path.own("approver"), target),
      treatRisk(path.as("lead"), {
        ...target,
        treatment: "avoid",
        treatmentNote: "Stop it.",
        controls: [],
        targetOn: null,
      }),
    ]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of answers) {
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "CONFLICT" });
    }
  });
});

describe("changes after an approval", () => {
  it("send the plan back with words; title and review date do not", async () => {
    const id = await path.treating();
    const risk = await path.read(id);
    const { title, asset, cause, consequence, confidentiality, integrity, availability } = risk;
    const same = {
      asset,
      cause,
      consequence,
      confidentiality,
      integrity,
      availability,
      ownerId: risk.owner?.userId ?? null,
    };
    const edit = async (more: object) =>
      editRisk(path.as("lead"), { ...(await path.at(id)), title, ...same, reviewOn: null, ...more });
    expect((await edit({ title: "Backups fail", reviewOn: addDays(today, 30) })).note).toBe("");
    expect((await path.read(id)).state).toBe("treating");
    expect((await edit({ title: "Backups fail", cause: "Nobody owns them." })).note).toContain("owner again");
    expect(await path.read(id)).toMatchObject({ state: "treatment_chosen", planApprovedBy: null });
  });

  it("count for actions too: a new or changed one asks for approval again, a finished one does not", async () => {
    const id = await path.add();
    await path.assess(id, "inherent", [4, 4]);
    await path.treat(id);
    const contributor = home.people.contributor.userId;
    const planned = { title: "Practise a restore", ownerId: contributor, dueOn: addDays(today, 5) };
    const onceKey = randomUUID();
    await Promise.all([
      addPlanAction(path.as("lead"), { id, onceKey, ...planned }),
      addPlanAction(path.as("lead"), { id, onceKey, ...planned }),
    ]);
    const [action] = (await path.read(id)).actions;
    expect((await path.read(id)).actions).toHaveLength(1);
    await approvePlan(path.own("approver"), await path.at(id));
    expect(await workOf("contributor")).toContain(`risk_action ${id}`);
    const target = { id, actionId: action?.id ?? "", version: 1 };
    const later = await setPlanAction(path.as("lead"), { ...target, ...planned, dueOn: addDays(today, 9) });
    expect(later.note).toContain("owner again");
    await expect(setPlanAction(path.as("lead"), { ...target, ...planned })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await approvePlan(path.own("approver"), await path.at(id));
    await startTreatment(path.as("lead"), await path.at(id));
    await finishPlanAction(path.as("contributor"), {
      ...target,
      ...{ version: 2, to: "done", proofNote: "Ticket OPS-1", proofItemId: null },
    });
    expect(await path.read(id)).toMatchObject({ state: "treating", openActions: 0 });
  });

  it("take an acceptance back when the risk is assessed anew, and every score stays in its history (R-07)", async () => {
    const id = await path.treating();
    await acceptResidual(path.own("approver"), { ...(await path.at(id)), reason: "", expiresOn: null });
    expect((await path.assess(id, "residual", [1, 2])).note).toContain("assessed anew");
    expect((await path.read(id)).state).toBe("treating");
    await path.assess(id, "inherent", [5, 5]);
    const kept = [{ kind: "inherent", likelihood: 5 }, { kind: "residual", likelihood: 1 }, {}, {}];
    expect(await path.read(id)).toMatchObject({ state: "treatment_chosen", assessments: kept });
  });
});

describe("controls", () => {
  it("are cited on their rows, and an archived risk cites nothing until it is back (R-04)", async () => {
    const id = await path.add();
    await path.assess(id, "inherent", [4, 4]);
    await path.treat(id, { controls: ["A.8.14"] });
    const before = await inWorkspace(home.system, (tx) =>
      tx.select().from(soaRows).where(eq(soaRows.ref, "A.8.14")),
    );
    await path.treat(id, { controls: ["A.8.6"] });
    expect((await reasonsOf(id)).map(({ ref }) => ref)).toEqual(["A.8.6"]);
    await archiveRisk(path.as("lead"), { ...(await path.at(id)), reason: "The service ended." });
    expect(await reasonsOf(id)).toEqual([]);
    await expect(path.treat(id)).rejects.toMatchObject({ code: "CONFLICT" });
    await restoreRisk(path.as("lead"), await path.at(id));
    expect((await reasonsOf(id)).map(({ ref }) => ref)).toEqual(["A.8.6"]);
    const after = await inWorkspace(home.system, (tx) =>
      tx.select().from(soaRows).where(eq(soaRows.ref, "A.8.14")),
    );
    expect(after).toEqual(before);
  });

  it("have to exist here", async () => {
    const id = await path.add();
    await path.assess(id, "inherent", [4, 4]);
    await expect(path.treat(id, { controls: ["A.8.13", "X.99"] })).rejects.toMatchObject({
      code: "INVALID",
      fields: { controls: expect.any(String) },
    });
    expect(await path.read(id)).toMatchObject({ state: "assessed", refs: [] });
  });
});

describe("tenancy, roles and stale forms", () => {
  it("reads as not found elsewhere and changes nothing", async () => {
    const id = await path.treating();
    const before = await path.read(id);
    const there = riskPath(foreign);
    const target = { id, version: before.version };
    const refusals = [
      () => getRisk(foreign.scope("lead", "risk:read"), id, today),
      () =>
        assessRisk(there.as("lead"), {
          ...target,
          kind: "inherent",
          likelihood: "1",
          consequence: "1",
          note: "",
          reviewOn: null,
        }),
      () =>
        treatRisk(there.as("lead"), {
          ...target,
          treatment: "retain",
          treatmentNote: "x",
          controls: [],
          targetOn: null,
        }),
      () => acceptResidual(there.own("approver"), { ...target, reason: "", expiresOn: null }),
      () => archiveRisk(there.as("lead"), { ...target, reason: "x" }),
      () => addPlanAction(there.as("lead"), { id, onceKey: "", title: "x", ownerId: null, dueOn: null }),
    ];
    for (const refuse of refusals) await expect(refuse()).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await path.read(id)).toEqual(before);
    expect((await listRisks(foreign.scope("lead", "risk:read"), today)).rows).toEqual([]);
  });

  it("lets contributors work on their own risks only, and makes them owners of what they add", async () => {
    const theirs = await path.add();
    const assess = async (id: string) =>
      assessRisk(path.as("contributor"), {
        ...(await path.at(id)),
        kind: "inherent",
        likelihood: "2",
        consequence: "2",
        note: "",
        reviewOn: null,
      });
    await expect(assess(theirs)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const mine = await path.add({ ownerId: null }, "contributor");
    expect((await path.read(mine)).owner?.userId).toBe(home.people.contributor.userId);
    await assess(mine);
    expect((await path.read(mine)).state).toBe("assessed");
  });

  it("shows the stored values to a form that is older", async () => {
    const id = await path.add();
    const old = await path.at(id);
    await path.assess(id, "inherent", [2, 2]);
    await expect(
      treatRisk(path.as("lead"), {
        ...old,
        treatment: "retain",
        treatmentNote: "x",
        controls: [],
        targetOn: null,
      }),
    ).rejects.toMatchObject({ code: "CONFLICT", current: { version: 2, treatment: null, controls: "" } });
  });
});
