// Findings as both sides of a room are told of them.

import type { IsoDate } from "@/lib/core/dates";
import type { FindingStanding, LatestAnswers } from "@/lib/core/finding";
import type { RoomStandard } from "@/lib/core/room";
import type { FindingPart, FindingState, PartVerdict } from "@/lib/core/room-work-statuses";
import type { NcGrade } from "@/lib/core/statuses";

export type FindingRow = {
  readonly id: string;
  /** Null while it is a draft. */
  readonly number: number | null;
  readonly grade: NcGrade;
  readonly standard: RoomStandard;
  readonly statement: string;
  readonly refs: readonly string[];
  readonly state: FindingState;
  readonly standing: FindingStanding;
  readonly raisedBy: string;
  readonly raisedOn: IsoDate | null;
  /** The number of the nonconformity that came of it. */
  readonly nonconformity: { readonly id: string; readonly number: string } | null;
  readonly answers: LatestAnswers;
  /** The other side did something to it after the reader's last visit. */
  readonly isNew: boolean;
  readonly version: number;
};

/** One answer of the company to one part, word for word as the auditor reads it. */
export type FindingAnswer = {
  readonly part: FindingPart;
  /** 1 at first; each return asks for one more. */
  readonly round: number;
  readonly body: string;
  readonly by: string;
  readonly at: Date;
  readonly verdict: PartVerdict;
  readonly reason: string;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
};

export type FindingDetail = FindingRow & {
  readonly objectiveEvidence: string;
  readonly stateReason: string;
  readonly request: { readonly id: string; readonly name: string } | null;
  /** Oldest first. */
  readonly given: readonly FindingAnswer[];
};

/** A finding as the company works on it. */
export type CompanyFinding = FindingDetail & {
  readonly room: { readonly id: string; readonly name: string; readonly open: boolean };
  /** Words to start each answer from, out of the nonconformity; empty before there is one. */
  readonly proposed: Readonly<Record<FindingPart, string>>;
};

/** Where a nonconformity comes from, for its own page and its report. */
export type FindingOrigin = FindingDetail & { readonly room: { readonly id: string; readonly name: string } };
