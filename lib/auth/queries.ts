import "server-only";
import { and, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import { credentials, sessions, users } from "@/db/schema/people";
import { memberships, workspaces } from "@/db/schema/workspaces";
import { asSystem } from "@/db/system";
import type { Role } from "@/lib/core/access";
import { isStorable } from "@/lib/core/storable";

export type SessionPerson = {
  readonly sessionId: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly timeZone: string;
  readonly lastSeenAt: Date;
  readonly authenticatedAt: Date;
};

export type Access = SessionPerson & {
  /** Null when there is no such workspace or the person is no member: the two look the same. */
  readonly workspace: {
    readonly id: string;
    readonly slug: string;
    readonly timeZone: string;
    readonly role: Role;
  } | null;
  /** All workspaces that the person is a member of, by name. */
  readonly workspaces: readonly WorkspaceOfPerson[];
};

export type WorkspaceOfPerson = { readonly slug: string; readonly name: string; readonly role: Role };

const WORKSPACES_READ = 200;

/** The same list as `listWorkspacesOf`, beside the row of a person. */
const workspacesOfUser = sql<readonly WorkspaceOfPerson[]>`(
  select coalesce(json_agg(json_build_object('slug', o.slug, 'name', o.name, 'role', o.role)), '[]'::json)
  from (select w.slug, w.name, m.role from ${memberships} m join ${workspaces} w on w.id = m.workspace_id
    where m.user_id = ${users.id} and m.ended_at is null order by w.name limit ${WORKSPACES_READ}) o)`;

const IDLE = sql`now() - interval '12 hours'`;

/**
 * The person behind a session token that is neither expired nor idle for 12 hours, with their membership of the
 * workspace `slug` and the list of all of theirs; null when there is no such session. One statement.
 */
export async function findAccess(tokenHash: string, slug: string | null): Promise<Access | null> {
  const wanted = slug !== null && isStorable(slug) ? slug : "";
  const rows = await asSystem("membership-lookup", (database) =>
    database
      .select({
        sessionId: sessions.id,
        userId: users.id,
        name: users.name,
        email: users.email,
        emailVerifiedAt: users.emailVerifiedAt,
        timeZone: users.timeZone,
        lastSeenAt: sessions.lastSeenAt,
        authenticatedAt: sessions.authenticatedAt,
        workspaceId: workspaces.id,
        workspaceSlug: workspaces.slug,
        workspaceTimeZone: workspaces.timeZone,
        role: memberships.role,
        workspaces: workspacesOfUser,
      })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .leftJoin(workspaces, eq(workspaces.slug, wanted))
      .leftJoin(
        memberships,
        and(
          eq(memberships.workspaceId, workspaces.id),
          eq(memberships.userId, users.id),
          isNull(memberships.endedAt),
        ),
      )
      .where(
        and(
          eq(sessions.tokenHash, tokenHash),
          gt(sessions.expiresAt, sql`now()`),
          gt(sessions.lastSeenAt, IDLE),
        ),
      ),
  );
  const [row] = rows;
  if (row === undefined) return null;
  const { emailVerifiedAt, workspaceId, workspaceSlug, workspaceTimeZone, role, ...person } = row;
  const known = workspaceId !== null && workspaceSlug !== null && workspaceTimeZone !== null && role !== null;
  return {
    ...person,
    emailVerified: emailVerifiedAt !== null,
    workspace: known ? { id: workspaceId, slug: workspaceSlug, timeZone: workspaceTimeZone, role } : null,
  };
}

/** The workspaces the person is a member of, by name. */
export async function listWorkspacesOf(userId: string): Promise<readonly WorkspaceOfPerson[]> {
  return asSystem("membership-lookup", (database) =>
    database
      .select({ slug: workspaces.slug, name: workspaces.name, role: memberships.role })
      .from(memberships)
      .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
      .where(and(eq(memberships.userId, userId), isNull(memberships.endedAt)))
      .orderBy(workspaces.name)
      .limit(WORKSPACES_READ),
  );
}

export type Account = {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly passwordHash: string | null;
};

const ACCOUNT = {
  userId: users.id,
  name: users.name,
  email: users.email,
  emailVerified: sql<boolean>`${users.emailVerifiedAt} is not null`,
  passwordHash: credentials.passwordHash,
};

async function findAccountWhere(condition: SQL): Promise<Account | null> {
  const [row] = await asSystem("sign-in", (database) =>
    database
      .select(ACCOUNT)
      .from(users)
      .leftJoin(credentials, eq(credentials.userId, users.id))
      .where(condition),
  );
  return row ?? null;
}

/** The account of an e-mail address with its password hash; null when there is none. */
export async function findAccount(email: string): Promise<Account | null> {
  return findAccountWhere(eq(users.email, email));
}

/** The account of a person who is signed in; null when it is gone. */
export async function findAccountOf(userId: string): Promise<Account | null> {
  return findAccountWhere(eq(users.id, userId));
}

/** The stored hash of a person's password; null for somebody without one. */
export async function findPasswordHash(userId: string): Promise<string | null> {
  const [row] = await asSystem("account", (database) =>
    database
      .select({ hash: credentials.passwordHash })
      .from(credentials)
      .where(eq(credentials.userId, userId)),
  );
  return row?.hash ?? null;
}
