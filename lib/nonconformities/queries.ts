import "server-only";
import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { evidenceItems } from "@/db/schema/evidence";
import {
  actions,
  nonconformities,
  nonconformityEvidence,
  nonconformityRequirements,
  nonconformitySteps,
} from "@/db/schema/nonconformities";
import { users } from "@/db/schema/people";
import { nonconformityRisks, risks } from "@/db/schema/risks";
import { inWorkspace, type Tx } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import { dateIn, daysBetween, type IsoDate } from "@/lib/core/dates";
import { notFound } from "@/lib/core/errors";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import { ageBucket, type CorrectiveAction, isOpenNc, type NcFacts } from "@/lib/core/nonconformity";
import type { Cause, NcAction, NcDetail, NcListRow, NcStep, Person } from "@/lib/core/nonconformity-dto";

type Row = typeof nonconformities.$inferSelect;

function person(userId: string | null, names: ReadonlyMap<string, string>): Person | null {
  return userId === null ? null : { userId, name: names.get(userId) ?? "Former member" };
}

async function namesOf(tx: Tx, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await tx
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(inArray(users.id, wanted));
  return new Map(rows.map((row) => [row.id, row.name]));
}

const refsOf = sql<string[]>`coalesce((
  select array_agg(r.ref) from ${nonconformityRequirements} r
  where r.workspace_id = ${nonconformities.workspaceId} and r.nonconformity_id = ${nonconformities.id}), '{}')`;

function actionsOf(condition: ReturnType<typeof sql>) {
  return sql<number>`(select count(*)::int from ${actions} a
    where a.workspace_id = ${nonconformities.workspaceId} and a.subject_kind = 'nonconformity'
      and a.subject_id = ${nonconformities.id} and a.state = 'open'
      and ${nonconformities.state} not in ('closed', 'withdrawn', 'done', 'declined') and ${condition})`;
}

/** All records of the workspace as list rows, newest first; `today` decides what is overdue and the age, which ends with the record. One statement. */
export async function listNonconformities(
  scope: Scope<"nonconformity:read">,
  today: IsoDate,
): Promise<readonly NcListRow[]> {
  const owner = alias(users, "owner");
  return inWorkspace(scope, async (tx) => {
    const rows = await tx
      .select({
        nc: nonconformities,
        ownerName: owner.name,
        refs: refsOf,
        openActions: actionsOf(sql`true`),
        overdueActions: actionsOf(sql`a.due_on < ${today}`),
      })
      .from(nonconformities)
      .leftJoin(owner, eq(owner.id, nonconformities.ownerId))
      .orderBy(desc(nonconformities.raisedAt), desc(nonconformities.number))
      .limit(5_000);
    return rows.map(({ nc, ownerName, refs, openActions, overdueActions }) => {
      const raisedOn = dateIn(scope.timeZone, nc.raisedAt);
      const until = isOpenNc(nc.state) ? today : dateIn(scope.timeZone, nc.closedAt ?? nc.updatedAt);
      return {
        id: nc.id,
        number: nc.number,
        title: nc.title,
        grade: nc.grade,
        state: nc.state,
        source: nc.source,
        refs: [...refs].sort(compareRefs),
        owner: nc.ownerId === null ? null : { userId: nc.ownerId, name: ownerName ?? "Former member" },
        raisedOn,
        dueOn: nc.dueOn,
        ageDays: Math.max(0, daysBetween(raisedOn, until)),
        bucket: ageBucket(raisedOn, until),
        openActions,
        overdueActions,
      };
    });
  });
}

type ActionRow = {
  readonly action: typeof actions.$inferSelect;
  readonly item: { id: string; title: string } | null;
};

async function readActions(tx: Tx, id: string): Promise<readonly ActionRow[]> {
  const rows = await tx
    .select({ action: actions, itemId: evidenceItems.id, itemTitle: evidenceItems.title })
    .from(actions)
    .leftJoin(
      evidenceItems,
      and(eq(evidenceItems.workspaceId, actions.workspaceId), eq(evidenceItems.id, actions.proofItemId)),
    )
    .where(and(eq(actions.subjectKind, "nonconformity"), eq(actions.subjectId, id)))
    .orderBy(asc(actions.number));
  return rows.map(({ action, itemId, itemTitle }) => ({
    action,
    item: itemId === null ? null : { id: itemId, title: itemTitle ?? "" },
  }));
}

function loopBegan(
  steps: readonly { readonly loop: number; readonly at: Date }[],
  loop: number,
): Date | null {
  return loop === 1 ? null : (steps.find((step) => step.loop === loop)?.at ?? null);
}

function factsOf(nc: Row, refs: readonly string[], rows: readonly ActionRow[], began: Date | null): NcFacts {
  const corrective: CorrectiveAction[] = rows.map(({ action }) => ({
    id: action.id,
    ownerId: action.ownerId,
    dueOn: action.dueOn,
    state: action.state,
    hasProof: action.proofItemId !== null || action.proofNote.trim() !== "",
    inCurrentLoop: began === null || action.createdAt.getTime() >= began.getTime(),
  }));
  return { ...nc, requirementRefs: refs, actions: corrective };
}

export type NcRecord = {
  readonly row: Row;
  readonly refs: readonly string[];
  readonly evidence: NcDetail["evidence"];
  readonly risks: NcDetail["risks"];
  readonly actionRows: readonly ActionRow[];
  readonly steps: readonly (typeof nonconformitySteps.$inferSelect)[];
  readonly facts: NcFacts;
};

/** The whole record inside a transaction, locked when it is about to change. @throws AppError NOT_FOUND */
export async function readNonconformity(tx: Tx, id: string, lock: boolean): Promise<NcRecord> {
  if (!z.uuid().safeParse(id).success) throw notFound("The nonconformity");
  const found = tx.select().from(nonconformities).where(eq(nonconformities.id, id));
  const [row] = lock ? await found.for("update") : await found;
  if (row === undefined) throw notFound("The nonconformity");
  const [links, evidence, named, actionRows, steps] = await Promise.all([
    tx
      .select({ ref: nonconformityRequirements.ref })
      .from(nonconformityRequirements)
      .where(eq(nonconformityRequirements.nonconformityId, id)),
    tx
      .select({ id: evidenceItems.id, title: evidenceItems.title, reference: evidenceItems.reference })
      .from(nonconformityEvidence)
      .innerJoin(
        evidenceItems,
        and(
          eq(evidenceItems.workspaceId, nonconformityEvidence.workspaceId),
          eq(evidenceItems.id, nonconformityEvidence.itemId),
        ),
      )
      .where(eq(nonconformityEvidence.nonconformityId, id))
      .orderBy(asc(evidenceItems.title)),
    tx
      .select({ id: risks.id, number: risks.number, title: risks.title })
      .from(nonconformityRisks)
      .innerJoin(
        risks,
        and(eq(risks.workspaceId, nonconformityRisks.workspaceId), eq(risks.id, nonconformityRisks.riskId)),
      )
      .where(eq(nonconformityRisks.nonconformityId, id))
      .orderBy(asc(risks.number)),
    readActions(tx, id),
    tx
      .select()
      .from(nonconformitySteps)
      .where(eq(nonconformitySteps.nonconformityId, id))
      .orderBy(asc(nonconformitySteps.number)),
  ]);
  const refs = links.map((link) => link.ref).sort(compareRefs);
  return {
    row,
    refs,
    evidence,
    risks: named,
    actionRows,
    steps,
    facts: factsOf(row, refs, actionRows, loopBegan(steps, row.loop)),
  };
}

function actionDto({ action, item }: ActionRow, names: ReadonlyMap<string, string>): NcAction {
  const { id, number, title, dueOn, state, proofNote, doneAt, version } = action;
  return {
    id,
    number,
    title,
    dueOn,
    state,
    proofNote,
    doneAt,
    version,
    owner: person(action.ownerId, names),
    proofItem: item,
  };
}

/** One record with its parts. @throws AppError NOT_FOUND */
export async function getNonconformity(scope: Scope<"nonconformity:read">, id: string): Promise<NcDetail> {
  return inWorkspace(scope, async (tx) => {
    const { row, refs, evidence, actionRows, steps, facts, ...rest } = await readNonconformity(tx, id, false);
    const people = [row.raisedBy, row.ownerId, row.closedBy, row.effectivenessReviewerId];
    const names = await namesOf(tx, [
      ...people,
      ...actionRows.map(({ action }) => action.ownerId),
      ...steps.map((step) => step.by),
    ]);
    const told: NcStep[] = steps.map(({ state, loop, note, by, at }) => ({
      state,
      loop,
      note,
      at,
      by: names.get(by) ?? "Former member",
    }));
    return {
      ...row,
      cause: row.cause as Cause | null,
      refs,
      evidence,
      ...rest,
      raisedBy: { userId: row.raisedBy, name: names.get(row.raisedBy) ?? "Former member" },
      owner: person(row.ownerId, names),
      closedBy: person(row.closedBy, names),
      effectivenessReviewer: person(row.effectivenessReviewerId, names),
      actions: actionRows.map((action) => actionDto(action, names)),
      steps: told,
      facts,
    };
  });
}
