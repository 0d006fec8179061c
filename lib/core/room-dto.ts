// What the pages of rooms show, on the company's side and on the auditor's.

import type { IsoDate } from "@/lib/core/dates";
import type { FindingCounts } from "@/lib/core/finding";
import type {
  EvidenceSet,
  RoomPhase,
  RoomRegister,
  RoomStandard,
  RoomState,
  RoomType,
  ViewKind,
} from "@/lib/core/room";
import type { Covered } from "@/lib/core/room-scope";

export type RoomCounts = {
  /** Requests that were sent, whatever became of them; cancelled ones are left out. */
  readonly requests: number;
  readonly accepted: number;
  /** Answers that wait for the auditor. */
  readonly submitted: number;
  readonly returned: number;
  /** Requests that wait for the company. */
  readonly waiting: number;
};

export type RoomSummary = {
  readonly id: string;
  readonly name: string;
  readonly standard: RoomStandard;
  readonly type: RoomType;
  readonly state: RoomState;
  readonly phase: RoomPhase;
  readonly windowFrom: IsoDate | null;
  readonly windowTo: IsoDate | null;
  readonly accessFrom: IsoDate;
  readonly accessUntil: IsoDate;
  readonly leadName: string;
  readonly auditors: number;
  readonly counts: RoomCounts;
  readonly version: number;
};

export type RoomAuditor = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly invitedAt: Date | null;
  readonly linkUntil: Date | null;
  /** The link was used up by entering, or works still, or not. */
  readonly link: "none" | "open" | "used" | "expired" | "revoked";
  readonly lastSeenAt: Date | null;
  readonly liveSessions: number;
  readonly revokedAt: Date | null;
};

export type RoomView = {
  readonly id: string;
  readonly at: Date;
  readonly auditor: string;
  readonly kind: ViewKind;
  readonly title: string;
};

/** Evidence of the scope whose days lie outside the window, with what would mend it. */
export type OutOfWindow = {
  readonly itemId: string;
  readonly name: string;
  readonly reason: string;
  readonly mend: string;
};

export type RoomDetail = RoomSummary & {
  readonly stateReason: string;
  readonly welcome: string;
  readonly leadId: string;
  readonly soaVersionId: string | null;
  readonly soaVersions: readonly { readonly id: string; readonly label: string }[];
  readonly evidenceSet: EvidenceSet;
  /** Whether previews carry the reader and the time. */
  readonly watermark: boolean;
  readonly registers: readonly RoomRegister[];
  readonly covered: readonly string[];
  /** Every requirement that a room of this standard can cover. */
  readonly coverable: readonly Covered[];
  readonly auditorList: readonly RoomAuditor[];
  readonly views: readonly RoomView[];
  readonly viewCount: number;
  /** The first hundred; `outsideCount` says how many there are. */
  readonly outOfWindow: readonly OutOfWindow[];
  readonly outsideCount: number;
  /** Pieces of evidence that the scope shows now. */
  readonly shownEvidence: number;
  /** Pieces linked to the scope that are not shown: drafts, returned, withdrawn or held back. */
  readonly hiddenEvidence: number;
};

/** One room as its auditor knows it. */
export type RoomFrame = {
  readonly roomId: string;
  readonly workspace: string;
  readonly name: string;
  readonly standard: RoomStandard;
  readonly type: RoomType;
  readonly windowFrom: IsoDate | null;
  readonly windowTo: IsoDate | null;
  readonly accessUntil: IsoDate;
  readonly welcome: string;
  readonly leadName: string;
  readonly registers: readonly RoomRegister[];
  readonly counts: RoomCounts;
  /** The end of the visit before this one; null on the first. */
  readonly lastVisitAt: Date | null;
  readonly findings: FindingCounts;
  /** Whether the auditor wants mails about answers; null for whoever looks as one. */
  readonly answerMails: boolean | null;
};

/** A live link as its page shows it. */
export type RoomInvitation = {
  readonly roomId: string;
  readonly workspace: string;
  readonly room: string;
  readonly email: string;
  readonly auditorName: string;
};

/** A room that a proven address may enter. */
export type EnterableRoom = {
  readonly roomId: string;
  readonly workspace: string;
  readonly room: string;
  readonly accessUntil: IsoDate;
};

/** A piece of evidence that the room shows. */
export type ShownItem = {
  readonly itemId: string;
  readonly reference: string | null;
  readonly title: string;
};
/** One that is held back from it. */
export type HeldBack = ShownItem & { readonly reason: string; readonly since: Date };

/** What a room holds back, a page of it, and what it could hold back, as far as the words ask for it. */
export type WithheldView = {
  readonly heldBack: readonly HeldBack[];
  readonly heldCount: number;
  /** Of the held-back ones, from 1. */
  readonly page: number;
  readonly pages: number;
  /** The first of those that match, by title. */
  readonly shown: readonly ShownItem[];
  /** All that match. */
  readonly shownCount: number;
  /** The words; empty asks for all. */
  readonly words: string;
};

/** A room from the side of one piece of evidence. */
export type RoomOfItem = {
  readonly roomId: string;
  readonly name: string;
  readonly state: RoomState;
  /** Why it is held back there; null where it is shown. */
  readonly heldBack: string | null;
};
