import "server-only";
import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema/people";
import { memberships } from "@/db/schema/workspaces";
import type { Tx } from "@/db/tenant";
import type { WholeRow } from "@/db/whole-tables";
import type { TransferPerson } from "@/lib/core/transfer";
import type { TransferTable } from "@/lib/transfers/queries/tables";

/** The address of somebody who came with an imported workspace and has no account here; `.invalid` is never delivered. */
const FORMER = /^former-([0-9a-f]{16})-[0-9a-f]{12}@imported\.invalid$/;

/** What stands for a person in an archive: the same for the same address, and kept by later exports. */
export function personKey(email: string): string {
  return FORMER.exec(email)?.[1] ?? createHash("sha256").update(email).digest("hex").slice(0, 16);
}

/** The address under which a former member of an archive is kept in one workspace. */
export function formerAddress(key: string, workspaceId: string): string {
  return `former-${key}-${createHash("sha256").update(workspaceId).digest("hex").slice(0, 12)}@imported.invalid`;
}

export type People = {
  readonly list: readonly TransferPerson[];
  readonly keyOf: ReadonlyMap<string, string>;
  readonly nameOf: ReadonlyMap<string, string>;
};

/** Everybody who is or was a member, by address. */
export async function readPeople(tx: Tx): Promise<People> {
  const rows = await tx
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      role: memberships.role,
      endedAt: memberships.endedAt,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId));
  const known = rows.map((row) => ({ ...row, key: personKey(row.email) }));
  return {
    list: known
      .map(({ key, name, email, role, endedAt }) => ({
        key,
        name,
        email: FORMER.test(email) ? "" : email,
        role,
        active: endedAt === null,
      }))
      .toSorted((a, b) => a.key.localeCompare(b.key)),
    keyOf: new Map(known.map((row) => [row.id, row.key])),
    nameOf: new Map(known.map((row) => [row.id, row.name])),
  };
}

/** The row with keys of people in the place of their ids. */
export function withKeys(row: WholeRow, table: TransferTable, people: People): WholeRow {
  const out: Record<string, unknown> = { ...row };
  for (const column of table.columns) {
    const id = out[column.name];
    if (column.person && typeof id === "string") out[column.name] = people.keyOf.get(id) ?? null;
  }
  return out;
}
