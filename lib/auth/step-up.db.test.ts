import { eq } from "drizzle-orm";
import { beforeAll, expect, it, vi } from "vitest";
import { sessions } from "@/db/schema/people";
import { asSystem } from "@/db/system";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { openRoomOf } from "@/db/testing/rooms";
import { openSession } from "@/lib/auth/mutations";
import { requireRecentSignIn } from "@/lib/auth/step-up";
import { hashToken } from "@/lib/auth/tokens";
import { changeRoleAction, inviteAction, removeMemberAction } from "@/lib/members/actions";
import { env } from "@/lib/platform/env";
import { inviteAuditorAction, openRoomAction } from "@/lib/rooms/actions";

const browser = vi.hoisted(() => ({ token: "", origin: "" }));
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: () => ({ value: browser.token }) }),
  headers: async () => new Headers({ origin: browser.origin, "sec-fetch-site": "same-origin" }),
}));

const PASSWORD = "walnut orbit canyon 42";
let home: TestWorkspace;

async function signedIn(minutesAgo: number): Promise<void> {
  browser.token = await openSession(home.people.owner.userId, { ip: null, agent: null });
  const authenticatedAt = new Date(Date.now() - minutesAgo * 60_000);
  await asSystem("session", (database) =>
    database
      .update(sessions)
      .set({ authenticatedAt })
      .where(eq(sessions.tokenHash, hashToken(browser.token))),
  );
}

beforeAll(async () => {
  browser.origin = env().appOrigin;
  home = await createWorkspaceWith({ roles: ["owner", "lead", "viewer"], password: PASSWORD });
});

it("asks nothing within ten minutes of the sign-in, and then for the password, which counts as one", async () => {
  await signedIn(9);
  await expect(requireRecentSignIn(null)).resolves.toBeUndefined();
  await signedIn(11);
  const again = { code: "INVALID", fields: { password: expect.stringContaining("ten minutes") } };
  await expect(requireRecentSignIn(null)).rejects.toMatchObject(again);
  await expect(requireRecentSignIn("something else")).rejects.toMatchObject({
    fields: { password: expect.stringContaining("not your password") },
  });
  await expect(requireRecentSignIn(null)).rejects.toMatchObject(again);
  await expect(requireRecentSignIn(PASSWORD)).resolves.toBeUndefined();
  await expect(requireRecentSignIn(null)).resolves.toBeUndefined();
});

it("roles, members and auditors' access are not touched by a session that nobody proved lately", async () => {
  const roomId = await openRoomOf(home, "Old session", ["A.5.18"]);
  const member = { userId: home.people.viewer.userId, version: 1 };
  await signedIn(11);
  const tries = [
    () => changeRoleAction(home.slug, null, { ...member, role: "owner" }),
    () => removeMemberAction(home.slug, null, member),
    () => inviteAction(home.slug, null, { email: "new@example.com", role: "owner", once: "" }),
    () => openRoomAction(home.slug, null, { id: roomId, version: 3 }),
    () =>
      inviteAuditorAction(home.slug, null, { onceKey: "", roomId, name: "Ada", email: "ada@audit.example" }),
  ];
  for (const attempt of tries) {
    const failure = { ok: false, code: "INVALID", fields: { password: expect.any(String) } };
    expect(await attempt()).toMatchObject(failure);
  }
  await signedIn(1);
  expect(await changeRoleAction(home.slug, null, { ...member, role: "owner", version: 99 })).toMatchObject({
    code: "CONFLICT",
  });
});
