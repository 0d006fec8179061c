// Obligations, suppliers with their attestations and reviews, and the statements by which controls are inherited (A.5.19 to A.5.23, A.5.31).

import { sql } from "drizzle-orm";
import {
  boolean,
  date,
  foreignKey,
  index,
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
  ATTESTATION_KINDS,
  type AttestationKind,
  CLAUSE_STATES,
  type ClauseState,
  ENTITY_CONTROL_STATES,
  type EntityControlState,
  OBLIGATION_KINDS,
  type ObligationKind,
  SUPPLIER_DECISIONS,
  SUPPLIER_TIERS,
  type SupplierDecision,
  type SupplierTier,
} from "@/lib/core/isms-statuses";

export const obligations = pgTable(
  "obligations",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: id(),
    /** `O-001`, never used twice. */
    number: text("number").notNull(),
    kind: state<ObligationKind>("kind").notNull(),
    title: text("title").notNull(),
    /** Article, section or contract number. */
    source: text("source").notNull().default(""),
    description: text("description").notNull().default(""),
    ownerId: uuid("owner_id"),
    reviewOn: date("review_on"),
    archivedAt: instant("archived_at"),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("obligations_number").on(t.workspaceId, t.number),
    foreignKey({
      columns: [t.workspaceId, t.ownerId],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    oneOf("obligations_kind", "kind", OBLIGATION_KINDS),
  ],
);

/** Controls that an obligation asks for; each is a reason on the control's Statement of Applicability row. */
export const obligationControls = pgTable(
  "obligation_controls",
  {
    workspaceId: workspaceId(),
    obligationId: uuid("obligation_id").notNull(),
    ref: text("ref").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.obligationId, t.ref] }),
    index("obligation_controls_ref").on(t.workspaceId, t.ref),
    foreignKey({
      columns: [t.workspaceId, t.obligationId],
      foreignColumns: [obligations.workspaceId, obligations.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.ref],
      foreignColumns: [requirements.workspaceId, requirements.ref],
    }),
  ],
);

const clause = (name: string) => state<ClauseState>(name).notNull().default("unknown");

export const suppliers = pgTable(
  "suppliers",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: id(),
    name: text("name").notNull(),
    service: text("service").notNull().default(""),
    tier: state<SupplierTier>("tier").notNull().default("standard"),
    /** Part of the ICT supply chain (A.5.21). */
    ict: boolean("ict").notNull().default(false),
    dataTypes: text("data_types").notNull().default(""),
    ownerId: uuid("owner_id"),
    contractRef: text("contract_ref").notNull().default(""),
    clauseSecurity: clause("clause_security"),
    clauseNotification: clause("clause_notification"),
    clauseAudit: clause("clause_audit"),
    clauseSubprocessing: clause("clause_subprocessing"),
    clauseExit: clause("clause_exit"),
    /** What happens when an incident comes from this supplier (A.5.21). */
    incidentProcedure: text("incident_procedure").notNull().default(""),
    /** How the service is left: data back, deletion, replacement (A.5.23). */
    exitNote: text("exit_note").notNull().default(""),
    nextReviewOn: date("next_review_on"),
    endedOn: date("ended_on"),
    archivedAt: instant("archived_at"),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("suppliers_tier").on(t.workspaceId, t.tier),
    foreignKey({
      columns: [t.workspaceId, t.ownerId],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    oneOf("suppliers_tier_list", "tier", SUPPLIER_TIERS),
    oneOf("suppliers_clause_security", "clause_security", CLAUSE_STATES),
    oneOf("suppliers_clause_notification", "clause_notification", CLAUSE_STATES),
    oneOf("suppliers_clause_audit", "clause_audit", CLAUSE_STATES),
    oneOf("suppliers_clause_subprocessing", "clause_subprocessing", CLAUSE_STATES),
    oneOf("suppliers_clause_exit", "clause_exit", CLAUSE_STATES),
  ],
);

export const supplierAttestations = pgTable(
  "supplier_attestations",
  {
    workspaceId: workspaceId(),
    id: id(),
    supplierId: uuid("supplier_id").notNull(),
    kind: state<AttestationKind>("kind").notNull(),
    issuer: text("issuer").notNull().default(""),
    number: text("number").notNull().default(""),
    scope: text("scope").notNull().default(""),
    periodFrom: date("period_from"),
    periodTo: date("period_to"),
    validUntil: date("valid_until"),
    exceptions: text("exceptions").notNull().default(""),
    /** The document itself, kept as evidence. */
    itemId: uuid("item_id"),
    archivedAt: instant("archived_at"),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("supplier_attestations_supplier").on(t.workspaceId, t.supplierId),
    foreignKey({
      columns: [t.workspaceId, t.supplierId],
      foreignColumns: [suppliers.workspaceId, suppliers.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.itemId],
      foreignColumns: [evidenceItems.workspaceId, evidenceItems.id],
    }),
    oneOf("supplier_attestations_kind", "kind", ATTESTATION_KINDS),
  ],
);

/** One open review a supplier; a decision closes it. */
export const supplierReviews = pgTable(
  "supplier_reviews",
  {
    workspaceId: workspaceId(),
    id: id(),
    supplierId: uuid("supplier_id").notNull(),
    startedBy: uuid("started_by").notNull(),
    dueOn: date("due_on"),
    findings: text("findings").notNull().default(""),
    decision: state<SupplierDecision>("decision"),
    conditions: text("conditions").notNull().default(""),
    decidedBy: uuid("decided_by"),
    decidedAt: instant("decided_at"),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("supplier_reviews_open").on(t.workspaceId, t.supplierId).where(sql`decided_at is null`),
    index("supplier_reviews_supplier").on(t.workspaceId, t.supplierId, t.createdAt),
    foreignKey({
      columns: [t.workspaceId, t.supplierId],
      foreignColumns: [suppliers.workspaceId, suppliers.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.startedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    foreignKey({
      columns: [t.workspaceId, t.decidedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    oneOf("supplier_reviews_decision", "decision", SUPPLIER_DECISIONS),
  ],
);

/** What a provider's document covers for us and what not, and when it is looked at again. */
export const relianceStatements = pgTable(
  "reliance_statements",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: id(),
    supplierId: uuid("supplier_id").notNull(),
    attestationId: uuid("attestation_id").notNull(),
    /** Services and regions of the provider that are in our scope. */
    services: text("services").notNull().default(""),
    covers: text("covers").notNull(),
    gaps: text("gaps").notNull().default(""),
    reviewedBy: uuid("reviewed_by").notNull(),
    reviewedOn: date("reviewed_on").notNull(),
    nextReviewOn: date("next_review_on").notNull(),
    archivedAt: instant("archived_at"),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("reliance_statements_supplier").on(t.workspaceId, t.supplierId),
    foreignKey({
      columns: [t.workspaceId, t.supplierId],
      foreignColumns: [suppliers.workspaceId, suppliers.id],
    }),
    foreignKey({
      name: "reliance_statements_attestation_fk",
      columns: [t.workspaceId, t.attestationId],
      foreignColumns: [supplierAttestations.workspaceId, supplierAttestations.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.reviewedBy],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
  ],
);

export const relianceControls = pgTable(
  "reliance_controls",
  {
    workspaceId: workspaceId(),
    statementId: uuid("statement_id").notNull(),
    ref: text("ref").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.statementId, t.ref] }),
    index("reliance_controls_ref").on(t.workspaceId, t.ref),
    foreignKey({
      columns: [t.workspaceId, t.statementId],
      foreignColumns: [relianceStatements.workspaceId, relianceStatements.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.ref],
      foreignColumns: [requirements.workspaceId, requirements.ref],
    }),
  ],
);

/** Complementary user-entity controls of the provider's report, mapped to our own. */
export const userEntityControls = pgTable(
  "user_entity_controls",
  {
    workspaceId: workspaceId(),
    id: id(),
    statementId: uuid("statement_id").notNull(),
    text: text("text").notNull(),
    ref: text("ref"),
    ownerId: uuid("owner_id"),
    state: state<EntityControlState>("state").notNull().default("open"),
    note: text("note").notNull().default(""),
    version: version(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("user_entity_controls_statement").on(t.workspaceId, t.statementId),
    foreignKey({
      columns: [t.workspaceId, t.statementId],
      foreignColumns: [relianceStatements.workspaceId, relianceStatements.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.ref],
      foreignColumns: [requirements.workspaceId, requirements.ref],
    }),
    foreignKey({
      columns: [t.workspaceId, t.ownerId],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    oneOf("user_entity_controls_state", "state", ENTITY_CONTROL_STATES),
  ],
);
