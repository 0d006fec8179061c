import "server-only";
import { and, eq, isNull, max, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import {
  nonconformities,
  nonconformityEvidence,
  nonconformityRequirements,
  nonconformitySteps,
} from "@/db/schema/nonconformities";
import { counters, memberships } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { type AnyScope, actorId, mayEditOwned, type Scope } from "@/lib/core/access";
import { dateIn, formatDate, type IsoDate } from "@/lib/core/dates";
import { ALLOWED } from "@/lib/core/decision";
import { AppError, notFound, staleVersion } from "@/lib/core/errors";
import {
  canReviewEffectiveness,
  isGradeSettled,
  isOpenNc,
  ncNumber,
  proposedDueOn,
} from "@/lib/core/nonconformity";
import type { Cause } from "@/lib/core/nonconformity-dto";
import { causeFields, causeOf } from "@/lib/core/nonconformity-fields";
import type { Notice } from "@/lib/core/notification";
import type { NcState } from "@/lib/core/statuses";
import { once } from "@/lib/idempotency/mutations";
import type {
  RaiseNonconformityInput,
  SetCauseInput,
  SetCorrectionInput,
  SetEffectivenessInput,
  SetStatementInput,
} from "@/lib/nonconformities/input";
import { setRisks } from "@/lib/nonconformities/mutations/risk-links";
import { type NcRecord, readNonconformity } from "@/lib/nonconformities/queries";
import { notify } from "@/lib/notifications/mutations";
import { now } from "@/lib/platform/clock";

type WriteScope = Scope<"nonconformity:write">;
type Id = { readonly id: string };

/** The acting person's id. @throws AppError FORBIDDEN (the system acts) */
export function memberOf(scope: AnyScope): string {
  const id = actorId(scope);
  if (id === null)
    throw new AppError("FORBIDDEN", "A nonconformity needs a person who is responsible for it.");
  return id;
}

/** Checks that the person is a member at present. @throws AppError INVALID at the field */
export async function requirePresent(tx: Tx, field: string, userId: string | null): Promise<void> {
  if (userId === null) return;
  const [found] = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.userId, userId), isNull(memberships.endedAt)));
  if (found !== undefined) return;
  const sentence = "This person is no member of the workspace. Choose somebody else.";
  throw new AppError("INVALID", sentence, { fields: { [field]: sentence } });
}

async function nextNumber(tx: Tx, scope: AnyScope, today: IsoDate): Promise<string> {
  const year = Number(today.slice(0, 4));
  const [counter] = await tx
    .insert(counters)
    .values({ workspaceId: scope.workspaceId, kind: "nonconformity", year, last: 1 })
    .onConflictDoUpdate({
      target: [counters.workspaceId, counters.kind, counters.year],
      set: { last: sql`${counters.last} + 1` },
    })
    .returning({ last: counters.last });
  return ncNumber(year, counter?.last ?? 1);
}

/** What a record is linked to; without risks those stay as they are. */
type Targets = {
  readonly refs: readonly string[];
  readonly itemIds: readonly string[];
  readonly risks?: readonly string[] | undefined;
};

async function setTargets(tx: Tx, scope: AnyScope, id: string, wanted: Targets): Promise<void> {
  const { workspaceId } = scope;
  await setRisks(tx, scope, id, wanted.risks);
  await tx.delete(nonconformityRequirements).where(eq(nonconformityRequirements.nonconformityId, id));
  await tx.delete(nonconformityEvidence).where(eq(nonconformityEvidence.nonconformityId, id));
  if (wanted.refs.length > 0) {
    await tx
      .insert(nonconformityRequirements)
      .values(wanted.refs.map((ref) => ({ workspaceId, nonconformityId: id, ref })));
  }
  if (wanted.itemIds.length > 0) {
    await tx
      .insert(nonconformityEvidence)
      .values(wanted.itemIds.map((itemId) => ({ workspaceId, nonconformityId: id, itemId })));
  }
}

/** The table whose foreign key refused the row; null for every other failure. */
function missingTarget(error: unknown): string | null {
  if (typeof error !== "object" || error === null) return null;
  if ("code" in error && error.code === "23503" && "table_name" in error && "constraint_name" in error) {
    return `${String(error.table_name)} ${String(error.constraint_name)}`;
  }
  return "cause" in error ? missingTarget(error.cause) : null;
}

/** Turns a broken link into the sentence for its field; rethrows everything else. @throws AppError INVALID, NOT_FOUND */
export function refuseMissing(error: unknown): never {
  const target = missingTarget(error) ?? "";
  if (target.startsWith("nonconformity_requirements")) {
    const sentence =
      "A requirement in the list does not exist here. Enter references such as A.5.18 or 6.1.3.";
    throw new AppError("INVALID", sentence, { fields: { refs: sentence } });
  }
  if (target.startsWith("nonconformity_evidence") || target.includes("proof_item")) {
    throw notFound("The evidence");
  }
  throw error;
}

/** Appends the state to the record's steps: the stepper's dates. */
export async function addStep(
  tx: Tx,
  scope: AnyScope,
  id: string,
  step: { readonly state: NcState; readonly loop: number; readonly note: string },
): Promise<void> {
  const [last] = await tx
    .select({ number: max(nonconformitySteps.number) })
    .from(nonconformitySteps)
    .where(eq(nonconformitySteps.nonconformityId, id));
  await tx.insert(nonconformitySteps).values({
    workspaceId: scope.workspaceId,
    nonconformityId: id,
    number: (last?.number ?? 0) + 1,
    by: memberOf(scope),
    ...step,
  });
}

function requireNamed(refs: readonly string[], text: string): void {
  if (refs.length > 0 || text !== "") return;
  const sentence =
    "Name the requirement that failed: a reference, or your own rule or contract clause in words.";
  throw new AppError("INVALID", sentence, { fields: { refs: sentence } });
}

/** What the owner of a record is told when it becomes theirs. */
function ownerNotice(row: Pick<NcRecord["row"], "id" | "number" | "title" | "ownerId" | "dueOn">): Notice {
  return {
    personId: row.ownerId,
    kind: "assignment",
    subjectKind: "nonconformity",
    subjectId: row.id,
    title: `${row.number} ${row.title}`,
    detail: row.dueOn === null ? "" : `Closes by ${formatDate(row.dueOn)}.`,
  };
}

/** `raiseNonconformity` inside the caller's transaction. @throws AppError INVALID (unknown owner) */
export async function insertNonconformity(
  tx: Tx,
  scope: WriteScope,
  input: Omit<RaiseNonconformityInput, "onceKey">,
): Promise<{ readonly id: string; readonly number: string }> {
  const { refs, itemIds, risks, dueOn, ...values } = input;
  const today = dateIn(scope.timeZone, now());
  const due = { dueOn: dueOn ?? proposedDueOn(values.grade, today) };
  await requirePresent(tx, "ownerId", values.ownerId);
  const id = uuidv7();
  const number = await nextNumber(tx, scope, today);
  await tx
    .insert(nonconformities)
    .values({ ...values, ...due, workspaceId: scope.workspaceId, id, number, raisedBy: memberOf(scope) });
  await setTargets(tx, scope, id, { refs, itemIds, risks });
  await addStep(tx, scope, id, { state: "open", loop: 1, note: "" });
  await notify(tx, scope, ownerNotice({ id, number, title: values.title, ownerId: values.ownerId, ...due }));
  await record(tx, scope, {
    verb: "nonconformity.raise",
    subject: { kind: "nonconformity", ref: id },
    after: { number, grade: values.grade, title: values.title, refs, ...due },
  });
  return { id, number };
}

/**
 * Raises a nonconformity with the next number of the year (workspace's zone); numbers have no gaps.
 * Without a due date it gets the one proposed for its grade.
 * @throws AppError INVALID (no requirement named, unknown requirement or owner), NOT_FOUND (evidence)
 */
export async function raiseNonconformity(
  scope: WriteScope,
  input: RaiseNonconformityInput,
): Promise<{ readonly id: string; readonly number: string }> {
  const { onceKey: key, ...values } = input;
  requireNamed(values.refs, values.requirementText);
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key, input }, () => insertNonconformity(tx, scope, values)),
  ).catch(refuseMissing);
}

/** Whoever counts as owner of the record: its owner and who raised it. */
export function ownersOf(nc: NcRecord): readonly (string | null)[] {
  return [nc.row.ownerId, nc.row.raisedBy];
}

/** @throws AppError FORBIDDEN (a contributor who neither owns nor raised it) */
export function requireEditor(scope: AnyScope, nc: NcRecord): void {
  if (ownersOf(nc).some((id) => mayEditOwned(scope, id))) return;
  throw new AppError("FORBIDDEN", "Contributors work on nonconformities that they own or raised.");
}

/** @throws AppError CONFLICT (the record is finished) */
export function requireLive(nc: NcRecord): void {
  if (!isOpenNc(nc.row.state)) {
    throw new AppError("CONFLICT", "The record is finished. Reopen it before you change it.");
  }
}

type Fields = Partial<typeof nonconformities.$inferInsert>;

type Values = Readonly<Record<string, unknown>>;

/** The values that change, before and after: the body of the log entry. */
export function differences(
  before: Values,
  wanted: Values,
): { readonly before: Values; readonly after: Values } {
  const keys = Object.keys(wanted).filter(
    (key) => JSON.stringify(before[key] ?? null) !== JSON.stringify(wanted[key] ?? null),
  );
  return {
    before: Object.fromEntries(keys.map((key) => [key, before[key]])),
    after: Object.fromEntries(keys.map((key) => [key, wanted[key]])),
  };
}

function pick(values: Values, like: Values): Values {
  return Object.fromEntries(Object.keys(like).map((key) => [key, values[key]]));
}

type Change = {
  readonly fields: Fields;
  /** The stored values by the names that the form uses, where they are not those of the fields. */
  readonly stored?: Values;
  /** Links that change with the fields. */
  readonly targets?: Targets;
  /** People who have to be members at present, by field. */
  readonly people?: Readonly<Record<string, string | null>>;
};

/** The fields of the notice that change with the record. */
function given({ title, ownerId, dueOn }: Fields) {
  return {
    ...(title === undefined ? {} : { title }),
    ...(ownerId === undefined ? {} : { ownerId }),
    ...(dueOn === undefined ? {} : { dueOn }),
  };
}

async function edit(
  scope: WriteScope,
  target: { readonly id: string; readonly version: number },
  change: (nc: NcRecord) => Change,
): Promise<Id> {
  return inWorkspace(scope, async (tx) => {
    const nc = await readNonconformity(tx, target.id, true);
    requireEditor(scope, nc);
    requireLive(nc);
    const { fields, stored, targets, people = {} } = change(nc);
    if (nc.row.version !== target.version) {
      throw staleVersion("The nonconformity", {
        ...(stored ?? pick(nc.row, fields)),
        version: nc.row.version,
      });
    }
    for (const [field, userId] of Object.entries(people)) await requirePresent(tx, field, userId);
    await tx
      .update(nonconformities)
      .set({ ...fields, version: target.version + 1, updatedAt: sql`now()` })
      .where(eq(nonconformities.id, target.id));
    if (targets !== undefined) await setTargets(tx, scope, target.id, targets);
    if (fields.ownerId !== undefined && fields.ownerId !== nc.row.ownerId) {
      await notify(tx, scope, ownerNotice({ ...nc.row, ...given(fields) }));
    }
    const risks = nc.risks.map(({ number }) => number);
    const linked = { refs: nc.refs, itemIds: nc.evidence.map((item) => item.id).sort(), risks };
    const wanted = targets && { risks, ...targets, itemIds: [...targets.itemIds].sort() };
    await record(tx, scope, {
      verb: "nonconformity.edit",
      subject: { kind: "nonconformity", ref: target.id },
      ...differences({ ...nc.row, ...linked }, { ...fields, ...wanted }),
    });
    return { id: target.id };
  }).catch(refuseMissing);
}

function newPeople(nc: NcRecord, people: Readonly<Record<string, string | null>>) {
  const row: Values = nc.row;
  return Object.fromEntries(Object.entries(people).filter(([field, userId]) => row[field] !== userId));
}

/** Changes grade, statement, extent, owner, due date, requirements and evidence. @throws AppError CONFLICT, FORBIDDEN, INVALID, NOT_FOUND */
export async function setStatement(scope: WriteScope, input: SetStatementInput): Promise<Id> {
  const { id, version, refs, itemIds, risks, ...fields } = input;
  requireNamed(refs, fields.requirementText);
  return edit(scope, { id, version }, (nc) => {
    if (fields.grade !== nc.row.grade && isGradeSettled(nc.row)) {
      throw new AppError(
        "CONFLICT",
        "The grade is settled once the work has begun. Withdraw the record and raise another.",
      );
    }
    return {
      fields,
      stored: {
        ...pick(nc.row, fields),
        refs: nc.refs,
        risks: nc.risks.map(({ number }) => number).join(", "),
      },
      targets: risks === undefined ? { refs, itemIds } : { refs, itemIds, risks },
      people: newPeople(nc, { ownerId: fields.ownerId }),
    };
  });
}

/** Records what was done about the cases found, apart from the corrective action. @throws AppError CONFLICT, FORBIDDEN, NOT_FOUND */
export async function setCorrection(scope: WriteScope, input: SetCorrectionInput): Promise<Id> {
  const { id, version, ...fields } = input;
  return edit(scope, { id, version }, () => ({ fields }));
}

/** Records the analysis by the chosen method, and the root cause. @throws AppError CONFLICT, FORBIDDEN, INVALID, NOT_FOUND */
export async function setCause(scope: WriteScope, input: SetCauseInput): Promise<Id> {
  const { rootCause } = input;
  const cause = causeOf(input);
  if (cause.method === "five_whys" && rootCause !== "" && cause.whys.length === 0) {
    const sentence = "Answer at least one why before you name the root cause.";
    throw new AppError("INVALID", sentence, { fields: { because_1: sentence } });
  }
  return edit(scope, input, (nc) => ({
    fields: { causeMethod: cause.method, cause: { ...cause }, rootCause },
    stored: { ...causeFields(nc.row.cause as Cause | null), rootCause: nc.row.rootCause },
  }));
}

/** Sets what counts as effective, when it is checked and by whom: before the result is known. @throws AppError CONFLICT, FORBIDDEN, INVALID, NOT_FOUND */
export async function setEffectiveness(scope: WriteScope, input: SetEffectivenessInput): Promise<Id> {
  const { id, version, ...fields } = input;
  return edit(scope, { id, version }, (nc) => {
    const isSettled = nc.row.state === "implemented" || nc.row.state === "effectiveness_check";
    if (isSettled && fields.effectivenessCriteria !== nc.row.effectivenessCriteria) {
      const sentence = "The criteria are settled once the actions are implemented and cannot change now.";
      throw new AppError("CONFLICT", sentence, { fields: { effectivenessCriteria: sentence } });
    }
    const reviewer = fields.effectivenessReviewerId;
    if (nc.row.effectivenessResult !== null && reviewer !== nc.row.effectivenessReviewerId) {
      const sentence = "The result is recorded. Its reviewer stays the person who judged it.";
      throw new AppError("CONFLICT", sentence, { fields: { effectivenessReviewerId: sentence } });
    }
    const decision = reviewer === null ? ALLOWED : canReviewEffectiveness(nc.facts, reviewer);
    if (!decision.ok) {
      throw new AppError("INVALID", decision.reason, {
        fields: { effectivenessReviewerId: decision.reason },
      });
    }
    return { fields, people: newPeople(nc, { effectivenessReviewerId: reviewer }) };
  });
}
