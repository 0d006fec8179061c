// Versions of the Statement of Applicability: frozen content, the people behind it, and the exported bytes as approved.

import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, instant, oneOf, state, version, workspaceId } from "@/db/schema/columns";
import { blobs } from "@/db/schema/files";
import { requirements } from "@/db/schema/requirements";
import { memberships, workspaces } from "@/db/schema/workspaces";
import {
  EXPORT_PROFILES,
  type ExportProfile,
  VERSION_STATES,
  type VersionState,
} from "@/lib/core/isms-statuses";

export const soaVersions = pgTable(
  "soa_versions",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: id(),
    major: integer("major").notNull(),
    minor: integer("minor").notNull(),
    /** `draft` here means: handed in once and sent back; the live rows are the working draft. */
    state: state<VersionState>("state").notNull().default("in_review"),
    /** Canonical text of header and rows, hashed as stored. */
    content: text("content").notNull(),
    sha256: text("sha256").notNull(),
    changeReason: text("change_reason").notNull(),
    submittedBy: uuid("submitted_by").notNull(),
    submittedAt: instant("submitted_at").notNull().defaultNow(),
    returnedBy: uuid("returned_by"),
    returnedAt: instant("returned_at"),
    returnReason: text("return_reason").notNull().default(""),
    approvedBy: uuid("approved_by"),
    approverName: text("approver_name").notNull().default(""),
    approverRole: text("approver_role").notNull().default(""),
    approvedAt: instant("approved_at"),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("soa_versions_in_review").on(t.workspaceId).where(sql`state = 'in_review'`),
    uniqueIndex("soa_versions_approved").on(t.workspaceId).where(sql`state = 'approved'`),
    uniqueIndex("soa_versions_number")
      .on(t.workspaceId, t.major, t.minor)
      .where(sql`state in ('approved', 'superseded')`),
    index("soa_versions_created").on(t.workspaceId, t.createdAt),
    foreignKey({
      columns: [t.workspaceId, t.submittedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    foreignKey({
      columns: [t.workspaceId, t.returnedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    foreignKey({
      columns: [t.workspaceId, t.approvedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    oneOf("soa_versions_state", "state", VERSION_STATES),
    check(
      "soa_versions_approver",
      sql`state not in ('approved', 'superseded') or (approved_by is not null and approved_at is not null)`,
    ),
  ],
);

/** The bytes of one format as they were at approval; never made again. */
export const soaExports = pgTable(
  "soa_exports",
  {
    workspaceId: workspaceId(),
    versionId: uuid("version_id").notNull(),
    profile: state<ExportProfile>("profile").notNull(),
    /** `xlsx`, `docx`, `pdf`, `csv`, `json`, `oscal-profile.json`, `oscal-ssp.json`, `clauses.csv` ... */
    format: text("format").notNull(),
    fileName: text("file_name").notNull(),
    sha256: text("sha256").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.versionId, t.profile, t.format] }),
    index("soa_exports_blob").on(t.workspaceId, t.sha256),
    foreignKey({
      columns: [t.workspaceId, t.versionId],
      foreignColumns: [soaVersions.workspaceId, soaVersions.id],
    }),
    foreignKey({ columns: [t.workspaceId, t.sha256], foreignColumns: [blobs.workspaceId, blobs.sha256] }),
    oneOf("soa_exports_profile", "profile", EXPORT_PROFILES),
  ],
);

/** A suggestion that somebody read and declined; it is not made again until its basis changes. */
export const soaSuggestionDismissals = pgTable(
  "soa_suggestion_dismissals",
  {
    workspaceId: workspaceId(),
    ref: text("ref").notNull(),
    field: text("field").notNull(),
    /** SHA-256 of what was suggested. */
    basis: text("basis").notNull(),
    dismissedBy: uuid("dismissed_by").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.ref, t.field] }),
    foreignKey({
      columns: [t.workspaceId, t.ref],
      foreignColumns: [requirements.workspaceId, requirements.ref],
    }),
    foreignKey({
      columns: [t.workspaceId, t.dismissedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
  ],
);
