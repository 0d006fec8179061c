import "server-only";
import { isSignInRecent, noteSignIn } from "@/lib/auth/mutations";
import { passwordFits } from "@/lib/auth/password";
import { findPasswordHash } from "@/lib/auth/queries";
import { requirePerson } from "@/lib/auth/session";
import { AppError } from "@/lib/core/errors";
import { requireAttempts } from "@/lib/platform/rate-limit";

const AGAIN = "You signed in more than ten minutes ago. Type your password to go on.";
const SENTENCE = "That is not your password. Type it again.";

/**
 * Proof that the signed-in person is still the one at the keyboard, asked for before what cannot be taken back. Twenty
 * attempts in a quarter of an hour are the most. @throws AppError INVALID with the field `password`, LIMITED
 */
export async function requirePassword(password: string): Promise<void> {
  const { userId } = await requirePerson();
  await requireAttempts(
    [{ key: `step-up:${userId}`, hits: 20, seconds: 900 }],
    "You typed your password too often. Wait a quarter of an hour.",
  );
  const hash = await findPasswordHash(userId);
  if (!(await passwordFits(hash, password))) {
    throw new AppError("INVALID", SENTENCE, { fields: { password: SENTENCE } });
  }
}

/**
 * Proof of who is at the keyboard before roles are given, members removed or auditors let in: a sign-in of the last ten
 * minutes, else the password, which counts as one. @throws AppError INVALID with the field `password`, LIMITED
 */
export async function requireRecentSignIn(password: string | null): Promise<void> {
  const { sessionId } = await requirePerson();
  if (await isSignInRecent(sessionId)) return;
  if (password === null) throw new AppError("INVALID", AGAIN, { fields: { password: AGAIN } });
  await requirePassword(password);
  await noteSignIn(sessionId);
}
