import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import type { RowsOf } from "@/db/bulk";
import { savedViews } from "@/db/schema/views";
import { inWorkspace, type Tx } from "@/db/tenant";
import { actorId, type Scope } from "@/lib/core/access";
import type { ListViews, ViewList } from "@/lib/core/saved-views";

/** What a person keeps of one list, nothing where nobody in particular acts, for `readTogether`; `listViewsOf` reads what it finds. */
export function keptViews(tx: Tx, person: string | null, list: ViewList) {
  const { id, name, query, isStart, version } = savedViews;
  return tx
    .select({ id, name, query, isStart, version })
    .from(savedViews)
    .where(and(person === null ? sql`false` : eq(savedViews.personId, person), eq(savedViews.list, list)))
    .orderBy(asc(sql`lower(${savedViews.name})`));
}

/** Views by name, and the columns as the person left them. */
export function listViewsOf(rows: RowsOf<ReturnType<typeof keptViews>>): ListViews {
  return {
    views: rows.filter(({ name }) => name !== ""),
    columns: rows.find(({ name }) => name === "")?.query ?? null,
    mark: rows.map(({ id, version }) => `${id}:${version}`).join(" "),
  };
}

/** What the acting person keeps of one list: views by name, and the columns as they left them. */
export async function getListViews(scope: Scope<"workspace:read">, list: ViewList): Promise<ListViews> {
  return listViewsOf(await inWorkspace(scope, (tx) => keptViews(tx, actorId(scope), list)));
}
