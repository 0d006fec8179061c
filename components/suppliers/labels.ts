import type { SupplierChoices, SupplierDetail } from "@/lib/core/supplier-dto";
import type { SupplierEdit } from "@/lib/core/supplier-edit";

export type SupplierRights = {
  /** Edits the supplier and what belongs to it; nobody does once it has ended. */
  readonly write: boolean;
  readonly restore: boolean;
  readonly link: boolean;
  readonly raise: boolean;
  readonly comment: boolean;
};

/** What every part of a supplier's page needs to know. */
export type SupplierProps = {
  readonly slug: string;
  readonly today: string;
  readonly detail: SupplierDetail;
  readonly rights: SupplierRights;
  /** The one form that is open; null while everything is read only. */
  readonly edit: SupplierEdit | null;
  /** For forms; null while none is open. */
  readonly choices: SupplierChoices | null;
  readonly onceKey: string;
};

/** Names of fields as printed after a conflict. */
export const SUPPLIER_LABELS = {
  ict: "ICT supply chain",
  dataTypes: "Data types",
  ownerId: "Owner",
  contractRef: "Contract",
  incidentProcedure: "Incident procedure",
  exitNote: "Exit note",
  nextReviewOn: "Next review",
  periodFrom: "Period from",
  periodTo: "Period to",
  validUntil: "Valid until",
  itemId: "Evidence",
  attestationId: "Document",
  reviewedOn: "Reviewed on",
  refs: "Controls",
  endedOn: "Ended on",
};
