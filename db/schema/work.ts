// Work that one person asks of another: requests for evidence, what they are about, what was handed over, and who has to be told.

import { sql } from "drizzle-orm";
import {
  boolean,
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
import { artifacts, evidenceItems } from "@/db/schema/evidence";
import { comments } from "@/db/schema/nonconformities";
import { requirements } from "@/db/schema/requirements";
import { roomAuditors, rooms } from "@/db/schema/rooms";
import { memberships, workspaces } from "@/db/schema/workspaces";
import {
  NOTIFICATION_KINDS,
  type NotificationKind,
  REQUEST_KINDS,
  REQUEST_STATES,
  type RequestKind,
  type RequestState,
} from "@/lib/core/work-statuses";

export const requests = pgTable(
  "requests",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: id(),
    /** `REQ-2026-001`, never used twice. */
    number: text("number").notNull(),
    kind: state<RequestKind>("kind").notNull().default("document"),
    title: text("title").notNull(),
    /** What is asked for, in the words of the person who asks. */
    detail: text("detail").notNull().default(""),
    /** The item that the answer renews; null when a new one is asked for. */
    itemId: uuid("item_id"),
    ownerId: uuid("owner_id").notNull(),
    dueOn: date("due_on"),
    state: state<RequestState>("state").notNull().default("requested"),
    stateReason: text("state_reason").notNull().default(""),
    askedBy: uuid("asked_by").notNull(),
    submittedBy: uuid("submitted_by"),
    submittedAt: instant("submitted_at"),
    decidedBy: uuid("decided_by"),
    decidedAt: instant("decided_at"),
    /** The room that it belongs to; null for requests of the team. */
    roomId: uuid("room_id"),
    /** The auditor's own reference, in one spelling within the room. */
    auditorRef: text("auditor_ref").notNull().default(""),
    /** The auditor who asked; null when the team wrote it. */
    auditorId: uuid("auditor_id"),
    /** The auditor who accepted or returned; `decided_by` is then null. */
    decidedByAuditor: uuid("decided_by_auditor"),
    /** When the answer was given to the auditor. */
    sharedAt: instant("shared_at"),
    /** The request of an earlier room that it repeats. */
    copiedFrom: uuid("copied_from"),
    /** When the answer of that earlier request was given to its auditor last; null when none was. */
    earlierAnswerAt: instant("earlier_answer_at"),
    version: version(),
    /** When it was asked: a draft is asked when it is sent. */
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("requests_number").on(t.workspaceId, t.number),
    index("requests_owner").on(t.workspaceId, t.ownerId, t.state, t.dueOn),
    index("requests_state").on(t.workspaceId, t.state, t.dueOn),
    index("requests_item").on(t.workspaceId, t.itemId),
    index("requests_room").on(t.workspaceId, t.roomId, t.state),
    uniqueIndex("requests_auditor_ref")
      .on(t.workspaceId, t.roomId, t.auditorRef)
      .where(sql`auditor_ref <> ''`),
    foreignKey({ columns: [t.workspaceId, t.roomId], foreignColumns: [rooms.workspaceId, rooms.id] }),
    foreignKey({
      columns: [t.workspaceId, t.auditorId],
      foreignColumns: [roomAuditors.workspaceId, roomAuditors.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.decidedByAuditor],
      foreignColumns: [roomAuditors.workspaceId, roomAuditors.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.itemId],
      foreignColumns: [evidenceItems.workspaceId, evidenceItems.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.ownerId],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    foreignKey({
      columns: [t.workspaceId, t.askedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    foreignKey({
      columns: [t.workspaceId, t.submittedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    foreignKey({
      columns: [t.workspaceId, t.decidedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    oneOf("requests_kind", "kind", REQUEST_KINDS),
    oneOf("requests_state_list", "state", REQUEST_STATES),
  ],
);

/** What is asked about. */
export const requestRequirements = pgTable(
  "request_requirements",
  {
    workspaceId: workspaceId(),
    requestId: uuid("request_id").notNull(),
    ref: text("ref").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.requestId, t.ref] }),
    index("request_requirements_ref").on(t.workspaceId, t.ref),
    foreignKey({
      columns: [t.workspaceId, t.requestId],
      foreignColumns: [requests.workspaceId, requests.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.ref],
      foreignColumns: [requirements.workspaceId, requirements.ref],
    }),
  ],
);

/** What was handed over: exactly this version of this item. */
export const requestEvidence = pgTable(
  "request_evidence",
  {
    workspaceId: workspaceId(),
    requestId: uuid("request_id").notNull(),
    itemId: uuid("item_id").notNull(),
    artifactNumber: integer("artifact_number").notNull(),
    addedBy: uuid("added_by").notNull(),
    /** When a colleague sent it back before the auditor saw it; then no auditor ever does. */
    takenBackAt: instant("taken_back_at"),
    /** Since when it waits in internal review, where no auditor of any room sees it; null once it was given. */
    inReviewSince: instant("in_review_since"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.requestId, t.itemId, t.artifactNumber] }),
    index("request_evidence_item").on(t.workspaceId, t.itemId),
    foreignKey({
      columns: [t.workspaceId, t.requestId],
      foreignColumns: [requests.workspaceId, requests.id],
    }),
    foreignKey({
      name: "request_evidence_artifact_fk",
      columns: [t.workspaceId, t.itemId, t.artifactNumber],
      foreignColumns: [artifacts.workspaceId, artifacts.itemId, artifacts.number],
    }),
    foreignKey({
      columns: [t.workspaceId, t.addedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
  ],
);

/** Whom a comment names. */
export const commentMentions = pgTable(
  "comment_mentions",
  {
    workspaceId: workspaceId(),
    commentId: uuid("comment_id").notNull(),
    userId: uuid("user_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.commentId, t.userId] }),
    index("comment_mentions_user").on(t.workspaceId, t.userId),
    foreignKey({
      columns: [t.workspaceId, t.commentId],
      foreignColumns: [comments.workspaceId, comments.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.userId],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
  ],
);

/** What one person has to know: the list behind the bell. */
export const notifications = pgTable(
  "notifications",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: id(),
    personId: uuid("person_id").notNull(),
    kind: state<NotificationKind>("kind").notNull(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: text("subject_id").notNull(),
    title: text("title").notNull(),
    /** The reason of a return, the beginning of a comment. */
    detail: text("detail").notNull().default(""),
    /** Who caused it; null when the system did. */
    actorId: uuid("actor_id"),
    createdAt: createdAt(),
    seenAt: instant("seen_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("notifications_person").on(t.workspaceId, t.personId, t.seenAt, t.createdAt),
    foreignKey({
      columns: [t.workspaceId, t.personId],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    foreignKey({
      columns: [t.workspaceId, t.actorId],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    oneOf("notifications_kind", "kind", NOTIFICATION_KINDS),
  ],
);

/** Which mails a person wants from this workspace, and when the last ones of each kind went out. No row means all of them. */
export const notificationSettings = pgTable(
  "notification_settings",
  {
    workspaceId: workspaceId(),
    userId: uuid("user_id").notNull(),
    onAssignment: boolean("on_assignment").notNull().default(true),
    onReturn: boolean("on_return").notNull().default(true),
    onMention: boolean("on_mention").notNull().default(true),
    weeklyDigest: boolean("weekly_digest").notNull().default(true),
    onOverdue: boolean("on_overdue").notNull().default(true),
    digestSentOn: date("digest_sent_on"),
    overdueSentOn: date("overdue_sent_on"),
    /** Whether the signed checkpoints of the activity log are mailed every week, to keep them outside the product. */
    checkpointMail: boolean("checkpoint_mail").notNull().default(false),
    checkpointSentOn: date("checkpoint_sent_on"),
    version: version(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.userId] }),
    foreignKey({
      columns: [t.workspaceId, t.userId],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
  ],
);
