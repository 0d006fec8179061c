import "server-only";
import { and, eq } from "drizzle-orm";
import { actions } from "@/db/schema/nonconformities";
import { inWorkspace } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { mayEditOwned, type Scope } from "@/lib/core/access";
import { formatDate } from "@/lib/core/dates";
import { AppError, notFound, staleVersion } from "@/lib/core/errors";
import { finishAction } from "@/lib/core/nonconformity";
import type { Notice } from "@/lib/core/notification";
import { once } from "@/lib/idempotency/mutations";
import type { AddActionInput, FinishActionInput, SetActionInput } from "@/lib/nonconformities/input";
import {
  memberOf,
  ownersOf,
  refuseMissing,
  requireEditor,
  requireLive,
  requirePresent,
} from "@/lib/nonconformities/mutations";
import { type NcRecord, readNonconformity } from "@/lib/nonconformities/queries";
import { notify } from "@/lib/notifications/mutations";
import { now } from "@/lib/platform/clock";

type WriteScope = Scope<"nonconformity:write">;
type Id = { readonly id: string };

function requirePlanning(nc: NcRecord): void {
  if (nc.row.state !== "implemented" && nc.row.state !== "effectiveness_check") return;
  throw new AppError(
    "CONFLICT",
    "The actions are implemented. If more is needed, record in the check that they were not effective.",
  );
}

/** What the owner of an action is told when it becomes theirs. */
function ownerNotice(
  nc: NcRecord,
  action: Pick<typeof actions.$inferSelect, "number" | "title" | "ownerId" | "dueOn">,
): Notice {
  return {
    personId: action.ownerId,
    kind: "assignment",
    subjectKind: "action",
    subjectId: nc.row.id,
    title: `AC-${action.number} ${action.title}`,
    detail: `${nc.row.number} ${nc.row.title}.${action.dueOn === null ? "" : ` Due ${formatDate(action.dueOn)}.`}`,
  };
}

/** Adds an action with the next number of the record; its owner is told. @throws AppError CONFLICT, FORBIDDEN, INVALID, NOT_FOUND */
export async function addAction(scope: WriteScope, input: AddActionInput): Promise<Id> {
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key: input.onceKey, input }, async () => {
      const nc = await readNonconformity(tx, input.id, true);
      requireEditor(scope, nc);
      requireLive(nc);
      requirePlanning(nc);
      await requirePresent(tx, "ownerId", input.ownerId);
      const number = Math.max(0, ...nc.actionRows.map(({ action }) => action.number)) + 1;
      await tx.insert(actions).values({
        workspaceId: scope.workspaceId,
        subjectKind: "nonconformity",
        subjectId: input.id,
        number,
        title: input.title,
        ownerId: input.ownerId,
        dueOn: input.dueOn,
      });
      await notify(tx, scope, ownerNotice(nc, { ...input, number }));
      await record(tx, scope, {
        verb: "nonconformity.add-action",
        subject: { kind: "nonconformity", ref: input.id },
        after: { number, title: input.title, ownerId: input.ownerId, dueOn: input.dueOn },
      });
      return { id: input.id };
    }),
  ).catch(refuseMissing);
}

async function editAction(
  scope: WriteScope,
  target: { readonly id: string; readonly actionId: string; readonly version: number },
  verb: "nonconformity.edit-action" | "nonconformity.complete-action",
  change: (action: typeof actions.$inferSelect) => Partial<typeof actions.$inferInsert>,
): Promise<Id> {
  return inWorkspace(scope, async (tx) => {
    const nc = await readNonconformity(tx, target.id, true);
    requireLive(nc);
    const action = nc.actionRows.find((row) => row.action.id === target.actionId)?.action;
    if (action === undefined) throw notFound("The action");
    if (![...ownersOf(nc), action.ownerId].some((id) => mayEditOwned(scope, id))) {
      throw new AppError("FORBIDDEN", "Contributors work on actions that they own.");
    }
    if (action.version !== target.version) {
      const { title, ownerId, dueOn, state, version } = action;
      throw staleVersion("The action", { title, ownerId, dueOn, state, version });
    }
    const fields = change(action);
    if (fields.ownerId !== undefined && fields.ownerId !== action.ownerId) {
      await requirePresent(tx, "ownerId", fields.ownerId);
      const { title = action.title, ownerId, dueOn = action.dueOn } = fields;
      await notify(tx, scope, ownerNotice(nc, { number: action.number, title, ownerId, dueOn }));
    }
    await tx
      .update(actions)
      .set({ ...fields, version: target.version + 1 })
      .where(and(eq(actions.id, target.actionId), eq(actions.version, target.version)));
    await record(tx, scope, {
      verb,
      subject: { kind: "nonconformity", ref: target.id },
      before: {
        number: action.number,
        title: action.title,
        ownerId: action.ownerId,
        dueOn: action.dueOn,
        state: action.state,
      },
      after: { ...fields, doneAt: undefined },
    });
    return { id: target.id };
  }).catch(refuseMissing);
}

/** Changes what is to be done, by whom and until when. @throws AppError CONFLICT, FORBIDDEN, INVALID, NOT_FOUND */
export async function setAction(scope: WriteScope, input: SetActionInput): Promise<Id> {
  return editAction(scope, input, "nonconformity.edit-action", (action) => {
    if (action.state !== "open") throw new AppError("CONFLICT", "The action is finished and cannot change.");
    return { title: input.title, ownerId: input.ownerId, dueOn: input.dueOn };
  });
}

/** Completes an action with proof, or drops it with a reason. @throws AppError CONFLICT, FORBIDDEN, INVALID, NOT_FOUND */
export async function completeAction(scope: WriteScope, input: FinishActionInput): Promise<Id> {
  return editAction(scope, input, "nonconformity.complete-action", (action) => {
    const hasProof = input.proofItemId !== null || input.proofNote !== "";
    const decision = finishAction({ state: action.state, hasProof }, input.to, {
      reason: input.proofNote || null,
    });
    if (!decision.ok)
      throw new AppError("CONFLICT", decision.reason, { fields: { proofNote: decision.reason } });
    return {
      state: input.to,
      proofNote: input.proofNote,
      proofItemId: input.proofItemId,
      doneBy: memberOf(scope),
      doneAt: now(),
    };
  });
}
