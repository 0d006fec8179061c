import "server-only";
import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { isSecure, sessionCookieName, sessionCookieOptions } from "@/lib/auth/cookie";
import { endSessionOfToken, openSession } from "@/lib/auth/mutations";
import { findAccess } from "@/lib/auth/queries";
import { provePassword } from "@/lib/auth/sign-in";
import { hashToken } from "@/lib/auth/tokens";
import { normaliseEmail } from "@/lib/core/email";
import { AppError } from "@/lib/core/errors";
import { internalPath } from "@/lib/core/internal-path";
import { PASSWORD_MAX } from "@/lib/core/password-rule";
import { paths } from "@/lib/core/paths";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { mailWorks } from "@/lib/platform/mailer";
import { requestFacts } from "@/lib/platform/request";

const UNAUTHENTICATED = "The e-mail address or the password is wrong.";

async function provenPerson(given: Record<"email" | "password", string> | undefined) {
  const typed: Readonly<Record<string, unknown>> = given ?? {};
  const password = typeof typed.password === "string" ? typed.password : "";
  const email = typeof typed.email === "string" ? normaliseEmail(typed.email) : null;
  if (email === null || password.length > 4 * PASSWORD_MAX)
    throw new AppError("UNAUTHENTICATED", UNAUTHENTICATED);
  const { ip } = await requestFacts();
  const account = await provePassword(email, password, ip);
  if (!account.emailVerified && mailWorks()) {
    throw new AppError("UNAUTHENTICATED", "Confirm your e-mail address first.");
  }
  return { id: account.userId, name: account.name, email: account.email };
}

/**
 * The options of next-auth for one request. Its "token" is nothing but the reference to a row of `sessions`: encoding
 * gives that reference to the cookie, decoding looks the row up, signing out deletes it. Made on each call because the
 * configuration is known only while the process runs.
 */
export function nextAuthOptions(): NextAuthOptions {
  const { appOrigin, authSecret } = env();
  return {
    secret: authSecret,
    useSecureCookies: isSecure(),
    cookies: { sessionToken: { name: sessionCookieName(), options: sessionCookieOptions() } },
    pages: { signIn: paths.signIn(), signOut: paths.signIn(), error: paths.signIn() },
    session: { strategy: "jwt", maxAge: sessionCookieOptions().maxAge },
    providers: [
      Credentials({
        name: "Password",
        credentials: {
          email: { label: "E-mail address" },
          password: { label: "Password", type: "password" },
        },
        authorize: provenPerson,
      }),
    ],
    jwt: {
      encode: async ({ token }) => (typeof token?.reference === "string" ? token.reference : ""),
      decode: async ({ token }) => {
        const access = token ? await findAccess(hashToken(token), null) : null;
        if (access === null || !token) return null;
        return { sub: access.userId, name: access.name, email: access.email, reference: token };
      },
    },
    callbacks: {
      jwt: async ({ token, user }) =>
        user ? { ...token, reference: await openSession(user.id, await requestFacts()) } : token,
      session: ({ session, token }) => ({
        expires: session.expires,
        user: { name: token.name ?? null, email: token.email ?? null },
      }),
      redirect: ({ url }) => {
        const path = url.startsWith(`${appOrigin}/`) ? url.slice(appOrigin.length) : url;
        return `${appOrigin}${internalPath(path) ?? paths.landing()}`;
      },
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.reference === "string") await endSessionOfToken(token.reference);
      },
    },
    logger: {
      error: (code) => log().warn({ event: "next-auth.error", code }),
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}
