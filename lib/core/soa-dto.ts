// The Statement of Applicability as pages and exports receive it: one row per control with what stands beside it.
import type { IsoDate } from "@/lib/core/dates";
import type { TscCategory } from "@/lib/core/frameworks/types";
import type { Hosting } from "@/lib/core/programme";
import type { SoaReason, SoaRow } from "@/lib/core/soa";
import type { SoaCheck } from "@/lib/core/soa-checks";
import type { SoaSuggestion } from "@/lib/core/soa-suggestions";
import type { Applicability, ControlMethod, Delivery, Implementation, ReasonKind } from "@/lib/core/statuses";

/** A risk or an obligation that names the control. */
export type SoaTarget = {
  readonly id: string;
  /** "R-004", "O-002". */
  readonly number: string;
  readonly title: string;
};

export type SoaReasonDto = {
  readonly kind: ReasonKind;
  readonly detail: string;
  /** Points at a risk, an obligation or a contract; it is changed there and keeps the control from being excluded. */
  readonly cited: boolean;
};

/** The reliance statement behind an inherited row: the one that is valid longest. */
export type SoaReliance = {
  readonly supplierId: string;
  readonly provider: string;
  /** "SOC 2 Type 2 report 2026-17". */
  readonly document: string;
  /** The last day on which the row may lean on it: the document's end or the next review, whichever comes first. */
  readonly validUntil: IsoDate;
  readonly valid: boolean;
  /** What stays in our hands: gaps of the document and the controls that it leaves to us. */
  readonly residual?: readonly string[] | undefined;
};

/** A row with what pages and exports print beside it; the rules of lib/core/soa take it as it is. */
export type SoaRowDto = Omit<SoaRow, "reasons"> & {
  readonly reasons: readonly SoaReasonDto[];
  /** By what means it is implemented, each once, in the order of CONTROL_METHODS. */
  readonly methods: readonly ControlMethod[];
  /** What the control is about, in one sentence. */
  readonly about: string;
  readonly ownerName: string | null;
  /** Linked pieces of evidence that are sufficient, accepted and not expired today. */
  readonly currentCount: number;
  /** The day the newest of the current pieces was accepted, in the workspace's zone. */
  readonly acceptedOn: IsoDate | null;
  /** Paired SOC 2 criteria in scope, in standard order. */
  readonly criteria: readonly string[];
  /** Numbers of nonconformities that name the control and are not closed. */
  readonly nonconformities: readonly string[];
  /** Risks that the control treats, by number. */
  readonly risks: readonly SoaTarget[];
  /** Laws, contracts and commitments that ask for the control, by number. */
  readonly obligations: readonly SoaTarget[];
  readonly reliance: SoaReliance | null;
  /** The day a person last looked at the row: changed it, or approved a version with it. */
  readonly reviewedOn: IsoDate | null;
  /** Of the row; implementation, target date, owner, title and explanation are counted by `requirementVersion`. */
  readonly version: number;
  readonly requirementVersion: number;
};

/** The draft as it stands on `today`: rows in standard order, own controls last. */
export type SoaDraft = {
  readonly organisation: string;
  readonly today: IsoDate;
  readonly hosting: Hosting;
  readonly categories: readonly TscCategory[];
  readonly rows: readonly SoaRowDto[];
  readonly checks: readonly SoaCheck[];
  /** Own controls that were taken out and can be brought back. */
  readonly archived: readonly {
    readonly ref: string;
    readonly title: string;
    readonly requirementVersion: number;
  }[];
  /** What nobody has accepted or dismissed yet, in the order of the rows. */
  readonly suggestions: readonly SoaSuggestionDto[];
  readonly standing: SoaStanding;
  /** When a row was last edited, as printed; null while nobody has. */
  readonly savedAt: string | null;
};

export type SoaSuggestionDto = SoaSuggestion & {
  /** Hash of what it says: an answer counts for these words only. */
  readonly basis: string;
};

/** Where the versions stand beside the live draft. */
export type SoaStanding = {
  readonly approved: {
    readonly id: string;
    readonly label: string;
    readonly on: IsoDate;
    /** Its frozen text is not what its hash stands for: what changed since is not known. */
    readonly damaged: boolean;
  } | null;
  readonly inReview: {
    readonly id: string;
    readonly label: string;
    readonly submittedBy: string;
    readonly submittedOn: IsoDate;
  } | null;
  /** The numbers that the next version may take. */
  readonly next: { readonly minor: string; readonly major: string };
  /** Decisions of the draft that differ from the approved version; empty while there is none or it is damaged. */
  readonly changes: readonly { readonly ref: string; readonly cell: string | null }[];
};

/** What one edit may change; absent fields stay as they are. */
export type SoaPatch = {
  readonly applicability?: Applicability | undefined;
  readonly reasons?: readonly SoaReason[] | undefined;
  /** Added to the reasons that the row has; a kind that is there already keeps its words. */
  readonly addReasons?: readonly SoaReason[] | undefined;
  readonly justification?: string | undefined;
  readonly exclusionJustification?: string | undefined;
  readonly description?: string | undefined;
  readonly evidenceOverride?: string | undefined;
  readonly delivery?: Delivery | undefined;
  /** In place of all that the row has. */
  readonly methods?: readonly ControlMethod[] | undefined;
  readonly implementation?: Implementation | undefined;
  readonly targetOn?: IsoDate | null | undefined;
  readonly ownerId?: string | null | undefined;
};

/** One row of an edit, with the versions that the person saw. */
export type SoaEdit = {
  readonly ref: string;
  readonly version: number;
  readonly requirementVersion: number;
  readonly patch: SoaPatch;
};

/** Both versions after the edit, for the next one. */
export type SoaSaved = {
  readonly ref: string;
  readonly version: number;
  readonly requirementVersion: number;
};

/** What a bulk edit did: the good rows are stored, the refused ones say why. */
export type SoaBulkResult = {
  readonly saved: readonly SoaSaved[];
  readonly refused: readonly { readonly ref: string; readonly reason: string }[];
};

/** What a bulk edit did, in one sentence. */
export function soaBulkSentence({ saved, refused }: SoaBulkResult): string {
  const done = saved.length === 1 ? "1 row saved." : `${saved.length} rows saved.`;
  if (refused.length === 0) return done;
  const named = refused.slice(0, 3).map(({ ref, reason }) => `${ref}: ${reason}`);
  const more = refused.length > 3 ? ` And ${refused.length - 3} more.` : "";
  return `${done} ${refused.length} left as ${refused.length === 1 ? "it was" : "they were"}. ${named.join(" ")}${more}`;
}
