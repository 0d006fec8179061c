// Signed checkpoints of the activity log, and packs: the files that an auditor takes away.

import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, instant, oneOf, state, version, workspaceId } from "@/db/schema/columns";
import { rooms } from "@/db/schema/rooms";
import { memberships, workspaces } from "@/db/schema/workspaces";
import { CHECKPOINT_REASONS, type CheckpointReason } from "@/lib/core/checkpoint";
import { PACK_STATES, type PackCounts, type PackScope, type PackState } from "@/lib/core/pack";

/** What the log was at one size, signed. Never changed, like the log itself; a file outside the database holds the same text. */
export const activityCheckpoints = pgTable(
  "activity_checkpoints",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    /** Entries of the log that the root stands for. */
    size: bigint("size", { mode: "number" }).notNull(),
    /** SHA-256 of the public key that signed it, hexadecimal. */
    keyId: text("key_id").notNull(),
    /** Merkle root, hexadecimal. */
    root: text("root").notNull(),
    /** The signed note as it was written, the one text that is ever verified. */
    note: text("note").notNull(),
    reason: state<CheckpointReason>("reason").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.size, t.keyId] }),
    oneOf("activity_checkpoints_reason", "reason", CHECKPOINT_REASONS),
    check("activity_checkpoints_root", sql`root ~ '^[0-9a-f]{64}$'`),
  ],
);

/** A pack: asked for, built by a job from one consistent state, then never changed. */
export const packs = pgTable(
  "packs",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: id(),
    title: text("title").notNull(),
    /** The engagement that it was built for; null when it was built for the workspace. */
    roomId: uuid("room_id"),
    scope: jsonb("scope").$type<PackScope>().notNull(),
    state: state<PackState>("state").notNull().default("queued"),
    /** Counts the tries; only the newest one may finish the pack. */
    attempt: integer("attempt").notNull().default(0),
    step: text("step").notNull().default(""),
    done: integer("done").notNull().default(0),
    total: integer("total").notNull().default(0),
    /** When the worker last said that it works on it. */
    heartbeatAt: instant("heartbeat_at"),
    fileName: text("file_name").notNull(),
    sizeBytes: bigint("size_bytes", { mode: "number" }),
    /** Of the whole file, hexadecimal: its name in the file store. */
    sha256: text("sha256"),
    manifestSha256: text("manifest_sha256"),
    /** The checkpoint inside it: entries of the log that it stands for. */
    checkpointSize: bigint("checkpoint_size", { mode: "number" }),
    counts: jsonb("counts").$type<PackCounts>(),
    error: text("error").notNull().default(""),
    requestedBy: uuid("requested_by").notNull(),
    createdAt: createdAt(),
    finishedAt: instant("finished_at"),
    version: version(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("packs_created").on(t.workspaceId, t.createdAt),
    uniqueIndex("packs_under_way").on(t.workspaceId).where(sql`state in ('queued', 'building')`),
    foreignKey({
      columns: [t.workspaceId, t.requestedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    foreignKey({ columns: [t.workspaceId, t.roomId], foreignColumns: [rooms.workspaceId, rooms.id] }),
    oneOf("packs_state", "state", PACK_STATES),
    check(
      "packs_ready",
      sql`state <> 'ready' or (sha256 is not null and size_bytes is not null and manifest_sha256 is not null and checkpoint_size is not null)`,
    ),
  ],
);
