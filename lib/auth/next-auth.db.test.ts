import { expect, test, vi } from "vitest";
import { createPerson } from "@/db/testing/factories";
import { endOtherSessions } from "@/lib/auth/mutations";
import { nextAuthOptions } from "@/lib/auth/next-auth";
import { findAccess } from "@/lib/auth/queries";
import { hashToken } from "@/lib/auth/tokens";

const PASSWORD = "walnut orbit canyon 42";
vi.mock("@/lib/platform/mailer", () => ({ mailWorks: () => false }));

type Authorize = (credentials: Record<string, string>) => Promise<{ id: string } | null>;

function authorizeOf(options: ReturnType<typeof nextAuthOptions>): Authorize {
  const [provider] = options.providers;
  const given = provider === undefined || !("options" in provider) ? null : provider.options;
  if (typeof given !== "object" || given === null || !("authorize" in given)) throw new Error("no provider");
  return given.authorize as Authorize;
}

async function signIn(email: string): Promise<{ cookie: string; userId: string }> {
  const options = nextAuthOptions();
  const user = await authorizeOf(options)({ email, password: PASSWORD });
  if (user === null || options.callbacks?.jwt === undefined || options.jwt?.encode === undefined) {
    throw new Error("not signed in");
  }
  const token = await options.callbacks.jwt({
    token: {},
    user: { id: user.id, name: null, email },
    account: null,
  });
  return { cookie: await options.jwt.encode({ token, secret: "" }), userId: user.id };
}

test("the cookie is the reference of a row of sessions, and removing the row ends it", async () => {
  const { email } = await createPerson({ password: PASSWORD });
  const { cookie, userId } = await signIn(email.toUpperCase());
  expect(cookie).toMatch(/^[\w-]{43}$/);
  expect((await findAccess(hashToken(cookie), null))?.userId).toBe(userId);
  const decode = async () => nextAuthOptions().jwt?.decode?.({ token: cookie, secret: "" });
  expect(await decode()).toMatchObject({ sub: userId, email });
  await endOtherSessions(userId, null);
  expect(await decode()).toBeNull();
});

test("signing out deletes the row", async () => {
  const { email } = await createPerson({ password: PASSWORD });
  const { cookie } = await signIn(email);
  const options = nextAuthOptions();
  const token = (await options.jwt?.decode?.({ token: cookie, secret: "" })) ?? {};
  await options.events?.signOut?.({ token, session: { expires: "" } });
  expect(await findAccess(hashToken(cookie), null)).toBeNull();
});

test("wrong passwords count towards the same limits", async () => {
  const { email } = await createPerson({ password: PASSWORD });
  const authorize = authorizeOf(nextAuthOptions());
  for (let times = 0; times < 5; times += 1) {
    await expect(authorize({ email, password: "wrong one" })).rejects.toThrow(/wrong/);
  }
  await expect(authorize({ email, password: PASSWORD })).rejects.toMatchObject({ code: "LIMITED" });
});

test.each([
  ["an object as address", { email: { a: 1 }, password: PASSWORD }],
  ["a list as password", { email: "a@example.com", password: [PASSWORD] }],
  ["a password of a megabyte", { email: "a@example.com", password: "x".repeat(1_000_000) }],
])("%s is refused like a wrong password", async (_what, given) => {
  await expect(authorizeOf(nextAuthOptions())(given as never)).rejects.toThrow(/wrong/);
});

test.each([
  ["https://evil.example/x", "http://localhost:3000/"],
  ["//evil.example", "http://localhost:3000/"],
  ["/w/acme/soa", "http://localhost:3000/w/acme/soa"],
  ["http://localhost:3000/account", "http://localhost:3000/account"],
  ["http://localhost:3000.evil.example/", "http://localhost:3000/"],
])("a sign-in asked to lead to %s leads to %s", async (url, expected) => {
  const redirect = nextAuthOptions().callbacks?.redirect;
  expect(await redirect?.({ url, baseUrl: "http://evil.example" })).toBe(expected);
});
