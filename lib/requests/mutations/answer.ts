import "server-only";
import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { evidenceLinks, linkDismissals } from "@/db/schema/evidence";
import { requestEvidence } from "@/db/schema/work";
import { memberships } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { type AnyScope, mayEditOwned, ROLES, roleHas, type Scope } from "@/lib/core/access";
import { AppError } from "@/lib/core/errors";
import { answerSteps, canMoveRoomRequest } from "@/lib/core/room-request";
import type { RequestState } from "@/lib/core/work-statuses";
import { arrivedBytes } from "@/lib/evidence/mutations/arrived";
import { appendArtifact } from "@/lib/evidence/mutations/artifacts";
import { contentOf, requestOf } from "@/lib/evidence/mutations/content";
import { storeItem } from "@/lib/evidence/mutations/items";
import { editable, type ItemRow, lockItem, nameOf } from "@/lib/evidence/mutations/locked";
import { once } from "@/lib/idempotency/mutations";
import { notify } from "@/lib/notifications/mutations";
import type { AnswerRequestInput } from "@/lib/requests/input";
import {
  lockRequest,
  memberOf,
  noticeOf,
  type RequestRow,
  readRefs,
  requireMove,
  requireRoomNotOver,
  requireVersion,
  save,
} from "@/lib/requests/mutations/locked";

/** The version handed over last; null before the first answer. */
export async function readLastAnswer(
  tx: Tx,
  requestId: string,
): Promise<{ readonly itemId: string; readonly number: number } | null> {
  const [row] = await tx
    .select({ itemId: requestEvidence.itemId, number: requestEvidence.artifactNumber })
    .from(requestEvidence)
    .where(eq(requestEvidence.requestId, requestId))
    .orderBy(desc(requestEvidence.createdAt), desc(requestEvidence.artifactNumber))
    .limit(1);
  return row ?? null;
}

function requireAsked(scope: AnyScope, row: RequestRow): void {
  if (mayEditOwned(scope, row.ownerId)) return;
  throw new AppError(
    "FORBIDDEN",
    "Contributors answer what they are asked. This request is somebody else's.",
  );
}

/** Where the answer goes: to whoever asked; in an auditor's room to a colleague first. @throws AppError CONFLICT */
function requireAnswerable(row: RequestRow): RequestState {
  if (row.roomId === null) {
    requireMove(row, "submitted", "");
    return "submitted";
  }
  let from = row.state;
  for (const to of answerSteps(row.state)) {
    const decision = canMoveRoomRequest(from, to, { by: "team", reason: null });
    if (!decision.ok) throw new AppError("CONFLICT", decision.reason);
    from = to;
  }
  return from;
}

const NOBODY_READS = "The room is over, so no auditor would read the answer.";

async function newItem(tx: Tx, scope: AnyScope, row: RequestRow, refs: readonly string[]): Promise<ItemRow> {
  const item = await storeItem(tx, scope, {
    title: row.title,
    reference: null,
    category: "",
    guidance: row.detail,
    sharedDescription: "",
    internalNotes: "",
    ownerId: row.ownerId,
    cadence: "none",
    cadenceDays: null,
    reminderDays: 30,
    refs,
    sourceSystem: "",
    renewOn: null,
  });
  await record(tx, scope, {
    verb: "evidence.add",
    subject: { kind: "evidence", ref: item.id },
    after: { title: item.title, reference: null, refs, state: "draft", request: row.number },
  });
  return item;
}

async function linkTo(tx: Tx, scope: AnyScope, item: ItemRow, refs: readonly string[]): Promise<void> {
  if (refs.length === 0) return;
  const { workspaceId } = scope;
  const linkedBy = memberOf(scope);
  const made = await tx
    .insert(evidenceLinks)
    .values(refs.map((ref) => ({ workspaceId, itemId: item.id, ref, origin: "manual" as const, linkedBy })))
    .onConflictDoNothing()
    .returning({ ref: evidenceLinks.ref });
  if (made.length === 0) return;
  await tx
    .delete(linkDismissals)
    .where(and(eq(linkDismissals.itemId, item.id), inArray(linkDismissals.ref, [...refs])));
  await record(tx, scope, {
    verb: "evidence.link",
    subject: { kind: "evidence", ref: item.id },
    after: { refs: made.map(({ ref }) => ref) },
  });
}

/** The item that the answer goes to: that of the returned answer, else the one named; a new one where that is none or was taken out of use. Linked to what was asked about. */
async function itemFor(tx: Tx, scope: AnyScope, row: RequestRow): Promise<ItemRow> {
  const refs = await readRefs(tx, row.id);
  const itemId = (await readLastAnswer(tx, row.id))?.itemId ?? row.itemId;
  if (itemId === null) return newItem(tx, scope, row, refs);
  const item = await lockItem(tx, itemId);
  if (!editable(item).ok) return newItem(tx, scope, row, refs);
  await linkTo(tx, scope, item, refs);
  return item;
}

/** Who asked; or, when they answered themselves, everybody else who can decide. */
async function decidersFor(tx: Tx, row: RequestRow, actor: string): Promise<readonly string[]> {
  if (row.askedBy !== actor) return [row.askedBy];
  const roles = ROLES.filter((role) => roleHas(role, "request:write"));
  const rows = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(inArray(memberships.role, roles), isNull(memberships.endedAt)));
  return rows.map(({ userId }) => userId);
}

/**
 * Answers a request in one transaction: creates or renews the evidence, links it to what was asked about, hands both in,
 * and notes exactly which version it was. The same form sent twice answers once. `at` dates an answer that is entered later.
 * @throws AppError NOT_FOUND (request, upload), FORBIDDEN (somebody else's), CONFLICT (stale, not waiting for an answer, room over), INVALID (effective date in the future)
 */
export async function answerRequest(
  scope: Scope<"evidence:write">,
  input: AnswerRequestInput,
  at: Date | null = null,
): Promise<{ readonly id: string; readonly number: string }> {
  const actor = memberOf(scope);
  const arrived = await arrivedBytes(scope, input);
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key: input.onceKey, input: requestOf(input) }, async () => {
      const row = await lockRequest(tx, input.id);
      requireAsked(scope, row);
      const state = requireAnswerable(row);
      requireVersion(row, input.version);
      await requireRoomNotOver(tx, scope, row, NOBODY_READS);
      const item = await itemFor(tx, scope, row);
      const { id: _id, version: _version, ...form } = input;
      const content = await contentOf(tx, scope, item, {
        input: {
          ...form,
          itemId: item.id,
          version: item.version,
          sameAs: null,
          renewOn: null,
          submit: true,
        },
        arrived,
      });
      const { number } = await appendArtifact(tx, scope, item, { content, submit: true });
      await tx.insert(requestEvidence).values({
        workspaceId: scope.workspaceId,
        requestId: row.id,
        itemId: item.id,
        artifactNumber: number,
        addedBy: actor,
        inReviewSince: state === "internal_review" ? sql`now()` : null,
        ...(at === null ? {} : { createdAt: at }),
      });
      await save(tx, row, {
        state,
        stateReason: "",
        submittedBy: actor,
        submittedAt: sql`now()`,
        decidedBy: null,
        decidedByAuditor: null,
        decidedAt: null,
      });
      const deciders = await decidersFor(tx, row, actor);
      await notify(
        tx,
        scope,
        deciders.map((personId) => noticeOf(row, { personId, kind: "submission", detail: "" })),
      );
      await record(tx, scope, {
        verb: "request.submit",
        subject: { kind: "request", ref: row.id },
        before: { state: row.state },
        after: { state, itemId: item.id, item: nameOf(item), artifact: number },
      });
      return { id: row.id, number: row.number };
    }),
  );
}
