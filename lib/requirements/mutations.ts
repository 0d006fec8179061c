import "server-only";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { activity } from "@/db/schema/activity";
import { users } from "@/db/schema/people";
import { requirements } from "@/db/schema/requirements";
import { memberships } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { type AnyScope, actorId, mayEditOwned, type Scope } from "@/lib/core/access";
import { dateIn, formatDate } from "@/lib/core/dates";
import { isWritten } from "@/lib/core/decision";
import { AppError, notFound, staleVersion } from "@/lib/core/errors";
import { choicesFor, moveRequirement } from "@/lib/core/evidence";
import { entryOf } from "@/lib/core/frameworks/catalogue";
import type { Notice } from "@/lib/core/notification";
import { lastStatusOf } from "@/lib/core/requirement-history";
import type { EvidenceStatus } from "@/lib/core/statuses";
import { notify } from "@/lib/notifications/mutations";
import type {
  AssignInput,
  RecordStatusInput,
  SetImplementationInput,
  SetNoteInput,
  UndoStatusInput,
} from "@/lib/requirements/input";
import { readEvidencedRefs } from "@/lib/requirements/queries";

type Row = typeof requirements.$inferSelect;
/** What a caller needs to go on editing, or to take the change back. */
export type RequirementChange = {
  readonly ref: string;
  readonly version: number;
  readonly status: EvidenceStatus;
  readonly from: EvidenceStatus;
};

const today = (scope: AnyScope) => dateIn(scope.timeZone, new Date());
const subject = (ref: string) => ({ kind: "requirement", ref }) as const;

async function lock(tx: Tx, ref: string): Promise<Row> {
  const [row] = await tx
    .select()
    .from(requirements)
    .where(and(eq(requirements.ref, ref), isNull(requirements.archivedAt)))
    .for("update");
  if (row === undefined) throw notFound("The requirement");
  return row;
}

/** The refusal for a contributor who does not own the row. */
export function requireOwned(
  scope: AnyScope,
  row: { readonly ref: string; readonly ownerId: string | null },
): void {
  if (mayEditOwned(scope, row.ownerId)) return;
  throw new AppError(
    "FORBIDDEN",
    `Contributors record only what they own. ${row.ref} belongs to somebody else: ask a lead to assign it to you.`,
  );
}

async function save(tx: Tx, row: Row, change: Partial<Row>): Promise<void> {
  await tx
    .update(requirements)
    .set({ ...change, version: row.version + 1, updatedAt: sql`now()` })
    .where(and(eq(requirements.workspaceId, row.workspaceId), eq(requirements.ref, row.ref)));
}

/** The field of the form that a refused move is about. */
function fieldOf(row: Row, to: EvidenceStatus, evidenced: boolean): "to" | "reason" | "override" {
  const choice = choicesFor(row.evidenceStatus, { evidenced }).find((one) => one.status === to);
  return choice?.needs ?? "to";
}

/**
 * Records the evidence status by the state machine; an override is kept with the person who wrote it.
 * @throws AppError NOT_FOUND, FORBIDDEN (not the contributor's row), CONFLICT (stale), INVALID (the machine refuses)
 */
export async function recordStatus(
  scope: Scope<"requirement:write">,
  input: RecordStatusInput,
): Promise<RequirementChange> {
  return inWorkspace(scope, async (tx) => {
    const row = await lock(tx, input.ref);
    requireOwned(scope, row);
    if (row.version !== input.version) {
      throw staleVersion(row.ref, { to: row.evidenceStatus, version: row.version });
    }
    const evidenced = (await readEvidencedRefs(tx, [row.ref], today(scope))).has(row.ref);
    const { to, reason, override } = input;
    const decision = moveRequirement(row.evidenceStatus, to, { reason, evidenced, override });
    if (!decision.ok) {
      throw new AppError("INVALID", decision.reason, {
        fields: { [fieldOf(row, to, evidenced)]: decision.reason },
      });
    }
    const overrideReason = to === "ready" && isWritten(override) ? override : null;
    await save(tx, row, {
      evidenceStatus: to,
      overrideReason,
      overrideBy: overrideReason === null ? null : actorId(scope),
    });
    await record(tx, scope, {
      verb: "requirement.set-status",
      subject: subject(row.ref),
      before: before(row),
      after: {
        evidenceStatus: to,
        overrideReason,
        reason: reason === "" ? null : reason,
        version: row.version + 1,
      },
    });
    return { ref: row.ref, version: row.version + 1, status: to, from: row.evidenceStatus };
  });
}

function before({ evidenceStatus, overrideReason, overrideBy }: Row) {
  return { evidenceStatus, overrideReason, overrideBy };
}

async function lastEntry(tx: Tx, ref: string) {
  const [entry] = await tx
    .select({ verb: activity.verb, actorId: activity.actorId, body: activity.body })
    .from(activity)
    .where(and(eq(activity.subjectKind, "requirement"), eq(activity.subjectRef, ref)))
    .orderBy(desc(activity.seq))
    .limit(1);
  return entry;
}

/**
 * Takes back the actor's own last status change, as long as nothing has happened to the row since. What was there before
 * was reached by the rules, so it needs no reason; the log keeps both entries.
 * @throws AppError NOT_FOUND, FORBIDDEN (not the contributor's row), CONFLICT (changed since, or not the actor's change)
 */
export async function undoStatus(
  scope: Scope<"requirement:write">,
  input: UndoStatusInput,
): Promise<RequirementChange> {
  return inWorkspace(scope, async (tx) => {
    const row = await lock(tx, input.ref);
    requireOwned(scope, row);
    const entry = await lastEntry(tx, row.ref);
    const last = lastStatusOf(entry, actorId(scope));
    if (row.version !== input.version || last === null || last.version !== row.version) {
      throw new AppError("CONFLICT", `${row.ref} has changed since. Set the status by hand.`);
    }
    await save(tx, row, {
      evidenceStatus: last.before,
      overrideReason: last.overrideReason,
      overrideBy: last.overrideBy,
    });
    await record(tx, scope, {
      verb: "requirement.set-status",
      subject: subject(row.ref),
      before: before(row),
      after: {
        evidenceStatus: last.before,
        overrideReason: last.overrideReason,
        undo: true,
        version: row.version + 1,
      },
    });
    return { ref: row.ref, version: row.version + 1, status: last.before, from: row.evidenceStatus };
  });
}

/** The name of a member at present; for owners. @throws AppError INVALID (no member, or no longer) */
export async function requireMember(tx: Tx, userId: string): Promise<string> {
  const [member] = await tx
    .select({ name: users.name })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.userId, userId), isNull(memberships.endedAt)));
  if (member === undefined) {
    const message = "This person is no member of the workspace. Choose another owner.";
    throw new AppError("INVALID", message, { fields: { ownerId: message } });
  }
  return member.name;
}

/** The fields that differ from the row; a field that was not sent stays. */
function wanted(row: Row, input: Pick<AssignInput, "ownerId" | "dueOn" | "note">): Partial<Row> {
  return {
    ...(input.ownerId !== undefined && input.ownerId !== row.ownerId ? { ownerId: input.ownerId } : {}),
    ...(input.dueOn !== undefined && input.dueOn !== row.dueOn ? { dueOn: input.dueOn } : {}),
    ...(input.note !== undefined && input.note !== row.note ? { note: input.note } : {}),
  };
}

/** What the new owner of a row is told. */
export function ownerNotice(row: Pick<Row, "ref" | "title" | "ownerId" | "dueOn">): Notice {
  return {
    personId: row.ownerId,
    kind: "assignment",
    subjectKind: "requirement",
    subjectId: row.ref,
    title: `${row.ref} ${entryOf(row.ref)?.title ?? row.title ?? ""}`.trim(),
    detail: row.dueOn === null ? "" : `Due ${formatDate(row.dueOn)}.`,
  };
}

/**
 * Sets owner, due date and note; fields that were not sent stay as they are. A new owner is told.
 * @throws AppError NOT_FOUND, CONFLICT (stale), INVALID (owner is no member)
 */
export async function assign(
  scope: Scope<"requirement:assign">,
  input: AssignInput,
): Promise<{ ref: string; version: number }> {
  return inWorkspace(scope, async (tx) => {
    const row = await lock(tx, input.ref);
    const { ownerId, dueOn, note, version } = row;
    if (version !== input.version) throw staleVersion(row.ref, { ownerId, dueOn, note, version });
    const change = wanted(row, input);
    const ownerName = change.ownerId ? await requireMember(tx, change.ownerId) : null;
    await save(tx, row, change);
    if (change.ownerId) await notify(tx, scope, ownerNotice({ ...row, ...change }));
    await record(tx, scope, {
      verb: "requirement.assign",
      subject: subject(row.ref),
      before: Object.fromEntries(Object.keys(change).map((key) => [key, row[key as keyof Row]])),
      after: { ...change, ...(ownerName === null ? {} : { ownerName }) },
    });
    return { ref: row.ref, version: version + 1 };
  });
}

/** Keeps the note of a row: for contributors who own it, too. @throws AppError NOT_FOUND, FORBIDDEN, CONFLICT (stale) */
export async function setNote(
  scope: Scope<"requirement:write">,
  input: SetNoteInput,
): Promise<{ ref: string; version: number }> {
  return inWorkspace(scope, async (tx) => {
    const row = await lock(tx, input.ref);
    requireOwned(scope, row);
    if (row.version !== input.version) throw staleVersion(row.ref, { note: row.note, version: row.version });
    await save(tx, row, { note: input.note });
    await record(tx, scope, {
      verb: "requirement.assign",
      subject: subject(row.ref),
      before: { note: row.note },
      after: { note: input.note },
    });
    return { ref: row.ref, version: row.version + 1 };
  });
}

/**
 * Records how far a clause requirement is implemented; controls are edited in the Statement of Applicability.
 * @throws AppError NOT_FOUND, CONFLICT (stale), INVALID (not a clause)
 */
export async function setImplementation(
  scope: Scope<"soa:write">,
  input: SetImplementationInput,
): Promise<{ ref: string; version: number }> {
  return inWorkspace(scope, async (tx) => {
    const row = await lock(tx, input.ref);
    if (row.kind !== "clause") {
      throw new AppError(
        "INVALID",
        `The implementation of ${row.ref} is edited in the Statement of Applicability.`,
      );
    }
    const { implementation, targetOn, version } = row;
    if (version !== input.version) throw staleVersion(row.ref, { implementation, targetOn, version });
    const target = input.implementation === "implemented" ? null : input.targetOn;
    await save(tx, row, { implementation: input.implementation, targetOn: target });
    await record(tx, scope, {
      verb: "requirement.set-implementation",
      subject: subject(row.ref),
      before: { implementation, targetOn },
      after: { implementation: input.implementation, targetOn: target },
    });
    return { ref: row.ref, version: version + 1 };
  });
}
