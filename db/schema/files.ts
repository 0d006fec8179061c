// Stored bytes: one row for each distinct content in a workspace, uploads that wait for their form, and whole-workspace transfers.

import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, instant, oneOf, state, version, workspaceId } from "@/db/schema/columns";
import { memberships, workspaces } from "@/db/schema/workspaces";
import { SCAN_STATES, type ScanState, TRANSFER_STATES, type TransferState } from "@/lib/core/work-statuses";

/** The bytes are in the file store under the workspace and the hash; equal content is kept once in a workspace. */
export const blobs = pgTable(
  "blobs",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    /** Of the stored bytes, hexadecimal. */
    sha256: text("sha256").notNull(),
    sizeBytes: bigint("size_bytes", { mode: "number" }).notNull(),
    /** Decided by content and extension, never by what the browser said. */
    mediaType: text("media_type").notNull(),
    scanState: state<ScanState>("scan_state").notNull().default("not_scanned"),
    /** What the scanner named. */
    scanNote: text("scan_note").notNull().default(""),
    scannedAt: instant("scanned_at"),
    /** When the stored bytes were last hashed again. */
    checkedAt: instant("checked_at"),
    /** Set when the stored bytes were missing or no longer matched the hash. */
    damagedAt: instant("damaged_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.sha256] }),
    index("blobs_checked").on(t.workspaceId, t.checkedAt),
    oneOf("blobs_scan_state", "scan_state", SCAN_STATES),
    check("blobs_sha256", sql`sha256 ~ '^[0-9a-f]{64}$'`),
    check("blobs_size", sql`size_bytes > 0`),
  ],
);

/** A file that has arrived and waits for the form that names it; left over ones are swept with their bytes. */
export const uploads = pgTable(
  "uploads",
  {
    workspaceId: workspaceId(),
    id: id(),
    sha256: text("sha256").notNull(),
    fileName: text("file_name").notNull(),
    uploadedBy: uuid("uploaded_by").notNull(),
    createdAt: createdAt(),
    /** When a form took it. */
    claimedAt: instant("claimed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("uploads_blob").on(t.workspaceId, t.sha256),
    index("uploads_created").on(t.workspaceId, t.createdAt),
    foreignKey({ columns: [t.workspaceId, t.sha256], foreignColumns: [blobs.workspaceId, blobs.sha256] }),
    foreignKey({
      columns: [t.workspaceId, t.uploadedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
  ],
);

/** The export of a whole workspace, or the import of one, as a job with progress. */
export const workspaceTransfers = pgTable(
  "workspace_transfers",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: id(),
    direction: text("direction").$type<"export" | "import">().notNull(),
    state: state<TransferState>("state").notNull().default("queued"),
    /** What the worker is doing, in words. */
    step: text("step").notNull().default(""),
    done: integer("done").notNull().default(0),
    total: integer("total").notNull().default(0),
    /** Where the ZIP is in the file store; null before it is there and after it was removed. */
    fileKey: text("file_key"),
    fileName: text("file_name").notNull().default(""),
    sizeBytes: bigint("size_bytes", { mode: "number" }),
    sha256: text("sha256"),
    error: text("error").notNull().default(""),
    requestedBy: uuid("requested_by").notNull(),
    createdAt: createdAt(),
    finishedAt: instant("finished_at"),
    expiresAt: instant("expires_at"),
    version: version(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("workspace_transfers_created").on(t.workspaceId, t.createdAt),
    foreignKey({
      columns: [t.workspaceId, t.requestedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    oneOf("workspace_transfers_direction", "direction", ["export", "import"]),
    oneOf("workspace_transfers_state", "state", TRANSFER_STATES),
  ],
);
