// What the pages about suppliers show.

import type { IsoDate } from "@/lib/core/dates";
import type { AttestationKind, SupplierDecision, SupplierTier } from "@/lib/core/isms-statuses";
import type { RelianceStatement } from "@/lib/core/reliance";
import type { Clauses } from "@/lib/core/supplier";

export type SupplierPerson = { readonly userId: string; readonly name: string };

/** What is written about a supplier: the register's columns. */
export type SupplierValues = {
  readonly name: string;
  readonly service: string;
  readonly tier: SupplierTier;
  /** Part of the ICT supply chain (A.5.21). */
  readonly ict: boolean;
  readonly dataTypes: string;
  readonly ownerId: string | null;
  readonly contractRef: string;
  readonly incidentProcedure: string;
  readonly exitNote: string;
  readonly nextReviewOn: IsoDate | null;
} & Clauses;

export type SupplierListRow = SupplierValues & {
  readonly id: string;
  readonly ownerName: string | null;
  readonly endedOn: IsoDate | null;
  readonly lastReviewOn: IsoDate | null;
  readonly lastDecision: SupplierDecision | null;
  readonly reviewOpen: boolean;
  /** When the first of its reliance statements in use is to be reviewed; null without one. */
  readonly relianceReviewOn: IsoDate | null;
  /** Documents that are not archived. */
  readonly attestations: readonly { readonly kind: AttestationKind; readonly validUntil: IsoDate | null }[];
  readonly version: number;
};

export type AttestationItem = {
  readonly id: string;
  readonly title: string;
  readonly reference: string | null;
};

export type AttestationDto = {
  readonly id: string;
  readonly kind: AttestationKind;
  readonly issuer: string;
  readonly number: string;
  readonly scope: string;
  readonly periodFrom: IsoDate | null;
  readonly periodTo: IsoDate | null;
  readonly validUntil: IsoDate | null;
  readonly exceptions: string;
  /** The document in the evidence library. */
  readonly item: AttestationItem | null;
  /** Those of ATTESTATION_REFS that the item is linked to. */
  readonly linkedRefs: readonly string[];
  readonly archived: boolean;
  readonly version: number;
};

export type SupplierReviewDto = {
  readonly id: string;
  readonly startedBy: string;
  readonly startedOn: IsoDate;
  readonly dueOn: IsoDate | null;
  readonly findings: string;
  /** Null while the review is open. */
  readonly decision: SupplierDecision | null;
  readonly conditions: string;
  readonly decidedBy: string | null;
  readonly decidedOn: IsoDate | null;
  readonly version: number;
};

export type SupplierHistoryEntry = {
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly words: string;
};

export type SupplierDetail = {
  readonly supplier: SupplierListRow;
  /** Newest last day first, archived ones at the end. */
  readonly attestations: readonly AttestationDto[];
  /** The open one first, then the newest. */
  readonly reviews: readonly SupplierReviewDto[];
  readonly statements: readonly RelianceStatement[];
  /** Controls of its statements whose row of the Statement of Applicability is inherited or shared. */
  readonly delivered: readonly string[];
  readonly history: readonly SupplierHistoryEntry[];
};

/** What the forms of a supplier's page offer. */
export type SupplierChoices = {
  readonly members: readonly SupplierPerson[];
  /** Evidence that still counts, by name. */
  readonly items: readonly AttestationItem[];
};
