import "server-only";
import { and, eq, ne, sql } from "drizzle-orm";
import { sessions } from "@/db/schema/people";
import { asSystem } from "@/db/system";
import { hashToken, newToken } from "@/lib/auth/tokens";

export type SessionOrigin = { readonly ip: string | null; readonly agent: string | null };

/** Opens a session of seven days for the person; returns the token for the cookie, which is not stored. */
export async function openSession(userId: string, origin: SessionOrigin): Promise<string> {
  const token = newToken();
  await asSystem("session", (database) =>
    database.insert(sessions).values({
      tokenHash: hashToken(token),
      userId,
      expiresAt: sql`now() + interval '7 days'`,
      ip: origin.ip,
      agent: origin.agent?.slice(0, 300) ?? null,
    }),
  );
  return token;
}

/** Notes that the session is in use; called when the last note is older than five minutes. */
export async function touchSession(sessionId: string): Promise<void> {
  await asSystem("session", (database) =>
    database.update(sessions).set({ lastSeenAt: sql`now()` }).where(eq(sessions.id, sessionId)),
  );
}

/** Ends one session of the person; effective with the next request. */
export async function endSession(userId: string, sessionId: string): Promise<void> {
  await asSystem("session", (database) =>
    database.delete(sessions).where(and(eq(sessions.userId, userId), eq(sessions.id, sessionId))),
  );
}

/** Ends every session of the person but `except`; returns how many. */
export async function endOtherSessions(userId: string, except: string | null): Promise<number> {
  const ended = await asSystem("session", (database) =>
    database
      .delete(sessions)
      .where(and(eq(sessions.userId, userId), except === null ? undefined : ne(sessions.id, except)))
      .returning({ id: sessions.id }),
  );
  return ended.length;
}

/** Ends the session of a token, whoever holds it. */
export async function endSessionOfToken(token: string): Promise<void> {
  await asSystem("session", (database) =>
    database.delete(sessions).where(eq(sessions.tokenHash, hashToken(token))),
  );
}
