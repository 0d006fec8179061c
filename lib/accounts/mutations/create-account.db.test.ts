import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { oneTimeTokens } from "@/db/schema/people";
import { asSystem } from "@/db/system";
import { createPerson } from "@/db/testing/factories";
import { newestNonce, queuedMails } from "@/db/testing/queue";
import type { SignUpInput } from "@/lib/accounts/input";
import { signUp } from "@/lib/accounts/mutations/create-account";
import { requireConfirmedEmail, verifyEmail } from "@/lib/accounts/mutations/emails";
import { findAccount, listWorkspacesOf } from "@/lib/auth/queries";
import { createSetupToken } from "@/lib/auth/setup";
import { provePassword } from "@/lib/auth/sign-in";
import { hashToken, linkToken, newToken } from "@/lib/auth/tokens";
import { AppError } from "@/lib/core/errors";

const server = vi.hoisted(() => ({ mail: false, signup: "open" as "open" | "invite" }));
vi.mock("@/lib/platform/mailer", () => ({ mailWorks: () => server.mail }));
vi.mock("@/lib/platform/env", async (original) => {
  const actual = await original<typeof import("@/lib/platform/env")>();
  return { ...actual, env: () => ({ ...actual.env(), signup: server.signup }) };
});

const PASSWORD = "walnut orbit canyon 42";
const facts = () => ({
  requestId: randomUUID(),
  ip: `198.51.100.${Math.ceil(Math.random() * 250)}`,
  agent: null,
});
const given = (change: Partial<SignUpInput> = {}): SignUpInput => ({
  name: "Nora New",
  email: `nora-${randomUUID().slice(0, 8)}@example.com`,
  password: PASSWORD,
  workspaceName: "Nora Works",
  timeZone: "Europe/Berlin",
  token: "",
  ...change,
});

beforeEach(() => {
  server.mail = false;
  server.signup = "open";
});

describe("signUp without mail", () => {
  test("opens account and workspace, and the password signs in", async () => {
    const input = given();
    const newcomer = await signUp(input, facts());
    expect(newcomer?.slug).toMatch(/^nora-works/);
    expect((await provePassword(input.email, PASSWORD, "203.0.113.1")).userId).toBe(newcomer?.userId);
    expect(await listWorkspacesOf(newcomer?.userId ?? "")).toEqual([
      { slug: newcomer?.slug, name: "Nora Works", role: "owner" },
    ]);
  });

  test("a known address is refused and stays as it is", async () => {
    const { email } = await createPerson({ password: "another fine secret 7" });
    await expect(signUp(given({ email }), facts())).rejects.toMatchObject({
      code: "INVALID",
      fields: { email: expect.stringContaining("cannot be used") },
    });
    await expect(provePassword(email, PASSWORD, "203.0.113.2")).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
    });
  });

  test("of two sign-ups with one address at once, one wins", async () => {
    const input = given();
    const outcomes = await Promise.allSettled([signUp(input, facts()), signUp(input, facts())]);
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
  });

  test("a common password is refused at its field before anything is stored", async () => {
    const input = given({ password: "Password1234" });
    await expect(signUp(input, facts())).rejects.toMatchObject({ fields: { password: expect.any(String) } });
    expect(await findAccount(input.email)).toBeNull();
  });
});

describe("signUp with mail", () => {
  test("known and unknown addresses get the same answer; only the mails differ", async () => {
    server.mail = true;
    const known = await createPerson({ password: "another fine secret 7" });
    const fresh = given();
    const started = Date.now();
    expect(await signUp(given({ email: known.email }), facts())).toBeNull();
    const knownMs = Date.now() - started;
    expect(await signUp(fresh, facts())).toBeNull();
    const freshMs = Date.now() - started - knownMs;
    // Neither answer comes before the common wait is over: a lower bound holds on a busy machine too.
    expect(Math.min(knownMs, freshMs)).toBeGreaterThanOrEqual(890);
    expect((await queuedMails(known.email)).map((mail) => mail.kind)).toEqual(["account-exists"]);
    expect((await queuedMails(fresh.email)).map((mail) => mail.kind)).toEqual(["verify"]);
  });

  test("sign-in waits for the confirmed address, and the link needs the password", async () => {
    server.mail = true;
    const input = given();
    await signUp(input, facts());
    const account = await provePassword(input.email, PASSWORD, "203.0.113.3");
    await expect(requireConfirmedEmail(account, facts())).rejects.toThrow(/Confirm your e-mail/);
    const token = linkToken("verify_email", await newestNonce(input.email, "verify"));
    await expect(verifyEmail({ token, password: "wrong password 123" }, null, facts())).rejects.toMatchObject(
      {
        code: "UNAUTHENTICATED",
      },
    );
    const stranger = await createPerson();
    await expect(verifyEmail({ token }, stranger.userId, facts())).rejects.toMatchObject({ code: "INVALID" });
    expect(await verifyEmail({ token, password: PASSWORD }, null, facts())).toBe(account.userId);
    expect((await findAccount(input.email))?.emailVerified).toBe(true);
    await expect(verifyEmail({ token, password: PASSWORD }, null, facts())).rejects.toBeInstanceOf(AppError);
  });
});

describe("signUp by invitation only", () => {
  test("needs a set-up token, which is refused when it is not known", async () => {
    server.signup = "invite";
    await expect(signUp(given(), facts())).rejects.toMatchObject({ fields: { token: expect.any(String) } });
    await expect(signUp(given({ token: "nonsense" }), facts())).rejects.toMatchObject({
      fields: { token: expect.stringContaining("not known") },
    });
  });

  test("a set-up token opens one account, and a refused form does not use it up", async () => {
    server.signup = "invite";
    const token = newToken();
    await asSystem("set-up", (database) =>
      database.insert(oneTimeTokens).values({
        tokenHash: hashToken(token),
        purpose: "setup",
        expiresAt: new Date(Date.now() + 60_000),
      }),
    );
    const known = await createPerson();
    await expect(signUp(given({ token, email: known.email }), facts())).rejects.toMatchObject({
      code: "INVALID",
    });
    const input = given({ token });
    const outcomes = await Promise.allSettled([signUp(input, facts()), signUp(given({ token }), facts())]);
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect(await createSetupToken()).toBeNull();
  });
});
