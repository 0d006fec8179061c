import "server-only";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { credentials, oneTimeTokens, users } from "@/db/schema/people";
import { asSystem } from "@/db/system";
import type { Tx } from "@/db/tenant";
import type { SignUpInput } from "@/lib/accounts/input";
import { mailLimits, signUpLimits } from "@/lib/auth/limits";
import { hashPassword } from "@/lib/auth/password";
import { hashToken, linkToken, newToken } from "@/lib/auth/tokens";
import { AppError } from "@/lib/core/errors";
import { passwordProblem } from "@/lib/core/password-rule";
import { enqueueMail } from "@/lib/mail/enqueue";
import { env } from "@/lib/platform/env";
import { mailWorks } from "@/lib/platform/mailer";
import { requireAttempts } from "@/lib/platform/rate-limit";
import type { RequestFacts } from "@/lib/platform/request";
import { steadily } from "@/lib/platform/steady";
import { createWorkspace } from "@/lib/workspaces/mutations";

const SIGN_UP_MS = 900;

export type Newcomer = { readonly userId: string; readonly slug: string };

/** @throws AppError INVALID at the field `field` when the rule refuses the password */
export function requireGoodPassword(
  password: string,
  person: { readonly email: string; readonly name: string },
  field: string,
): void {
  const problem = passwordProblem(password, person);
  if (problem !== null) throw new AppError("INVALID", problem, { fields: { [field]: problem } });
}

/** Uses up a one-time token of the purpose; false when it is unknown, used or expired. */
export async function takeToken(
  tx: Tx,
  purpose: "setup" | "reset" | "verify_email" | "change_email",
  token: string,
): Promise<{ readonly userId: string | null; readonly email: string | null } | null> {
  const [row] = await tx
    .update(oneTimeTokens)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(oneTimeTokens.tokenHash, hashToken(token)),
        eq(oneTimeTokens.purpose, purpose),
        isNull(oneTimeTokens.usedAt),
        gt(oneTimeTokens.expiresAt, sql`now()`),
      ),
    )
    .returning({ userId: oneTimeTokens.userId, email: oneTimeTokens.email });
  return row ?? null;
}

/** Inserts person and credentials; null when the address has an account already. */
export async function insertPerson(
  tx: Tx,
  person: {
    readonly name: string;
    readonly email: string;
    readonly timeZone: string;
    readonly passwordHash: string;
    readonly emailVerified: boolean;
  },
): Promise<string | null> {
  const [row] = await tx
    .insert(users)
    .values({
      name: person.name,
      email: person.email,
      timeZone: person.timeZone,
      emailVerifiedAt: person.emailVerified ? sql`now()` : null,
    })
    .onConflictDoNothing()
    .returning({ id: users.id });
  if (row === undefined) return null;
  await tx.insert(credentials).values({ userId: row.id, passwordHash: person.passwordHash });
  return row.id;
}

/** Stores the hash of a fresh token for the address and queues the mail that carries the link. */
export async function mailVerification(
  tx: Tx,
  person: { readonly userId: string; readonly name: string; readonly email: string },
): Promise<void> {
  const nonce = newToken();
  await tx.insert(oneTimeTokens).values({
    tokenHash: hashToken(linkToken("verify_email", nonce)),
    purpose: "verify_email",
    userId: person.userId,
    email: person.email,
    expiresAt: sql`now() + interval '3 days'`,
  });
  await enqueueMail(tx, { kind: "verify", to: person.email, name: person.name, nonce });
}

const CLOSED =
  "Sign-up on this server takes an invitation, or the set-up token that the operator saw at the first start.";

function refuseKnown(): never {
  const message =
    "This e-mail address cannot be used for a new account. If it is yours, sign in or reset the password.";
  throw new AppError("INVALID", message, { fields: { email: message } });
}

/** True when a set-up token opened the door; then the operator vouches for the address. */
async function passGate(tx: Tx, token: string): Promise<boolean> {
  if (token !== "" && (await takeToken(tx, "setup", token)) !== null) return true;
  if (env().signup === "open" && token === "") return false;
  const message = token === "" ? CLOSED : "This set-up token was used, has expired or is not known.";
  throw new AppError("INVALID", message, { fields: { token: message } });
}

async function createAccount(input: SignUpInput): Promise<string | null> {
  const passwordHash = await hashPassword(input.password);
  return asSystem("sign-up", (database) =>
    database.transaction(async (tx) => {
      const isSetUp = await passGate(tx, input.token);
      const userId = await insertPerson(tx, { ...input, passwordHash, emailVerified: isSetUp });
      if (!mailWorks()) return userId ?? refuseKnown();
      const { name, email } = input;
      if (userId === null) await enqueueMail(tx, { kind: "account-exists", to: email, name });
      else if (!isSetUp) await mailVerification(tx, { userId, name, email });
      return userId;
    }),
  );
}

async function attempt(input: SignUpInput, facts: RequestFacts): Promise<Newcomer | null> {
  await requireAttempts(signUpLimits(facts.ip), "Too many new accounts from this network. Wait an hour.");
  if (mailWorks()) {
    await requireAttempts(mailLimits(input.email, facts.ip), "Too many mails to this address. Wait an hour.");
  }
  const userId = await createAccount(input);
  if (userId === null) return null;
  const slug = await createWorkspace(
    { userId, name: input.name },
    { name: input.workspaceName, timeZone: input.timeZone },
  );
  return mailWorks() && input.token === "" ? null : { userId, slug };
}

/**
 * A new account with its first workspace. Null means "look into your mail": with mail set up a known and an unknown
 * address get that answer after the same time. Without mail a known address is refused in one sentence, because
 * nothing else could ever reach its owner.
 * @throws AppError INVALID (password rule, set-up token, address) or LIMITED
 */
export async function signUp(input: SignUpInput, facts: RequestFacts): Promise<Newcomer | null> {
  requireGoodPassword(input.password, input, "password");
  return mailWorks() ? steadily(SIGN_UP_MS, attempt(input, facts)) : attempt(input, facts);
}
