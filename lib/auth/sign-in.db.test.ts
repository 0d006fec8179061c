import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { createPerson } from "@/db/testing/factories";
import { provePassword } from "@/lib/auth/sign-in";
import { takeAttempt } from "@/lib/platform/rate-limit";

const looked = vi.hoisted(() => ({ times: 0 }));
vi.mock("@/lib/auth/password", async (original) => {
  const actual = await original<typeof import("@/lib/auth/password")>();
  return {
    ...actual,
    passwordFits: (stored: string | null, password: string) => {
      looked.times += 1;
      return actual.passwordFits(stored, password);
    },
  };
});

const PASSWORD = "walnut orbit canyon 42";

test("a limit lets exactly so many through when 50 come at once", async () => {
  const limit = { key: `test:${randomUUID()}`, hits: 7, seconds: 60 };
  const answers = await Promise.all(Array.from({ length: 50 }, () => takeAttempt(limit)));
  expect(answers.filter(Boolean)).toHaveLength(7);
});

test("of 50 guesses at once five reach the password, and then not even the right one does", async () => {
  const { email } = await createPerson({ password: PASSWORD });
  looked.times = 0;
  const guesses = await Promise.allSettled(
    Array.from({ length: 50 }, (_, index) => provePassword(email, `guess number ${index}`, "192.0.2.44")),
  );
  expect(guesses.every((guess) => guess.status === "rejected")).toBe(true);
  expect(looked.times).toBe(5);
  await expect(provePassword(email, PASSWORD, "192.0.2.44")).rejects.toMatchObject({ code: "LIMITED" });
  expect(looked.times).toBe(5);
});

test("hammering from one address does not use up the account's day for the others", async () => {
  const { email } = await createPerson({ password: PASSWORD });
  const guesses = Array.from({ length: 110 }, () => provePassword(email, "a wrong guess", "192.0.2.47"));
  await Promise.allSettled(guesses);
  await expect(provePassword(email, PASSWORD, "198.51.100.9")).resolves.toMatchObject({ email });
});

test("a right password does not use up the limit", async () => {
  const { email } = await createPerson({ password: PASSWORD });
  for (let times = 0; times < 8; times += 1) {
    await expect(provePassword(email, PASSWORD, "192.0.2.45")).resolves.toMatchObject({ email });
  }
});

test("an unknown address gets the same sentence and costs the same work", async () => {
  const { email } = await createPerson({ password: PASSWORD });
  looked.times = 0;
  const message = (address: string) =>
    provePassword(address, "a wrong password", "192.0.2.46").catch((error: Error) => error.message);
  expect(await message(`nobody-${randomUUID()}@example.com`)).toBe(await message(email));
  expect(looked.times).toBe(2);
});
