// What the database knows about one requirement on a day, set-based: the input of readiness, the SoA and the lists.
import type { IsoDate } from "@/lib/core/dates";
import type {
  Applicability,
  Delivery,
  EvidenceStatus,
  Implementation,
  RequirementKind,
} from "@/lib/core/statuses";

export type RequirementRow = {
  readonly ref: string;
  readonly kind: RequirementKind;
  /** Own controls only; the others take it from the catalogue. */
  readonly ownTitle: string | null;
  readonly ownAbout: string | null;
  readonly evidenceStatus: EvidenceStatus;
  readonly overrideReason: string | null;
  readonly overridden: boolean;
  readonly implementation: Implementation;
  readonly targetOn: IsoDate | null;
  /** Clauses and criteria have no Statement of Applicability row: included. */
  readonly applicability: Applicability;
  readonly delivery: Delivery;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly dueOn: IsoDate | null;
  readonly note: string;
  readonly version: number;
  /** Linked items that are neither withdrawn nor superseded. */
  readonly linkedCount: number;
  readonly sufficientCount: number;
  /** At least one linked item is judged sufficient, accepted and not expired today. */
  readonly evidencedCurrent: boolean;
  readonly expired: number;
  readonly dueSoon: number;
  readonly returned: number;
  readonly needsSupplement: number;
  readonly openMajor: number;
  readonly openMinor: number;
  readonly openNonconformities: number;
};
