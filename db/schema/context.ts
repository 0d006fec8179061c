// Clauses 4.1 to 4.3: issues with the climate determination, interested parties and what they ask, and the scope statement as versions.

import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, instant, oneOf, state, updatedAt, version, workspaceId } from "@/db/schema/columns";
import { memberships, workspaces } from "@/db/schema/workspaces";
import { ISSUE_SIDES, type IssueSide, VERSION_STATES, type VersionState } from "@/lib/core/isms-statuses";

/** One row a workspace: whether climate change is a relevant issue (4.1, Amendment 1:2024). */
export const climateDeterminations = pgTable(
  "climate_determinations",
  {
    workspaceId: workspaceId()
      .primaryKey()
      .references(() => workspaces.id),
    relevant: boolean("relevant").notNull(),
    reason: text("reason").notNull(),
    decidedBy: uuid("decided_by").notNull(),
    decidedOn: date("decided_on").notNull(),
    version: version(),
    updatedAt: updatedAt(),
  },
  (t) => [
    foreignKey({
      columns: [t.workspaceId, t.decidedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
  ],
);

export const contextIssues = pgTable(
  "context_issues",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: id(),
    side: state<IssueSide>("side").notNull(),
    title: text("title").notNull(),
    /** What it does to the aims of the management system. */
    effect: text("effect").notNull().default(""),
    reviewedOn: date("reviewed_on"),
    archivedAt: instant("archived_at"),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("context_issues_side").on(t.workspaceId, t.side),
    oneOf("context_issues_side_list", "side", ISSUE_SIDES),
  ],
);

export const interestedParties = pgTable(
  "interested_parties",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: id(),
    name: text("name").notNull(),
    kind: text("kind").notNull().default(""),
    archivedAt: instant("archived_at"),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
);

/** What one party asks for, and whether the management system answers it (4.2 c). */
export const partyNeeds = pgTable(
  "party_needs",
  {
    workspaceId: workspaceId(),
    id: id(),
    partyId: uuid("party_id").notNull(),
    need: text("need").notNull(),
    /** Null while nobody has decided. */
    answered: boolean("answered"),
    /** How the management system answers it, or why it does not. */
    how: text("how").notNull().default(""),
    /** The need concerns climate change (Amendment 1:2024 to 4.2). */
    climate: boolean("climate").notNull().default(false),
    archivedAt: instant("archived_at"),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("party_needs_party").on(t.workspaceId, t.partyId),
    foreignKey({
      columns: [t.workspaceId, t.partyId],
      foreignColumns: [interestedParties.workspaceId, interestedParties.id],
    }),
  ],
);

/** The scope of the management system (4.3). An approved version is frozen with the issues and parties of that day. */
export const scopeStatements = pgTable(
  "scope_statements",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    number: integer("number").notNull(),
    state: state<VersionState>("state").notNull().default("draft"),
    statement: text("statement").notNull().default(""),
    units: text("units").notNull().default(""),
    sites: text("sites").notNull().default(""),
    /** Whether people work from places that the organisation does not run; null while nobody has said. */
    remoteStaff: boolean("remote_staff"),
    remoteWork: text("remote_work").notNull().default(""),
    technology: text("technology").notNull().default(""),
    interfaces: text("interfaces").notNull().default(""),
    exclusions: text("exclusions").notNull().default(""),
    /** Whether development is done by others; null while nobody has said. */
    outsourcedDevelopment: boolean("outsourced_development"),
    /** The boundary of the system in the SOC 2 report, and how the scope differs from it. */
    soc2Boundary: text("soc2_boundary").notNull().default(""),
    soc2Difference: text("soc2_difference").notNull().default(""),
    changeReason: text("change_reason").notNull().default(""),
    /** The approved version with issues, needs and the climate determination, as canonical text. */
    content: text("content"),
    sha256: text("sha256"),
    submittedBy: uuid("submitted_by"),
    submittedAt: instant("submitted_at"),
    approvedBy: uuid("approved_by"),
    approvedAt: instant("approved_at"),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.number] }),
    uniqueIndex("scope_statements_working").on(t.workspaceId).where(sql`state in ('draft', 'in_review')`),
    uniqueIndex("scope_statements_approved").on(t.workspaceId).where(sql`state = 'approved'`),
    foreignKey({
      columns: [t.workspaceId, t.submittedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    foreignKey({
      columns: [t.workspaceId, t.approvedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    oneOf("scope_statements_state", "state", VERSION_STATES),
    check(
      "scope_statements_frozen",
      sql`state not in ('approved', 'superseded') or (content is not null and sha256 is not null and approved_by is not null)`,
    ),
  ],
);
