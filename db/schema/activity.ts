// The activity log: hash-chained per workspace, appended through one function, owned by the role carryover_audit.
import { bigint, customType, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, state, workspaceId } from "@/db/schema/columns";
import { workspaces } from "@/db/schema/workspaces";
import type { ActivityVerb, SubjectKind } from "@/lib/core/audit-actions";

const bytea = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

export const activity = pgTable(
  "activity",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    seq: bigint("seq", { mode: "number" }).notNull(),
    at: instant("at").notNull(),
    /** Null when the system acted. */
    actorId: uuid("actor_id"),
    actorName: text("actor_name").notNull(),
    verb: state<ActivityVerb>("verb").notNull(),
    subjectKind: state<SubjectKind>("subject_kind").notNull(),
    subjectRef: text("subject_ref").notNull(),
    /** Canonical JSON as text: hashed as stored, never serialised again. */
    body: text("body").notNull(),
    prevHash: bytea("prev_hash").notNull(),
    hash: bytea("hash").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.seq] }),
    index("activity_subject").on(t.workspaceId, t.subjectKind, t.subjectRef, t.seq),
    index("activity_actor").on(t.workspaceId, t.actorId, t.seq),
  ],
);

export const activityHeads = pgTable("activity_heads", {
  workspaceId: workspaceId()
    .primaryKey()
    .references(() => workspaces.id),
  seq: bigint("seq", { mode: "number" }).notNull(),
  hash: bytea("hash").notNull(),
});
