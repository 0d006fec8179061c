import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { savedViews } from "@/db/schema/views";
import { inWorkspace } from "@/db/tenant";
import { actorId, type Scope } from "@/lib/core/access";
import type { ListViews, ViewList } from "@/lib/core/saved-views";

/** What the acting person keeps of one list: views by name, and the columns as they left them. */
export async function getListViews(scope: Scope<"workspace:read">, list: ViewList): Promise<ListViews> {
  const rows = await inWorkspace(scope, (tx) =>
    tx
      .select()
      .from(savedViews)
      .where(and(eq(savedViews.personId, actorId(scope) ?? ""), eq(savedViews.list, list)))
      .orderBy(asc(sql`lower(${savedViews.name})`)),
  );
  return {
    views: rows
      .filter(({ name }) => name !== "")
      .map(({ id, name, query, isStart, version }) => ({ id, name, query, isStart, version })),
    columns: rows.find(({ name }) => name === "")?.query ?? null,
    mark: rows.map(({ id, version }) => `${id}:${version}`).join(" "),
  };
}
