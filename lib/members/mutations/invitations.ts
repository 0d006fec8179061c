import "server-only";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { users } from "@/db/schema/people";
import { invitations, memberships, workspaces } from "@/db/schema/workspaces";
import { asSystem } from "@/db/system";
import { inWorkspace, type Tx, violates } from "@/db/tenant";
import type { SignUpInvitedInput } from "@/lib/accounts/input";
import { insertPerson, requireGoodPassword } from "@/lib/accounts/mutations/create-account";
import { record } from "@/lib/audit-log/mutations";
import { scopeOfInvitation } from "@/lib/auth/authorize";
import { signUpLimits, tokenLimits } from "@/lib/auth/limits";
import { hashPassword } from "@/lib/auth/password";
import { hashToken, linkToken, newToken } from "@/lib/auth/tokens";
import { actorId, canGrantRole, type Role, type Scope } from "@/lib/core/access";
import { AppError, notFound } from "@/lib/core/errors";
import type { OpenInvitation } from "@/lib/core/people";
import { once } from "@/lib/idempotency/mutations";
import { enqueueMail } from "@/lib/mail/enqueue";
import type { InvitationInput, InviteInput } from "@/lib/members/input";
import { findOpenInvitation } from "@/lib/members/queries";
import { requireAttempts } from "@/lib/platform/rate-limit";
import type { RequestFacts } from "@/lib/platform/request";

const DAY_SECONDS = 24 * 60 * 60;
const FOURTEEN_DAYS = sql`now() + interval '14 days'`;
const SPENT = "This invitation was used or revoked, or it has expired. Ask for a new one.";

/** The role that the actor holds now, not the one that the request began with. */
async function currentRole(tx: Tx, scope: Scope<"member:write">): Promise<Role> {
  const [row] = await tx
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.userId, actorId(scope) ?? ""), isNull(memberships.endedAt)))
    .for("share");
  if (row === undefined) throw new AppError("FORBIDDEN", "You are no longer a member of this workspace.");
  return row.role;
}

async function requireGrant(tx: Tx, scope: Scope<"member:write">, role: Role): Promise<void> {
  if (!canGrantRole(await currentRole(tx, scope), null, role)) {
    throw new AppError("FORBIDDEN", "Only an owner invites owners.");
  }
}

async function requireMailQuota(scope: Scope<"member:write">): Promise<void> {
  await requireAttempts(
    [{ key: `invite:${scope.workspaceId}`, hits: 100, seconds: DAY_SECONDS }],
    "This workspace sent 100 invitations today. Go on tomorrow.",
  );
}

async function queueInvitation(
  tx: Tx,
  scope: Scope<"member:write">,
  invitation: { readonly email: string; readonly role: Role; readonly nonce: string },
): Promise<void> {
  const [workspace] = await tx.select({ name: workspaces.name }).from(workspaces);
  await enqueueMail(tx, {
    kind: "invite",
    to: invitation.email,
    workspace: workspace?.name ?? scope.workspaceSlug,
    invitedBy: scope.actor.name,
    role: invitation.role,
    nonce: invitation.nonce,
  });
}

async function requireNewcomer(tx: Tx, email: string): Promise<void> {
  const [member] = await tx
    .select({ userId: users.id })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(and(eq(users.email, email), isNull(memberships.endedAt)));
  if (member !== undefined) {
    const message = "This person is a member already.";
    throw new AppError("INVALID", message, { fields: { email: message } });
  }
  await tx
    .update(invitations)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        eq(invitations.email, email),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        sql`${invitations.expiresAt} <= now()`,
      ),
    );
}

async function insertInvitation(
  tx: Tx,
  scope: Scope<"member:write">,
  input: InviteInput,
  nonce: string,
): Promise<string> {
  try {
    const [row] = await tx
      .insert(invitations)
      .values({
        workspaceId: scope.workspaceId,
        email: input.email,
        role: input.role,
        tokenHash: hashToken(linkToken("invite", nonce)),
        invitedBy: actorId(scope) ?? "",
        expiresAt: FOURTEEN_DAYS,
      })
      .returning({ id: invitations.id });
    return row?.id ?? "";
  } catch (error) {
    if (!violates(error, "invitations_one_open")) throw error;
    const message = "This address was invited already. Send the mail again from the list of invitations.";
    throw new AppError("CONFLICT", message, { fields: { email: message } });
  }
}

/** Invites an address for fourteen days; the link reaches it by mail only. @throws AppError FORBIDDEN, INVALID, CONFLICT or LIMITED */
export async function inviteMember(
  scope: Scope<"member:write">,
  input: InviteInput,
): Promise<{ readonly id: string; readonly email: string }> {
  await requireMailQuota(scope);
  const nonce = newToken();
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key: input.once, input: { invite: input.email, role: input.role } }, async () => {
      await requireGrant(tx, scope, input.role);
      await requireNewcomer(tx, input.email);
      const id = await insertInvitation(tx, scope, input, nonce);
      await queueInvitation(tx, scope, { ...input, nonce });
      await record(tx, scope, {
        verb: "member.invite",
        subject: { kind: "invitation", ref: input.email },
        after: { role: input.role },
      });
      return { id, email: input.email };
    }),
  );
}

async function lockOpen(tx: Tx, id: string): Promise<{ readonly email: string; readonly role: Role }> {
  const [row] = await tx
    .select({
      email: invitations.email,
      role: invitations.role,
      acceptedAt: invitations.acceptedAt,
      revokedAt: invitations.revokedAt,
    })
    .from(invitations)
    .where(eq(invitations.id, id))
    .for("update");
  if (row === undefined) throw notFound("The invitation");
  if (row.acceptedAt !== null) throw new AppError("CONFLICT", "This invitation was accepted meanwhile.");
  if (row.revokedAt !== null) throw new AppError("CONFLICT", "This invitation was revoked meanwhile.");
  return row;
}

/** Sends the invitation again with a new link for fourteen days; the old link ends. @throws AppError NOT_FOUND, CONFLICT or LIMITED */
export async function resendInvitation(
  scope: Scope<"member:write">,
  input: InvitationInput,
): Promise<{ readonly email: string }> {
  await requireMailQuota(scope);
  const nonce = newToken();
  return inWorkspace(scope, async (tx) => {
    const { email, role } = await lockOpen(tx, input.id);
    await requireGrant(tx, scope, role);
    await tx
      .update(invitations)
      .set({ tokenHash: hashToken(linkToken("invite", nonce)), expiresAt: FOURTEEN_DAYS })
      .where(eq(invitations.id, input.id));
    await queueInvitation(tx, scope, { email, role, nonce });
    await record(tx, scope, {
      verb: "member.invite",
      subject: { kind: "invitation", ref: email },
      after: { role, sentAgain: true },
    });
    return { email };
  });
}

/** Takes the invitation back; its link opens nothing any more. @throws AppError NOT_FOUND or CONFLICT */
export async function revokeInvitation(
  scope: Scope<"member:write">,
  input: InvitationInput,
): Promise<{ readonly email: string }> {
  return inWorkspace(scope, async (tx) => {
    const { email, role } = await lockOpen(tx, input.id);
    await requireGrant(tx, scope, role);
    await tx.update(invitations).set({ revokedAt: sql`now()` }).where(eq(invitations.id, input.id));
    await record(tx, scope, {
      verb: "member.revoke-invitation",
      subject: { kind: "invitation", ref: email },
      before: { role },
    });
    return { email };
  });
}

type Joiner = { readonly userId: string; readonly name: string; readonly email: string };

async function join(tx: Tx, invitation: OpenInvitation, person: Joiner, token: string): Promise<void> {
  const used = await tx
    .update(invitations)
    .set({ acceptedAt: sql`now()` })
    .where(
      and(
        eq(invitations.tokenHash, hashToken(token)),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, sql`now()`),
      ),
    )
    .returning({ id: invitations.id });
  if (used.length === 0) throw new AppError("INVALID", SPENT);
  const { workspaceId, role } = invitation;
  await tx
    .insert(memberships)
    .values({ workspaceId, userId: person.userId, role })
    .onConflictDoUpdate({
      target: [memberships.workspaceId, memberships.userId],
      set: { role, endedAt: null, version: sql`${memberships.version} + 1` },
      setWhere: sql`${memberships.endedAt} is not null`,
    });
}

async function openInvitation(token: string, facts: RequestFacts): Promise<OpenInvitation> {
  await requireAttempts(tokenLimits(facts.ip), "Too many links were tried. Wait a minute.");
  const invitation = await findOpenInvitation(token);
  if (invitation === null) throw new AppError("INVALID", SPENT);
  return invitation;
}

/**
 * Joins the workspace of the invitation with the role that it names; who is a member already keeps their role.
 * @returns the workspace's address
 * @throws AppError INVALID (used, revoked, expired, unknown), FORBIDDEN (another address was invited) or LIMITED
 */
export async function acceptInvitation(person: Joiner, token: string, facts: RequestFacts): Promise<string> {
  const invitation = await openInvitation(token, facts);
  if (invitation.email !== person.email) {
    throw new AppError(
      "FORBIDDEN",
      "This invitation is for another e-mail address. Sign in with that address to join.",
    );
  }
  const scope = await scopeOfInvitation(person, invitation);
  await inWorkspace(scope, async (tx) => {
    await join(tx, invitation, person, token);
    await record(tx, scope, {
      verb: "member.join",
      subject: { kind: "member", ref: person.email },
      after: { role: invitation.role },
    });
  });
  return invitation.workspaceSlug;
}

/**
 * A new account for the invited address, which the link has proven, and its membership.
 * @throws AppError INVALID (password rule, spent link, address with an account) or LIMITED
 */
export async function signUpInvited(
  input: SignUpInvitedInput,
  facts: RequestFacts,
): Promise<{ readonly userId: string; readonly slug: string }> {
  await requireAttempts(signUpLimits(facts.ip), "Too many new accounts from this network. Wait an hour.");
  const { email } = await openInvitation(input.token, facts);
  requireGoodPassword(input.password, { email, name: input.name }, "password");
  const passwordHash = await hashPassword(input.password);
  const userId = await asSystem("sign-up", (database) =>
    database.transaction((tx) => insertPerson(tx, { ...input, email, passwordHash, emailVerified: true })),
  );
  if (userId === null) {
    throw new AppError("INVALID", "This address has an account already. Sign in to join.");
  }
  const slug = await acceptInvitation({ userId, name: input.name, email }, input.token, facts);
  return { userId, slug };
}
