import "server-only";
import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { users } from "@/db/schema/people";
import { memberships } from "@/db/schema/workspaces";
import type { Tx } from "@/db/tenant";
import type { TransferPerson } from "@/lib/core/transfer";
import type { TransferTable } from "@/lib/transfers/queries/tables";

const BATCH = 2_000;
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

type Row = Readonly<Record<string, unknown>>;

/** All rows of one table in the order of its key, without the workspace's id, in batches. The database writes the values, so nothing is rounded. */
export async function* readRows(
  tx: Tx,
  name: string,
  key: readonly string[],
): AsyncGenerator<readonly Row[]> {
  const table = sql.identifier(name);
  const order = sql.join(
    key.map((column) => sql`t.${sql.identifier(column)}`),
    sql`, `,
  );
  await tx.execute(
    sql`declare transfer no scroll cursor for select (to_jsonb(t) - 'workspace_id') as row from ${table} t${key.length === 0 ? sql`` : sql` order by ${order}`}`,
  );
  for (;;) {
    const rows = await tx.execute<{ row: Row }>(sql.raw(`fetch ${BATCH} from transfer`));
    if (rows.length > 0) yield [...rows].map(({ row }) => row);
    if (rows.length < BATCH) break;
  }
  await tx.execute(sql`close transfer`);
}

/** The row with keys of people in the place of their ids. */
export function withKeys(row: Row, table: TransferTable, people: People): Row {
  const out: Record<string, unknown> = { ...row };
  for (const column of table.columns) {
    const id = out[column.name];
    if (column.person && typeof id === "string") out[column.name] = people.keyOf.get(id) ?? null;
  }
  return out;
}
