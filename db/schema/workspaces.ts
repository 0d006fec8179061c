// Workspaces, who is in them, what they aim at, and the bookkeeping that every workspace has.

import { sql } from "drizzle-orm";
import {
  boolean,
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
import { users } from "@/db/schema/people";
import { ROLES, type Role } from "@/lib/core/access";
import { HOSTINGS, type Hosting, REPORT_TYPES, type ReportType } from "@/lib/core/programme";

export const workspaces = pgTable("workspaces", {
  id: id().primaryKey(),
  slug: text("slug").notNull().unique(),
  name: text("name").notNull(),
  timeZone: text("time_zone").notNull().default("UTC"),
  datasetVersion: text("dataset_version").notNull(),
  isDemo: boolean("is_demo").notNull().default(false),
  version: version(),
  createdAt: createdAt(),
});

export const memberships = pgTable(
  "memberships",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    role: state<Role>("role").notNull(),
    version: version(),
    createdAt: createdAt(),
    /** Set when the person left; the row stays so that names in old records resolve. */
    endedAt: instant("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.userId] }),
    index("memberships_user").on(t.userId),
    oneOf("memberships_role", "role", ROLES),
  ],
);

export const invitations = pgTable(
  "invitations",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: id(),
    email: text("email").notNull(),
    role: state<Role>("role").notNull(),
    tokenHash: text("token_hash").notNull(),
    invitedBy: uuid("invited_by").notNull(),
    createdAt: createdAt(),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("invitations_token").on(t.workspaceId, t.tokenHash),
    index("invitations_by_hash").on(t.tokenHash),
    uniqueIndex("invitations_one_open")
      .on(t.workspaceId, t.email)
      .where(sql`accepted_at is null and revoked_at is null`),
    foreignKey({
      columns: [t.workspaceId, t.invitedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    oneOf("invitations_role", "role", ROLES),
  ],
);

export const programmes = pgTable(
  "programmes",
  {
    workspaceId: workspaceId()
      .primaryKey()
      .references(() => workspaces.id),
    availability: boolean("availability").notNull().default(false),
    confidentiality: boolean("confidentiality").notNull().default(false),
    processingIntegrity: boolean("processing_integrity").notNull().default(false),
    privacy: boolean("privacy").notNull().default(false),
    reportType: state<ReportType>("report_type").notNull().default("type2"),
    windowFrom: date("window_from"),
    windowTo: date("window_to"),
    hosting: state<Hosting>("hosting").notNull().default("cloud"),
    stage1On: date("stage1_on"),
    stage2On: date("stage2_on"),
    countWildcard: boolean("count_wildcard").notNull().default(false),
    selfAcceptance: boolean("self_acceptance").notNull().default(false),
    onboardedAt: instant("onboarded_at"),
    version: version(),
    updatedAt: updatedAt(),
  },
  () => [
    oneOf("programmes_report_type", "report_type", REPORT_TYPES),
    oneOf("programmes_hosting", "hosting", HOSTINGS),
  ],
);

/** Gapless numbers such as NC-2026-001: the row is locked while the next one is taken. */
export const counters = pgTable(
  "counters",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    kind: text("kind").notNull(),
    year: integer("year").notNull(),
    last: integer("last").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.kind, t.year] })],
);

/** The answer to a form that was sent once, given again when the same form arrives twice. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    actorId: uuid("actor_id").notNull(),
    key: text("key").notNull(),
    requestHash: text("request_hash").notNull(),
    answer: jsonb("answer"),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.actorId, t.key] })],
);

/** The numbers of one day as they were; history is never recomputed. */
export const readinessSnapshots = pgTable(
  "readiness_snapshots",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    takenOn: date("taken_on").notNull(),
    numbers: jsonb("numbers").$type<Readonly<Record<string, number>>>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.takenOn] })],
);
