import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { invitations } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { createPerson, createWorkspaceWith } from "@/db/testing/factories";
import { loggedVerbs } from "@/db/testing/log";
import { newestNonce, queuedMails } from "@/db/testing/queue";
import { findAccount, listWorkspacesOf } from "@/lib/auth/queries";
import { provePassword } from "@/lib/auth/sign-in";
import { linkToken } from "@/lib/auth/tokens";
import {
  acceptInvitation,
  inviteMember,
  resendInvitation,
  revokeInvitation,
  signUpInvited,
} from "@/lib/members/mutations/invitations";
import { findOpenInvitation, listInvitations, listMemberRows } from "@/lib/members/queries";

const facts = () => ({
  requestId: randomUUID(),
  ip: `203.0.113.${Math.ceil(Math.random() * 250)}`,
  agent: null,
});
const address = () => `guest-${randomUUID().slice(0, 8)}@example.com`;
const tokenFor = async (email: string) => linkToken("invite", await newestNonce(email, "invite"));

describe("inviteMember", () => {
  test("stores the hash, queues the mail and writes the entry; the same form twice invites once", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const email = address();
    const scope = ws.scope("lead", "member:write");
    const input = { email, role: "contributor", once: randomUUID() } as const;
    const [first, second] = await Promise.all([inviteMember(scope, input), inviteMember(scope, input)]);
    expect(second).toEqual(first);
    expect((await queuedMails(email)).map((mail) => mail.kind)).toEqual(["invite"]);
    expect((await loggedVerbs(scope)).filter((entry) => entry === `member.invite ${email}`)).toHaveLength(1);
    expect(await findOpenInvitation(await tokenFor(email))).toMatchObject({
      workspaceSlug: ws.slug,
      email,
      role: "contributor",
      hasAccount: false,
    });
    await expect(inviteMember(scope, { ...input, once: "" })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("members are not invited, and only owners invite owners", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner", "lead", "viewer"] });
    const lead = ws.scope("lead", "member:write");
    await expect(
      inviteMember(lead, { email: ws.people.viewer.email, role: "lead", once: "" }),
    ).rejects.toMatchObject({ code: "INVALID" });
    await expect(inviteMember(lead, { email: address(), role: "owner", once: "" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    const owner = ws.scope("owner", "member:write");
    await expect(inviteMember(owner, { email: address(), role: "owner", once: "" })).resolves.toBeDefined();
    expect(() => ws.scope("contributor", "member:write")).toThrow();
  });

  test("an expired invitation makes room for a new one", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner"] });
    const scope = ws.scope("owner", "member:write");
    const email = address();
    const { id } = await inviteMember(scope, { email, role: "viewer", once: "" });
    await inWorkspace(scope, (tx) =>
      tx
        .update(invitations)
        .set({ expiresAt: new Date(Date.now() - 1) })
        .where(eq(invitations.id, id)),
    );
    expect(await findOpenInvitation(await tokenFor(email))).toBeNull();
    expect((await listInvitations(scope))[0]?.hasExpired).toBe(true);
    await inviteMember(scope, { email, role: "viewer", once: "" });
    expect(await listInvitations(scope)).toHaveLength(1);
  });
});

describe("resend and revoke", () => {
  test("a new link replaces the old one; a revoked one opens nothing", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner"] });
    const scope = ws.scope("owner", "member:write");
    const email = address();
    const { id } = await inviteMember(scope, { email, role: "viewer", once: "" });
    const before = await tokenFor(email);
    await resendInvitation(scope, { id });
    const after = await tokenFor(email);
    expect(await findOpenInvitation(before)).toBeNull();
    expect(await findOpenInvitation(after)).not.toBeNull();
    await revokeInvitation(scope, { id });
    expect(await findOpenInvitation(after)).toBeNull();
    await expect(revokeInvitation(scope, { id })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(resendInvitation(scope, { id })).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await loggedVerbs(scope)).slice(-3)).toEqual([
      `member.invite ${email}`,
      `member.invite ${email}`,
      `member.revoke-invitation ${email}`,
    ]);
  });

  test("another workspace's invitation does not exist here", async () => {
    const [ws, other] = await Promise.all([
      createWorkspaceWith({ roles: ["owner"] }),
      createWorkspaceWith({ roles: ["owner"] }),
    ]);
    const email = address();
    const { id } = await inviteMember(ws.scope("owner", "member:write"), { email, role: "viewer", once: "" });
    const foreign = other.scope("owner", "member:write");
    await expect(revokeInvitation(foreign, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(resendInvitation(foreign, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await findOpenInvitation(await tokenFor(email))).not.toBeNull();
    expect(await listInvitations(foreign)).toEqual([]);
  });
});

describe("joining", () => {
  test("takes the invited address, works once even ten times at once, and is logged", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner"] });
    const scope = ws.scope("owner", "member:write", "member:read");
    const guest = await createPerson();
    const stranger = await createPerson();
    await inviteMember(scope, { email: guest.email, role: "approver", once: "" });
    const token = await tokenFor(guest.email);
    await expect(acceptInvitation(stranger, token, facts())).rejects.toMatchObject({ code: "FORBIDDEN" });
    const tries = Array.from({ length: 10 }, () => acceptInvitation(guest, token, facts()));
    const outcomes = await Promise.allSettled(tries);
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect((await listMemberRows(scope)).find((row) => row.userId === guest.userId)?.role).toBe("approver");
    expect((await loggedVerbs(scope)).filter((entry) => entry === `member.join ${guest.email}`)).toHaveLength(
      1,
    );
    await expect(acceptInvitation(guest, token, facts())).rejects.toMatchObject({ code: "INVALID" });
    await expect(acceptInvitation(guest, "nonsense", facts())).rejects.toMatchObject({ code: "INVALID" });
  });

  test("signs up the invited address without another mail", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner"] });
    const email = address();
    await inviteMember(ws.scope("owner", "member:write"), { email, role: "lead", once: "" });
    const token = await tokenFor(email);
    const input = { token, name: "Gwen Guest", password: "velvet harbour cobalt 19", timeZone: "UTC" };
    await expect(signUpInvited({ ...input, password: "Gwen Guest 123" }, facts())).rejects.toMatchObject({
      fields: { password: expect.any(String) },
    });
    const { userId, slug } = await signUpInvited(input, facts());
    expect(slug).toBe(ws.slug);
    expect((await findAccount(email))?.emailVerified).toBe(true);
    expect((await provePassword(email, input.password, "192.0.2.60")).userId).toBe(userId);
    expect(await listWorkspacesOf(userId)).toEqual([
      expect.objectContaining({ slug: ws.slug, role: "lead" }),
    ]);
    await expect(signUpInvited(input, facts())).rejects.toMatchObject({ code: "INVALID" });
  });
});
