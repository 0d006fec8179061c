// Evidence: an item, its artifacts as versions, its links with verdicts, and the imports it came from.

import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
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
import { createdAt, id, instant, oneOf, state, updatedAt, version, workspaceId } from "@/db/schema/columns";
import { blobs } from "@/db/schema/files";
import { requirements } from "@/db/schema/requirements";
import { memberships, workspaces } from "@/db/schema/workspaces";
import {
  ARTIFACT_KINDS,
  type ArtifactKind,
  ITEM_STATES,
  type ItemState,
  LINK_ORIGINS,
  type LinkOrigin,
  VERDICTS,
  type Verdict,
} from "@/lib/core/statuses";
import { CADENCES, type Cadence } from "@/lib/core/work-statuses";

export const evidenceItems = pgTable(
  "evidence_items",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: id(),
    /** The register's own reference such as E-001; unique in the workspace when given. */
    reference: text("reference"),
    /** Folded title, criteria and source: what identifies an item without a reference. */
    identity: text("identity").notNull(),
    title: text("title").notNull(),
    /** `Policy`, `Record`, `Meeting minutes`: the register's words. */
    category: text("category").notNull().default(""),
    guidance: text("guidance").notNull().default(""),
    sharedDescription: text("shared_description").notNull().default(""),
    internalNotes: text("internal_notes").notNull().default(""),
    ownerId: uuid("owner_id"),
    /** An imported owner who is no member. */
    ownerText: text("owner_text").notNull().default(""),
    cadence: state<Cadence>("cadence").notNull().default("none"),
    /** Days between collections; only with the cadence `custom`. */
    cadenceDays: integer("cadence_days"),
    /** A date set by hand for this once; the next version clears it. */
    renewOverrideOn: date("renew_override_on"),
    /** Days before the renewal date on which its owner is reminded. */
    reminderDays: integer("reminder_days").notNull().default(30),
    /** Next renewal: the override, else effective date plus cadence. Written with every change of either. */
    renewOn: date("renew_on"),
    state: state<ItemState>("state").notNull().default("draft"),
    stateReason: text("state_reason").notNull().default(""),
    submittedBy: uuid("submitted_by"),
    submittedAt: instant("submitted_at"),
    reviewedBy: uuid("reviewed_by"),
    reviewedAt: instant("reviewed_at"),
    /** Number of the newest artifact; 0 while there is none. */
    currentArtifact: integer("current_artifact").notNull().default(0),
    /** The effective date of the newest artifact, which the database keeps equal: lists count and filter by it. */
    effectiveOn: date("effective_on"),
    /** The source system of the newest artifact, kept equal like its date: words are sought in it. */
    sourceSystem: text("source_system").notNull().default(""),
    /** Title, reference, category and source system in small letters, one a line. The database writes it, whatever is given. */
    searchText: text("search_text").notNull().default(""),
    /** The day from which the renewal is due soon, without one never. The database writes it, whatever is given. */
    remindOn: date("remind_on").notNull().default("9999-12-31"),
    importRunId: uuid("import_run_id"),
    /** Out of the lists; only items that count for nothing may be archived. */
    archivedAt: instant("archived_at"),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("evidence_items_reference").on(t.workspaceId, t.reference).where(sql`reference is not null`),
    index("evidence_items_identity").on(t.workspaceId, t.identity),
    index("evidence_items_state").on(t.workspaceId, t.state, t.renewOn, t.id),
    // All that lists count by: short, as equal entries share one, and nothing has to be looked up in the table. Partial, so
    // that no plan made while the table was small looks an item up in it by its workspace alone.
    index("evidence_items_counted")
      .on(t.workspaceId, t.state, t.remindOn, t.renewOn, t.effectiveOn)
      .where(sql`archived_at is null`),
    // A search reads every live item, but no more of it than this.
    index("evidence_items_searched")
      .on(t.workspaceId, t.state, t.searchText, t.id)
      .where(sql`archived_at is null`),
    index("evidence_items_owner").on(t.workspaceId, t.ownerId, t.state, t.renewOn, t.archivedAt, t.ownerText),
    index("evidence_items_by_reference").on(t.workspaceId, sql`reference collate "und-x-icu"`, t.id),
    index("evidence_items_by_title").on(t.workspaceId, sql`title collate "und-x-icu"`, t.id),
    index("evidence_items_by_renewal").on(t.workspaceId, t.renewOn, t.id),
    index("evidence_items_by_category").on(t.workspaceId, t.category, t.state, t.archivedAt),
    index("evidence_items_by_change").on(t.workspaceId, t.updatedAt, t.state, t.archivedAt),
    index("evidence_items_uncollected").on(t.workspaceId, t.id).where(sql`effective_on is null`),
    index("evidence_items_archived").on(t.workspaceId, t.id).where(sql`archived_at is not null`),
    foreignKey({
      columns: [t.workspaceId, t.ownerId],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    foreignKey({
      columns: [t.workspaceId, t.submittedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    foreignKey({
      columns: [t.workspaceId, t.reviewedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    foreignKey({
      columns: [t.workspaceId, t.importRunId],
      foreignColumns: [importRuns.workspaceId, importRuns.id],
    }),
    oneOf("evidence_items_state_list", "state", ITEM_STATES),
    oneOf("evidence_items_cadence", "cadence", CADENCES),
    check(
      "evidence_items_cadence_days",
      sql`(cadence = 'custom') = (cadence_days is not null) and (cadence_days is null or cadence_days between 1 and 1827)`,
    ),
    check("evidence_items_reminder_days", sql`reminder_days between 0 and 180`),
  ],
);

export const artifacts = pgTable(
  "artifacts",
  {
    workspaceId: workspaceId(),
    itemId: uuid("item_id").notNull(),
    number: integer("number").notNull(),
    kind: state<ArtifactKind>("kind").notNull(),
    url: text("url"),
    body: text("body").notNull().default(""),
    /** The day the evidence speaks for; renewal counts from here. */
    effectiveOn: date("effective_on"),
    periodFrom: date("period_from"),
    periodTo: date("period_to"),
    sourceSystem: text("source_system").notNull().default(""),
    collectedBy: text("collected_by").notNull().default(""),
    /** The bytes of a file or of a population's list. */
    blobSha256: text("blob_sha256"),
    fileName: text("file_name").notNull().default(""),
    /** Population: the query or filter that produced the list, its length, and how completeness was shown. */
    query: text("query").notNull().default(""),
    rowCount: integer("row_count"),
    /** Rows that were counted in the list itself when it was added; null where it could not be counted. */
    countedRows: integer("counted_rows"),
    completeness: text("completeness").notNull().default(""),
    isScreenshot: boolean("is_screenshot").notNull().default(false),
    /** What the collector attests of a screenshot. */
    showsDate: boolean("shows_date").notNull().default(false),
    showsSource: boolean("shows_source").notNull().default(false),
    showsAccount: boolean("shows_account").notNull().default(false),
    showsProduction: boolean("shows_production").notNull().default(false),
    /** The version that this one brought back. */
    restoredFrom: integer("restored_from"),
    addedBy: uuid("added_by").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.itemId, t.number] }),
    foreignKey({
      columns: [t.workspaceId, t.itemId],
      foreignColumns: [evidenceItems.workspaceId, evidenceItems.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.addedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    foreignKey({
      columns: [t.workspaceId, t.blobSha256],
      foreignColumns: [blobs.workspaceId, blobs.sha256],
    }),
    index("artifacts_blob").on(t.workspaceId, t.blobSha256),
    oneOf("artifacts_kind", "kind", ARTIFACT_KINDS),
    check("artifacts_file_has_bytes", sql`kind <> 'file' or blob_sha256 is not null`),
  ],
);

export const evidenceLinks = pgTable(
  "evidence_links",
  {
    workspaceId: workspaceId(),
    itemId: uuid("item_id").notNull(),
    ref: text("ref").notNull(),
    origin: state<LinkOrigin>("origin").notNull(),
    verdict: state<Verdict>("verdict").notNull().default("proposed"),
    /** What has to be added, or why it was rejected. */
    verdictNote: text("verdict_note").notNull().default(""),
    reviewerId: uuid("reviewer_id"),
    reviewedAt: instant("reviewed_at"),
    /** The newest version that the verdict stands for. */
    reviewedArtifact: integer("reviewed_artifact"),
    /** The version that the reviewer looked at: an earlier one when the verdict was kept for renewals; null reads as the same. */
    seenArtifact: integer("seen_artifact"),
    /** The reviewer said that the verdict also holds for renewals of the same kind. */
    forRenewals: boolean("for_renewals").notNull().default(false),
    linkedBy: uuid("linked_by").notNull(),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.itemId, t.ref] }),
    index("evidence_links_ref").on(t.workspaceId, t.ref, t.verdict, t.itemId),
    foreignKey({
      columns: [t.workspaceId, t.itemId],
      foreignColumns: [evidenceItems.workspaceId, evidenceItems.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.ref],
      foreignColumns: [requirements.workspaceId, requirements.ref],
    }),
    foreignKey({
      columns: [t.workspaceId, t.reviewerId],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    foreignKey({
      columns: [t.workspaceId, t.linkedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    oneOf("evidence_links_origin", "origin", LINK_ORIGINS),
    oneOf("evidence_links_verdict", "verdict", VERDICTS),
  ],
);

/** A proposed link that somebody declined; it is not proposed again. */
export const linkDismissals = pgTable(
  "link_dismissals",
  {
    workspaceId: workspaceId(),
    itemId: uuid("item_id").notNull(),
    ref: text("ref").notNull(),
    dismissedBy: uuid("dismissed_by").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.itemId, t.ref] }),
    foreignKey({
      columns: [t.workspaceId, t.itemId],
      foreignColumns: [evidenceItems.workspaceId, evidenceItems.id],
    }),
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

export const IMPORT_STATES = ["preview", "done", "cancelled"] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

export const importRuns = pgTable(
  "import_runs",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: id(),
    kind: text("kind").$type<"evidence_register">().notNull(),
    format: text("format").$type<"csv" | "xlsx" | "zip">().notNull().default("csv"),
    state: state<ImportState>("state").notNull().default("preview"),
    fileName: text("file_name").notNull(),
    /** SHA-256 of the uploaded bytes, hexadecimal. */
    fileSha256: text("file_sha256").notNull(),
    encoding: text("encoding").notNull(),
    /** The decoded text while the run is a preview; empty afterwards, when `import_lines` keeps the raw lines. */
    content: text("content").notNull(),
    /** Target field by column index, and the date order. */
    mapping: jsonb("mapping").notNull(),
    counts: jsonb("counts").$type<Readonly<Record<string, number>>>().notNull(),
    startedBy: uuid("started_by").notNull(),
    createdAt: createdAt(),
    finishedAt: instant("finished_at"),
    version: version(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("import_runs_created").on(t.workspaceId, t.createdAt),
    foreignKey({
      columns: [t.workspaceId, t.startedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    oneOf("import_runs_state", "state", IMPORT_STATES),
    oneOf("import_runs_format", "format", ["csv", "xlsx", "zip"]),
  ],
);

export const importLines = pgTable(
  "import_lines",
  {
    workspaceId: workspaceId(),
    runId: uuid("run_id").notNull(),
    line: integer("line").notNull(),
    raw: jsonb("raw").$type<readonly string[]>().notNull(),
    outcome: text("outcome").notNull(),
    problems: jsonb("problems").notNull(),
    itemId: uuid("item_id"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.runId, t.line] }),
    foreignKey({
      columns: [t.workspaceId, t.runId],
      foreignColumns: [importRuns.workspaceId, importRuns.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.itemId],
      foreignColumns: [evidenceItems.workspaceId, evidenceItems.id],
    }),
  ],
);

/** The files that came beside a register in one ZIP, by the name they have there. */
export const importFiles = pgTable(
  "import_files",
  {
    workspaceId: workspaceId(),
    runId: uuid("run_id").notNull(),
    name: text("name").notNull(),
    sha256: text("sha256").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.runId, t.name] }),
    index("import_files_blob").on(t.workspaceId, t.sha256),
    foreignKey({
      columns: [t.workspaceId, t.runId],
      foreignColumns: [importRuns.workspaceId, importRuns.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.sha256],
      foreignColumns: [blobs.workspaceId, blobs.sha256],
    }),
  ],
);

/** The columns that a team chose for registers with these headings; proposed again for the next one. */
export const importMappings = pgTable(
  "import_mappings",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    kind: text("kind").$type<"evidence_register">().notNull(),
    /** SHA-256 of the folded headings, hexadecimal. */
    headings: text("headings").notNull(),
    mapping: jsonb("mapping").notNull(),
    savedBy: uuid("saved_by").notNull(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.kind, t.headings] }),
    foreignKey({
      columns: [t.workspaceId, t.savedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
  ],
);
