// Evidence: an item, its artifacts as versions, its links with verdicts, and the imports it came from.

import { sql } from "drizzle-orm";
import {
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
    renewOn: date("renew_on"),
    state: state<ItemState>("state").notNull().default("draft"),
    stateReason: text("state_reason").notNull().default(""),
    submittedBy: uuid("submitted_by"),
    submittedAt: instant("submitted_at"),
    reviewedBy: uuid("reviewed_by"),
    reviewedAt: instant("reviewed_at"),
    /** Number of the newest artifact; 0 while there is none. */
    currentArtifact: integer("current_artifact").notNull().default(0),
    importRunId: uuid("import_run_id"),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("evidence_items_reference").on(t.workspaceId, t.reference).where(sql`reference is not null`),
    index("evidence_items_identity").on(t.workspaceId, t.identity),
    index("evidence_items_state").on(t.workspaceId, t.state, t.renewOn),
    index("evidence_items_owner").on(t.workspaceId, t.ownerId),
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
    oneOf("artifacts_kind", "kind", ARTIFACT_KINDS),
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
    reviewedArtifact: integer("reviewed_artifact"),
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
