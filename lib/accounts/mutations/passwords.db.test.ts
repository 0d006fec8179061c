import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { oneTimeTokens, sessions } from "@/db/schema/people";
import { asSystem } from "@/db/system";
import { createPerson } from "@/db/testing/factories";
import { newestNonce, queuedMails } from "@/db/testing/queue";
import { changeEmail } from "@/lib/accounts/mutations/emails";
import { changePassword, requestReset, resetPassword } from "@/lib/accounts/mutations/passwords";
import { endOtherSessions, openSession } from "@/lib/auth/mutations";
import { findAccess, type SessionPerson } from "@/lib/auth/queries";
import { provePassword } from "@/lib/auth/sign-in";
import { hashToken, linkToken } from "@/lib/auth/tokens";

const OLD = "walnut orbit canyon 42";
const NEW = "velvet harbour cobalt 19";
const origin = { ip: "198.51.100.9", agent: "Test" };
const facts = () => ({
  requestId: randomUUID(),
  ip: `203.0.113.${Math.ceil(Math.random() * 250)}`,
  agent: null,
});

async function signedIn(): Promise<{ person: SessionPerson; token: string; other: string }> {
  const { userId } = await createPerson({ password: OLD });
  const token = await openSession(userId, origin);
  const other = await openSession(userId, origin);
  const access = await findAccess(hashToken(token), null);
  if (access === null) throw new Error("no session");
  return { person: access, token, other };
}

describe("reset", () => {
  test("sets the password once, ends every session and opens a locked account", async () => {
    const { person, token, other } = await signedIn();
    for (let tries = 0; tries < 5; tries += 1) {
      await expect(provePassword(person.email, "wrong", "192.0.2.1")).rejects.toThrow(/wrong/);
    }
    await expect(provePassword(person.email, OLD, "192.0.2.1")).rejects.toMatchObject({ code: "LIMITED" });
    await requestReset(person.email, facts());
    const link = linkToken("reset", await newestNonce(person.email, "reset"));
    await expect(resetPassword({ token: link, password: "short" }, facts())).rejects.toThrow(/at least 12/);
    await resetPassword({ token: link, password: NEW }, facts());
    expect(await findAccess(hashToken(token), null)).toBeNull();
    expect(await findAccess(hashToken(other), null)).toBeNull();
    expect((await provePassword(person.email, NEW, "192.0.2.1")).userId).toBe(person.userId);
    await expect(resetPassword({ token: link, password: OLD }, facts())).rejects.toThrow(/was used/);
  });

  test("of ten uses of one link at once, one wins", async () => {
    const { person } = await signedIn();
    await requestReset(person.email, facts());
    const token = linkToken("reset", await newestNonce(person.email, "reset"));
    const uses = Array.from({ length: 10 }, (_, index) =>
      resetPassword({ token, password: `${NEW}${index}` }, facts()),
    );
    const outcomes = await Promise.allSettled(uses);
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
  });

  test("an expired link is refused", async () => {
    const { person } = await signedIn();
    await requestReset(person.email, facts());
    const token = linkToken("reset", await newestNonce(person.email, "reset"));
    await asSystem("token", (database) =>
      database
        .update(oneTimeTokens)
        .set({ expiresAt: new Date(Date.now() - 1000) })
        .where(eq(oneTimeTokens.tokenHash, hashToken(token))),
    );
    await expect(resetPassword({ token, password: NEW }, facts())).rejects.toMatchObject({ code: "INVALID" });
  });

  test("says the same about an unknown address, takes as long, and queues nothing", async () => {
    const { person } = await signedIn();
    const took = async (email: string) => {
      const started = Date.now();
      expect(await requestReset(email, facts())).toBeNull();
      return Date.now() - started;
    };
    const unknown = `nobody-${randomUUID()}@example.com`;
    // Neither answer comes before the common wait is over: a lower bound holds on a busy machine too.
    expect(Math.min(await took(person.email), await took(unknown))).toBeGreaterThanOrEqual(290);
    expect(await queuedMails(unknown)).toEqual([]);
  });

  test("neither the database nor the queue holds the token", async () => {
    const { person } = await signedIn();
    await requestReset(person.email, facts());
    const nonce = await newestNonce(person.email, "reset");
    const token = linkToken("reset", nonce);
    expect(JSON.stringify(await queuedMails(person.email))).not.toContain(token);
    const stored = await asSystem("token", (database) => database.select().from(oneTimeTokens));
    expect(JSON.stringify(stored)).not.toContain(token);
    expect(JSON.stringify(stored)).toContain(hashToken(token));
  });
});

describe("change of password and address", () => {
  test("keeps this session, ends the others and tells the owner", async () => {
    const { person, token, other } = await signedIn();
    await expect(
      changePassword(person, { currentPassword: "not it at all", newPassword: NEW }),
    ).rejects.toMatchObject({ fields: { currentPassword: expect.any(String) } });
    await changePassword(person, { currentPassword: OLD, newPassword: NEW });
    expect(await findAccess(hashToken(token), null)).not.toBeNull();
    expect(await findAccess(hashToken(other), null)).toBeNull();
    expect((await queuedMails(person.email)).map((mail) => mail.kind)).toEqual(["password-changed"]);
  });

  test("without mail an address changes at once and the old one is told; a taken one is refused", async () => {
    const { person, other } = await signedIn();
    const taken = await createPerson();
    await expect(
      changeEmail(person, { email: taken.email, currentPassword: OLD }, facts()),
    ).rejects.toMatchObject({ fields: { email: expect.any(String) } });
    expect(await findAccess(hashToken(other), null)).not.toBeNull();
    const email = `new-${randomUUID().slice(0, 8)}@example.com`;
    expect(await changeEmail(person, { email, currentPassword: OLD }, facts())).toEqual({ waits: false });
    expect(await findAccess(hashToken(other), null)).toBeNull();
    expect((await queuedMails(person.email)).map((mail) => mail.kind)).toEqual(["email-changed"]);
  });

  test("a link for a new password that went to the old address opens nothing after the change", async () => {
    const { person } = await signedIn();
    await requestReset(person.email, facts());
    const link = linkToken("reset", await newestNonce(person.email, "reset"));
    const email = `new-${randomUUID().slice(0, 8)}@example.com`;
    await changeEmail(person, { email, currentPassword: OLD }, facts());
    await expect(resetPassword({ token: link, password: NEW }, facts())).rejects.toMatchObject({
      code: "INVALID",
    });
    expect((await provePassword(email, OLD, "192.0.2.48")).userId).toBe(person.userId);
  });
});

describe("sessions", () => {
  test("end one by one, all others, and by themselves when idle or old", async () => {
    const { person, token, other } = await signedIn();
    const third = await openSession(person.userId, origin);
    expect(await endOtherSessions(person.userId, person.sessionId)).toBe(2);
    expect(await findAccess(hashToken(other), null)).toBeNull();
    expect(await findAccess(hashToken(third), null)).toBeNull();
    const age = (column: "lastSeenAt" | "expiresAt", date: Date) =>
      asSystem("session", (database) =>
        database
          .update(sessions)
          .set({ [column]: date })
          .where(eq(sessions.id, person.sessionId)),
      );
    await age("lastSeenAt", new Date(Date.now() - 12.1 * 3_600_000));
    expect(await findAccess(hashToken(token), null)).toBeNull();
    await age("lastSeenAt", new Date());
    expect(await findAccess(hashToken(token), null)).not.toBeNull();
    await age("expiresAt", new Date(Date.now() - 1000));
    expect(await findAccess(hashToken(token), null)).toBeNull();
  });
});
