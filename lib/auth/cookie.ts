import "server-only";
import { cookies } from "next/headers";
import { looksLikeSession, sessionCookieOf } from "@/lib/core/visitor";
import { env } from "@/lib/platform/env";

const SEVEN_DAYS_SECONDS = 7 * 24 * 60 * 60;

/** The name of the session cookie here. */
export function sessionCookieName(): string {
  return sessionCookieOf(isSecure());
}

/** Whether the product is served over TLS, as `APP_ORIGIN` says. */
export function isSecure(): boolean {
  return env().appOrigin.startsWith("https:");
}

/** The attributes of the session cookie. */
export function sessionCookieOptions() {
  return {
    httpOnly: true,
    secure: isSecure(),
    sameSite: "lax",
    path: "/",
    maxAge: SEVEN_DAYS_SECONDS,
  } as const;
}

/** The session token of this request; null when there is none. */
export async function readSessionToken(): Promise<string | null> {
  return (await cookies()).get(sessionCookieName())?.value ?? null;
}

/** Whether this browser carries what looks like a session; nobody is looked up, so it may have ended. */
export async function seemsSignedIn(): Promise<boolean> {
  return looksLikeSession(await readSessionToken());
}

/** Gives the browser its session. */
export async function writeSessionToken(token: string): Promise<void> {
  (await cookies()).set(sessionCookieName(), token, sessionCookieOptions());
}

/** Takes the session cookie away from the browser. */
export async function clearSessionToken(): Promise<void> {
  (await cookies()).set(sessionCookieName(), "", { ...sessionCookieOptions(), maxAge: 0 });
}
