// One requirement as the lists, readiness and the SoA read it: the facts of the day and what only lists print.
import type { IsoDate } from "@/lib/core/dates";
import type { RequirementFacts } from "@/lib/core/requirement-filters";
import type { Delivery } from "@/lib/core/statuses";

export type RequirementRow = RequirementFacts & {
  /** Own controls only; the others are explained by the catalogue. */
  readonly ownAbout: string | null;
  readonly overrideReason: string | null;
  readonly targetOn: IsoDate | null;
  readonly delivery: Delivery;
  readonly ownerName: string | null;
  readonly note: string;
  readonly version: number;
  /** Of the linked pieces of evidence, those with that verdict. */
  readonly sufficientCount: number;
  readonly needsSupplementCount: number;
};
