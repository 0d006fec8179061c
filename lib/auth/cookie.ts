import "server-only";
import { cookies } from "next/headers";
import { env } from "@/lib/platform/env";

const SEVEN_DAYS_SECONDS = 7 * 24 * 60 * 60;

/** The name of the session cookie: host-bound behind TLS, plain on a loopback address. */
export function sessionCookieName(): string {
  return isSecure() ? "__Host-carryover.session" : "carryover.session";
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

/** Gives the browser its session. */
export async function writeSessionToken(token: string): Promise<void> {
  (await cookies()).set(sessionCookieName(), token, sessionCookieOptions());
}

/** Takes the session cookie away from the browser. */
export async function clearSessionToken(): Promise<void> {
  (await cookies()).set(sessionCookieName(), "", { ...sessionCookieOptions(), maxAge: 0 });
}
