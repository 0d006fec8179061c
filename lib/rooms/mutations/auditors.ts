import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { roomAuditors, roomInvitations } from "@/db/schema/rooms";
import { workspaces } from "@/db/schema/workspaces";
import { inWorkspace, type Tx, violates } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { hashToken, linkToken, newToken } from "@/lib/auth/tokens";
import type { AnyScope, Scope } from "@/lib/core/access";
import { formatDate } from "@/lib/core/dates";
import { AppError, notFound } from "@/lib/core/errors";
import { once } from "@/lib/idempotency/mutations";
import { enqueueMail } from "@/lib/mail/enqueue";
import { requireAttempts } from "@/lib/platform/rate-limit";
import type { AuditorInput, InviteAuditorInput } from "@/lib/rooms/input";
import { endSessions } from "@/lib/rooms/mutations/entry";
import { lockRoom, memberOf, type RoomRow, requireEditable } from "@/lib/rooms/mutations/locked";

const DAY_SECONDS = 24 * 60 * 60;

async function requireMailQuota(scope: AnyScope): Promise<void> {
  await requireAttempts(
    [{ key: `invite:${scope.workspaceId}`, hits: 100, seconds: DAY_SECONDS }],
    "This workspace sent 100 invitations today. Go on tomorrow.",
  );
}

/**
 * Gives every auditor of the room who has access, or the one named, a new link and puts its mail into the queue; earlier
 * links end. Returns their addresses.
 */
export async function sendInvitations(
  tx: Tx,
  scope: AnyScope,
  room: RoomRow,
  auditorId: string | null,
): Promise<readonly string[]> {
  const auditors = await tx
    .select({ id: roomAuditors.id, email: roomAuditors.email, name: roomAuditors.name })
    .from(roomAuditors)
    .where(
      and(
        eq(roomAuditors.roomId, room.id),
        isNull(roomAuditors.revokedAt),
        auditorId === null ? undefined : eq(roomAuditors.id, auditorId),
      ),
    );
  const [workspace] = await tx.select({ name: workspaces.name }).from(workspaces);
  for (const auditor of auditors) {
    const nonce = newToken();
    await tx
      .update(roomInvitations)
      .set({ revokedAt: sql`now()` })
      .where(
        and(
          eq(roomInvitations.auditorId, auditor.id),
          isNull(roomInvitations.usedAt),
          isNull(roomInvitations.revokedAt),
        ),
      );
    await tx.insert(roomInvitations).values({
      workspaceId: room.workspaceId,
      roomId: room.id,
      auditorId: auditor.id,
      tokenHash: hashToken(linkToken("room", nonce)),
      expiresAt: sql`now() + interval '14 days'`,
    });
    await enqueueMail(tx, {
      kind: "room-invite",
      to: auditor.email,
      name: auditor.name,
      workspace: workspace?.name ?? scope.workspaceSlug,
      room: room.name,
      invitedBy: scope.actor.name.slice(0, 200),
      until: formatDate(room.accessUntil),
      nonce,
    });
  }
  return auditors.map(({ email }) => email);
}

/**
 * Adds an auditor by address. In an open room the link goes out at once, in a draft when it is opened.
 * @throws AppError NOT_FOUND, CONFLICT (over, the address has access already), LIMITED
 */
export async function inviteAuditor(
  scope: Scope<"room:write">,
  input: InviteAuditorInput,
): Promise<{ readonly roomId: string; readonly email: string; readonly sent: boolean }> {
  const invitedBy = memberOf(scope);
  await requireMailQuota(scope);
  const { roomId, email, name } = input;
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key: input.onceKey, input: { roomId, email, name } }, async () => {
      const room = await lockRoom(tx, roomId);
      requireEditable(room);
      const id = uuidv7();
      try {
        await tx
          .insert(roomAuditors)
          .values({ workspaceId: scope.workspaceId, id, roomId, email, name, invitedBy });
      } catch (error) {
        if (!violates(error, "room_auditors_one")) throw error;
        const message = "This address has access already. Send a new link from the list.";
        throw new AppError("CONFLICT", message, { fields: { email: message } });
      }
      const sent = room.state === "open";
      if (sent) await sendInvitations(tx, scope, room, id);
      await record(tx, scope, {
        verb: "room.invite",
        subject: { kind: "room", ref: roomId },
        after: { email, name, sent },
      });
      return { roomId, email, sent };
    }),
  );
}

async function lockAuditor(tx: Tx, input: AuditorInput) {
  const [row] = await tx
    .select()
    .from(roomAuditors)
    .where(and(eq(roomAuditors.roomId, input.roomId), eq(roomAuditors.id, input.auditorId)))
    .for("update");
  if (row === undefined) throw notFound("The auditor");
  if (row.revokedAt !== null) throw new AppError("CONFLICT", "This auditor's access was taken away already.");
  return row;
}

/** Sends a new link to an auditor of an open room; the old one ends. @throws AppError NOT_FOUND, CONFLICT, LIMITED */
export async function resendInvitation(
  scope: Scope<"room:write">,
  input: AuditorInput,
): Promise<{ readonly roomId: string; readonly email: string }> {
  await requireMailQuota(scope);
  return inWorkspace(scope, async (tx) => {
    const room = await lockRoom(tx, input.roomId);
    const { email, id } = await lockAuditor(tx, input);
    if (room.state !== "open") {
      throw new AppError("CONFLICT", "Links are sent while the room is open. Open it first.");
    }
    await sendInvitations(tx, scope, room, id);
    await record(tx, scope, {
      verb: "room.invite",
      subject: { kind: "room", ref: room.id },
      after: { email, sentAgain: true },
    });
    return { roomId: room.id, email };
  });
}

/** Takes one auditor's access away: sessions and links end at once, what they did stays. @throws AppError NOT_FOUND, CONFLICT */
export async function revokeAuditor(
  scope: Scope<"room:write">,
  input: AuditorInput,
): Promise<{ readonly roomId: string; readonly email: string }> {
  const revokedBy = memberOf(scope);
  return inWorkspace(scope, async (tx) => {
    const room = await lockRoom(tx, input.roomId);
    const { id, email } = await lockAuditor(tx, input);
    await tx.update(roomAuditors).set({ revokedAt: sql`now()`, revokedBy }).where(eq(roomAuditors.id, id));
    const sessions = await endSessions(tx, room.id, id);
    await record(tx, scope, {
      verb: "room.revoke-auditor",
      subject: { kind: "room", ref: room.id },
      before: { email },
      after: { sessions },
    });
    return { roomId: room.id, email };
  });
}
