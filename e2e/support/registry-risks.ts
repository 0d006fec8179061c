// Rows of the registry: the risk method, risks, their plans, the library, imports and snapshots.
import { randomUUID } from "node:crypto";
import { type Role, roleHas } from "@/lib/core/access";
import { type Input, idIn, type Place } from "./place";
import type { WorkspaceAction } from "./registry";

const risk = (name: string) => `lib/risks/actions.ts#${name}Action`;
type State = "identified" | "assessed" | "treatment_chosen" | "plan_approved" | "treating";

/** A new version of the method in that state; whichever was being worked on is superseded first. */
async function methodAt(place: Place, state: "draft" | "in_review" | "approved" | null): Promise<Input> {
  const { workspaceId, people } = place.team;
  const replaced = state === "approved" ? ["approved"] : ["draft", "in_review"];
  return place.database.inside(workspaceId, async (sql) => {
    await sql`update risk_methods set state = 'superseded' where state in ${sql(replaced)}`;
    if (state === null) return {};
    const [row] = await sql<{ number: number }[]>`
      insert into risk_methods (workspace_id, number, state, approach, when_to_assess, acceptance_max,
        acceptance_criterion, change_reason, submitted_by)
      select ${workspaceId}, coalesce(max(number), 0) + 1, ${state}, ${`Approach ${place.canary}`}, 'Yearly.', 4,
        'Low risks.', 'Scales fit better.', ${state === "draft" ? null : people.lead.userId}
      from risk_methods returning number`;
    const number = row?.number ?? 0;
    for (const axis of ["likelihood", "consequence"]) {
      for (const level of [1, 2, 3]) {
        await sql`insert into risk_levels (workspace_id, method_number, axis, level, label, criterion)
          values (${workspaceId}, ${number}, ${axis}, ${level}, ${`Level ${level}`}, ${`Criterion ${level}`})`;
      }
    }
    await sql`insert into risk_bands (workspace_id, method_number, to_score, label, tone)
      values (${workspaceId}, ${number}, 4, 'Low', 'ok'), (${workspaceId}, ${number}, 9, 'High', 'gap')`;
    return { number, version: 1 };
  });
}

async function approvedMethod(place: Place): Promise<number> {
  const [row] = await place.database.inside(
    place.team.workspaceId,
    (sql) => sql<{ number: number }[]>`select number from risk_methods where state = 'approved'`,
  );
  if (row !== undefined) return row.number;
  return Number((await methodAt(place, "approved")).number);
}

/** A risk of somebody, as far as the state says, with one open action where the plan is not being closed. */
export async function riskOf(
  place: Place,
  owner: Role = "lead",
  state: State = "identified",
): Promise<{ id: string; version: number }> {
  const { workspaceId, people } = place.team;
  const method = await approvedMethod(place);
  const id = randomUUID();
  await place.database.inside(workspaceId, async (sql) => {
    const treatment = state === "identified" || state === "assessed" ? null : "retain";
    await sql`
      insert into risks (workspace_id, id, number, title, owner_id, state, treatment, treatment_note)
      values (${workspaceId}, ${id}, ${`R-${id.slice(0, 8)}`}, ${`Risk ${place.canary} ${id}`}, ${people[owner].userId},
        ${state}, ${treatment}, 'Small.')`;
    const kinds =
      state === "identified" ? [] : state === "treating" ? ["inherent", "residual"] : ["inherent"];
    for (const [at, kind] of kinds.entries()) {
      await sql`insert into risk_assessments (workspace_id, risk_id, number, kind, method_number, likelihood, consequence,
          assessed_by, assessed_on)
        values (${workspaceId}, ${id}, ${at + 1}, ${kind}, ${method}, 2, 2, ${people.lead.userId}, '2026-11-01')`;
    }
  });
  return { id, version: 1 };
}

async function actionOf(place: Place): Promise<{ id: string; actionId: string; version: number }> {
  const { id } = await riskOf(place);
  const actionId = randomUUID();
  const { workspaceId } = place.team;
  await place.database.inside(
    workspaceId,
    (sql) => sql`insert into actions (workspace_id, id, subject_kind, subject_id, number, title)
      values (${workspaceId}, ${actionId}, 'risk', ${id}, 1, ${`Action ${place.canary}`})`,
  );
  return { id, actionId, version: 1 };
}

/** A frozen register. */
export async function snapshotOf(place: Place): Promise<string> {
  await riskOf(place);
  const answer = await place.act("owner", risk("takeSnapshot"), {
    label: `Audit ${place.canary}`,
    onceKey: "",
  });
  return idIn(answer.redirect);
}

const scales = Object.fromEntries(
  ["likelihood", "consequence"].flatMap((axis) => [1, 2, 3].map((n) => [`${axis}_label_${n}`, `Name ${n}`])),
);
const manage = { kind: "workspace", needs: ["risk:manage"] } as const;
const approve = { kind: "workspace", needs: ["risk:approve"] } as const;
const write = { kind: "workspace", needs: ["risk:write"], owned: true } as const;
const accept = { kind: "workspace", needs: ["risk:accept"] } as const;
/** Whoever calls owns the risk, as far as the role can own one. */
const ofActor = (place: Place, actor: Role, state: State) =>
  riskOf(place, roleHas(actor, "risk:accept") ? actor : "lead", state);
const described = (place: Place) => ({
  title: `Titled ${place.canary}`,
  asset: `Asset ${place.canary}`,
  cause: `Cause ${place.canary}`,
  consequence: `Consequence ${place.canary}`,
});
const planned = (place: Place) => ({
  title: `To do ${place.canary}`,
  ownerId: place.team.people.lead.userId,
  dueOn: "2027-01-31",
});

async function archived(place: Place) {
  const made = await riskOf(place);
  await place.database.inside(
    place.team.workspaceId,
    (sql) => sql`update risks set archived_at = now(), archive_reason = 'Gone' where id = ${made.id}`,
  );
  return made;
}

export const RISK_ACTIONS: Readonly<Record<string, WorkspaceAction>> = {
  [risk("startMethod")]: {
    ...manage,
    input: async (place) => {
      await methodAt(place, null);
      return { onceKey: "" };
    },
  },
  [risk("saveMethod")]: {
    ...manage,
    input: async (place) => ({
      ...(await methodAt(place, "draft")),
      ...scales,
      approach: `Approach again ${place.canary}`,
      acceptanceMax: "4",
      band_label_1: "Low",
      band_to_1: "4",
      band_label_2: "High",
      band_to_2: "9",
    }),
  },
  [risk("discardMethod")]: { ...manage, input: (place) => methodAt(place, "draft") },
  [risk("submitMethod")]: { ...manage, input: (place) => methodAt(place, "draft") },
  [risk("returnMethod")]: {
    ...approve,
    input: async (place) => ({ ...(await methodAt(place, "in_review")), reason: `Back ${place.canary}` }),
  },
  [risk("approveMethod")]: { ...approve, input: (place) => methodAt(place, "in_review") },
  [risk("addRisk")]: {
    kind: "workspace",
    needs: ["risk:write"],
    input: async (place) => ({ ...described(place), ownerId: place.team.people.lead.userId, onceKey: "" }),
  },
  [risk("editRisk")]: {
    ...write,
    input: async (place) => ({
      ...(await riskOf(place)),
      ...described(place),
      ownerId: place.team.people.approver.userId,
    }),
  },
  [risk("assessRisk")]: {
    ...write,
    input: async (place) => ({
      ...(await riskOf(place)),
      kind: "inherent",
      likelihood: "3",
      consequence: "2",
      note: `Judged ${place.canary}`,
    }),
  },
  [risk("treatRisk")]: {
    ...write,
    input: async (place) => ({
      ...(await riskOf(place, "lead", "assessed")),
      treatment: "modify",
      treatmentNote: `How ${place.canary}`,
      controls: [place.nextRef()],
    }),
  },
  [risk("approvePlan")]: { ...accept, input: (place, actor) => ofActor(place, actor, "treatment_chosen") },
  [risk("returnPlan")]: {
    ...accept,
    input: async (place, actor) => ({
      ...(await ofActor(place, actor, "treatment_chosen")),
      reason: `More ${place.canary}`,
    }),
  },
  [risk("startTreatment")]: { ...write, input: (place) => riskOf(place, "lead", "plan_approved") },
  [risk("acceptResidual")]: {
    ...accept,
    input: async (place, actor) => ({
      ...(await ofActor(place, actor, "treating")),
      reason: `Fine ${place.canary}`,
    }),
  },
  [risk("archiveRisk")]: {
    ...write,
    input: async (place) => ({ ...(await riskOf(place)), reason: `Gone ${place.canary}` }),
  },
  [risk("restoreRisk")]: { ...write, input: archived },
  [risk("addPlanAction")]: {
    ...write,
    input: async (place) => ({ id: (await riskOf(place)).id, ...planned(place), onceKey: "" }),
  },
  [risk("setPlanAction")]: {
    ...write,
    input: async (place) => ({ ...(await actionOf(place)), ...planned(place) }),
  },
  [risk("finishPlanAction")]: {
    ...write,
    input: async (place) => ({ ...(await actionOf(place)), to: "done", proofNote: `Proof ${place.canary}` }),
  },
  [risk("addScenarios")]: {
    kind: "workspace",
    needs: ["risk:write"],
    input: async (place) => {
      await place.database.inside(
        place.team.workspaceId,
        (sql) => sql`update risks set scenario = null where scenario = 'ransomware'`,
      );
      return { scenarios: ["ransomware"], onceKey: "" };
    },
  },
  [risk("importRisks")]: {
    ...manage,
    input: async (place) => ({
      step: "import",
      text: `Title\nImported ${place.canary} ${randomUUID().slice(0, 8)}\n`,
    }),
  },
  [risk("takeSnapshot")]: {
    ...manage,
    input: async (place) => {
      await riskOf(place);
      return { label: `Snapshot ${place.canary}`, onceKey: "" };
    },
  },
};
