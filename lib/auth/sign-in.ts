import "server-only";
import { signInLimits } from "@/lib/auth/limits";
import { passwordFits } from "@/lib/auth/password";
import { type Account, findAccount } from "@/lib/auth/queries";
import { AppError } from "@/lib/core/errors";
import { log } from "@/lib/platform/log";
import { requireAttempts, returnAttempts } from "@/lib/platform/rate-limit";

const TOO_MANY =
  "Too many failed sign-ins. Wait 15 minutes, or reset the password: a reset opens the account again at once.";
const WRONG = "The e-mail address or the password is wrong.";

/**
 * The account that the password proves. Unknown addresses cost the same time and get the same sentence; only failures
 * count towards the limits, and a used-up limit is refused before any password is looked at.
 * @throws AppError LIMITED or UNAUTHENTICATED
 */
export async function provePassword(email: string, password: string, ip: string | null): Promise<Account> {
  const limits = signInLimits(email, ip);
  await requireAttempts(limits, TOO_MANY);
  const account = await findAccount(email);
  const fits = await passwordFits(account?.passwordHash ?? null, password);
  if (account === null || !fits) {
    log().warn({ event: "sign-in.refused" });
    throw new AppError("UNAUTHENTICATED", WRONG);
  }
  await returnAttempts(limits);
  log().info({ event: "sign-in", userId: account.userId });
  return account;
}
