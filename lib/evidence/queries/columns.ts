import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { artifacts, evidenceItems } from "@/db/schema/evidence";
import { users } from "@/db/schema/people";
import type { IsoDate } from "@/lib/core/dates";
import { freshness } from "@/lib/core/evidence";
import type { EvidenceSummary } from "@/lib/core/evidence-dto";
import type { Freshness, ItemState } from "@/lib/core/statuses";

/** Joins the newest artifact of an item. */
export const currentArtifact = and(
  eq(artifacts.workspaceId, evidenceItems.workspaceId),
  eq(artifacts.itemId, evidenceItems.id),
  eq(artifacts.number, evidenceItems.currentArtifact),
);

/** Whether the condition, on the newest artifact under the name `a`, holds for the item. */
export function newestIs(condition: SQL): SQL {
  return sql`exists (select 1 from artifacts a where a.workspace_id = ${evidenceItems.workspaceId} and a.item_id = ${evidenceItems.id} and a.number = ${evidenceItems.currentArtifact} and ${condition})`;
}

/** Neither ended nor archived: what the lists and numbers show. The states are named, so that an index can be searched by them. */
export const isLive = sql`(${evidenceItems.state} in ('draft', 'submitted', 'returned', 'accepted') and ${evidenceItems.archivedAt} is null)`;

/** The member's name, else the register's text, else empty. */
export const ownerLabel = sql<string>`coalesce(${users.name}, ${evidenceItems.ownerText})`;

/** The columns of a summary; the query joins users by owner and `currentArtifact`. */
export const summaryColumns = {
  itemId: evidenceItems.id,
  reference: evidenceItems.reference,
  title: evidenceItems.title,
  category: evidenceItems.category,
  state: evidenceItems.state,
  effectiveOn: evidenceItems.effectiveOn,
  renewOn: evidenceItems.renewOn,
  reminderDays: evidenceItems.reminderDays,
  ownerId: evidenceItems.ownerId,
  ownerName: ownerLabel,
  usedIn: sql<number>`(select count(*)::int from evidence_links l where l.workspace_id = ${evidenceItems.workspaceId} and l.item_id = ${evidenceItems.id})`,
  version: evidenceItems.version,
};

type SummaryRow = Omit<EvidenceSummary, "freshness">;

/** The row with its freshness on the day. */
export function withFreshness<T extends SummaryRow>(row: T, today: IsoDate): T & { freshness: Freshness } {
  return { ...row, freshness: freshness(row, today, row.reminderDays) };
}

/** The database's form of `freshness` in lib/core/evidence: the items that stand so on the day. */
export function freshnessIs(wanted: Freshness, today: IsoDate): SQL {
  const { effectiveOn: effective, renewOn: renew, remindOn: remind } = evidenceItems;
  switch (wanted) {
    case "never_collected":
      return sql`${effective} is null`;
    case "expired":
      // Whatever has expired was due before: the bound is there for the index that is sorted by it, here and below.
      return sql`(${effective} is not null and ${remind} < ${today} and ${renew} < ${today})`;
    case "due_soon":
      // No reminder is earlier than 180 days before.
      return sql`(${effective} is not null and ${remind} between ${today}::date - 180 and ${today} and ${renew} >= ${today})`;
    case "current":
      return sql`(${effective} is not null and ${remind} > ${today})`;
  }
}

/** The items in that state that are not archived. */
export function stateIs(state: ItemState): SQL {
  return sql`(${evidenceItems.state} = ${state} and ${evidenceItems.archivedAt} is null)`;
}

/** Items whose reference, title, category or source holds the text, whatever its case. */
export function matches(text: string): SQL {
  const like = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  // Selected, it is put into small letters once and not for every item.
  return sql`${evidenceItems.searchText} like (select lower(${like}))`;
}
