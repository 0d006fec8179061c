// Samples as both sides of a room read them, and the lists that they can be drawn from.

import type { ListFacts } from "@/lib/core/population";
import type { RecordedDraw } from "@/lib/core/sample-draw";
import type { RequestState } from "@/lib/core/work-statuses";

/** A version of evidence that holds a population. */
export type PopulationRow = {
  readonly itemId: string;
  readonly number: number;
  readonly title: string;
  readonly fileName: string;
  /** As the company stated it. */
  readonly rowCount: number | null;
  readonly completeness: string;
  readonly request: SampleRequest | null;
  /** Why nothing can be drawn from it; null when a sample can. */
  readonly problem: string | null;
};

export type SampleRequest = {
  readonly id: string;
  readonly number: string;
  readonly auditorRef: string;
  readonly title: string;
};

/** Where a request for one item of a sample comes from. */
export type SampleOrigin = {
  readonly sampleId: string;
  readonly number: number;
  readonly position: number;
  readonly size: number;
  /** The request that brought the list; null where the list stands with the evidence of the room. */
  readonly list: SampleRequest | null;
};

/** A population with what its list was found to hold. */
export type PopulationDetail = PopulationRow & {
  readonly sha256: string;
  readonly sheets: readonly string[];
  readonly sheet: string;
  /** Null where the list could not be read; `refusal` then says why. */
  readonly facts: ListFacts | null;
  readonly refusal: string | null;
};

export type SampleCounts = {
  readonly items: number;
  /** Items for which a request was created. */
  readonly asked: number;
  /** Answers that the auditor has, accepted or not; returned ones count again once they are answered anew. */
  readonly answered: number;
  readonly accepted: number;
  readonly returned: number;
};

export type SampleRow = RecordedDraw & {
  readonly id: string;
  readonly number: number;
  /** Of the evidence that holds the list. */
  readonly title: string;
  readonly fileName: string;
  readonly drawnBy: string;
  readonly drawnAt: Date;
  readonly counts: SampleCounts;
};

export type SampleItem = {
  readonly position: number;
  readonly line: number;
  readonly cells: readonly string[];
  readonly request: (SampleRequest & { readonly state: RequestState }) | null;
};

export type SampleDetail = SampleRow & {
  /** The company holds its list back from the room: no heading and no line of it is told. */
  readonly held: boolean;
  readonly itemId: string;
  readonly artifactNumber: number;
  readonly sha256: string;
  readonly sheet: string;
  readonly columns: readonly string[];
  readonly idColumn: number;
  readonly repeated: number;
  /** The request that brought the list. */
  readonly request: SampleRequest | null;
  readonly items: readonly SampleItem[];
};

/** What drawing again from the same bytes gave. */
export type DrawnAgain = { readonly same: true } | { readonly same: false; readonly reason: string };
