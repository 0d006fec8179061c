// Risks (6.1.2, 6.1.3, 8.2, 8.3): the method as versions, the register, assessments on the method's scales, treatment and acceptance.

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
import { nonconformities } from "@/db/schema/nonconformities";
import { requirements } from "@/db/schema/requirements";
import { memberships, workspaces } from "@/db/schema/workspaces";
import {
  ASSESSMENT_KINDS,
  type AssessmentKind,
  RISK_AXES,
  RISK_STATES,
  type RiskAxis,
  type RiskState,
  TREATMENTS,
  type Treatment,
  VERSION_STATES,
  type VersionState,
} from "@/lib/core/isms-statuses";
import { TONES, type Tone } from "@/lib/core/statuses";

export const riskMethods = pgTable(
  "risk_methods",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    number: integer("number").notNull(),
    state: state<VersionState>("state").notNull().default("draft"),
    approach: text("approach").notNull().default(""),
    /** When risks are assessed: planned intervals and the changes that call for it. */
    whenToAssess: text("when_to_assess").notNull().default(""),
    /** Highest likelihood times consequence that may be retained without a named acceptance. */
    acceptanceMax: integer("acceptance_max").notNull(),
    acceptanceCriterion: text("acceptance_criterion").notNull().default(""),
    changeReason: text("change_reason").notNull().default(""),
    sha256: text("sha256"),
    submittedBy: uuid("submitted_by"),
    approvedBy: uuid("approved_by"),
    approvedAt: instant("approved_at"),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.number] }),
    uniqueIndex("risk_methods_working").on(t.workspaceId).where(sql`state in ('draft', 'in_review')`),
    uniqueIndex("risk_methods_approved").on(t.workspaceId).where(sql`state = 'approved'`),
    foreignKey({
      columns: [t.workspaceId, t.submittedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    foreignKey({
      columns: [t.workspaceId, t.approvedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    oneOf("risk_methods_state", "state", VERSION_STATES),
  ],
);

/** One step of a scale with its written criterion. Assessments point here, so that no value off the scale can be stored. */
export const riskLevels = pgTable(
  "risk_levels",
  {
    workspaceId: workspaceId(),
    methodNumber: integer("method_number").notNull(),
    axis: state<RiskAxis>("axis").notNull(),
    level: integer("level").notNull(),
    label: text("label").notNull(),
    criterion: text("criterion").notNull().default(""),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.methodNumber, t.axis, t.level] }),
    foreignKey({
      columns: [t.workspaceId, t.methodNumber],
      foreignColumns: [riskMethods.workspaceId, riskMethods.number],
    }),
    oneOf("risk_levels_axis", "axis", RISK_AXES),
    check("risk_levels_level", sql`level between 1 and 5`),
  ],
);

/** Bands of likelihood times consequence: `to` is the highest score of the band. */
export const riskBands = pgTable(
  "risk_bands",
  {
    workspaceId: workspaceId(),
    methodNumber: integer("method_number").notNull(),
    to: integer("to_score").notNull(),
    label: text("label").notNull(),
    tone: state<Tone>("tone").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.methodNumber, t.to] }),
    foreignKey({
      columns: [t.workspaceId, t.methodNumber],
      foreignColumns: [riskMethods.workspaceId, riskMethods.number],
    }),
    oneOf("risk_bands_tone", "tone", TONES),
    check("risk_bands_to", sql`to_score between 1 and 25`),
  ],
);

export const risks = pgTable(
  "risks",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: id(),
    /** `R-001`, never used twice. */
    number: text("number").notNull(),
    title: text("title").notNull(),
    /** The asset or process at risk. */
    asset: text("asset").notNull().default(""),
    cause: text("cause").notNull().default(""),
    consequence: text("consequence").notNull().default(""),
    confidentiality: boolean("confidentiality").notNull().default(false),
    integrity: boolean("integrity").notNull().default(false),
    availability: boolean("availability").notNull().default(false),
    ownerId: uuid("owner_id"),
    state: state<RiskState>("state").notNull().default("identified"),
    treatment: state<Treatment>("treatment"),
    treatmentNote: text("treatment_note").notNull().default(""),
    targetOn: date("target_on"),
    reviewOn: date("review_on"),
    planApprovedBy: uuid("plan_approved_by"),
    planApprovedAt: instant("plan_approved_at"),
    /** The library scenario that it began as. */
    scenario: text("scenario"),
    archivedAt: instant("archived_at"),
    archiveReason: text("archive_reason").notNull().default(""),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("risks_number").on(t.workspaceId, t.number),
    index("risks_owner").on(t.workspaceId, t.ownerId, t.state),
    foreignKey({
      columns: [t.workspaceId, t.ownerId],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    foreignKey({
      columns: [t.workspaceId, t.planApprovedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    oneOf("risks_state", "state", RISK_STATES),
    oneOf("risks_treatment", "treatment", TREATMENTS),
  ],
);

/** History: every assessment stays; the newest of each kind counts. */
export const riskAssessments = pgTable(
  "risk_assessments",
  {
    workspaceId: workspaceId(),
    riskId: uuid("risk_id").notNull(),
    number: integer("number").notNull(),
    kind: state<AssessmentKind>("kind").notNull(),
    methodNumber: integer("method_number").notNull(),
    likelihoodAxis: text("likelihood_axis").notNull().default("likelihood"),
    likelihood: integer("likelihood").notNull(),
    consequenceAxis: text("consequence_axis").notNull().default("consequence"),
    consequence: integer("consequence").notNull(),
    note: text("note").notNull().default(""),
    assessedBy: uuid("assessed_by").notNull(),
    assessedOn: date("assessed_on").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.riskId, t.number] }),
    foreignKey({ columns: [t.workspaceId, t.riskId], foreignColumns: [risks.workspaceId, risks.id] }),
    foreignKey({
      name: "risk_assessments_likelihood_fk",
      columns: [t.workspaceId, t.methodNumber, t.likelihoodAxis, t.likelihood],
      foreignColumns: [riskLevels.workspaceId, riskLevels.methodNumber, riskLevels.axis, riskLevels.level],
    }),
    foreignKey({
      name: "risk_assessments_consequence_fk",
      columns: [t.workspaceId, t.methodNumber, t.consequenceAxis, t.consequence],
      foreignColumns: [riskLevels.workspaceId, riskLevels.methodNumber, riskLevels.axis, riskLevels.level],
    }),
    foreignKey({
      columns: [t.workspaceId, t.assessedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    oneOf("risk_assessments_kind", "kind", ASSESSMENT_KINDS),
    check("risk_assessments_axes", sql`likelihood_axis = 'likelihood' and consequence_axis = 'consequence'`),
  ],
);

/** Controls chosen to treat a risk; each is a reason on the control's Statement of Applicability row. */
export const riskControls = pgTable(
  "risk_controls",
  {
    workspaceId: workspaceId(),
    riskId: uuid("risk_id").notNull(),
    ref: text("ref").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.riskId, t.ref] }),
    index("risk_controls_ref").on(t.workspaceId, t.ref),
    foreignKey({ columns: [t.workspaceId, t.riskId], foreignColumns: [risks.workspaceId, risks.id] }),
    foreignKey({
      columns: [t.workspaceId, t.ref],
      foreignColumns: [requirements.workspaceId, requirements.ref],
    }),
  ],
);

/** The named risk owner's acceptance of a residual risk. */
export const riskAcceptances = pgTable(
  "risk_acceptances",
  {
    workspaceId: workspaceId(),
    id: id(),
    riskId: uuid("risk_id").notNull(),
    assessmentNumber: integer("assessment_number").notNull(),
    acceptedBy: uuid("accepted_by").notNull(),
    /** Above the acceptance criterion a reason and an expiry are needed. */
    aboveCriterion: boolean("above_criterion").notNull(),
    reason: text("reason").notNull().default(""),
    expiresOn: date("expires_on"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("risk_acceptances_risk").on(t.workspaceId, t.riskId, t.createdAt),
    foreignKey({
      name: "risk_acceptances_assessment_fk",
      columns: [t.workspaceId, t.riskId, t.assessmentNumber],
      foreignColumns: [riskAssessments.workspaceId, riskAssessments.riskId, riskAssessments.number],
    }),
    foreignKey({
      columns: [t.workspaceId, t.acceptedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    check("risk_acceptances_reason", sql`not above_criterion or (reason <> '' and expires_on is not null)`),
  ],
);

/** The register as it stood on a day: for the audit, never recomputed. */
export const riskSnapshots = pgTable(
  "risk_snapshots",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: id(),
    label: text("label").notNull(),
    takenBy: uuid("taken_by").notNull(),
    /** Canonical text, hashed as stored. */
    content: text("content").notNull(),
    sha256: text("sha256").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("risk_snapshots_created").on(t.workspaceId, t.createdAt),
    foreignKey({
      columns: [t.workspaceId, t.takenBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
  ],
);

/** Risks that a nonconformity bears on. */
export const nonconformityRisks = pgTable(
  "nonconformity_risks",
  {
    workspaceId: workspaceId(),
    nonconformityId: uuid("nonconformity_id").notNull(),
    riskId: uuid("risk_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.nonconformityId, t.riskId] }),
    index("nonconformity_risks_risk").on(t.workspaceId, t.riskId),
    foreignKey({
      name: "nonconformity_risks_nc_fk",
      columns: [t.workspaceId, t.nonconformityId],
      foreignColumns: [nonconformities.workspaceId, nonconformities.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.riskId],
      foreignColumns: [risks.workspaceId, risks.id],
    }),
  ],
);
