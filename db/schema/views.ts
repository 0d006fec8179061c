// What a person keeps of the lists: views under a name, and which columns they left.

import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, oneOf, state, updatedAt, version, workspaceId } from "@/db/schema/columns";
import { memberships } from "@/db/schema/workspaces";
import { VIEW_LISTS, type ViewList } from "@/lib/core/saved-views";

export const savedViews = pgTable(
  "saved_views",
  {
    workspaceId: workspaceId(),
    id: id(),
    personId: uuid("person_id").notNull(),
    list: state<ViewList>("list").notNull(),
    /** Empty in the one row a list that holds the columns as the person left them. */
    name: text("name").notNull(),
    /** The query string of the list's address. */
    query: text("query").notNull(),
    /** The sidebar opens the list in this view. */
    isStart: boolean("is_start").notNull().default(false),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("saved_views_name").on(t.workspaceId, t.personId, t.list, sql`lower(${t.name})`),
    uniqueIndex("saved_views_start").on(t.workspaceId, t.personId, t.list).where(sql`is_start`),
    foreignKey({
      columns: [t.workspaceId, t.personId],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    oneOf("saved_views_list", "list", VIEW_LISTS),
    check("saved_views_start_named", sql`name <> '' or not is_start`),
  ],
);
