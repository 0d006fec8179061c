import "server-only";
import { cache } from "react";
import { clearSessionToken, readSessionToken, writeSessionToken } from "@/lib/auth/cookie";
import { endSessionOfToken, openSession, touchSession } from "@/lib/auth/mutations";
import { type Access, findAccess, type SessionPerson } from "@/lib/auth/queries";
import { hashToken } from "@/lib/auth/tokens";
import { AppError } from "@/lib/core/errors";
import { now } from "@/lib/platform/clock";
import { requestFacts } from "@/lib/platform/request";

const TOUCH_AFTER_MS = 5 * 60 * 1000;

/** The person behind this request and their membership of `slug`; null without a live session. Once per request and slug. */
export const readAccess = cache(async (slug: string | null): Promise<Access | null> => {
  const token = await readSessionToken();
  if (token === null) return null;
  const access = await findAccess(hashToken(token), slug);
  if (access !== null && now().getTime() - access.lastSeenAt.getTime() > TOUCH_AFTER_MS) {
    await touchSession(access.sessionId);
  }
  return access;
});

/** The signed-in person. @throws AppError UNAUTHENTICATED (no live session) */
export async function requirePerson(): Promise<SessionPerson> {
  const access = await readAccess(null);
  if (access === null) throw new AppError("UNAUTHENTICATED", "Sign in to continue.");
  return access;
}

/** Gives the browser a fresh session of the person and ends the one that it came with. */
export async function startSession(userId: string): Promise<void> {
  const before = await readSessionToken();
  const token = await openSession(userId, await requestFacts());
  if (before !== null) await endSessionOfToken(before);
  await writeSessionToken(token);
}

/** Ends the session of this request and takes its cookie away. */
export async function leaveSession(): Promise<void> {
  const token = await readSessionToken();
  if (token !== null) await endSessionOfToken(token);
  await clearSessionToken();
}
