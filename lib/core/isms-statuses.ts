// Statuses and kinds of the management system's registers: context, scope, risks, obligations, suppliers, and approved versions.
import type { StatusDef } from "@/lib/core/statuses";

type Table<K extends string> = Readonly<Record<K, StatusDef>>;

export const ISSUE_SIDES = ["internal", "external"] as const;
export type IssueSide = (typeof ISSUE_SIDES)[number];
export const ISSUE_SIDE_LABEL: Readonly<Record<IssueSide, string>> = {
  internal: "Internal",
  external: "External",
};

/** Versioned records that a named person approves: scope statement, risk method, Statement of Applicability. */
export const VERSION_STATES = ["draft", "in_review", "approved", "superseded"] as const;
export type VersionState = (typeof VERSION_STATES)[number];
export const VERSION_STATE: Table<VersionState> = {
  draft: {
    label: "Draft",
    tone: "progress",
    icon: "half",
    meaning: "Being written; nothing rests on it yet.",
  },
  in_review: {
    label: "In review",
    tone: "review",
    icon: "eye",
    meaning: "Handed to an approver; its content does not change meanwhile.",
  },
  approved: {
    label: "Approved",
    tone: "ok",
    icon: "check",
    meaning: "Frozen with its hash and approved by a named person on a date.",
  },
  superseded: {
    label: "Superseded",
    tone: "none",
    icon: "slash",
    meaning: "Replaced by a later approved version.",
  },
};

export const RISK_STATES = [
  "identified",
  "assessed",
  "treatment_chosen",
  "plan_approved",
  "treating",
  "residual_accepted",
] as const;
export type RiskState = (typeof RISK_STATES)[number];
export const RISK_STATE: Table<RiskState> = {
  identified: { label: "Identified", tone: "none", icon: "hollow", meaning: "Described; not assessed yet." },
  assessed: {
    label: "Assessed",
    tone: "progress",
    icon: "half",
    meaning: "Likelihood and consequence are on the scales of the approved method.",
  },
  treatment_chosen: {
    label: "Treatment chosen",
    tone: "progress",
    icon: "half",
    meaning: "Option and controls are chosen; the plan waits for the risk owner.",
  },
  plan_approved: {
    label: "Plan approved",
    tone: "review",
    icon: "eye",
    meaning: "The risk owner approved the treatment plan.",
  },
  treating: {
    label: "Treating",
    tone: "due",
    icon: "triangle",
    meaning: "The planned actions are being done.",
  },
  residual_accepted: {
    label: "Residual accepted",
    tone: "ok",
    icon: "check",
    meaning: "The named risk owner accepted the residual risk.",
  },
};

export const TREATMENTS = ["modify", "retain", "avoid", "share"] as const;
export type Treatment = (typeof TREATMENTS)[number];
export const TREATMENT_LABEL: Readonly<Record<Treatment, string>> = {
  modify: "Modify",
  retain: "Retain",
  avoid: "Avoid",
  share: "Share",
};

export const RISK_AXES = ["likelihood", "consequence"] as const;
export type RiskAxis = (typeof RISK_AXES)[number];
export const ASSESSMENT_KINDS = ["inherent", "residual"] as const;
export type AssessmentKind = (typeof ASSESSMENT_KINDS)[number];

export const OBLIGATION_KINDS = ["law", "regulation", "contract", "customer_commitment"] as const;
export type ObligationKind = (typeof OBLIGATION_KINDS)[number];
export const OBLIGATION_KIND_LABEL: Readonly<Record<ObligationKind, string>> = {
  law: "Law",
  regulation: "Regulation",
  contract: "Contract",
  customer_commitment: "Customer commitment",
};

export const SUPPLIER_TIERS = ["critical", "important", "standard"] as const;
export type SupplierTier = (typeof SUPPLIER_TIERS)[number];
export const SUPPLIER_TIER_LABEL: Readonly<Record<SupplierTier, string>> = {
  critical: "Critical",
  important: "Important",
  standard: "Standard",
};

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
export const ATTESTATION_KIND_LABEL: Readonly<Record<AttestationKind, string>> = {
  soc2_type1: "SOC 2 Type 1 report",
  soc2_type2: "SOC 2 Type 2 report",
  iso27001: "ISO/IEC 27001 certificate",
  bridge_letter: "Bridge letter",
  penetration_test: "Penetration test",
  questionnaire: "Questionnaire",
  other: "Other document",
};

export const SUPPLIER_DECISIONS = ["accept", "conditions", "reject"] as const;
export type SupplierDecision = (typeof SUPPLIER_DECISIONS)[number];
export const SUPPLIER_DECISION_LABEL: Readonly<Record<SupplierDecision, string>> = {
  accept: "Accepted",
  conditions: "Accepted with conditions",
  reject: "Rejected",
};

/** Complementary user-entity controls: what a provider leaves to its customer. */
export const ENTITY_CONTROL_STATES = ["open", "in_place", "not_relevant"] as const;
export type EntityControlState = (typeof ENTITY_CONTROL_STATES)[number];

export const EXPORT_PROFILES = ["internal", "shareable"] as const;
export type ExportProfile = (typeof EXPORT_PROFILES)[number];
