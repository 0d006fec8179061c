import "server-only";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { credentials, oneTimeTokens, sessions, users } from "@/db/schema/people";
import { asSystem } from "@/db/system";
import type { Tx } from "@/db/tenant";
import type { ChangePasswordInput, ResetInput } from "@/lib/accounts/input";
import { requireGoodPassword, takeToken } from "@/lib/accounts/mutations/create-account";
import { accountKey, mailLimits, passwordLimits, tokenLimits } from "@/lib/auth/limits";
import { hashPassword, passwordFits } from "@/lib/auth/password";
import { type Account, findAccount, findAccountOf, type SessionPerson } from "@/lib/auth/queries";
import { hashToken, linkToken, newToken } from "@/lib/auth/tokens";
import { AppError } from "@/lib/core/errors";
import { enqueueMail } from "@/lib/mail/enqueue";
import { forgetAttempts, requireAttempts, returnAttempts, takeAttempt } from "@/lib/platform/rate-limit";
import type { RequestFacts } from "@/lib/platform/request";
import { steadily } from "@/lib/platform/steady";

const FORGOT_MS = 300;
const SPENT = "This link was used, has expired or is not complete. Ask for a new one.";

async function mailReset(email: string, ip: string | null): Promise<void> {
  const allowed = await Promise.all(mailLimits(email, ip).map(takeAttempt));
  const account = await findAccount(email);
  if (account === null || allowed.includes(false)) return;
  const nonce = newToken();
  await asSystem("token", (database) =>
    database.transaction(async (tx) => {
      await tx.insert(oneTimeTokens).values({
        tokenHash: hashToken(linkToken("reset", nonce)),
        purpose: "reset",
        userId: account.userId,
        expiresAt: sql`now() + interval '1 hour'`,
      });
      await enqueueMail(tx, { kind: "reset", to: email, name: account.name, nonce });
    }),
  );
}

/** Mails a link for a new password when the address has an account; nothing tells whether it has. */
export async function requestReset(email: string, facts: RequestFacts): Promise<null> {
  await steadily(FORGOT_MS, mailReset(email, facts.ip));
  return null;
}

async function storePassword(
  tx: Tx,
  userId: string,
  passwordHash: string,
  keep: string | null,
): Promise<void> {
  await tx
    .update(credentials)
    .set({ passwordHash, changedAt: sql`now()` })
    .where(eq(credentials.userId, userId));
  await tx
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), keep === null ? undefined : ne(sessions.id, keep)));
  await tx
    .update(oneTimeTokens)
    .set({ usedAt: sql`now()` })
    .where(
      and(eq(oneTimeTokens.userId, userId), eq(oneTimeTokens.purpose, "reset"), isNull(oneTimeTokens.usedAt)),
    );
}

/**
 * Sets a new password by a mailed token, ends every session and opens a soft-locked account again, all or nothing.
 * @throws AppError INVALID (token used, expired, unknown; password rule) or LIMITED
 */
export async function resetPassword(input: ResetInput, facts: RequestFacts): Promise<null> {
  await requireAttempts(tokenLimits(facts.ip), "Too many links were tried. Wait a minute.");
  const passwordHash = await hashPassword(input.password);
  const email = await asSystem("token", (database) =>
    database.transaction(async (tx) => {
      const token = await takeToken(tx, "reset", input.token);
      if (token?.userId === undefined || token.userId === null) throw new AppError("INVALID", SPENT);
      const [person] = await tx
        .update(users)
        .set({ emailVerifiedAt: sql`coalesce(email_verified_at, now())`, updatedAt: sql`now()` })
        .where(eq(users.id, token.userId))
        .returning({ email: users.email, name: users.name });
      if (person === undefined) throw new AppError("INVALID", SPENT);
      requireGoodPassword(input.password, person, "password");
      await storePassword(tx, token.userId, passwordHash, null);
      await enqueueMail(tx, { kind: "password-changed", to: person.email, name: person.name });
      return person.email;
    }),
  );
  await forgetAttempts(accountKey(email));
  return null;
}

/** The account of the signed-in person, after the current password was given. @throws AppError INVALID or LIMITED */
export async function requireCurrentPassword(person: SessionPerson, password: string): Promise<Account> {
  const limits = passwordLimits(person.userId);
  await requireAttempts(limits, "Too many wrong passwords. Wait 15 minutes.");
  const account = await findAccountOf(person.userId);
  if (account === null || !(await passwordFits(account.passwordHash, password))) {
    const message = "This is not your current password.";
    throw new AppError("INVALID", message, { fields: { currentPassword: message } });
  }
  await returnAttempts(limits);
  return account;
}

/** Changes the password and ends the person's other sessions, in one transaction. @throws AppError INVALID or LIMITED */
export async function changePassword(person: SessionPerson, input: ChangePasswordInput): Promise<null> {
  requireGoodPassword(input.newPassword, person, "newPassword");
  await requireCurrentPassword(person, input.currentPassword);
  const passwordHash = await hashPassword(input.newPassword);
  await asSystem("account", (database) =>
    database.transaction(async (tx) => {
      await storePassword(tx, person.userId, passwordHash, person.sessionId);
      await enqueueMail(tx, { kind: "password-changed", to: person.email, name: person.name });
    }),
  );
  return null;
}
