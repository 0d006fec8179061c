// Nonconformities with their steps, and the one table each for actions and comments of every kind of work.
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
import { evidenceItems } from "@/db/schema/evidence";
import { requirements } from "@/db/schema/requirements";
import { memberships, workspaces } from "@/db/schema/workspaces";
import {
  ACTION_STATES,
  type ActionState,
  CAUSE_METHODS,
  type CauseMethod,
  NC_GRADES,
  NC_SOURCES,
  NC_STATES,
  type NcGrade,
  type NcSource,
  type NcState,
} from "@/lib/core/statuses";

export const nonconformities = pgTable(
  "nonconformities",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: id(),
    /** `NC-2026-001`: never reused. */
    number: text("number").notNull(),
    grade: state<NcGrade>("grade").notNull(),
    title: text("title").notNull(),
    source: state<NcSource>("source").notNull(),
    /** What it was raised from: an evidence item, an audit, a finding. */
    sourceKind: text("source_kind"),
    sourceId: text("source_id"),
    state: state<NcState>("state").notNull().default("open"),
    loop: integer("loop").notNull().default(1),
    /** What was required: the requirement in the team's words, beside the linked refs. */
    requirementText: text("requirement_text").notNull(),
    objectiveEvidence: text("objective_evidence").notNull(),
    gap: text("gap").notNull().default(""),
    extent: text("extent").notNull().default(""),
    consequences: text("consequences").notNull().default(""),
    correction: text("correction").notNull().default(""),
    correctionOn: date("correction_on"),
    causeMethod: state<CauseMethod>("cause_method"),
    /** Five whys: {whys: [{why, because}]}; fishbone: {branches: {name: text}}; free: {text}. */
    cause: jsonb("cause").$type<Readonly<Record<string, unknown>>>(),
    rootCause: text("root_cause").notNull().default(""),
    effectivenessCriteria: text("effectiveness_criteria").notNull().default(""),
    effectivenessDueOn: date("effectiveness_due_on"),
    effectivenessReviewerId: uuid("effectiveness_reviewer_id"),
    effectivenessResult: text("effectiveness_result").$type<"effective" | "not_effective">(),
    effectivenessNote: text("effectiveness_note").notNull().default(""),
    ismsChange: text("isms_change").notNull().default(""),
    ownerId: uuid("owner_id"),
    dueOn: date("due_on"),
    raisedBy: uuid("raised_by").notNull(),
    raisedAt: instant("raised_at").notNull().defaultNow(),
    closedBy: uuid("closed_by"),
    closedAt: instant("closed_at"),
    stateReason: text("state_reason").notNull().default(""),
    version: version(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("nonconformities_number").on(t.workspaceId, t.number),
    index("nonconformities_state").on(t.workspaceId, t.state, t.grade),
    ...["ownerId", "raisedBy", "closedBy", "effectivenessReviewerId"].map((key) =>
      foreignKey({
        columns: [t.workspaceId, t[key as "ownerId"]],
        foreignColumns: [memberships.workspaceId, memberships.userId],
      }),
    ),
    oneOf("nonconformities_grade", "grade", NC_GRADES),
    oneOf("nonconformities_state_list", "state", NC_STATES),
    oneOf("nonconformities_source", "source", NC_SOURCES),
    oneOf("nonconformities_cause_method", "cause_method", CAUSE_METHODS),
  ],
);

export const nonconformityRequirements = pgTable(
  "nonconformity_requirements",
  {
    workspaceId: workspaceId(),
    nonconformityId: uuid("nonconformity_id").notNull(),
    ref: text("ref").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.nonconformityId, t.ref] }),
    index("nonconformity_requirements_ref").on(t.workspaceId, t.ref),
    foreignKey({
      name: "nonconformity_requirements_nc_fk",
      columns: [t.workspaceId, t.nonconformityId],
      foreignColumns: [nonconformities.workspaceId, nonconformities.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.ref],
      foreignColumns: [requirements.workspaceId, requirements.ref],
    }),
  ],
);

export const nonconformityEvidence = pgTable(
  "nonconformity_evidence",
  {
    workspaceId: workspaceId(),
    nonconformityId: uuid("nonconformity_id").notNull(),
    itemId: uuid("item_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.nonconformityId, t.itemId] }),
    foreignKey({
      name: "nonconformity_evidence_nc_fk",
      columns: [t.workspaceId, t.nonconformityId],
      foreignColumns: [nonconformities.workspaceId, nonconformities.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.itemId],
      foreignColumns: [evidenceItems.workspaceId, evidenceItems.id],
    }),
  ],
);

/** When each state was entered, by whom, in which loop: the stepper's dates. */
export const nonconformitySteps = pgTable(
  "nonconformity_steps",
  {
    workspaceId: workspaceId(),
    nonconformityId: uuid("nonconformity_id").notNull(),
    number: integer("number").notNull(),
    state: state<NcState>("state").notNull(),
    loop: integer("loop").notNull(),
    note: text("note").notNull().default(""),
    by: uuid("by").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.nonconformityId, t.number] }),
    foreignKey({
      name: "nonconformity_steps_nc_fk",
      columns: [t.workspaceId, t.nonconformityId],
      foreignColumns: [nonconformities.workspaceId, nonconformities.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.by],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    oneOf("nonconformity_steps_state", "state", NC_STATES),
  ],
);

/** One table for corrective, treatment, review and renewal work. */
export const actions = pgTable(
  "actions",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: id(),
    subjectKind: text("subject_kind").$type<"nonconformity" | "risk">().notNull(),
    subjectId: uuid("subject_id").notNull(),
    /** 1, 2, 3 within the subject: shown as AC-1. */
    number: integer("number").notNull(),
    title: text("title").notNull(),
    ownerId: uuid("owner_id"),
    dueOn: date("due_on"),
    state: state<ActionState>("state").notNull().default("open"),
    proofNote: text("proof_note").notNull().default(""),
    proofItemId: uuid("proof_item_id"),
    doneBy: uuid("done_by"),
    doneAt: instant("done_at"),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("actions_number").on(t.workspaceId, t.subjectKind, t.subjectId, t.number),
    index("actions_owner").on(t.workspaceId, t.ownerId, t.state, t.dueOn),
    foreignKey({
      columns: [t.workspaceId, t.ownerId],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    foreignKey({
      columns: [t.workspaceId, t.doneBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    foreignKey({
      columns: [t.workspaceId, t.proofItemId],
      foreignColumns: [evidenceItems.workspaceId, evidenceItems.id],
    }),
    oneOf("actions_state", "state", ACTION_STATES),
  ],
);

/** One table for comments on anything; `shared` is what an auditor can read. */
export const comments = pgTable(
  "comments",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: id(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: text("subject_id").notNull(),
    channel: text("channel").$type<"internal" | "shared">().notNull().default("internal"),
    authorId: uuid("author_id").notNull(),
    body: text("body").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("comments_subject").on(t.workspaceId, t.subjectKind, t.subjectId, t.createdAt),
    foreignKey({
      columns: [t.workspaceId, t.authorId],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    oneOf("comments_channel", "channel", ["internal", "shared"]),
  ],
);
