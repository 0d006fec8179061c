import "server-only";
import { and, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { oneTimeTokens, sessions, users } from "@/db/schema/people";
import { asSystem } from "@/db/system";
import { type Tx, violates } from "@/db/tenant";
import type { ChangeEmailInput, SetProfileInput, VerifyInput } from "@/lib/accounts/input";
import { mailVerification, takeToken } from "@/lib/accounts/mutations/create-account";
import { requireCurrentPassword } from "@/lib/accounts/mutations/passwords";
import { mailLimits, tokenLimits } from "@/lib/auth/limits";
import { type Account, findAccount, type SessionPerson } from "@/lib/auth/queries";
import { provePassword } from "@/lib/auth/sign-in";
import { hashToken, linkToken, newToken } from "@/lib/auth/tokens";
import { AppError } from "@/lib/core/errors";
import { enqueueMail } from "@/lib/mail/enqueue";
import { mailWorks } from "@/lib/platform/mailer";
import { requireAttempts } from "@/lib/platform/rate-limit";
import type { RequestFacts } from "@/lib/platform/request";

const SPENT = "This link was used, has expired or is not complete.";
const TAKEN = "This e-mail address cannot be used.";

/** Name and time zone of the person. */
export async function setProfile(person: SessionPerson, input: SetProfileInput): Promise<null> {
  await asSystem("account", (database) =>
    database
      .update(users)
      .set({ name: input.name, timeZone: input.timeZone, updatedAt: sql`now()` })
      .where(eq(users.id, person.userId)),
  );
  return null;
}

/**
 * Refuses a sign-in whose address was never confirmed although mail works, and sends the link again.
 * Called after the password was proven, so it tells a stranger nothing.
 * @throws AppError INVALID
 */
export async function requireConfirmedEmail(account: Account, facts: RequestFacts): Promise<void> {
  if (account.emailVerified || !mailWorks()) return;
  await requireAttempts(
    mailLimits(account.email, facts.ip),
    "Confirm your e-mail address first: open the link in the mail. Another mail can be sent in an hour.",
  );
  await asSystem("token", (database) => database.transaction((tx) => mailVerification(tx, account)));
  throw new AppError("INVALID", "Confirm your e-mail address first. A new mail with the link is on its way.");
}

/** Queues the verification mail of the signed-in person once more. @throws AppError LIMITED */
export async function resendVerification(person: SessionPerson, facts: RequestFacts): Promise<null> {
  if (person.emailVerified) return null;
  await requireAttempts(mailLimits(person.email, facts.ip), "Too many mails to this address. Wait an hour.");
  await asSystem("token", (database) => database.transaction((tx) => mailVerification(tx, person)));
  return null;
}

/**
 * Confirms an address by the mailed token together with proof of the account: its session or its password. The link
 * alone confirms nothing, so nobody confirms an account that a stranger opened with their address.
 * @returns the person who is now confirmed
 * @throws AppError INVALID, UNAUTHENTICATED or LIMITED
 */
export async function verifyEmail(
  input: VerifyInput,
  signedInAs: string | null,
  facts: RequestFacts,
): Promise<string> {
  await requireAttempts(tokenLimits(facts.ip), "Too many links were tried. Wait a minute.");
  const proven = await provenUser(input, signedInAs, facts);
  return asSystem("token", (database) =>
    database.transaction(async (tx) => {
      const token = await takeToken(tx, "verify_email", input.token);
      if (token === null || token.userId !== proven) throw new AppError("INVALID", SPENT);
      const done = await tx
        .update(users)
        .set({ emailVerifiedAt: sql`now()`, updatedAt: sql`now()` })
        .where(and(eq(users.id, proven), eq(users.email, token.email ?? "")))
        .returning({ id: users.id });
      if (done.length === 0) throw new AppError("INVALID", SPENT);
      return proven;
    }),
  );
}

async function provenUser(
  input: VerifyInput,
  signedInAs: string | null,
  facts: RequestFacts,
): Promise<string> {
  if (signedInAs !== null) return signedInAs;
  const [row] = await asSystem("token", (database) =>
    database
      .select({ email: oneTimeTokens.email })
      .from(oneTimeTokens)
      .where(eq(oneTimeTokens.tokenHash, hashToken(input.token))),
  );
  if (row === undefined || row.email === null) throw new AppError("INVALID", SPENT);
  return (await provePassword(row.email, input.password ?? "", facts.ip)).userId;
}

async function storeEmail(tx: Tx, person: SessionPerson, email: string, verified: boolean): Promise<void> {
  try {
    await tx
      .update(users)
      .set({ email, emailVerifiedAt: verified ? sql`now()` : null, updatedAt: sql`now()` })
      .where(eq(users.id, person.userId));
  } catch (error) {
    if (violates(error, "users_email_unique")) {
      throw new AppError("INVALID", TAKEN, { fields: { email: TAKEN } });
    }
    throw error;
  }
  await tx.delete(sessions).where(and(eq(sessions.userId, person.userId), ne(sessions.id, person.sessionId)));
  await tx
    .update(oneTimeTokens)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(oneTimeTokens.userId, person.userId),
        inArray(oneTimeTokens.purpose, ["reset", "change_email"]),
        isNull(oneTimeTokens.usedAt),
      ),
    );
  await enqueueMail(tx, { kind: "email-changed", to: person.email, name: person.name, newEmail: email });
}

/**
 * With mail set up: mails a link to the new address, which counts once it is confirmed. Without: changes it at once.
 * Either way it takes the current password, and the other sessions end with the change.
 * @returns whether a mail has to be answered first
 * @throws AppError INVALID or LIMITED
 */
export async function changeEmail(
  person: SessionPerson,
  input: ChangeEmailInput,
  facts: RequestFacts,
): Promise<{ readonly waits: boolean }> {
  await requireCurrentPassword(person, input.currentPassword);
  if (input.email === person.email) return { waits: false };
  if (!mailWorks()) {
    await asSystem("account", (database) =>
      database.transaction((tx) => storeEmail(tx, person, input.email, false)),
    );
    return { waits: false };
  }
  await requireAttempts(mailLimits(input.email, facts.ip), "Too many mails to this address. Wait an hour.");
  const known = await findAccount(input.email);
  await asSystem("token", (database) =>
    database.transaction(async (tx) => {
      if (known !== null) {
        await enqueueMail(tx, { kind: "account-exists", to: input.email, name: known.name });
        return;
      }
      const nonce = newToken();
      await tx.insert(oneTimeTokens).values({
        tokenHash: hashToken(linkToken("change_email", nonce)),
        purpose: "change_email",
        userId: person.userId,
        email: input.email,
        expiresAt: sql`now() + interval '1 hour'`,
      });
      await enqueueMail(tx, { kind: "change-email", to: input.email, name: person.name, nonce });
    }),
  );
  return { waits: true };
}

/** Puts the mailed new address in place for the person who is signed in and asked for it. @throws AppError INVALID or LIMITED */
export async function confirmNewEmail(
  person: SessionPerson,
  token: string,
  facts: RequestFacts,
): Promise<null> {
  await requireAttempts(tokenLimits(facts.ip), "Too many links were tried. Wait a minute.");
  await asSystem("token", (database) =>
    database.transaction(async (tx) => {
      const taken = await takeToken(tx, "change_email", token);
      if (taken === null || taken.userId !== person.userId || taken.email === null) {
        throw new AppError("INVALID", SPENT);
      }
      await storeEmail(tx, person, taken.email, true);
    }),
  );
  return null;
}
