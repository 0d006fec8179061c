import "server-only";
import { cache } from "react";
import { readSessionToken } from "@/lib/auth/cookie";
import { touchSession } from "@/lib/auth/mutations";
import { type Access, findAccess, type SessionPerson } from "@/lib/auth/queries";
import { hashToken } from "@/lib/auth/tokens";
import { AppError } from "@/lib/core/errors";
import { now } from "@/lib/platform/clock";

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
