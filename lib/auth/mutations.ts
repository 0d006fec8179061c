import "server-only";
import { and, eq, gt, isNull, ne, sql } from "drizzle-orm";
import { oneTimeTokens, sessions, users } from "@/db/schema/people";
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

/** Whether the person behind the session proved their password within the last ten minutes, by the clock of the database. */
export async function isSignInRecent(sessionId: string): Promise<boolean> {
  const rows = await asSystem("session", (database) =>
    database
      .select({ id: sessions.id })
      .from(sessions)
      .where(
        and(eq(sessions.id, sessionId), gt(sessions.authenticatedAt, sql`now() - interval '10 minutes'`)),
      ),
  );
  return rows.length > 0;
}

/** Notes that the password was proven again just now. */
export async function noteSignIn(sessionId: string): Promise<void> {
  await asSystem("session", (database) =>
    database.update(sessions).set({ authenticatedAt: sql`now()` }).where(eq(sessions.id, sessionId)),
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

/** Keeps the hash of the set-up token for an hour in place of earlier ones; false when somebody has an account. */
export async function storeSetupToken(tokenHash: string): Promise<boolean> {
  return asSystem("set-up", (database) =>
    database.transaction(async (tx) => {
      const someone = await tx.select({ id: users.id }).from(users).limit(1);
      if (someone.length > 0) return false;
      await tx
        .delete(oneTimeTokens)
        .where(and(eq(oneTimeTokens.purpose, "setup"), isNull(oneTimeTokens.usedAt)));
      await tx
        .insert(oneTimeTokens)
        .values({ tokenHash, purpose: "setup", expiresAt: sql`now() + interval '1 hour'` });
      return true;
    }),
  );
}
