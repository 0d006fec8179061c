// Auditors' rooms: the engagement, who is invited, what is shared, and who saw what. Devices and codes come before any
// workspace is known and belong to an address, not to a workspace.

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
import { soaVersions } from "@/db/schema/soa-versions";
import { memberships, workspaces } from "@/db/schema/workspaces";
import {
  EVIDENCE_SETS,
  type EvidenceSet,
  GRANT_KINDS,
  type GrantKind,
  ROOM_STANDARDS,
  ROOM_STATES,
  ROOM_TYPES,
  type RoomStandard,
  type RoomState,
  type RoomType,
  VIEW_KINDS,
  type ViewKind,
} from "@/lib/core/room";

export const rooms = pgTable(
  "rooms",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: id(),
    name: text("name").notNull(),
    standard: state<RoomStandard>("standard").notNull(),
    type: state<RoomType>("type").notNull(),
    /** Observation window; either end may be open. */
    windowFrom: date("window_from"),
    windowTo: date("window_to"),
    accessFrom: date("access_from").notNull(),
    accessUntil: date("access_until").notNull(),
    /** The version that is shown; null shows the newest approved one. */
    soaVersionId: uuid("soa_version_id"),
    evidenceSet: state<EvidenceSet>("evidence_set").notNull().default("scope"),
    /** When it was made to share less than before; packs asked for until then may hold more than it shows. */
    narrowedAt: instant("narrowed_at"),
    /** Words to the auditors on the first page. */
    welcome: text("welcome").notNull().default(""),
    /** Whether the reader's name and the time lie over what is looked at in place. */
    watermark: boolean("watermark").notNull().default(false),
    /** Who answers for the room: asked by auditors, told of what they do. */
    leadId: uuid("lead_id").notNull(),
    state: state<RoomState>("state").notNull().default("draft"),
    stateReason: text("state_reason").notNull().default(""),
    /** The earlier room whose requests were copied; never its decisions. */
    copiedFrom: uuid("copied_from"),
    openedAt: instant("opened_at"),
    endedAt: instant("ended_at"),
    version: version(),
    createdBy: uuid("created_by").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("rooms_state").on(t.workspaceId, t.state, t.accessUntil),
    foreignKey({
      columns: [t.workspaceId, t.soaVersionId],
      foreignColumns: [soaVersions.workspaceId, soaVersions.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    foreignKey({
      columns: [t.workspaceId, t.createdBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    oneOf("rooms_standard", "standard", ROOM_STANDARDS),
    oneOf("rooms_type", "type", ROOM_TYPES),
    oneOf("rooms_state_list", "state", ROOM_STATES),
    oneOf("rooms_evidence_set", "evidence_set", EVIDENCE_SETS),
    check("rooms_access", sql`access_until >= access_from`),
  ],
);

export const roomAuditors = pgTable(
  "room_auditors",
  {
    workspaceId: workspaceId(),
    id: id(),
    roomId: uuid("room_id").notNull(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    invitedBy: uuid("invited_by").notNull(),
    revokedBy: uuid("revoked_by"),
    revokedAt: instant("revoked_at"),
    /** Whether they want to hear by mail of answers, and when they last did. */
    answerMails: boolean("answer_mails").notNull().default(true),
    answersToldAt: instant("answers_told_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("room_auditors_one").on(t.workspaceId, t.roomId, t.email).where(sql`revoked_at is null`),
    index("room_auditors_by_email").on(t.email),
    foreignKey({ columns: [t.workspaceId, t.roomId], foreignColumns: [rooms.workspaceId, rooms.id] }),
    foreignKey({
      columns: [t.workspaceId, t.invitedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    foreignKey({
      columns: [t.workspaceId, t.revokedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
  ],
);

/** Personal links: one open at a time for each auditor, used up by entering. */
export const roomInvitations = pgTable(
  "room_invitations",
  {
    workspaceId: workspaceId(),
    id: id(),
    roomId: uuid("room_id").notNull(),
    auditorId: uuid("auditor_id").notNull(),
    tokenHash: text("token_hash").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    revokedAt: instant("revoked_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("room_invitations_token").on(t.workspaceId, t.tokenHash),
    index("room_invitations_by_hash").on(t.tokenHash),
    index("room_invitations_auditor").on(t.workspaceId, t.auditorId),
    foreignKey({ columns: [t.workspaceId, t.roomId], foreignColumns: [rooms.workspaceId, rooms.id] }),
    foreignKey({
      columns: [t.workspaceId, t.auditorId],
      foreignColumns: [roomAuditors.workspaceId, roomAuditors.id],
    }),
  ],
);

/** Of an auditor, or of a member who looks through an auditor's eyes; never both. */
export const roomSessions = pgTable(
  "room_sessions",
  {
    workspaceId: workspaceId(),
    id: id(),
    roomId: uuid("room_id").notNull(),
    auditorId: uuid("auditor_id"),
    memberId: uuid("member_id"),
    tokenHash: text("token_hash").notNull(),
    createdAt: createdAt(),
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    endedAt: instant("ended_at"),
    ip: text("ip"),
    agent: text("agent"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("room_sessions_token").on(t.workspaceId, t.tokenHash),
    index("room_sessions_by_hash").on(t.tokenHash),
    index("room_sessions_auditor").on(t.workspaceId, t.auditorId, t.lastSeenAt),
    foreignKey({ columns: [t.workspaceId, t.roomId], foreignColumns: [rooms.workspaceId, rooms.id] }),
    foreignKey({
      columns: [t.workspaceId, t.auditorId],
      foreignColumns: [roomAuditors.workspaceId, roomAuditors.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.memberId],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    check("room_sessions_one_kind", sql`(auditor_id is null) <> (member_id is null)`),
  ],
);

/** What the room shares: requirements by reference, registers by name, packs, and evidence that is held back. */
export const roomGrants = pgTable(
  "room_grants",
  {
    workspaceId: workspaceId(),
    roomId: uuid("room_id").notNull(),
    kind: state<GrantKind>("kind").notNull(),
    subjectId: text("subject_id").notNull(),
    /** Why evidence is held back; auditors do not see it. */
    reason: text("reason").notNull().default(""),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.roomId, t.kind, t.subjectId] }),
    foreignKey({ columns: [t.workspaceId, t.roomId], foreignColumns: [rooms.workspaceId, rooms.id] }),
    oneOf("room_grants_kind", "kind", GRANT_KINDS),
  ],
);

/** What an auditor opened, looked at or took; cannot be changed. */
export const roomViews = pgTable(
  "room_views",
  {
    workspaceId: workspaceId(),
    id: id(),
    roomId: uuid("room_id").notNull(),
    auditorId: uuid("auditor_id").notNull(),
    kind: state<ViewKind>("kind").notNull(),
    /** As it was named at the time. */
    title: text("title").notNull(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: text("subject_id").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("room_views_room").on(t.workspaceId, t.roomId, t.at),
    foreignKey({ columns: [t.workspaceId, t.roomId], foreignColumns: [rooms.workspaceId, rooms.id] }),
    foreignKey({
      columns: [t.workspaceId, t.auditorId],
      foreignColumns: [roomAuditors.workspaceId, roomAuditors.id],
    }),
    oneOf("room_views_kind", "kind", VIEW_KINDS),
  ],
);

/** A browser that proved once, by a code, to read the mail of an address. */
export const roomDevices = pgTable(
  "room_devices",
  {
    tokenHash: text("token_hash").primaryKey(),
    email: text("email").notNull(),
    /** When a code was typed in it last. */
    provenAt: instant("proven_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("room_devices_email").on(t.email)],
);

/** A six-digit code on its way to an address; the row is named by a secret that only the asking browser holds. */
export const roomCodes = pgTable("room_codes", {
  pendingHash: text("pending_hash").primaryKey(),
  email: text("email").notNull(),
  /** Keyed with the installation's secret: six digits alone could be guessed from a plain hash. */
  codeHash: text("code_hash").notNull(),
  /** Hash of the link that asked for it; null when an address was typed. */
  invitationHash: text("invitation_hash"),
  tries: integer("tries").notNull().default(0),
  expiresAt: instant("expires_at").notNull(),
  usedAt: instant("used_at"),
  createdAt: createdAt(),
});
