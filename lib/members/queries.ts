import "server-only";
import { and, asc, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { users } from "@/db/schema/people";
import { invitations, memberships, workspaces } from "@/db/schema/workspaces";
import { asSystem } from "@/db/system";
import { inWorkspace } from "@/db/tenant";
import { hashToken } from "@/lib/auth/tokens";
import type { Scope } from "@/lib/core/access";
import type { InvitationSummary, MemberSummary, OpenInvitation } from "@/lib/core/people";

/** The members at present with what a role change needs, by name. */
export async function listMemberRows(scope: Scope<"member:read">): Promise<readonly MemberSummary[]> {
  return inWorkspace(scope, (tx) =>
    tx
      .select({
        userId: users.id,
        name: users.name,
        email: users.email,
        role: memberships.role,
        version: memberships.version,
        joinedAt: memberships.createdAt,
      })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(isNull(memberships.endedAt))
      .orderBy(asc(users.name), asc(users.id))
      .limit(500),
  );
}

/** Invitations that were neither accepted nor revoked, latest first; expired ones stay until somebody decides. */
export async function listInvitations(scope: Scope<"member:write">): Promise<readonly InvitationSummary[]> {
  return inWorkspace(scope, (tx) =>
    tx
      .select({
        id: invitations.id,
        email: invitations.email,
        role: invitations.role,
        invitedBy: users.name,
        invitedAt: invitations.createdAt,
        expiresAt: invitations.expiresAt,
        hasExpired: sql<boolean>`${invitations.expiresAt} <= now()`,
      })
      .from(invitations)
      .innerJoin(users, eq(users.id, invitations.invitedBy))
      .where(and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt)))
      .orderBy(desc(invitations.createdAt))
      .limit(500),
  );
}

/** The invitation that a link's token opens; null when it is unknown, used, revoked or expired, all alike. */
export async function findOpenInvitation(token: string): Promise<OpenInvitation | null> {
  const [row] = await asSystem("invitation-lookup", (database) =>
    database
      .select({
        workspaceId: workspaces.id,
        workspaceSlug: workspaces.slug,
        workspaceName: workspaces.name,
        timeZone: workspaces.timeZone,
        email: invitations.email,
        role: invitations.role,
        hasAccount: sql<boolean>`exists (select 1 from users u where u.email = ${invitations.email})`,
      })
      .from(invitations)
      .innerJoin(workspaces, eq(workspaces.id, invitations.workspaceId))
      .where(
        and(
          eq(invitations.tokenHash, hashToken(token)),
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
          gt(invitations.expiresAt, sql`now()`),
        ),
      ),
  );
  return row ?? null;
}
