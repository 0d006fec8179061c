import "server-only";
import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { oneTimeTokens, sessions, users } from "@/db/schema/people";
import { asSystem } from "@/db/system";
import { hashToken } from "@/lib/auth/tokens";
import type { MailedToken, SessionSummary } from "@/lib/core/people";

/** Whether nobody has an account yet: the set-up token is asked for. */
export async function isEmptyInstallation(): Promise<boolean> {
  const rows = await asSystem("set-up", (database) => database.select({ id: users.id }).from(users).limit(1));
  return rows.length === 0;
}

/** The live sessions of the person, latest first; `current` marks the one that asks. */
export async function listSessions(userId: string, current: string): Promise<readonly SessionSummary[]> {
  const rows = await asSystem("session", (database) =>
    database
      .select({
        id: sessions.id,
        startedAt: sessions.createdAt,
        lastSeenAt: sessions.lastSeenAt,
        ip: sessions.ip,
        agent: sessions.agent,
      })
      .from(sessions)
      .where(
        and(
          eq(sessions.userId, userId),
          gt(sessions.expiresAt, sql`now()`),
          gt(sessions.lastSeenAt, sql`now() - interval '12 hours'`),
        ),
      )
      .orderBy(desc(sessions.lastSeenAt))
      .limit(100),
  );
  return rows.map((row) => ({ ...row, isCurrent: row.id === current }));
}

/** What a mailed link is for, while it can still be used; null otherwise. Reading it uses nothing up. */
export async function findMailedToken(token: string): Promise<MailedToken | null> {
  const [row] = await asSystem("token", (database) =>
    database
      .select({ purpose: oneTimeTokens.purpose, userId: oneTimeTokens.userId, email: oneTimeTokens.email })
      .from(oneTimeTokens)
      .where(
        and(
          eq(oneTimeTokens.tokenHash, hashToken(token)),
          isNull(oneTimeTokens.usedAt),
          gt(oneTimeTokens.expiresAt, sql`now()`),
        ),
      ),
  );
  return row ?? null;
}
