import "server-only";
import { passwordFits } from "@/lib/auth/password";
import { findPasswordHash } from "@/lib/auth/queries";
import { requirePerson } from "@/lib/auth/session";
import { AppError } from "@/lib/core/errors";
import { requireAttempts } from "@/lib/platform/rate-limit";

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
