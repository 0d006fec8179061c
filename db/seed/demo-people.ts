// The five people of the demo, one for each role.
import { eq, inArray, sql } from "drizzle-orm";
import { credentials, users } from "@/db/schema/people";
import { asSystem } from "@/db/system";
import { hashPassword, passwordFits } from "@/lib/auth/password";
import { ROLES, type Role } from "@/lib/core/access";

export type DemoMember = {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
};
export type DemoTeam = Readonly<Record<Role, DemoMember>>;

const NAMES: Readonly<Record<Role, string>> = {
  owner: "Olga Brandt",
  lead: "Leila Haddad",
  contributor: "Chris Novak",
  approver: "Anna Petrov",
  viewer: "Victor Sand",
};

/** The address with which the role signs in. */
export function demoEmail(role: Role): string {
  return `${role}@demo.carryover.example`;
}

async function setPassword(userId: string, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  await asSystem("set-up", (database) =>
    database
      .insert(credentials)
      .values({ userId, passwordHash })
      .onConflictDoUpdate({
        target: credentials.userId,
        set: { passwordHash, changedAt: sql`now()` },
      }),
  );
}

/** Creates the five accounts, or gives those that exist this password. */
export async function setUpTeam(password: string): Promise<DemoTeam> {
  const wanted = ROLES.map((role) => ({
    name: NAMES[role],
    email: demoEmail(role),
    emailVerifiedAt: new Date(),
  }));
  const rows = await asSystem("set-up", (database) =>
    database
      .insert(users)
      .values(wanted)
      .onConflictDoUpdate({ target: users.email, set: { name: sql`excluded.name` } })
      .returning({ userId: users.id, name: users.name, email: users.email }),
  );
  await Promise.all(rows.map(({ userId }) => setPassword(userId, password)));
  const members = ROLES.map((role) => {
    const person = rows.find((row) => row.email === demoEmail(role));
    if (person === undefined) throw new Error(`The demo account ${demoEmail(role)} was not created.`);
    return [role, { ...person, role }] as const;
  });
  return Object.fromEntries(members) as DemoTeam;
}

/** Gives the accounts this password when it is another one than before. */
export async function keepPassword(password: string): Promise<void> {
  const emails = ROLES.map(demoEmail);
  const rows = await asSystem("account", (database) =>
    database
      .select({ userId: users.id, passwordHash: credentials.passwordHash })
      .from(users)
      .leftJoin(credentials, eq(credentials.userId, users.id))
      .where(inArray(users.email, emails)),
  );
  const fits = await passwordFits(rows[0]?.passwordHash ?? null, password);
  if (!fits) await Promise.all(rows.map(({ userId }) => setPassword(userId, password)));
}
