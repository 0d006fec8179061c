// Icons of the kinds of work and of what comments are written on.
import type { IconName } from "@/components/ui/icons";
import type { NotificationSubject } from "@/lib/core/notification";
import type { WorkKind } from "@/lib/core/work";

export const WORK_ICON: Readonly<Record<WorkKind, IconName>> = {
  returned_request: "undo",
  request: "mail",
  returned_evidence: "undo",
  returned_soa: "undo",
  returned_scope: "undo",
  returned_method: "undo",
  renewal: "upload",
  action: "check",
  nonconformity: "nonconformity",
  effectiveness: "scale",
  requirement: "control",
  attestation: "document",
  supplier_review: "supplier",
  reliance_review: "supplier",
  entity_control: "check",
  draft: "edit",
  decide_request: "scale",
  review_evidence: "scale",
  risk_plan: "scale",
  risk_residual: "scale",
  risk_action: "check",
  risk_review: "risk",
  risk_method: "scale",
  approve_scope: "scale",
  review_obligation: "document",
  approve_soa: "scale",
};

export const SUBJECT_NAME: Readonly<Record<NotificationSubject, string>> = {
  request: "Request",
  evidence: "Evidence",
  requirement: "Requirement",
  nonconformity: "Nonconformity",
  action: "Corrective action",
  pair: "Crosswalk pair",
  supplier: "Supplier",
  risk: "Risk",
  risk_method: "Risk method",
  context: "Scope statement",
  obligation: "Obligation",
  soa: "SoA version",
  soa_row: "SoA row",
  sample: "Sample",
  finding: "Finding",
  activity: "Activity log",
};
