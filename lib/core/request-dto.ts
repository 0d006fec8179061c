// What the pages about requests show.

import type { IsoDate } from "@/lib/core/dates";
import type { RoomPhase } from "@/lib/core/room";
import type { ArtifactKind, ItemState } from "@/lib/core/statuses";
import type { RequestKind, RequestState } from "@/lib/core/work-statuses";

export type RequestPerson = { readonly userId: string; readonly name: string };
export type RequestItem = { readonly id: string; readonly title: string; readonly reference: string | null };

export type RequestListRow = {
  readonly id: string;
  /** The auditors' room that it belongs to; null for requests of the team. */
  readonly roomId: string | null;
  /** The auditor's own reference; empty when there is none. */
  readonly auditorRef: string;
  readonly number: string;
  readonly kind: RequestKind;
  readonly title: string;
  readonly state: RequestState;
  readonly stateReason: string;
  readonly owner: RequestPerson;
  readonly askedBy: RequestPerson;
  readonly refs: readonly string[];
  /** The item that the answer renews; null when a new one is asked for. */
  readonly item: RequestItem | null;
  readonly askedOn: IsoDate;
  readonly dueOn: IsoDate | null;
  readonly submittedOn: IsoDate | null;
  readonly decidedOn: IsoDate | null;
  readonly version: number;
};

/** One version that was handed over, as it stands in the library now. */
export type RequestAnswer = {
  readonly itemId: string;
  readonly number: number;
  readonly title: string;
  readonly reference: string | null;
  readonly kind: ArtifactKind;
  readonly url: string | null;
  readonly body: string;
  readonly fileName: string;
  readonly effectiveOn: IsoDate | null;
  readonly periodFrom: IsoDate | null;
  readonly periodTo: IsoDate | null;
  readonly sourceSystem: string;
  readonly itemState: ItemState;
  /** Number of the item's newest version: what is decided on has to be the newest. */
  readonly currentArtifact: number;
  readonly addedBy: string;
  readonly at: Date;
};

export type RequestHistoryEntry = {
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly words: string;
  readonly icon: "mail" | "edit" | "upload" | "check" | "undo" | "close" | "clock";
};

/** What the answer form starts from. */
export type AnswerDefaults = {
  readonly effectiveOn: IsoDate;
  readonly periodFrom: IsoDate | null;
  readonly periodTo: IsoDate | null;
  readonly sourceSystem: string;
  /** Where the period comes from, in words; empty when there is none. */
  readonly periodFromWords: string;
};

export type RequestDetail = RequestListRow & {
  /** An auditor wrote it: its words are not the company's to change. */
  readonly byAuditor: boolean;
  readonly detail: string;
  /** How its room stands today; null for requests of the team. */
  readonly roomPhase: RoomPhase | null;
  readonly submittedBy: RequestPerson | null;
  readonly submittedAt: Date | null;
  readonly decidedBy: RequestPerson | null;
  readonly decidedAt: Date | null;
  /** Newest first. */
  readonly answers: readonly RequestAnswer[];
  readonly history: readonly RequestHistoryEntry[];
  readonly defaults: AnswerDefaults;
  /** The item that an answer would renew now: the one named, or that of the answer that was returned. */
  readonly renews: RequestItem | null;
};

/** What the form that asks starts from. */
export type RequestForm = {
  /** Members whose role can answer. */
  readonly people: readonly RequestPerson[];
  /** Evidence of the named requirements, and the item named. */
  readonly candidates: readonly RequestItem[];
  readonly refs: readonly string[];
  readonly itemId: string | null;
  readonly ownerId: string | null;
  readonly title: string;
};
