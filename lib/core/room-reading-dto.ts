// What an auditor reads in a room beside requests: controls, evidence, the Statement of Applicability, registers.

import type { IsoDate } from "@/lib/core/dates";
import type { RoomArtifact } from "@/lib/core/room-request-dto";
import type { Applicability, Implementation, ItemState, RequirementKind, Verdict } from "@/lib/core/statuses";

/** What was found of a requirement; the words beside a verdict are the team's own. */
export type RoomLinkFact = { readonly ref: string; readonly verdict: Verdict };

export type RoomEvidenceRow = {
  readonly itemId: string;
  readonly reference: string | null;
  readonly title: string;
  readonly category: string;
  readonly state: ItemState;
  readonly refs: readonly string[];
  readonly effectiveOn: IsoDate | null;
  readonly periodFrom: IsoDate | null;
  readonly periodTo: IsoDate | null;
};

export type RoomEvidence = RoomEvidenceRow & {
  /** What the team wrote for auditors; never its guidance or internal notes. */
  readonly description: string;
  readonly links: readonly RoomLinkFact[];
  /** The newest version, and those that were handed over; newest first. */
  readonly versions: readonly RoomArtifact[];
};

export type RoomControlRow = {
  readonly ref: string;
  readonly kind: RequirementKind;
  readonly title: string;
  /** Pieces of evidence that this room shows for it. */
  readonly evidence: number;
  readonly sufficient: number;
  readonly requests: number;
};

export type RoomControl = RoomControlRow & {
  readonly items: readonly (RoomEvidenceRow & Pick<RoomLinkFact, "verdict">)[];
};

/** One line of a shared register. */
export type RoomRegisterRow = {
  readonly id: string;
  readonly name: string;
  /** What it is about, in the register's own words. */
  readonly about: string;
  readonly state: string;
  readonly refs: readonly string[];
};

export type RoomRegisterTable = {
  readonly title: string;
  /** What `state` and `about` are called in this register. */
  readonly heads: { readonly state: string; readonly about: string };
  readonly rows: readonly RoomRegisterRow[];
};

/** The version of the Statement of Applicability that the room shows. */
export type RoomSoa = {
  readonly label: string;
  readonly approvedBy: string;
  readonly approvedOn: IsoDate | null;
  readonly sha256: string;
  /** The frozen text is not what its hash stands for: there are no rows to show. */
  readonly damaged: boolean;
  readonly rows: readonly {
    readonly ref: string;
    readonly title: string;
    readonly applicability: Applicability;
    readonly implementation: Implementation;
    readonly why: string;
    readonly how: string;
  }[];
};
