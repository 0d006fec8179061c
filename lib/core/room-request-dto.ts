// Requests of a room as both sides of it are told.

import type { IsoDate } from "@/lib/core/dates";
import type { WindowFit } from "@/lib/core/evidence-window";
import type { SampleOrigin } from "@/lib/core/sample-dto";
import type { ArtifactKind } from "@/lib/core/statuses";
import type { RequestKind, RequestState, ScanState } from "@/lib/core/work-statuses";

export type RoomRequestRow = {
  readonly id: string;
  readonly number: string;
  /** The auditor's own reference; empty when there is none. */
  readonly auditorRef: string;
  readonly title: string;
  readonly kind: RequestKind;
  readonly state: RequestState;
  readonly refs: readonly string[];
  readonly owner: string;
  readonly dueOn: IsoDate | null;
  readonly askedOn: IsoDate;
  readonly decidedOn: IsoDate | null;
  readonly changedAt: Date;
  /** Changed by the other side, or written about, after the reader's last visit. */
  readonly isNew: boolean;
  readonly version: number;
};

/** A row with what is asked for in full, for files. */
export type RoomRequestLine = RoomRequestRow & { readonly detail: string };

export type RoomMessage = {
  readonly id: string;
  readonly author: string;
  readonly side: "company" | "auditor";
  readonly body: string;
  readonly at: Date;
};

/** One version of a piece of evidence as an auditor reads it. */
export type RoomArtifact = {
  readonly itemId: string;
  readonly number: number;
  readonly kind: ArtifactKind;
  readonly url: string | null;
  readonly body: string;
  readonly fileName: string;
  /** Null where the version holds no stored bytes. */
  readonly file: {
    readonly mediaType: string;
    readonly sizeBytes: number;
    readonly sha256: string;
    readonly scanState: ScanState;
  } | null;
  readonly effectiveOn: IsoDate | null;
  readonly periodFrom: IsoDate | null;
  readonly periodTo: IsoDate | null;
  readonly sourceSystem: string;
  readonly collectedBy: string;
  readonly query: string;
  readonly rowCount: number | null;
  readonly completeness: string;
  readonly fit: WindowFit;
  readonly fitReason: string | null;
};

/** One version that was handed over with a request. */
export type RoomAnswer = RoomArtifact & { readonly title: string; readonly givenAt: Date };

/** One version that answered the same request in the engagement before, as far as this room shows the evidence. */
export type EarlierAnswer = {
  readonly itemId: string;
  readonly title: string;
  readonly number: number;
  readonly effectiveOn: IsoDate | null;
  readonly periodFrom: IsoDate | null;
  readonly periodTo: IsoDate | null;
  readonly givenAt: Date;
};

/** The request that this one repeats, as the company sees it. */
export type EarlierRequest = {
  readonly id: string;
  readonly number: string;
  readonly room: string;
  readonly state: RequestState;
  readonly decidedOn: IsoDate | null;
};

export type RoomRequestDetail = RoomRequestRow & {
  readonly detail: string;
  readonly stateReason: string;
  /** Newest first. */
  readonly answers: readonly RoomAnswer[];
  readonly messages: readonly RoomMessage[];
  /** What answered it in the engagement before, newest first; null where it was not asked then. */
  readonly earlier: readonly EarlierAnswer[] | null;
  /** The sample that it asks about one item of. */
  readonly sample: SampleOrigin | null;
};
