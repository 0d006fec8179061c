import "server-only";
import { and, eq, exists, inArray, isNull, or, sql } from "drizzle-orm";
import { findingAnswers, findings } from "@/db/schema/room-work";
import { roomAuditors, roomSessions, rooms } from "@/db/schema/rooms";
import { requests } from "@/db/schema/work";
import { workspaces } from "@/db/schema/workspaces";
import { inRoom, inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { Permission, RoomScope, Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { notFound } from "@/lib/core/errors";
import type { MailRequest } from "@/lib/core/mail";
import { mailHour } from "@/lib/core/reminders";
import { letsIn } from "@/lib/core/room";
import { enqueueMails } from "@/lib/mail/enqueue";
import type { SetAnswerMailsInput } from "@/lib/rooms/input";

/** An auditor hears of what was given after the last mail and after their last visit. */
const SINCE = sql`greatest(${roomAuditors.answersToldAt}, (
  select max(s.last_seen_at) from ${roomSessions} s
  where s.workspace_id = ${roomAuditors.workspaceId} and s.auditor_id = ${roomAuditors.id}))`;

const freshAnswers = sql<number>`(select count(*)::int from ${requests} q
  where q.workspace_id = ${roomAuditors.workspaceId} and q.room_id = ${roomAuditors.roomId}
    and q.state = 'submitted' and q.shared_at > ${SINCE})`;
const waitingAnswers = sql<number>`(select count(*)::int from ${requests} q
  where q.workspace_id = ${roomAuditors.workspaceId} and q.room_id = ${roomAuditors.roomId} and q.state = 'submitted')`;
const freshToFindings = sql<number>`(select count(*)::int from ${findingAnswers} g
  join ${findings} f on f.workspace_id = g.workspace_id and f.id = g.finding_id
  where g.workspace_id = ${roomAuditors.workspaceId} and f.room_id = ${roomAuditors.roomId}
    and f.state = 'taken_over' and g.verdict = 'waiting' and g.created_at > ${SINCE})`;

/** Only addresses that were proved by entering: nobody can have mails sent to a stranger day by day. */
async function lockReaders(tx: Tx) {
  return tx
    .select({
      id: roomAuditors.id,
      email: roomAuditors.email,
      name: roomAuditors.name,
      toldAt: roomAuditors.answersToldAt,
      room: rooms,
      answers: freshAnswers,
      waiting: waitingAnswers,
      findings: freshToFindings,
    })
    .from(roomAuditors)
    .innerJoin(rooms, and(eq(rooms.workspaceId, roomAuditors.workspaceId), eq(rooms.id, roomAuditors.roomId)))
    .where(
      and(
        eq(rooms.state, "open"),
        isNull(roomAuditors.revokedAt),
        eq(roomAuditors.answerMails, true),
        or(sql`${freshAnswers} > 0`, sql`${freshToFindings} > 0`),
        exists(
          tx
            .select({ id: roomSessions.id })
            .from(roomSessions)
            .where(
              and(
                eq(roomSessions.workspaceId, roomAuditors.workspaceId),
                eq(roomSessions.auditorId, roomAuditors.id),
              ),
            ),
        ),
      ),
    )
    .for("update", { of: roomAuditors, skipLocked: true });
}

/**
 * Queues one mail to each auditor whose room got answers that they have not seen: at most one a day of the workspace, from
 * seven o'clock on, and with numbers only. The time is noted on locked rows in the same transaction, so that two workers
 * send one. Returns how many were queued.
 */
export async function tellOfAnswers(scope: Scope<Permission>, at: Date): Promise<number> {
  // house: no-record a mail repeats what the records say and changes none of them
  const today = dateIn(scope.timeZone, at);
  if (!mailHour(scope.timeZone, at)) return 0;
  return inWorkspace(scope, async (tx) => {
    const readers = (await lockReaders(tx)).filter(
      ({ room, toldAt }) =>
        letsIn(room, today) && (toldAt === null || dateIn(scope.timeZone, toldAt) < today),
    );
    if (readers.length === 0) return 0;
    const [workspace] = await tx.select({ name: workspaces.name }).from(workspaces);
    const mails: readonly MailRequest[] = readers.map(
      ({ email, name, room, answers, waiting, findings }) => ({
        ...{ kind: "room-answers", to: email, name: name.slice(0, 200), answers, waiting, findings },
        workspace: (workspace?.name ?? scope.workspaceSlug).slice(0, 200),
        room: room.name.slice(0, 200),
        roomId: room.id,
      }),
    );
    await enqueueMails(tx, mails);
    await tx
      .update(roomAuditors)
      .set({ answersToldAt: at })
      .where(
        inArray(
          roomAuditors.id,
          readers.map(({ id }) => id),
        ),
      );
    return mails.length;
  });
}

/** Starts or ends the mails about answers for the auditor at hand. @throws AppError NOT_FOUND (nobody's own) */
export async function setAnswerMails(scope: RoomScope, { mails }: SetAnswerMailsInput): Promise<null> {
  const { actor, roomId } = scope;
  if (actor.kind !== "auditor") throw notFound("The choice");
  return inRoom(scope, async (tx) => {
    const changed = await tx
      .update(roomAuditors)
      .set({ answerMails: mails })
      .where(and(eq(roomAuditors.id, actor.auditorId), eq(roomAuditors.answerMails, !mails)))
      .returning({ id: roomAuditors.id });
    if (changed.length === 0) return null;
    await record(tx, scope, {
      verb: "notification.set",
      subject: { kind: "room", ref: roomId },
      before: { answers: !mails },
      after: { answers: mails },
    });
    return null;
  });
}
