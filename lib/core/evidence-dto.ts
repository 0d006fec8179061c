// What the evidence pages are told: items, artifacts, links, proposals, and the options of a panel that attaches them.
import type { IsoDate } from "@/lib/core/dates";
import type {
  ArtifactKind,
  Freshness,
  ItemState,
  LinkOrigin,
  RequirementKind,
  Verdict,
} from "@/lib/core/statuses";

/** What every mention of an item shows. */
export type EvidenceSummary = {
  readonly itemId: string;
  readonly reference: string | null;
  readonly title: string;
  readonly category: string;
  readonly state: ItemState;
  readonly freshness: Freshness;
  readonly effectiveOn: IsoDate | null;
  readonly renewOn: IsoDate | null;
  readonly ownerId: string | null;
  /** The member's name, else the register's text; empty when nobody is named. */
  readonly ownerName: string;
  /** Requirements of any kind it is linked to. */
  readonly usedIn: number;
  readonly version: number;
};

/** An item as a panel offers it for one requirement. */
export type EvidenceOption = EvidenceSummary & {
  /** Already linked to the requirement. */
  readonly linked: boolean;
  /** Why it is suggested, because of the criteria it is linked to; null when nothing suggests it. */
  readonly suggestion: {
    readonly overlap: "full" | "partial";
    /** Full pairs start ticked, Partial pairs do not. */
    readonly ticked: boolean;
    readonly toAdd: readonly string[];
    readonly via: readonly string[];
    readonly disputes: readonly string[];
  } | null;
};

/** One line of the library. */
export type EvidenceRow = EvidenceSummary & {
  readonly submittedBy: string | null;
  /** Number of the newest artifact; 0 while there is none. */
  readonly artifactCount: number;
  readonly outOfWindow: boolean;
};

/** A member at present, for pickers. */
export type OwnerOption = { readonly userId: string; readonly name: string };

/** Numbers of the library; each opens the list that it counts. */
export type LibraryCounts = {
  /** Items that are neither withdrawn nor superseded. */
  readonly live: number;
  readonly freshness: Readonly<Record<Freshness, number>>;
  readonly state: Readonly<Record<ItemState, number>>;
  /** Items that the filters leave. */
  readonly total: number;
};

export type EvidencePage = {
  readonly rows: readonly EvidenceRow[];
  readonly counts: LibraryCounts;
  readonly categories: readonly string[];
  /** Position of the first row among the filtered ones, from 1. */
  readonly from: number;
  /** Cursors of the neighbouring pages; null at an end. */
  readonly next: string | null;
  readonly previous: string | null;
  readonly members: readonly OwnerOption[];
};

export type ArtifactDto = {
  readonly number: number;
  readonly kind: ArtifactKind;
  readonly url: string | null;
  readonly body: string;
  readonly effectiveOn: IsoDate | null;
  readonly periodFrom: IsoDate | null;
  readonly periodTo: IsoDate | null;
  readonly sourceSystem: string;
  readonly collectedBy: string;
  readonly addedByName: string;
  readonly addedAt: Date;
  readonly outOfWindow: boolean;
};

export type LinkDto = {
  readonly ref: string;
  readonly kind: RequirementKind;
  readonly title: string;
  readonly origin: LinkOrigin;
  readonly linkedByName: string;
  readonly linkedAt: Date;
  readonly verdict: Verdict;
  readonly verdictNote: string;
  readonly reviewerName: string | null;
  readonly reviewedAt: Date | null;
  readonly reviewedArtifact: number | null;
  /** The verdict was given on an older artifact, so it is asked for again. */
  readonly outdated: boolean;
};

export type ProposalDto = {
  readonly ref: string;
  readonly title: string;
  readonly overlap: "full" | "partial";
  readonly ticked: boolean;
  readonly toAdd: readonly string[];
  readonly via: readonly string[];
  readonly disputes: readonly string[];
};

export type HistoryEntry = {
  readonly seq: number;
  readonly at: Date;
  readonly actorName: string;
  readonly verb: string;
  /** The entry's own words, such as a reason or the references; empty when there are none. */
  readonly detail: string;
};

export type EvidenceItemDto = EvidenceSummary & {
  readonly guidance: string;
  readonly sharedDescription: string;
  readonly internalNotes: string;
  readonly ownerText: string;
  readonly stateReason: string;
  readonly submittedById: string | null;
  readonly submittedByName: string | null;
  readonly submittedAt: Date | null;
  readonly reviewedByName: string | null;
  readonly reviewedAt: Date | null;
  /** Newest first. */
  readonly artifacts: readonly ArtifactDto[];
  /** In standard order. */
  readonly links: readonly LinkDto[];
  readonly proposals: readonly ProposalDto[];
  readonly dismissed: readonly ProposalDto[];
  readonly history: readonly HistoryEntry[];
  readonly window: { readonly from: IsoDate | null; readonly to: IsoDate | null };
  /** The actor may change it: a contributor only their own. */
  readonly mayEdit: boolean;
  /** The actor may judge it; `reviewRefusal` says why not. */
  readonly mayReview: boolean;
  readonly reviewRefusal: string | null;
};

/** One proposed or dismissed link of the proposals page. */
export type ProposalRow = ProposalDto & {
  readonly itemId: string;
  readonly reference: string | null;
  readonly itemTitle: string;
  readonly state: ItemState;
};

export type ProposalPage = {
  /** By requirement in standard order, then by item. */
  readonly rows: readonly ProposalRow[];
  readonly dismissed: readonly ProposalRow[];
  readonly counts: {
    readonly all: number;
    readonly full: number;
    readonly partial: number;
    readonly dismissed: number;
    readonly items: number;
    readonly requirements: number;
  };
};

/** How a changed or refused item is named in an answer. */
export type BulkAnswer = {
  readonly done: number;
  readonly refused: readonly { readonly name: string; readonly reason: string }[];
};
