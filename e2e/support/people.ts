// People, sessions and workspaces for tests, made without the browser.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { ROLES, type Role } from "@/lib/core/access";
import { callAction } from "./action-call";
import type { Database } from "./server";

export const SESSION_COOKIE = "carryover.session";

export type Person = {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly token: string;
  readonly cookie: string;
};

/** A short mark that no other run has. */
export function newMark(): string {
  return randomBytes(4).toString("hex");
}

/** A person with a confirmed address and a live session. */
export async function newPerson(database: Database, name: string, email?: string): Promise<Person> {
  const address = email ?? `${newMark()}@example.com`;
  const [row] = await database.auth<{ id: string }[]>`
    insert into users (id, name, email, email_verified_at)
    values (${randomUUID()}, ${name}, ${address}, now()) returning id`;
  const userId = row?.id ?? "";
  const token = await newSession(database, userId);
  return { userId, name, email: address, token, cookie: cookieOf(token) };
}

/** One more session of the person, as fresh as a long suite needs; returns the token that the cookie carries. */
export async function newSession(database: Database, userId: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await database.auth`
    insert into sessions (id, token_hash, user_id, expires_at, authenticated_at)
    values (${randomUUID()}, ${hashOf(token)}, ${userId}, now() + interval '1 day', now() + interval '1 day')`;
  return token;
}

/** What the database keeps of a token. */
export function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** The header that carries a session. */
export function cookieOf(token: string): string {
  return `${SESSION_COOKIE}=${token}`;
}

/** Ends a session behind the product's back, as a revocation by somebody else does. */
export async function revoke(database: Database, token: string): Promise<void> {
  await database.auth`delete from sessions where token_hash = ${hashOf(token)}`;
}

export type Team = {
  readonly workspaceId: string;
  readonly slug: string;
  readonly people: Readonly<Record<Role, Person>>;
};

/** Adds a person to a workspace without an invitation. */
export async function join(
  database: Database,
  workspaceId: string,
  userId: string,
  role: Role,
): Promise<void> {
  await database.inside(
    workspaceId,
    (sql) =>
      sql`insert into memberships (workspace_id, user_id, role) values (${workspaceId}, ${userId}, ${role})`,
  );
}

/** A workspace made through the product, with one member per role; names and addresses carry `mark`, the workspace's address does not. */
export async function newTeam(database: Database, mark: string): Promise<Team> {
  const owner = await newPerson(database, `Owner ${mark}`, `owner-${mark}@example.com`);
  const created = await callAction({
    action: "lib/workspaces/actions.ts#createWorkspaceAction",
    args: [null, { workspaceName: `Team ${newMark()}`, timeZone: "Europe/Berlin" }],
    cookie: owner.cookie,
    answerOnly: true,
  });
  const slug = /^\/w\/([^/?]+)/.exec(created.redirect ?? "")?.[1];
  if (slug === undefined) throw new Error(`No workspace was created: ${created.text.slice(0, 400)}`);
  const [row] = await database.auth<{ id: string }[]>`select id from workspaces where slug = ${slug}`;
  const workspaceId = row?.id ?? "";
  const people: Partial<Record<Role, Person>> = { owner };
  for (const role of ROLES.filter((one) => one !== "owner")) {
    const person = await newPerson(database, `${role} ${mark}`, `${role}-${mark}@example.com`);
    await join(database, workspaceId, person.userId, role);
    people[role] = person;
  }
  return { workspaceId, slug, people: people as Readonly<Record<Role, Person>> };
}
