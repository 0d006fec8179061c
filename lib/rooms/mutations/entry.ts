import "server-only";
import { and, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import { roomCodes, roomDevices, roomInvitations, roomSessions, rooms } from "@/db/schema/rooms";
import { asSystem } from "@/db/system";
import { inRoom, inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { roomCodeLimits } from "@/lib/auth/limits";
import { hashCode, hashToken, mailedCode, newToken } from "@/lib/auth/tokens";
import { actorId, type RoomScope, type Scope } from "@/lib/core/access";
import { AppError, notFound } from "@/lib/core/errors";
import { enqueueMail } from "@/lib/mail/enqueue";
import { requireAttempts } from "@/lib/platform/rate-limit";
import type { RequestFacts } from "@/lib/platform/request";

const TRIES = 5;
const SPENT = "This code does not work any more. Ask for a new one.";

const OFTEN = "Too many codes were asked for with this link. Wait an hour, then ask again.";
const OFTEN_BY_ADDRESS =
  "Too many codes were asked for. Enter by the link in your invitation, ask the company for a new one, or wait an hour.";

export type CodeQuestion = {
  readonly email: string;
  /** Whether a room lets the address in. */
  readonly known: boolean;
  readonly invitationHash: string | null;
  /** Hash of the cookie of a browser that proved this address before; null for every other one. */
  readonly deviceHash: string | null;
};

/**
 * Sends six digits to the address when it is known somewhere, and answers alike when it is not. The secret that comes
 * back names the question; only the asking browser gets it. @throws AppError LIMITED
 */
export async function sendCode(question: CodeQuestion, facts: RequestFacts): Promise<string> {
  const own = question.invitationHash ?? question.deviceHash;
  await requireAttempts(
    roomCodeLimits(question.email, own, facts.ip),
    question.invitationHash === null ? OFTEN_BY_ADDRESS : OFTEN,
  );
  const pending = newToken();
  const nonce = newToken();
  const { email, invitationHash } = question;
  await asSystem("room-code", (database) =>
    database.transaction(async (tx) => {
      await tx.delete(roomCodes).where(lt(roomCodes.expiresAt, sql`now() - interval '1 day'`));
      await tx.insert(roomCodes).values({
        pendingHash: hashToken(pending),
        email,
        codeHash: hashCode(hashToken(pending), mailedCode(nonce)),
        invitationHash,
        expiresAt: sql`now() + interval '10 minutes'`,
      });
      if (question.known) await enqueueMail(tx, { kind: "room-code", to: email, nonce });
    }),
  );
  return pending;
}

/**
 * Checks the digits against the question; five tries each, counted before they are looked at.
 * @throws AppError INVALID (wrong, spent, unknown question), LIMITED
 */
export async function proveCode(
  pending: string,
  code: string,
  facts: RequestFacts,
): Promise<{ readonly email: string; readonly invitationHash: string | null }> {
  await requireAttempts(
    [{ key: `room-code:${facts.ip ?? "unknown"}`, hits: 30, seconds: 900 }],
    "Too many codes were tried from here. Wait 15 minutes.",
  );
  const pendingHash = hashToken(pending);
  const [row] = await asSystem("room-code", (database) =>
    database
      .update(roomCodes)
      .set({ tries: sql`${roomCodes.tries} + 1` })
      .where(
        and(
          eq(roomCodes.pendingHash, pendingHash),
          isNull(roomCodes.usedAt),
          gt(roomCodes.expiresAt, sql`now()`),
          lt(roomCodes.tries, TRIES),
        ),
      )
      .returning(),
  );
  if (row === undefined) throw invalidCode(SPENT);
  if (row.codeHash !== hashCode(pendingHash, code)) {
    const left = TRIES - row.tries;
    throw invalidCode(
      left === 0 ? SPENT : `This is not the code. ${left} ${left === 1 ? "try is" : "tries are"} left.`,
    );
  }
  const used = await asSystem("room-code", (database) =>
    database
      .update(roomCodes)
      .set({ usedAt: sql`now()` })
      .where(and(eq(roomCodes.pendingHash, pendingHash), isNull(roomCodes.usedAt)))
      .returning({ email: roomCodes.email }),
  );
  if (used.length === 0) throw invalidCode(SPENT);
  return { email: row.email, invitationHash: row.invitationHash };
}

function invalidCode(message: string): AppError {
  return new AppError("INVALID", message, { fields: { code: message } });
}

/** Remembers for thirty days that this browser reads the mail of the address; returns the cookie's value. */
export async function rememberDevice(email: string): Promise<string> {
  const token = newToken();
  await asSystem("room-code", (database) =>
    database.transaction(async (tx) => {
      await tx.delete(roomDevices).where(lt(roomDevices.expiresAt, sql`now()`));
      await tx
        .insert(roomDevices)
        .values({ tokenHash: hashToken(token), email, expiresAt: sql`now() + interval '30 days'` });
    }),
  );
  return token;
}

async function insertSession(
  tx: Tx,
  scope: Pick<RoomScope, "workspaceId" | "roomId">,
  who: { readonly auditorId: string | null; readonly memberId: string | null },
  facts: RequestFacts,
): Promise<string> {
  const token = newToken();
  await tx.insert(roomSessions).values({
    workspaceId: scope.workspaceId,
    roomId: scope.roomId,
    ...who,
    tokenHash: hashToken(token),
    expiresAt: who.memberId === null ? sql`now() + interval '7 days'` : sql`now() + interval '2 hours'`,
    ip: facts.ip,
    agent: facts.agent?.slice(0, 300) ?? null,
  });
  return token;
}

/**
 * Opens the auditor's session, and uses the link up when they came by one; noted in the log. Returns the cookie's value.
 * @throws AppError INVALID (the link was used in the meantime)
 */
export async function openRoomSession(
  scope: RoomScope,
  invitationHash: string | null,
  facts: RequestFacts,
): Promise<string> {
  const { actor } = scope;
  if (actor.kind !== "auditor") throw notFound("The room");
  return inRoom(scope, async (tx) => {
    if (invitationHash !== null) {
      const used = await tx
        .update(roomInvitations)
        .set({ usedAt: sql`now()` })
        .where(
          and(
            eq(roomInvitations.tokenHash, invitationHash),
            eq(roomInvitations.auditorId, actor.auditorId),
            isNull(roomInvitations.usedAt),
            isNull(roomInvitations.revokedAt),
          ),
        )
        .returning({ id: roomInvitations.id });
      if (used.length === 0)
        throw new AppError("INVALID", "This link was used already. Ask for a code below.");
    }
    const token = await insertSession(tx, scope, { auditorId: actor.auditorId, memberId: null }, facts);
    await record(tx, scope, {
      verb: "room.enter",
      subject: { kind: "room", ref: scope.roomId },
      after: { auditor: actor.email, by: invitationHash === null ? "code" : "link" },
    });
    return token;
  });
}

/** Opens a session in which the member sees the room as its auditor does, for two hours. @throws AppError NOT_FOUND */
export async function openPreview(
  scope: Scope<"room:write">,
  roomId: string,
  facts: RequestFacts,
): Promise<string> {
  return inWorkspace(scope, async (tx) => {
    const [room] = await tx.select({ id: rooms.id }).from(rooms).where(eq(rooms.id, roomId));
    if (room === undefined) throw notFound("The room");
    const place = { workspaceId: scope.workspaceId, roomId };
    const token = await insertSession(tx, place, { auditorId: null, memberId: actorId(scope) }, facts);
    await record(tx, scope, { verb: "room.preview", subject: { kind: "room", ref: roomId } });
    return token;
  });
}

/** Notes that the session is in use; called when the last note is older than five minutes. */
export async function touchRoomSession(scope: RoomScope): Promise<void> {
  // house: no-record being there is no change; what was seen is kept in room_views
  await inRoom(scope, (tx) =>
    tx.update(roomSessions).set({ lastSeenAt: sql`now()` }).where(eq(roomSessions.id, scope.sessionId)),
  );
}

/** Ends the session at hand; effective with the next request. */
export async function endRoomSession(scope: RoomScope): Promise<null> {
  // house: no-record leaving changes nothing that others rely on; the session row keeps when it ended
  await inRoom(scope, (tx) =>
    tx.update(roomSessions).set({ endedAt: sql`now()` }).where(eq(roomSessions.id, scope.sessionId)),
  );
  return null;
}

/** Ends every live session of the room, or of one of its auditors. */
export async function endSessions(tx: Tx, roomId: string, auditorId: string | null): Promise<number> {
  const ended = await tx
    .update(roomSessions)
    .set({ endedAt: sql`now()` })
    .where(
      and(
        eq(roomSessions.roomId, roomId),
        auditorId === null ? undefined : eq(roomSessions.auditorId, auditorId),
        isNull(roomSessions.endedAt),
      ),
    )
    .returning({ id: roomSessions.id });
  const links = and(
    eq(roomInvitations.roomId, roomId),
    auditorId === null ? undefined : eq(roomInvitations.auditorId, auditorId),
    isNull(roomInvitations.usedAt),
    or(isNull(roomInvitations.revokedAt)),
  );
  await tx.update(roomInvitations).set({ revokedAt: sql`now()` }).where(links);
  return ended.length;
}
