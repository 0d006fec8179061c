import type { SubjectKind } from "@/lib/core/audit-actions";

export const SUBJECT_LABEL: Readonly<Record<SubjectKind, string>> = {
  workspace: "Workspace",
  member: "Member",
  invitation: "Invitation",
  requirement: "Requirement",
  evidence: "Evidence",
  import: "Import",
  soa: "SoA",
  nonconformity: "Nonconformity",
  action: "Action",
  comment: "Comment",
  readiness: "Readiness",
  file: "File",
  request: "Request",
  pair: "Crosswalk pair",
  crosswalk: "Crosswalk",
  notification: "Mail settings",
  transfer: "Export and import",
};
