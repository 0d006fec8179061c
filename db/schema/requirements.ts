// The one target of links, statuses, owners and findings: 93 controls, 30 clause requirements, 61 criteria and own controls.
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import {
  createdAt,
  id,
  inOrder,
  instant,
  oneOf,
  state,
  updatedAt,
  version,
  workspaceId,
} from "@/db/schema/columns";
import { memberships, workspaces } from "@/db/schema/workspaces";
import {
  APPLICABILITIES,
  type Applicability,
  CONTROL_METHODS,
  type ControlMethod,
  DELIVERIES,
  type Delivery,
  EVIDENCE_STATUSES,
  type EvidenceStatus,
  IMPLEMENTATIONS,
  type Implementation,
  REASON_KINDS,
  REQUIREMENT_KINDS,
  type ReasonKind,
  type RequirementKind,
} from "@/lib/core/statuses";
import { PROPOSAL_STATES, type ProposalState } from "@/lib/core/work-statuses";

export const requirements = pgTable(
  "requirements",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    /** `A.5.15`, `6.1.2`, `CC6.1`, own controls `X.1`. */
    ref: text("ref").notNull(),
    kind: state<RequirementKind>("kind").notNull(),
    /** Own controls only; the others take title and explanation from the catalogue. */
    title: text("title"),
    about: text("about"),
    evidenceStatus: state<EvidenceStatus>("evidence_status").notNull().default("missing"),
    /** Why the row is ready without an accepted artifact; null otherwise. */
    overrideReason: text("override_reason"),
    overrideBy: uuid("override_by"),
    /** For controls, clauses and own controls; shown and edited as the implementation status of the SoA row. */
    implementation: state<Implementation>("implementation").notNull().default("not_started"),
    targetOn: date("target_on"),
    ownerId: uuid("owner_id"),
    dueOn: date("due_on"),
    note: text("note").notNull().default(""),
    version: version(),
    updatedAt: updatedAt(),
    archivedAt: instant("archived_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.ref] }),
    foreignKey({
      columns: [t.workspaceId, t.ownerId],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    foreignKey({
      columns: [t.workspaceId, t.overrideBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    index("requirements_owner").on(t.workspaceId, t.ownerId),
    oneOf("requirements_kind", "kind", REQUIREMENT_KINDS),
    oneOf("requirements_evidence_status", "evidence_status", EVIDENCE_STATUSES),
    oneOf("requirements_implementation", "implementation", IMPLEMENTATIONS),
  ],
);

/** The Statement of Applicability's own part of a control's row; implementation, owner and target live on `requirements`. */
export const soaRows = pgTable(
  "soa_rows",
  {
    workspaceId: workspaceId(),
    ref: text("ref").notNull(),
    applicability: state<Applicability>("applicability").notNull().default("undecided"),
    /** How the inclusion reasons apply here. */
    justification: text("justification").notNull().default(""),
    exclusionJustification: text("exclusion_justification").notNull().default(""),
    /** How the control is implemented: policies, procedures, technology. */
    description: text("description").notNull().default(""),
    delivery: state<Delivery>("delivery").notNull().default("own"),
    methods: text("methods").array().$type<ControlMethod[]>().notNull().default([]),
    /** Why "Implemented" stands without current evidence; empty when it does not need to. */
    evidenceOverride: text("evidence_override").notNull().default(""),
    version: version(),
    updatedAt: updatedAt(),
    updatedBy: uuid("updated_by"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.ref] }),
    foreignKey({
      columns: [t.workspaceId, t.ref],
      foreignColumns: [requirements.workspaceId, requirements.ref],
    }),
    oneOf("soa_rows_applicability", "applicability", APPLICABILITIES),
    oneOf("soa_rows_delivery", "delivery", DELIVERIES),
    check("soa_rows_methods", sql`methods = ${inOrder("methods", CONTROL_METHODS)}`),
  ],
);

/** Why a control is included. `targetId` points at a risk, obligation or contract once those registers exist; `detail` says it in words. */
export const soaReasons = pgTable(
  "soa_reasons",
  {
    workspaceId: workspaceId(),
    id: id(),
    ref: text("ref").notNull(),
    kind: state<ReasonKind>("kind").notNull(),
    targetId: uuid("target_id"),
    detail: text("detail").notNull().default(""),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("soa_reasons_ref").on(t.workspaceId, t.ref),
    foreignKey({ columns: [t.workspaceId, t.ref], foreignColumns: [soaRows.workspaceId, soaRows.ref] }),
    oneOf("soa_reasons_kind", "kind", REASON_KINDS),
  ],
);

/** A team's decision about one pair of the crosswalk; the source's row stays as it is. */
export const crosswalkOverrides = pgTable(
  "crosswalk_overrides",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    criterion: text("criterion").notNull(),
    ref: text("ref").notNull(),
    overlap: state<"full" | "partial" | "additive" | "none">("overlap").notNull(),
    note: text("note").notNull().default(""),
    reason: text("reason").notNull(),
    decidedBy: uuid("decided_by").notNull(),
    decidedAt: instant("decided_at").notNull().defaultNow(),
    datasetVersion: text("dataset_version").notNull(),
    version: version(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.criterion, t.ref] }),
    foreignKey({
      columns: [t.workspaceId, t.decidedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    oneOf("crosswalk_overrides_overlap", "overlap", ["full", "partial", "additive", "none"]),
  ],
);

/** A pair that a person has read and confirmed, with the overlap that counted then. */
export const pairReviews = pgTable(
  "pair_reviews",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    criterion: text("criterion").notNull(),
    ref: text("ref").notNull(),
    overlap: state<"full" | "partial" | "additive" | "none">("overlap").notNull(),
    note: text("note").notNull().default(""),
    /** Whether a decision of the team stood when the pair was read; one that was taken back since asks for a new reading. */
    decided: boolean("decided").notNull().default(false),
    reviewedBy: uuid("reviewed_by").notNull(),
    reviewedAt: instant("reviewed_at").notNull().defaultNow(),
    datasetVersion: text("dataset_version").notNull(),
    version: version(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.criterion, t.ref] }),
    foreignKey({
      columns: [t.workspaceId, t.reviewedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    oneOf("pair_reviews_overlap", "overlap", ["full", "partial", "additive", "none"]),
  ],
);

/** What a scorecard's answers suggest for a row; nothing changes until somebody accepts it. */
export const requirementProposals = pgTable(
  "requirement_proposals",
  {
    workspaceId: workspaceId(),
    id: id(),
    ref: text("ref").notNull(),
    source: text("source").$type<"scorecard">().notNull(),
    question: text("question").notNull(),
    answer: text("answer").notNull(),
    evidenceStatus: state<EvidenceStatus>("evidence_status"),
    implementation: state<Implementation>("implementation"),
    reason: text("reason").notNull(),
    state: state<ProposalState>("state").notNull().default("open"),
    createdBy: uuid("created_by").notNull(),
    createdAt: createdAt(),
    decidedBy: uuid("decided_by"),
    decidedAt: instant("decided_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("requirement_proposals_open").on(t.workspaceId, t.ref, t.source).where(sql`state = 'open'`),
    foreignKey({
      columns: [t.workspaceId, t.ref],
      foreignColumns: [requirements.workspaceId, requirements.ref],
    }),
    foreignKey({
      columns: [t.workspaceId, t.createdBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    foreignKey({
      columns: [t.workspaceId, t.decidedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    oneOf("requirement_proposals_state", "state", PROPOSAL_STATES),
    oneOf("requirement_proposals_evidence_status", "evidence_status", EVIDENCE_STATUSES),
    oneOf("requirement_proposals_implementation", "implementation", IMPLEMENTATIONS),
  ],
);
