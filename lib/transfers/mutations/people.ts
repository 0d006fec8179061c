import "server-only";
import { eq, inArray, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { users } from "@/db/schema/people";
import { memberships } from "@/db/schema/workspaces";
import { asSystem } from "@/db/system";
import { inWorkspace, type Tx } from "@/db/tenant";
import type { AnyScope } from "@/lib/core/access";
import type { TransferPerson } from "@/lib/core/transfer";
import { formerAddress, personKey } from "@/lib/transfers/queries/rows";

async function membersByKey(scope: AnyScope): Promise<ReadonlyMap<string, string>> {
  const rows = await inWorkspace(scope, (tx) =>
    tx
      .select({ id: users.id, email: users.email })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(isNull(memberships.endedAt)),
  );
  return new Map(rows.map(({ id, email }) => [personKey(email), id]));
}

/**
 * The user behind each person of an archive. Present members are found by their address. Everybody else becomes a new
 * person who keeps the name and can never sign in, whether or not the address has an account here: an archive must not
 * tell who has one, and must not speak in the name of an account.
 */
// house: no-record people without a membership are part of no workspace; the import records how many it brought
export async function settlePeople(
  scope: AnyScope,
  people: readonly TransferPerson[],
): Promise<ReadonlyMap<string, string>> {
  const members = await membersByKey(scope);
  const others = people.filter(({ key }) => !members.has(key));
  if (others.length === 0) return members;
  const address = (key: string) => formerAddress(key, scope.workspaceId);
  const rows = await asSystem("import-people", async (database) => {
    await database
      .insert(users)
      .values(others.map(({ key, name }) => ({ id: uuidv7(), name, email: address(key), timeZone: "UTC" })))
      .onConflictDoNothing({ target: users.email });
    return database
      .select({ id: users.id, email: users.email })
      .from(users)
      .where(
        inArray(
          users.email,
          others.map(({ key }) => address(key)),
        ),
      );
  });
  return new Map([...members, ...rows.map(({ id, email }) => [personKey(email), id] as const)]);
}

/** Former memberships of those people who are none yet, so that rows may name them. */
// house: no-record part of the import, which records itself
export async function addFormerMembers(
  tx: Tx,
  scope: AnyScope,
  people: readonly TransferPerson[],
  users: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = people.flatMap(({ key, role }) => {
    const userId = users.get(key);
    return userId === undefined
      ? []
      : [{ workspaceId: scope.workspaceId, userId, role, endedAt: new Date(0) }];
  });
  if (rows.length > 0) await tx.insert(memberships).values(rows).onConflictDoNothing();
}
