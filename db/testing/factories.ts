// Workspaces with people in them, for database tests and journeys. Everything goes through the product's own doors.
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { credentials, users } from "@/db/schema/people";
import { memberships, workspaces } from "@/db/schema/workspaces";
import { asSystem } from "@/db/system";
import { inWorkspace } from "@/db/tenant";
import { hashPassword } from "@/lib/auth/password";
import { type Permission, ROLES, type Role, type Scope } from "@/lib/core/access";
import { scopeOfJob, scopeOfMember, type WorkspaceAddress } from "@/lib/jobs/scope";
import { createWorkspace } from "@/lib/workspaces/mutations";

export type TestPerson = { readonly userId: string; readonly name: string; readonly email: string };

/** A person with an account; with `password` one that can sign in. */
export async function createPerson(
  given: { readonly name?: string; readonly email?: string; readonly password?: string } = {},
): Promise<TestPerson> {
  const mark = randomUUID().slice(0, 8);
  const name = given.name ?? `Person ${mark}`;
  const email = given.email ?? `person-${mark}@example.com`;
  const passwordHash = given.password === undefined ? null : await hashPassword(given.password);
  const userId = await asSystem("set-up", (database) =>
    database.transaction(async (tx) => {
      const [row] = await tx
        .insert(users)
        .values({ name, email, emailVerifiedAt: new Date() })
        .returning({ id: users.id });
      if (row === undefined) throw new Error("The person was not created.");
      if (passwordHash !== null) await tx.insert(credentials).values({ userId: row.id, passwordHash });
      return row.id;
    }),
  );
  return { userId, name, email };
}

export type TestWorkspace = WorkspaceAddress & {
  readonly slug: string;
  /** One person per role asked for; a role listed twice has its second person in `others`. */
  readonly people: Readonly<Record<Role, TestPerson>>;
  readonly others: readonly (TestPerson & { readonly role: Role })[];
  /** A scope of the person who holds the role; the role's own permissions are checked. */
  readonly scope: <P extends Permission = Permission>(role: Role, ...needs: readonly P[]) => Scope<P>;
  /** The same for somebody in particular. */
  readonly scopeOf: <P extends Permission = Permission>(
    person: TestPerson,
    role: Role,
    ...needs: readonly P[]
  ) => Scope<P>;
  /** The product itself, as a job acts. */
  readonly system: Scope<Permission>;
};

async function join(address: WorkspaceAddress, person: TestPerson, role: Role): Promise<void> {
  await inWorkspace(scopeOfJob(address, "Factory"), (tx) =>
    tx.insert(memberships).values({ workspaceId: address.workspaceId, userId: person.userId, role }),
  );
}

async function addressOf(slug: string): Promise<WorkspaceAddress> {
  const [row] = await asSystem("list-workspaces", (database) =>
    database
      .select({ workspaceId: workspaces.id, workspaceSlug: workspaces.slug, timeZone: workspaces.timeZone })
      .from(workspaces)
      .where(eq(workspaces.slug, slug)),
  );
  if (row === undefined) throw new Error(`The workspace ${slug} was not created.`);
  return row;
}

/** A fresh workspace with one member per role (all five unless told); the first owner created it. */
export async function createWorkspaceWith(
  given: {
    readonly roles?: readonly Role[];
    readonly name?: string;
    readonly timeZone?: string;
    readonly password?: string;
  } = {},
): Promise<TestWorkspace> {
  const roles = given.roles ?? ROLES;
  const mark = randomUUID().slice(0, 8);
  const account = given.password === undefined ? {} : { password: given.password };
  const owner = await createPerson({ name: `Owner ${mark}`, email: `owner-${mark}@example.com`, ...account });
  const slug = await createWorkspace(owner, {
    name: given.name ?? `Workspace ${mark}`,
    timeZone: given.timeZone ?? "UTC",
    slug: `ws-${mark}`,
  });
  const address = await addressOf(slug);
  const people: Partial<Record<Role, TestPerson>> = { owner };
  const others: (TestPerson & { role: Role })[] = [];
  const creator = roles.indexOf("owner");
  for (const role of roles.filter((_, index) => index !== creator)) {
    const person = await createPerson({ name: `${role} ${mark}-${others.length}`, ...account });
    await join(address, person, role);
    if (people[role] === undefined) people[role] = person;
    else others.push({ ...person, role });
  }
  const scopeOf: TestWorkspace["scopeOf"] = (person, role, ...needs) =>
    scopeOfMember(address, { ...person, role }, ...needs);
  return {
    ...address,
    slug,
    people: people as Readonly<Record<Role, TestPerson>>,
    others,
    scopeOf,
    scope: (role, ...needs) => {
      const person = people[role];
      if (person === undefined) throw new Error(`This workspace has no ${role}: name it in roles.`);
      return scopeOf(person, role, ...needs);
    },
    system: scopeOfJob(address, "Test"),
  };
}
