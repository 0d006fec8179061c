import "server-only";
import { and, eq, inArray, max, ne, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { findingAnswers, findings } from "@/db/schema/room-work";
import { roomGrants } from "@/db/schema/rooms";
import { requests } from "@/db/schema/work";
import { inRoom, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { RoomScope } from "@/lib/core/access";
import type { ActivityVerb } from "@/lib/core/audit-actions";
import { AppError, notFound } from "@/lib/core/errors";
import {
  canDecidePart,
  canEditFinding,
  canRaiseFinding,
  canWithdrawFinding,
  findingGrade,
  findingName,
  partLabel,
} from "@/lib/core/finding";
import type { RoomStandard } from "@/lib/core/room";
import type { FindingPart } from "@/lib/core/room-work-statuses";
import type {
  AcceptPartInput,
  EditFindingInput,
  ReturnPartInput,
  WithdrawFindingInput,
  WriteFindingInput,
} from "@/lib/findings/input";
import {
  type FindingRecord,
  lockFinding,
  requireAllowed,
  requireFindingVersion,
  saveFinding,
  setFindingRefs,
  tellOfFinding,
} from "@/lib/findings/mutations/locked";
import { lockAdmitted } from "@/lib/rooms/mutations/admitted";

type Written = { readonly id: string; readonly number: number | null };
type Words = Pick<EditFindingInput, "requirements" | "grade" | "statement" | "objectiveEvidence">;
type Row = Pick<FindingRecord["row"], "id" | "roomId" | "number" | "statement" | "nonconformityId">;

function auditorOf(scope: RoomScope): string {
  if (scope.actor.kind !== "auditor") throw new AppError("FORBIDDEN", "Only an auditor does this.");
  return scope.actor.auditorId;
}

function invalid(field: string, message: string): AppError {
  return new AppError("INVALID", message, { fields: { [field]: message } });
}

async function nextNumber(tx: Tx, scope: RoomScope): Promise<number> {
  const [last] = await tx
    .select({ number: max(findings.number) })
    .from(findings)
    .where(eq(findings.roomId, scope.roomId));
  return (last?.number ?? 0) + 1;
}

/** @throws AppError INVALID (a requirement that the room does not cover) */
async function requireCovered(tx: Tx, scope: RoomScope, refs: readonly string[]): Promise<void> {
  if (refs.length === 0) return;
  const rows = await tx
    .select({ ref: roomGrants.subjectId })
    .from(roomGrants)
    .where(
      and(
        eq(roomGrants.roomId, scope.roomId),
        eq(roomGrants.kind, "requirement"),
        inArray(roomGrants.subjectId, [...refs]),
      ),
    );
  const covered = new Set(rows.map(({ ref }) => ref));
  const outside = refs.filter((ref) => !covered.has(ref));
  if (outside.length === 0) return;
  const are = outside.length === 1 ? "is" : "are";
  throw invalid("requirements", `${outside.slice(0, 3).join(", ")} ${are} not in the scope of this room.`);
}

/** @throws AppError INVALID at the field that is missing */
function requireRaisable(finding: Parameters<typeof canRaiseFinding>[0]): void {
  const decision = canRaiseFinding(finding);
  if (decision.ok) return;
  throw invalid(finding.refs.length === 0 ? "requirements" : "objectiveEvidence", decision.reason);
}

async function requireRequest(tx: Tx, scope: RoomScope, id: string | null): Promise<void> {
  if (id === null) return;
  const [row] = await tx
    .select({ id: requests.id })
    .from(requests)
    .where(and(eq(requests.roomId, scope.roomId), eq(requests.id, id), ne(requests.state, "draft")));
  if (row === undefined) throw notFound("The request");
}

async function findSent(tx: Tx, scope: RoomScope, onceKey: string): Promise<Written | null> {
  if (onceKey === "") return null;
  const [row] = await tx
    .select({ id: findings.id, number: findings.number })
    .from(findings)
    .where(and(eq(findings.roomId, scope.roomId), eq(findings.onceKey, onceKey)));
  return row ?? null;
}

/** What a draft says is for auditors only, so the log, which the team reads, is told that there was work and no word of it. */
async function recordDraft(tx: Tx, scope: RoomScope, id: string): Promise<void> {
  await record(tx, scope, {
    verb: "finding.draft",
    subject: { kind: "finding", ref: id },
    after: { room: scope.roomId },
  });
}

async function announce(
  tx: Tx,
  scope: RoomScope,
  row: Row,
  words: Words & { readonly standard: RoomStandard },
): Promise<void> {
  const { grade, requirements: refs, statement, objectiveEvidence, standard } = words;
  const label = findingGrade(standard, grade).label;
  await tellOfFinding(tx, scope, row, { kind: "submission", detail: `${label}: ${refs.join(", ")}` });
  await record(tx, scope, {
    verb: "finding.raise",
    subject: { kind: "finding", ref: row.id },
    after: {
      ...{ number: findingName(row.number), grade, refs, statement, objectiveEvidence },
      room: scope.roomId,
    },
  });
}

/**
 * Keeps a finding as a draft of the auditors, or gives it to the company with the next number of the room.
 * @throws AppError INVALID (outside the scope, or not enough said to raise it), NOT_FOUND (the request it came from)
 */
export async function writeFinding(scope: RoomScope, input: WriteFindingInput): Promise<Written> {
  const auditorId = auditorOf(scope);
  const { requirements: refs, grade, statement, objectiveEvidence, requestId, onceKey, raise } = input;
  const { workspaceId, roomId } = scope;
  return inRoom(scope, async (tx) => {
    const { standard } = await lockAdmitted(tx, scope);
    const sent = await findSent(tx, scope, onceKey);
    if (sent !== null) return sent;
    await requireCovered(tx, scope, refs);
    await requireRequest(tx, scope, requestId);
    if (raise) requireRaisable({ state: "draft", refs, objectiveEvidence });
    const id = uuidv7();
    const number = raise ? await nextNumber(tx, scope) : null;
    await tx.insert(findings).values({
      ...{ workspaceId, id, roomId, auditorId, number, grade, statement, objectiveEvidence, requestId },
      state: raise ? "raised" : "draft",
      raisedAt: raise ? sql`now()` : null,
      onceKey: onceKey === "" ? null : onceKey,
    });
    await setFindingRefs(tx, { workspaceId, findingId: id }, refs);
    const row = { id, roomId, number, statement, nonconformityId: null };
    if (raise) await announce(tx, scope, row, { ...input, standard });
    else await recordDraft(tx, scope, id);
    return { id, number };
  });
}

async function lockOwn(tx: Tx, scope: RoomScope, id: string): Promise<FindingRecord> {
  const found = await lockFinding(tx, id);
  if (found.row.roomId !== scope.roomId) throw notFound("The finding");
  return found;
}

async function recordEdit(tx: Tx, scope: RoomScope, { row }: FindingRecord, words: Words): Promise<void> {
  const { grade, statement, objectiveEvidence, requirements: refs } = words;
  await record(tx, scope, {
    verb: "finding.edit",
    subject: { kind: "finding", ref: row.id },
    before: { grade: row.grade, statement: row.statement, objectiveEvidence: row.objectiveEvidence },
    after: { number: findingName(row.number), grade, statement, objectiveEvidence, refs },
  });
}

/**
 * Changes the words until the company has taken the finding over; a draft may be raised on the way.
 * @throws AppError NOT_FOUND, CONFLICT (stale, taken over, withdrawn), INVALID
 */
export async function editFinding(scope: RoomScope, input: EditFindingInput): Promise<Written> {
  auditorOf(scope);
  const { requirements: refs, grade, statement, objectiveEvidence } = input;
  return inRoom(scope, async (tx) => {
    const { standard } = await lockAdmitted(tx, scope);
    const found = await lockOwn(tx, scope, input.id);
    const { row } = found;
    requireAllowed(canEditFinding(found.facts));
    requireFindingVersion(found, input.version);
    await requireCovered(tx, scope, refs);
    const raises = input.raise && row.state === "draft";
    if (raises || row.state === "raised") requireRaisable({ state: "draft", refs, objectiveEvidence });
    const number = raises ? await nextNumber(tx, scope) : row.number;
    await saveFinding(tx, found, {
      ...{ grade, statement, objectiveEvidence, number },
      ...(raises ? { state: "raised", raisedAt: sql`now()` } : {}),
    });
    await setFindingRefs(tx, { workspaceId: row.workspaceId, findingId: row.id }, refs);
    if (raises) await announce(tx, scope, { ...row, number, statement }, { ...input, standard });
    else if (row.state === "draft") await recordDraft(tx, scope, row.id);
    else await recordEdit(tx, scope, found, input);
    return { id: row.id, number };
  });
}

/**
 * Takes a finding back, with a reason that the company reads; it keeps its number. A draft is put away without one.
 * @throws AppError NOT_FOUND, CONFLICT (stale, withdrawn, accepted), INVALID (no reason)
 */
export async function withdrawFinding(scope: RoomScope, input: WithdrawFindingInput): Promise<Written> {
  auditorOf(scope);
  return inRoom(scope, async (tx) => {
    await lockAdmitted(tx, scope);
    const found = await lockOwn(tx, scope, input.id);
    const { row, facts } = found;
    const decision = canWithdrawFinding(facts, input.reason);
    if (!decision.ok && canWithdrawFinding(facts, "any").ok) throw invalid("reason", decision.reason);
    requireAllowed(decision);
    requireFindingVersion(found, input.version);
    const { reason } = input;
    await saveFinding(tx, found, { state: "withdrawn", stateReason: reason });
    if (row.number === null) {
      await recordDraft(tx, scope, row.id);
      return { id: row.id, number: null };
    }
    await tellOfFinding(tx, scope, row, { kind: "decision", detail: `Withdrawn: ${reason}` });
    await record(tx, scope, {
      verb: "finding.withdraw",
      subject: { kind: "finding", ref: row.id },
      before: { state: row.state },
      after: { number: findingName(row.number), state: "withdrawn", reason, room: scope.roomId },
    });
    return { id: row.id, number: row.number };
  });
}

const VERB: Readonly<Record<FindingPart, Readonly<Record<"accepted" | "returned", ActivityVerb>>>> = {
  correction: { accepted: "finding.accept-correction", returned: "finding.return-correction" },
  action: { accepted: "finding.accept-action", returned: "finding.return-action" },
};

type Decided = { readonly verdict: "accepted" | "returned"; readonly reason: string };

async function decidePart(scope: RoomScope, input: AcceptPartInput, decided: Decided): Promise<Written> {
  const auditorId = auditorOf(scope);
  const { id, version, part } = input;
  const { verdict, reason } = decided;
  return inRoom(scope, async (tx) => {
    await lockAdmitted(tx, scope);
    const found = await lockOwn(tx, scope, id);
    const { row, facts } = found;
    const decision = canDecidePart(facts, part, decided);
    if (!decision.ok && canDecidePart(facts, part, { verdict, reason: "any" }).ok) {
      throw invalid("reason", decision.reason);
    }
    requireAllowed(decision);
    requireFindingVersion(found, version);
    await tx
      .update(findingAnswers)
      .set({ verdict, reason, auditorId, decidedAt: sql`now()` })
      .where(
        and(
          eq(findingAnswers.findingId, id),
          eq(findingAnswers.part, part),
          eq(findingAnswers.verdict, "waiting"),
        ),
      );
    await saveFinding(tx, found, {});
    const label = partLabel(part, row.grade);
    const detail = verdict === "accepted" ? `${label} accepted.` : `${label} returned: ${reason}`;
    await tellOfFinding(tx, scope, row, { kind: verdict === "accepted" ? "decision" : "return", detail });
    await record(tx, scope, {
      verb: VERB[part][verdict],
      subject: { kind: "finding", ref: id },
      after: { number: findingName(row.number), part, verdict, ...(reason === "" ? {} : { reason }) },
    });
    return { id, number: row.number };
  });
}

/** Accepts the newest answer to one part; whoever owns the nonconformity is told. @throws AppError NOT_FOUND, CONFLICT */
export async function acceptPart(scope: RoomScope, input: AcceptPartInput): Promise<Written> {
  return decidePart(scope, input, { verdict: "accepted", reason: "" });
}

/** Returns it with a reason, so that it is answered again. @throws AppError NOT_FOUND, CONFLICT, INVALID (no reason) */
export async function returnPart(scope: RoomScope, input: ReturnPartInput): Promise<Written> {
  return decidePart(scope, input, { verdict: "returned", reason: input.reason });
}
