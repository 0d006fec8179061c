// What is worked on inside a room: shared messages, findings and samples. Requests of a room stand with all requests.

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
import { createdAt, id, instant, oneOf, state, updatedAt, version, workspaceId } from "@/db/schema/columns";
import { artifacts } from "@/db/schema/evidence";
import { nonconformities } from "@/db/schema/nonconformities";
import { requirements } from "@/db/schema/requirements";
import { roomAuditors, rooms } from "@/db/schema/rooms";
import { requests } from "@/db/schema/work";
import { memberships } from "@/db/schema/workspaces";
import {
  FINDING_PARTS,
  FINDING_STATES,
  type FindingPart,
  type FindingState,
  PART_VERDICTS,
  type PartVerdict,
  SAMPLE_METHODS,
  type SampleMethod,
} from "@/lib/core/room-work-statuses";
import { NC_GRADES, type NcGrade } from "@/lib/core/statuses";

/** Both sides read every message; what only the team reads is a comment and stands in another table. */
export const roomMessages = pgTable(
  "room_messages",
  {
    workspaceId: workspaceId(),
    id: id(),
    roomId: uuid("room_id").notNull(),
    requestId: uuid("request_id").notNull(),
    memberId: uuid("member_id"),
    auditorId: uuid("auditor_id"),
    body: text("body").notNull(),
    /** The key of the form that wrote it, so that a form sent twice writes once. */
    onceKey: text("once_key"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("room_messages_once").on(t.workspaceId, t.onceKey),
    index("room_messages_request").on(t.workspaceId, t.requestId, t.createdAt),
    foreignKey({ columns: [t.workspaceId, t.roomId], foreignColumns: [rooms.workspaceId, rooms.id] }),
    foreignKey({
      columns: [t.workspaceId, t.requestId],
      foreignColumns: [requests.workspaceId, requests.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.memberId],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    foreignKey({
      columns: [t.workspaceId, t.auditorId],
      foreignColumns: [roomAuditors.workspaceId, roomAuditors.id],
    }),
    check("room_messages_one_author", sql`(member_id is null) <> (auditor_id is null)`),
  ],
);

export const findings = pgTable(
  "findings",
  {
    workspaceId: workspaceId(),
    id: id(),
    roomId: uuid("room_id").notNull(),
    /** 1, 2, 3 within the room: shown as F-1. Given when it is raised; without one only its auditors see it. */
    number: integer("number"),
    auditorId: uuid("auditor_id").notNull(),
    grade: state<NcGrade>("grade").notNull(),
    statement: text("statement").notNull(),
    objectiveEvidence: text("objective_evidence").notNull(),
    requestId: uuid("request_id"),
    state: state<FindingState>("state").notNull().default("draft"),
    stateReason: text("state_reason").notNull().default(""),
    nonconformityId: uuid("nonconformity_id"),
    onceKey: text("once_key"),
    version: version(),
    raisedAt: instant("raised_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("findings_number").on(t.workspaceId, t.roomId, t.number),
    uniqueIndex("findings_once").on(t.workspaceId, t.onceKey),
    index("findings_nonconformity").on(t.workspaceId, t.nonconformityId),
    foreignKey({ columns: [t.workspaceId, t.roomId], foreignColumns: [rooms.workspaceId, rooms.id] }),
    foreignKey({
      columns: [t.workspaceId, t.auditorId],
      foreignColumns: [roomAuditors.workspaceId, roomAuditors.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.requestId],
      foreignColumns: [requests.workspaceId, requests.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.nonconformityId],
      foreignColumns: [nonconformities.workspaceId, nonconformities.id],
    }),
    oneOf("findings_grade", "grade", NC_GRADES),
    oneOf("findings_state_list", "state", FINDING_STATES),
    check("findings_numbered", sql`(number is not null) = (raised_at is not null)`),
    check("findings_draft_has_no_number", sql`number is not null or state in ('draft', 'withdrawn')`),
    check("findings_taken_over", sql`nonconformity_id is not null or state <> 'taken_over'`),
  ],
);

/** What the company answered to one part of a finding, word for word, and what the auditor made of it. */
export const findingAnswers = pgTable(
  "finding_answers",
  {
    workspaceId: workspaceId(),
    findingId: uuid("finding_id").notNull(),
    part: state<FindingPart>("part").notNull(),
    /** 1 at first; each return asks for one more. */
    round: integer("round").notNull(),
    body: text("body").notNull(),
    memberId: uuid("member_id").notNull(),
    verdict: state<PartVerdict>("verdict").notNull().default("waiting"),
    reason: text("reason").notNull().default(""),
    auditorId: uuid("auditor_id"),
    decidedAt: instant("decided_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.findingId, t.part, t.round] }),
    foreignKey({
      columns: [t.workspaceId, t.findingId],
      foreignColumns: [findings.workspaceId, findings.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.memberId],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    foreignKey({
      columns: [t.workspaceId, t.auditorId],
      foreignColumns: [roomAuditors.workspaceId, roomAuditors.id],
    }),
    oneOf("finding_answers_part", "part", FINDING_PARTS),
    oneOf("finding_answers_verdict", "verdict", PART_VERDICTS),
    check(
      "finding_answers_decided",
      sql`(verdict = 'waiting') = (decided_at is null) and (decided_at is null) = (auditor_id is null)`,
    ),
  ],
);

export const findingRequirements = pgTable(
  "finding_requirements",
  {
    workspaceId: workspaceId(),
    findingId: uuid("finding_id").notNull(),
    ref: text("ref").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.findingId, t.ref] }),
    foreignKey({
      columns: [t.workspaceId, t.findingId],
      foreignColumns: [findings.workspaceId, findings.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.ref],
      foreignColumns: [requirements.workspaceId, requirements.ref],
    }),
  ],
);

/** A draw from a population: everything that is needed to draw it again. */
export const samples = pgTable(
  "samples",
  {
    workspaceId: workspaceId(),
    id: id(),
    roomId: uuid("room_id").notNull(),
    /** 1, 2, 3 within the room: shown as S-1. */
    number: integer("number").notNull(),
    auditorId: uuid("auditor_id").notNull(),
    /** The request that brought the list; null where it is shown with the evidence of the room. */
    requestId: uuid("request_id"),
    itemId: uuid("item_id").notNull(),
    artifactNumber: integer("artifact_number").notNull(),
    /** The sheet of a workbook; empty for text. */
    sheet: text("sheet").notNull().default(""),
    /** Of the list as it was drawn from. */
    sha256: text("sha256").notNull(),
    populationSize: integer("population_size").notNull(),
    size: integer("size").notNull(),
    method: state<SampleMethod>("method").notNull(),
    /** Random only. */
    seed: bigint("seed", { mode: "number" }),
    /** Interval only: every so many lines, beginning with the start-th. */
    step: integer("step"),
    start: integer("start"),
    /** Why these, where the auditor chose them. */
    rationale: text("rationale").notNull().default(""),
    columns: jsonb("columns").$type<readonly string[]>().notNull(),
    /** The column that names an item, from 0. */
    idColumn: integer("id_column").notNull().default(0),
    /** Lines of the whole list that share their name with another line. */
    repeated: integer("repeated").notNull().default(0),
    onceKey: text("once_key"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("samples_number").on(t.workspaceId, t.roomId, t.number),
    uniqueIndex("samples_once").on(t.workspaceId, t.onceKey),
    foreignKey({
      columns: [t.workspaceId, t.requestId],
      foreignColumns: [requests.workspaceId, requests.id],
    }),
    index("samples_room").on(t.workspaceId, t.roomId, t.createdAt),
    foreignKey({ columns: [t.workspaceId, t.roomId], foreignColumns: [rooms.workspaceId, rooms.id] }),
    foreignKey({
      columns: [t.workspaceId, t.auditorId],
      foreignColumns: [roomAuditors.workspaceId, roomAuditors.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.itemId, t.artifactNumber],
      foreignColumns: [artifacts.workspaceId, artifacts.itemId, artifacts.number],
    }),
    oneOf("samples_method", "method", SAMPLE_METHODS),
    check("samples_size", sql`size between 1 and population_size`),
  ],
);

/** One drawn line as it stood in the list, and the request that asks for its evidence. */
export const sampleItems = pgTable(
  "sample_items",
  {
    workspaceId: workspaceId(),
    sampleId: uuid("sample_id").notNull(),
    /** In the order of the draw, from 1. */
    position: integer("position").notNull(),
    /** Of the list without its header, from 1. */
    line: integer("line").notNull(),
    cells: jsonb("cells").$type<readonly string[]>().notNull(),
    requestId: uuid("request_id"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.sampleId, t.position] }),
    foreignKey({ columns: [t.workspaceId, t.sampleId], foreignColumns: [samples.workspaceId, samples.id] }),
    foreignKey({
      columns: [t.workspaceId, t.requestId],
      foreignColumns: [requests.workspaceId, requests.id],
    }),
  ],
);
