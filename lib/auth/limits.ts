import "server-only";
import { hashToken } from "@/lib/auth/tokens";
import { networkOf } from "@/lib/core/network";
import type { Limit } from "@/lib/platform/rate-limit";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The beginning of every key that counts guesses on one account; the address itself is not kept. */
export function accountKey(email: string): string {
  return `sign-in:${hashToken(email).slice(0, 32)}`;
}

/** Failed sign-ins: 5 in 15 minutes by account and address, 20 an hour by network, 100 a day by account. */
export function signInLimits(email: string, ip: string | null): readonly Limit[] {
  return [
    { key: `${accountKey(email)}:${ip ?? "unknown"}`, hits: 5, seconds: 15 * MINUTE },
    { key: `sign-in:network:${networkOf(ip)}`, hits: 20, seconds: HOUR },
    { key: `${accountKey(email)}:day`, hits: 100, seconds: DAY },
  ];
}

/** New accounts: 60 an hour by network. */
export function signUpLimits(ip: string | null): readonly Limit[] {
  return [{ key: `sign-up:${networkOf(ip)}`, hits: 60, seconds: HOUR }];
}

/** Mails that anybody can cause to one address: 5 an hour, and 30 an hour by network. */
export function mailLimits(email: string, ip: string | null): readonly Limit[] {
  return [
    { key: `mail:${hashToken(email).slice(0, 32)}`, hits: 5, seconds: HOUR },
    { key: `mail:network:${networkOf(ip)}`, hits: 30, seconds: HOUR },
  ];
}

/**
 * Codes for auditors' rooms. Who holds a personal link, or a browser that proved the address, is counted by the hash of
 * that secret alone: 5 an hour, which nobody who merely knows the address can use up. Everybody else has 5 an hour by
 * address and network, 30 by network, and all of them together 20 by address.
 */
export function roomCodeLimits(
  email: string,
  secretHash: string | null,
  ip: string | null,
): readonly Limit[] {
  if (secretHash !== null) {
    return [{ key: `mail:room:own:${secretHash.slice(0, 32)}`, hits: 5, seconds: HOUR }];
  }
  const address = `mail:room:${hashToken(email).slice(0, 32)}`;
  return [
    { key: `${address}:${networkOf(ip)}`, hits: 5, seconds: HOUR },
    { key: `mail:network:${networkOf(ip)}`, hits: 30, seconds: HOUR },
    { key: address, hits: 20, seconds: HOUR },
  ];
}

/** Tokens from links that are tried: 20 a minute by address. */
export function tokenLimits(ip: string | null): readonly Limit[] {
  return [{ key: `token:${ip ?? "unknown"}`, hits: 20, seconds: MINUTE }];
}

/** Wrong current passwords of a signed-in person: 10 in 15 minutes. */
export function passwordLimits(userId: string): readonly Limit[] {
  return [{ key: `password:${userId}`, hits: 10, seconds: 15 * MINUTE }];
}
