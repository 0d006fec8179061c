import "server-only";
import { and, eq, max } from "drizzle-orm";
import { findingAnswers, findingRequirements } from "@/db/schema/room-work";
import { rooms } from "@/db/schema/rooms";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { actorId, type Scope } from "@/lib/core/access";
import { AppError, notFound } from "@/lib/core/errors";
import { canAnswerPart, canTakeOver, findingName, sourceOf, titleOf } from "@/lib/core/finding";
import { compareRefs, entryOf } from "@/lib/core/frameworks/catalogue";
import { isEditable } from "@/lib/core/room";
import type { AnswerFindingInput, TakeOverFindingInput } from "@/lib/findings/input";
import {
  type FindingRecord,
  lockFinding,
  requireAllowed,
  requireFindingVersion,
  saveFinding,
} from "@/lib/findings/mutations/locked";
import { once } from "@/lib/idempotency/mutations";
import { insertNonconformity, memberOf } from "@/lib/nonconformities/mutations";

/** A draft has no number, and its policy hides it from the team; this says so where it is read. */
async function lockGiven(tx: Tx, id: string): Promise<FindingRecord & { readonly name: string }> {
  const found = await lockFinding(tx, id);
  if (found.row.number === null) throw notFound("The finding");
  return { ...found, name: findingName(found.row.number) };
}

async function roomOf(tx: Tx, roomId: string) {
  const [room] = await tx.select().from(rooms).where(eq(rooms.id, roomId));
  if (room === undefined) throw notFound("The room");
  return room;
}

async function readFindingRefs(tx: Tx, findingId: string): Promise<readonly string[]> {
  const rows = await tx
    .select({ ref: findingRequirements.ref })
    .from(findingRequirements)
    .where(eq(findingRequirements.findingId, findingId));
  return rows.map(({ ref }) => ref).sort(compareRefs);
}

function titlesOf(refs: readonly string[]): string {
  return refs.map((ref) => `${ref} ${entryOf(ref)?.title ?? ""}`.trim()).join("; ");
}

/**
 * Makes the nonconformity of a finding in one step: requirements, statement, objective evidence, grade and source come
 * along, whoever does it owns it, and both name each other.
 * @throws AppError NOT_FOUND (a draft, another workspace's), CONFLICT (stale, withdrawn, taken over already)
 */
export async function takeOverFinding(
  scope: Scope<"room:write" | "nonconformity:write">,
  input: TakeOverFindingInput,
): Promise<{ readonly id: string; readonly number: string; readonly finding: string }> {
  const { onceKey, ...of } = input;
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key: onceKey, input: of }, async () => {
      const found = await lockGiven(tx, input.id);
      const { row, name } = found;
      requireAllowed(canTakeOver(found.facts));
      requireFindingVersion(found, input.version);
      const room = await roomOf(tx, row.roomId);
      const refs = await readFindingRefs(tx, row.id);
      const nc = await insertNonconformity(tx, scope, {
        ...{ grade: row.grade, title: titleOf(row.statement), source: sourceOf(room.type), refs },
        ...{ itemIds: [], requirementText: titlesOf(refs), objectiveEvidence: row.objectiveEvidence },
        ...{ gap: row.statement, ownerId: actorId(scope), dueOn: null },
      });
      await saveFinding(tx, found, { state: "taken_over", nonconformityId: nc.id });
      await record(tx, scope, {
        verb: "finding.take-over",
        subject: { kind: "finding", ref: row.id },
        before: { state: row.state },
        after: { number: name, state: "taken_over", nonconformity: nc.number, room: row.roomId },
      });
      return { ...nc, finding: name };
    }),
  );
}

/**
 * Gives the auditor an answer to one part, word for word; nothing else of the nonconformity goes with it.
 * @throws AppError NOT_FOUND, CONFLICT (stale, not taken over, waiting or accepted already, room over)
 */
export async function answerFinding(
  scope: Scope<"room:write">,
  input: AnswerFindingInput,
): Promise<{ readonly id: string; readonly roomId: string; readonly finding: string }> {
  const { onceKey, part, body, ...of } = input;
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key: onceKey, input: { ...of, part, body } }, async () => {
      const found = await lockGiven(tx, input.id);
      const { row, name } = found;
      requireAllowed(canAnswerPart(found.facts, part));
      requireFindingVersion(found, input.version);
      const room = await roomOf(tx, row.roomId);
      if (!isEditable(room.state)) {
        throw new AppError("CONFLICT", "The room is over, so no auditor would read the answer.");
      }
      const [last] = await tx
        .select({ round: max(findingAnswers.round) })
        .from(findingAnswers)
        .where(and(eq(findingAnswers.findingId, row.id), eq(findingAnswers.part, part)));
      const round = (last?.round ?? 0) + 1;
      const { workspaceId } = scope;
      const memberId = memberOf(scope);
      await tx.insert(findingAnswers).values({ workspaceId, findingId: row.id, part, round, body, memberId });
      await saveFinding(tx, found, {});
      await record(tx, scope, {
        verb: "finding.answer",
        subject: { kind: "finding", ref: row.id },
        after: { number: name, part, round, body, room: row.roomId },
      });
      return { id: row.id, roomId: row.roomId, finding: name };
    }),
  );
}
