// What the evidence pages are told: items, artifacts, links, proposals, and the options of a panel that attaches them.
import type { IsoDate } from "@/lib/core/dates";
import type { DateMark } from "@/lib/core/evidence-dates";
import type { ArtifactFacts } from "@/lib/core/evidence-versions";
import type { Window, WindowFit } from "@/lib/core/evidence-window";
import type { FileFacts } from "@/lib/core/file-dto";
import type { ProposalDirection } from "@/lib/core/links";
import type { Freshness, ItemState, LinkOrigin, RequirementKind, Verdict } from "@/lib/core/statuses";
import type { Cadence } from "@/lib/core/work-statuses";

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
  /** Days before the renewal date from which it is due soon. */
  readonly reminderDays: number;
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
    readonly direction: ProposalDirection;
    readonly toAdd: readonly string[];
    readonly via: readonly string[];
    readonly disputes: readonly string[];
    readonly decided: readonly string[];
  } | null;
};

/** One line of the library. */
export type EvidenceRow = EvidenceSummary & {
  readonly submittedBy: string | null;
  /** Number of the newest artifact; 0 while there is none. */
  readonly artifactCount: number;
  readonly outOfWindow: boolean;
  /** What its dates ask for today, the renewal first. */
  readonly marks: readonly DateMark[];
};

/** One line of an exported list. Internal notes are not in it. */
export type EvidenceExportRow = EvidenceRow & {
  readonly periodFrom: IsoDate | null;
  readonly periodTo: IsoDate | null;
  readonly sourceSystem: string | null;
  readonly url: string | null;
  readonly fileName: string | null;
  /** Of the newest version's bytes, hexadecimal; null where it has none. */
  readonly sha256: string | null;
  readonly cadence: Cadence;
  readonly cadenceDays: number | null;
  readonly sharedDescription: string;
  readonly refs: readonly string[];
};

/** A member at present, for pickers. */
export type OwnerOption = { readonly userId: string; readonly name: string };

/** The library counts no further; one more means "and more". */
export const COUNTED_AT_MOST = 10_000;

/** Proposed links that nobody decided yet; `more`: only a part of a large library was looked at. */
export type OpenProposals = { readonly count: number; readonly more: boolean };

/** States that the library counts: those that wait for somebody, and those that have left the lists. */
export const COUNTED_STATES = ["submitted", "returned", "superseded", "withdrawn"] as const;
export type CountedState = (typeof COUNTED_STATES)[number];

/** Numbers of the library, none above `COUNTED_AT_MOST` + 1; each opens the list that it counts. */
export type LibraryCounts = {
  /** Items that are neither withdrawn nor superseded. */
  readonly live: number;
  readonly freshness: Readonly<Record<Freshness, number>>;
  readonly state: Readonly<Record<CountedState, number>>;
  readonly archived: number;
  /** Items that the filters leave. */
  readonly total: number;
};

export type EvidencePage = {
  readonly workspaceName: string;
  readonly rows: readonly EvidenceRow[];
  readonly counts: LibraryCounts;
  readonly categories: readonly string[];
  readonly proposals: OpenProposals;
  /** Position of the first row among the filtered ones, from 1. */
  readonly from: number;
  /** Cursors of the neighbouring pages; null at an end. */
  readonly next: string | null;
  readonly previous: string | null;
  readonly members: readonly OwnerOption[];
};

export type ArtifactDto = ArtifactFacts & {
  readonly number: number;
  readonly file: FileFacts | null;
  readonly restoredFrom: number | null;
  readonly addedByName: string;
  readonly addedAt: Date;
  /** Whether its days lie in the observation window, and why not. */
  readonly fit: WindowFit;
  readonly fitReason: string | null;
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
  /** The newest version that the verdict stands for. */
  readonly reviewedArtifact: number | null;
  /** The version that the reviewer looked at, when the verdict was kept for a later one. */
  readonly keptFrom: number | null;
  /** It also holds for renewals of the same kind. */
  readonly forRenewals: boolean;
  /** The verdict was given on an older artifact, so it is asked for again. */
  readonly outdated: boolean;
};

export type ProposalDto = {
  readonly ref: string;
  readonly title: string;
  /** `soc2`: the way back, from a control or clause to a criterion. */
  readonly direction: ProposalDirection;
  readonly overlap: "full" | "partial";
  readonly ticked: boolean;
  readonly toAdd: readonly string[];
  readonly via: readonly string[];
  readonly disputes: readonly string[];
  /** Those of `via` whose pair the team decided about. */
  readonly decided: readonly string[];
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
  readonly cadence: Cadence;
  readonly cadenceDays: number | null;
  /** The renewal date that was set by hand for this once. */
  readonly renewOverrideOn: IsoDate | null;
  readonly archived: boolean;
  /** What its dates ask for today, the renewal first. */
  readonly marks: readonly DateMark[];
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
  /** Number of the newest version; 0 while there is none. */
  readonly currentArtifact: number;
  /** Newest first, at most 200. */
  readonly artifacts: readonly ArtifactDto[];
  /** In standard order. */
  readonly links: readonly LinkDto[];
  readonly proposals: readonly ProposalDto[];
  readonly dismissed: readonly ProposalDto[];
  readonly history: readonly HistoryEntry[];
  readonly window: Window;
  /** The actor may change it: a contributor only their own. */
  readonly mayEdit: boolean;
  /** The actor may judge it; `reviewRefusal` says why not. */
  readonly mayReview: boolean;
  readonly reviewRefusal: string | null;
  /** The workspace waived the separation of duties. */
  readonly selfAcceptance: boolean;
};

/** One item's versions, two of which are set side by side. */
export type ComparedVersions = {
  readonly itemId: string;
  readonly reference: string | null;
  readonly title: string;
  readonly version: number;
  readonly mayEdit: boolean;
  /** Newest first. */
  readonly artifacts: readonly ArtifactDto[];
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
    /** Towards ISO. */
    readonly full: number;
    readonly partial: number;
    /** From a control or clause back to a criterion. */
    readonly back: number;
    readonly dismissed: number;
    readonly items: number;
    readonly requirements: number;
  };
};

/** How a changed or refused item is named in an answer. */
export type BulkAnswer = {
  readonly done: number;
  readonly refused: readonly { readonly name: string; readonly reason: string }[];
  /** What takes the change back, where one step can. */
  readonly undo?: BulkUndo;
};

/** More than this is not taken back by one button. */
export const UNDONE_AT_MOST = 500;

/** A bulk change as it was done, with what is needed to take it back. */
export type BulkUndo =
  | { readonly verb: "archive" | "unarchive"; readonly itemIds: readonly string[] }
  | { readonly verb: "assign"; readonly owners: readonly FormerOwner[] }
  | { readonly verb: "renew" | "cadence"; readonly dates: readonly FormerDates[] }
  | { readonly verb: "link"; readonly pairs: readonly string[] };

/** When an item was due before, and the version that the change left. */
export type FormerDates = {
  readonly itemId: string;
  readonly version: number;
  readonly cadence: Cadence;
  readonly cadenceDays: number | null;
  readonly renewOverrideOn: IsoDate | null;
  readonly renewOn: IsoDate | null;
};

/** Whose an item was before, and the version that the change left. */
export type FormerOwner = {
  readonly itemId: string;
  readonly version: number;
  readonly ownerId: string | null;
  readonly ownerText: string;
};
