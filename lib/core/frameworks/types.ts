// The shapes of the catalogue: what a criterion, a control, a clause requirement and a crosswalk row are made of.

export const TSC_CATEGORIES = [
  "security",
  "availability",
  "confidentiality",
  "processing_integrity",
  "privacy",
] as const;
export type TscCategory = (typeof TSC_CATEGORIES)[number];

export const ANNEX_THEMES = ["A.5", "A.6", "A.7", "A.8"] as const;
export type AnnexTheme = (typeof ANNEX_THEMES)[number];

/** What the article asserts for a whole row; a pair inherits it (`inheritedOverlap`). */
export const OVERLAPS = ["full", "partial", "additive"] as const;
export type Overlap = (typeof OVERLAPS)[number];

/** Where a statement comes from: a line of one of the two source documents, or our own reviewed reading. */
export type SourceRef = {
  readonly document: "mapping-article" | "side-by-side" | "own-reading";
  readonly line: number | null;
};

type RequirementBase = {
  /** Canonical reference: `CC6.1`, `A.5.15`, `6.1.2`. */
  readonly ref: string;
  readonly title: string;
  /** One sentence of our own: what it is about. */
  readonly about: string;
  /** One sentence of our own: what evidence usually shows it. */
  readonly shownBy: string;
};

export type Criterion = RequirementBase & {
  readonly kind: "criterion";
  readonly category: TscCategory;
  /** `CC6`, `A1`, `P4`: the group the criterion is listed under. */
  readonly series: string;
  readonly cosoPrinciple: number | null;
  /** The name of the article's row when it misdescribes the criterion, with what differs; null where it does not. */
  readonly sourceNameNote: string | null;
};

export type AnnexControl = RequirementBase & {
  readonly kind: "control";
  readonly theme: AnnexTheme;
  readonly newIn2022: boolean;
  readonly attributes: {
    readonly controlType: readonly string[];
    readonly properties: readonly string[];
    readonly concepts: readonly string[];
    readonly capabilities: readonly string[];
    readonly domains: readonly string[];
  };
};

export type ClauseRequirement = RequirementBase & {
  readonly kind: "clause";
  /** The chapter, `4` to `10`. */
  readonly chapter: string;
  readonly documented: "document" | "record" | "both" | null;
  /** What Amendment 1:2024 adds, in our own words; null where it adds nothing. */
  readonly amendment2024: string | null;
  /** Artefacts an auditor expects, in our own words. */
  readonly artefacts: readonly string[];
};

export type CatalogueEntry = Criterion | AnnexControl | ClauseRequirement;

export const REFERENCE_KINDS = ["named", "range", "wildcard"] as const;
export type ReferenceKind = (typeof REFERENCE_KINDS)[number];

export const EVIDENCE_KINDS = [
  "evidence",
  "third_party_assurance",
  "extend",
  "iso_obligation",
  "net_new_iso",
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export type EvidenceHint = { readonly text: string; readonly kind: EvidenceKind };

/** One row of the crosswalk as the article has it; overlap is stated per row, never per pair. */
export type CrosswalkRow = {
  readonly criterion: string;
  readonly overlap: Overlap;
  readonly direction: "both" | "soc2_only";
  readonly references: readonly { readonly ref: string; readonly kind: "named" | "range" }[];
  /** `A.8` where the row says "A 8.x broadly": a statement about a theme, never about a control. */
  readonly wildcardTheme: AnnexTheme | null;
  readonly clauses: readonly string[];
  readonly evidence: readonly EvidenceHint[];
  /** What still has to be done for ISO when the overlap is partial or additive, in our own words; null for full rows without one. */
  readonly toAdd: string | null;
  /** A limit on reuse, in our own words. */
  readonly caveat: string | null;
  readonly source: SourceRef;
  /** Ids of `disputes.ts` that concern this row. */
  readonly disputes: readonly string[];
};

/** A place where the sources contradict themselves, and how the product shows it. */
export type Dispute = {
  readonly id: string;
  readonly kind: string;
  readonly severity: "high" | "med" | "low";
  readonly lines: readonly { readonly document: SourceRef["document"]; readonly line: number }[];
  readonly claim: string;
  readonly finding: string;
  readonly presented: string;
  /** Catalogue references that carry a "disputed" mark because of it; empty for disputes about totals. */
  readonly refs: readonly string[];
};

/** A requirement of ISO/IEC 27001 that no SOC 2 work produces, with what has to be made. */
export type NetNewItem = { readonly ref: string; readonly artefact: string; readonly source: SourceRef };
