// Statuses and kinds of the management system's registers: context, scope, risks, obligations, suppliers, and approved versions.
export const ISSUE_SIDES = ["internal", "external"] as const;
export type IssueSide = (typeof ISSUE_SIDES)[number];

/** Versioned records that a named person approves: scope statement, risk method, Statement of Applicability. */
export const VERSION_STATES = ["draft", "in_review", "approved", "superseded"] as const;
export type VersionState = (typeof VERSION_STATES)[number];

export const RISK_STATES = [
  "identified",
  "assessed",
  "treatment_chosen",
  "plan_approved",
  "treating",
  "residual_accepted",
] as const;
export type RiskState = (typeof RISK_STATES)[number];

export const TREATMENTS = ["modify", "retain", "avoid", "share"] as const;
export type Treatment = (typeof TREATMENTS)[number];

export const RISK_AXES = ["likelihood", "consequence"] as const;
export type RiskAxis = (typeof RISK_AXES)[number];
export const ASSESSMENT_KINDS = ["inherent", "residual"] as const;
export type AssessmentKind = (typeof ASSESSMENT_KINDS)[number];

export const OBLIGATION_KINDS = ["law", "regulation", "contract", "customer_commitment"] as const;
export type ObligationKind = (typeof OBLIGATION_KINDS)[number];

export const SUPPLIER_TIERS = ["critical", "important", "standard"] as const;
export type SupplierTier = (typeof SUPPLIER_TIERS)[number];

/** What a supplier contract has to say; `unknown` is never counted as yes. */
export const CLAUSE_STATES = ["unknown", "present", "absent", "not_needed"] as const;
export type ClauseState = (typeof CLAUSE_STATES)[number];

export const ATTESTATION_KINDS = [
  "soc2_type1",
  "soc2_type2",
  "iso27001",
  "bridge_letter",
  "penetration_test",
  "questionnaire",
  "other",
] as const;
export type AttestationKind = (typeof ATTESTATION_KINDS)[number];

export const SUPPLIER_DECISIONS = ["accept", "conditions", "reject"] as const;
export type SupplierDecision = (typeof SUPPLIER_DECISIONS)[number];

/** Complementary user-entity controls: what a provider leaves to its customer. */
export const ENTITY_CONTROL_STATES = ["open", "in_place", "not_relevant"] as const;
export type EntityControlState = (typeof ENTITY_CONTROL_STATES)[number];

export const EXPORT_PROFILES = ["internal", "shareable"] as const;
export type ExportProfile = (typeof EXPORT_PROFILES)[number];
