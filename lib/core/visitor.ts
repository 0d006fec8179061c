// What a page that is kept for many may say of its visitor: choices of the browser, and whether somebody is signed in. Never who.
import { type Preferences, preferencesOf } from "@/lib/core/preferences";

/** Holds one sentence for the next page. */
export const FLASH_COOKIE = "flash";

/** The name of the session cookie: host-bound behind TLS, plain on a loopback address. */
export function sessionCookieOf(secure: boolean): string {
  return secure ? "__Host-carryover.session" : "carryover.session";
}

/** Whether the value has the form of a session's token. It says nothing about whether there is such a session. */
export function looksLikeSession(value: string | null | undefined): boolean {
  return /^[\w-]{43}$/.test(value ?? "");
}

type Visitor = Pick<Preferences, "theme" | "keys"> & { readonly signedIn: boolean };

function valuesOf(header: string): ReadonlyMap<string, string> {
  return new Map(
    header.split(";").flatMap((pair) => {
      const at = pair.indexOf("=");
      return at < 0 ? [] : [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const];
    }),
  );
}

/** Twelve of them: three themes, single keys or not, signed in or not. */
function cookiesOf({ theme, keys, signedIn }: Visitor, session: string): string {
  const pairs = [
    theme === "system" ? null : `theme=${theme}`,
    keys ? null : "keys=off",
    signedIn ? `${session}=${"-".repeat(43)}` : null,
  ];
  return pairs.filter((pair) => pair !== null).join("; ");
}

/**
 * The cookies that stand for all visitors who see the same public page as the one with these, made anew of constants: no
 * character of a visitor's own cookie is in them. Null when a sentence waits for this visitor alone.
 */
export function sharedCookies(header: string, secure: boolean): string | null {
  const values = valuesOf(header);
  if (values.has(FLASH_COOKIE)) return null;
  const session = sessionCookieOf(secure);
  const { theme, keys } = preferencesOf((name) => values.get(name));
  return cookiesOf({ theme, keys, signedIn: looksLikeSession(values.get(session)) }, session);
}
