// Takes the demo's nonconformities along their way. What people write goes through the mutations; records and steps carry
// dates of the past, which no mutation would give them, so they are inserted here with the log entries of those mutations.
import { eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import {
  actions,
  nonconformities,
  nonconformityRequirements,
  nonconformitySteps,
} from "@/db/schema/nonconformities";
import { counters } from "@/db/schema/workspaces";
import {
  DEMO_NONCONFORMITIES,
  type DemoNonconformity,
  type DemoPerson,
} from "@/db/seed/demo-nonconformities";
import type { Stage } from "@/db/seed/demo-story";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { addDays, type IsoDate } from "@/lib/core/dates";
import { ncNumber } from "@/lib/core/nonconformity";
import type { NcState } from "@/lib/core/statuses";
import {
  addActionInput,
  finishActionInput,
  judgeEffectivenessInput,
  setCauseInput,
  setCorrectionInput,
  setEffectivenessInput,
  setStatementInput,
} from "@/lib/nonconformities/input";
import { setCause, setCorrection, setEffectiveness, setStatement } from "@/lib/nonconformities/mutations";
import { addAction, completeAction } from "@/lib/nonconformities/mutations/actions";
import { judgeEffectiveness } from "@/lib/nonconformities/mutations/steps";

type Work = { readonly stage: Stage; readonly nc: DemoNonconformity; readonly id: string };

async function seen({ stage, id }: Work): Promise<{ id: string; version: number }> {
  const [row] = await inWorkspace(stage.scopes.lead, (tx) =>
    tx.select({ version: nonconformities.version }).from(nonconformities).where(eq(nonconformities.id, id)),
  );
  return { id, version: row?.version ?? 0 };
}

function userOf(stage: Stage, person: DemoPerson): string {
  return stage.team[person].userId;
}

function statementOf(stage: Stage, nc: DemoNonconformity) {
  const { grade, title, source, requirementText, objectiveEvidence, gap } = nc;
  return {
    ...{ grade, title, source, requirementText, objectiveEvidence, gap },
    refs: nc.refs.join(", "),
    itemIds: [],
    ownerId: userOf(stage, nc.owner),
    dueOn: addDays(stage.today, nc.due),
  };
}

function whyFields(nc: DemoNonconformity): Readonly<Record<string, string>> {
  const given = nc.whys ?? [];
  return Object.fromEntries(
    given.flatMap(([why, because], index) => [
      [`why_${index + 1}`, why],
      [`because_${index + 1}`, because],
    ]),
  );
}

async function investigate(work: Work): Promise<void> {
  const { stage, nc, id } = work;
  const { lead } = stage.scopes;
  if (nc.extent === undefined) return;
  await setStatement(
    lead,
    setStatementInput.parse({ ...(await seen(work)), ...statementOf(stage, nc), extent: nc.extent }),
  );
  await setCorrection(
    lead,
    setCorrectionInput.parse({
      ...(await seen(work)),
      correction: nc.correction,
      correctionOn: addDays(stage.today, 3 - nc.age),
    }),
  );
  await setCause(
    lead,
    setCauseInput.parse({
      ...(await seen(work)),
      method: nc.whys === undefined ? "free" : "five_whys",
      text: nc.whys === undefined ? nc.rootCause : "",
      rootCause: nc.rootCause,
      ...whyFields(nc),
    }),
  );
  for (const { title, owner, due } of nc.actions ?? []) {
    const planned = { id, title, ownerId: userOf(stage, owner), dueOn: addDays(stage.today, due) };
    await addAction(lead, addActionInput.parse(planned));
  }
}

async function finishActions(work: Work): Promise<void> {
  const { stage, nc, id } = work;
  const { lead } = stage.scopes;
  const rows = await inWorkspace(lead, (tx) =>
    tx
      .select({ actionId: actions.id, version: actions.version, title: actions.title })
      .from(actions)
      .where(eq(actions.subjectId, id)),
  );
  for (const { title, ...row } of rows) {
    const proofNote = nc.actions?.find((action) => action.title === title)?.proof ?? "";
    await completeAction(lead, finishActionInput.parse({ id, ...row, to: "done", proofNote }));
  }
  await setEffectiveness(
    lead,
    setEffectivenessInput.parse({
      ...(await seen(work)),
      effectivenessCriteria: nc.criteria,
      effectivenessDueOn: addDays(stage.today, nc.judged === undefined ? 10 : -5),
      effectivenessReviewerId: userOf(stage, "approver"),
    }),
  );
}

async function prepare(work: Work, to: NcState): Promise<void> {
  if (to === "action_planned") await investigate(work);
  if (to === "implemented") await finishActions(work);
  if (to === "closed" && work.nc.judged !== undefined) {
    await judgeEffectiveness(
      work.stage.scopes.approver,
      judgeEffectivenessInput.parse({ ...(await seen(work)), result: "effective", ...work.nc.judged }),
    );
  }
}

function morningOf(day: IsoDate): Date {
  return new Date(`${day}T09:00:00Z`);
}

async function nextNumber(tx: Tx, workspaceId: string, day: IsoDate): Promise<string> {
  const year = Number(day.slice(0, 4));
  const [row] = await tx
    .insert(counters)
    .values({ workspaceId, kind: "nonconformity", year, last: 1 })
    .onConflictDoUpdate({
      target: [counters.workspaceId, counters.kind, counters.year],
      set: { last: sql`${counters.last} + 1` },
    })
    .returning({ last: counters.last });
  return ncNumber(year, row?.last ?? 1);
}

async function raise(stage: Stage, nc: DemoNonconformity): Promise<string> {
  const { lead } = stage.scopes;
  const { workspaceId } = lead;
  const id = uuidv7();
  const raisedOn = addDays(stage.today, -nc.age);
  const { refs: _refs, itemIds: _items, ...values } = statementOf(stage, nc);
  const by = stage.team.lead.userId;
  await inWorkspace(lead, async (tx) => {
    const number = await nextNumber(tx, workspaceId, raisedOn);
    const raisedAt = morningOf(raisedOn);
    await tx.insert(nonconformities).values({ ...values, workspaceId, id, number, raisedBy: by, raisedAt });
    await tx
      .insert(nonconformityRequirements)
      .values(nc.refs.map((ref) => ({ workspaceId, nonconformityId: id, ref })));
    await tx
      .insert(nonconformitySteps)
      .values({ workspaceId, nonconformityId: id, number: 1, state: "open", loop: 1, by, at: raisedAt });
    await record(tx, lead, {
      verb: "nonconformity.raise",
      subject: { kind: "nonconformity", ref: id },
      after: { number, grade: nc.grade, title: nc.title, refs: nc.refs, raisedOn, demo: true },
    });
  });
  return id;
}

async function step(work: Work, to: NcState, index: number): Promise<void> {
  const { stage, nc, id } = work;
  const scope = stage.scopes[to === "closed" ? "approver" : "lead"];
  const { workspaceId } = scope;
  const by = stage.team[to === "closed" ? "approver" : "lead"].userId;
  const on = addDays(stage.today, Math.round((nc.age * (index + 1)) / (nc.path.length + 1)) - nc.age);
  const at = morningOf(on);
  await inWorkspace(scope, async (tx) => {
    await tx
      .update(nonconformities)
      .set({
        state: to,
        version: sql`${nonconformities.version} + 1`,
        ...(to === "closed" ? { closedBy: by, closedAt: at } : {}),
      })
      .where(eq(nonconformities.id, id));
    await tx
      .insert(nonconformitySteps)
      .values({ workspaceId, nonconformityId: id, number: index + 2, state: to, loop: 1, by, at });
    await record(tx, scope, {
      verb: "nonconformity.move",
      subject: { kind: "nonconformity", ref: id },
      before: { state: nc.path[index - 1] ?? "open" },
      after: { state: to, on, demo: true },
    });
  });
}

/** All records, raised by the lead and moved to where the story leaves them. */
export async function addFindings(stage: Stage): Promise<void> {
  for (const nc of DEMO_NONCONFORMITIES) {
    const work = { stage, nc, id: await raise(stage, nc) };
    for (const [index, to] of nc.path.entries()) {
      await prepare(work, to);
      await step(work, to, index);
    }
  }
}
