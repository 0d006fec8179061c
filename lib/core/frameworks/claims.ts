// The figures that the two sources publish, in our own words with their lines: what each counts, for which scope, and which ids it names.
import type { SourceRef, TscCategory } from "./types";

/** What a figure counts. `lib/core/claims-view.ts` computes the same from the rows. */
export type ClaimMeasure =
  /** All Annex A controls. */
  | "controls"
  /** Controls that a row of the scope names. */
  | "mapped"
  /** Controls that no row of the scope names. */
  | "unmapped"
  /** Mapped controls without a Full row. */
  | "partial"
  /** Controls that the scope names and Security alone does not. */
  | "increment"
  /** Criteria that have a row. */
  | "criteria"
  /** Criteria whose row names a control of Annex A. */
  | "criteria_with_control"
  /** Criteria whose row names a control, a clause or a theme. */
  | "criteria_with_iso"
  /** Criteria without any counterpart. */
  | "criteria_alone"
  /** Criteria whose row is Partial. */
  | "criteria_partial"
  /** Controls that the rows of one group of criteria name. */
  | "group_controls"
  /** Themes of Annex A that the rows of a category name. */
  | "themes"
  /** Clause requirements that a row names. */
  | "clauses"
  /** The share of Annex A, without a scope. */
  | "share";

export type PublishedClaim = {
  readonly id: string;
  /** The claim in our own words. */
  readonly says: string;
  readonly lines: readonly { readonly document: SourceRef["document"]; readonly line: number }[];
  readonly disputes: readonly string[];
  readonly measure: ClaimMeasure;
  /** The scope that the figure is said to hold for. */
  readonly scope: readonly TscCategory[];
  /** One theme, category or group of criteria that the measure is limited to. */
  readonly part: string | null;
  readonly quoted: { readonly n: number | null; readonly of: number | null; readonly percent: number | null };
  /** The ids that the source gives, as a list or as all but a list; null where it gives none. */
  readonly named: { readonly kind: "these" | "all_but"; readonly refs: readonly string[] } | null;
};

const S: readonly TscCategory[] = ["security"];
const SAC: readonly TscCategory[] = ["security", "availability", "confidentiality"];
const ALL: readonly TscCategory[] = [...SAC, "processing_integrity", "privacy"];

const article = (...lines: number[]) => lines.map((line) => ({ document: "mapping-article" as const, line }));
const page = (...lines: number[]) => lines.map((line) => ({ document: "side-by-side" as const, line }));
const quote = (n: number | null, of: number | null = null, percent: number | null = null) => ({
  n,
  of,
  percent,
});
const these = (...refs: string[]) => ({ kind: "these" as const, refs });
const allBut = (...refs: string[]) => ({ kind: "all_but" as const, refs });

const FIVE_ORGANIZATIONAL = ["A.5.5", "A.5.6", "A.5.11", "A.5.31", "A.5.32"];
const SIX_PHYSICAL = ["A.7.5", "A.7.7", "A.7.8", "A.7.11", "A.7.12", "A.7.13"];

export const CLAIMS: readonly PublishedClaim[] = [
  {
    id: "annex-a-total",
    says: "Annex A has 93 controls",
    lines: article(7, 140, 157),
    disputes: [],
    measure: "controls",
    scope: ALL,
    part: null,
    quoted: quote(93),
    named: null,
  },
  {
    id: "every-criterion",
    says: "The tables have a row for every criterion of the five categories",
    lines: article(11),
    disputes: [],
    measure: "criteria",
    scope: ALL,
    part: null,
    quoted: quote(null),
    named: allBut(),
  },
  {
    id: "security-share",
    says: "Security alone covers 69 of 93 controls, about 74 %",
    lines: article(7, 159, 217),
    disputes: ["K01"],
    measure: "mapped",
    scope: S,
    part: null,
    quoted: quote(69, 93, 74),
    named: null,
  },
  {
    id: "three-category-share",
    says: "Security, Availability and Confidentiality cover 82 of 93 controls, 88 %",
    lines: article(157, 159, 217),
    disputes: ["K02", "K36"],
    measure: "mapped",
    scope: SAC,
    part: null,
    quoted: quote(82, 93, 88),
    named: allBut(...FIVE_ORGANIZATIONAL, ...SIX_PHYSICAL),
  },
  {
    id: "theme-a5",
    says: "Organizational: 32 of 37 covered",
    lines: article(142, 153),
    disputes: ["K03"],
    measure: "mapped",
    scope: SAC,
    part: "A.5",
    quoted: quote(32, 37, 86),
    named: allBut(...FIVE_ORGANIZATIONAL),
  },
  {
    id: "theme-a6",
    says: "People: 8 of 8 covered",
    lines: article(144, 154),
    disputes: ["K04"],
    measure: "mapped",
    scope: SAC,
    part: "A.6",
    quoted: quote(8, 8, 100),
    named: allBut(),
  },
  {
    id: "theme-a7",
    says: "Physical: 8 of 14 covered",
    lines: article(146, 155),
    disputes: ["K05", "K15", "K16"],
    measure: "mapped",
    scope: SAC,
    part: "A.7",
    quoted: quote(8, 14, 57),
    named: allBut(...SIX_PHYSICAL),
  },
  {
    id: "theme-a8",
    says: "Technological: 34 of 34 covered",
    lines: article(148, 156),
    disputes: ["K06", "K18"],
    measure: "mapped",
    scope: SAC,
    part: "A.8",
    quoted: quote(34, 34, 100),
    named: allBut(),
  },
  {
    id: "eleven-uncovered",
    says: "Eleven controls have no SOC 2 coverage",
    lines: article(221),
    disputes: ["K12"],
    measure: "unmapped",
    scope: ALL,
    part: null,
    quoted: quote(11),
    named: these(...FIVE_ORGANIZATIONAL, ...SIX_PHYSICAL),
  },
  {
    id: "five-organizational",
    says: "Five organizational controls have no SOC 2 counterpart",
    lines: article(142, 213),
    disputes: ["K13"],
    measure: "unmapped",
    scope: SAC,
    part: "A.5",
    quoted: quote(5),
    named: these(...FIVE_ORGANIZATIONAL),
  },
  {
    id: "six-physical",
    says: "Six physical controls are not covered for a software service",
    lines: article(146, 181),
    disputes: ["K14"],
    measure: "unmapped",
    scope: SAC,
    part: "A.7",
    quoted: quote(6),
    named: these(...SIX_PHYSICAL),
  },
  {
    id: "six-partial",
    says: "Six technological controls are Partial, the others Full",
    lines: article(148),
    disputes: ["K17", "K18"],
    measure: "partial",
    scope: SAC,
    part: "A.8",
    quoted: quote(6),
    named: these("A.8.11", "A.8.12", "A.8.17", "A.8.18", "A.8.23", "A.8.34"),
  },
  {
    id: "availability-adds",
    says: "Availability adds five controls",
    lines: article(159, 217),
    disputes: ["K07"],
    measure: "increment",
    scope: ["security", "availability"],
    part: null,
    quoted: quote(5),
    named: these("A.5.29", "A.5.30", "A.8.6", "A.8.13", "A.8.14"),
  },
  {
    id: "confidentiality-adds",
    says: "Confidentiality adds two controls, by the FAQ a third in part",
    lines: article(159, 217),
    disputes: ["K08"],
    measure: "increment",
    scope: ["security", "confidentiality"],
    part: null,
    quoted: quote(3),
    named: these("A.5.12", "A.5.13", "A.8.11"),
  },
  {
    id: "step-74-to-88",
    says: "The step from 74 to 88 %, 13 controls, comes mainly from the seven named for Availability and Confidentiality",
    lines: article(159),
    disputes: ["K09"],
    measure: "increment",
    scope: SAC,
    part: null,
    quoted: quote(13),
    named: these("A.5.12", "A.5.13", "A.5.29", "A.5.30", "A.8.6", "A.8.13", "A.8.14"),
  },
  {
    id: "processing-integrity-adds",
    says: "Processing Integrity adds four controls in part",
    lines: article(217),
    disputes: ["K10"],
    measure: "increment",
    scope: ["security", "processing_integrity"],
    part: null,
    quoted: quote(4),
    named: these("A.8.26", "A.8.27", "A.8.28", "A.8.29"),
  },
  {
    id: "privacy-adds",
    says: "Privacy adds A.5.34",
    lines: article(217),
    disputes: ["K11"],
    measure: "increment",
    scope: ["security", "privacy"],
    part: null,
    quoted: quote(1),
    named: these("A.5.34"),
  },
  {
    id: "every-security-criterion",
    says: "All 33 Security criteria map to a control of Annex A",
    lines: article(39),
    disputes: ["K26"],
    measure: "criteria_with_control",
    scope: S,
    part: "security",
    quoted: quote(33, 33),
    named: allBut(),
  },
  {
    id: "processing-integrity-partial",
    says: "All five Processing Integrity criteria are Partial",
    lines: article(99),
    disputes: [],
    measure: "criteria_partial",
    scope: ALL,
    part: "processing_integrity",
    quoted: quote(5, 5),
    named: allBut(),
  },
  {
    id: "privacy-criteria",
    says: "There are eight Privacy criteria",
    lines: article(7),
    disputes: ["K28"],
    measure: "criteria",
    scope: ALL,
    part: "privacy",
    quoted: quote(8),
    named: null,
  },
  {
    id: "privacy-without-equivalent",
    says: "9 of the 18 privacy criteria have no counterpart",
    lines: article(136),
    disputes: ["K27", "K19"],
    measure: "criteria_alone",
    scope: ALL,
    part: "privacy",
    quoted: quote(9, 18),
    named: these("P2.1", "P3.1", "P3.2", "P4.1", "P5.1", "P5.2", "P6.7", "P7.1", "P8.1"),
  },
  {
    id: "p6-controls",
    says: "P6 overlaps most, through A.5.19 to A.5.22 and A.5.26",
    lines: article(112),
    disputes: ["K30"],
    measure: "group_controls",
    scope: ALL,
    part: "P6",
    quoted: quote(5),
    named: these("A.5.19", "A.5.20", "A.5.21", "A.5.22", "A.5.26"),
  },
  {
    id: "no-clause",
    says: "SOC 2 has no counterpart for any of clauses 4 to 10",
    lines: article(169),
    disputes: ["K31"],
    measure: "clauses",
    scope: ALL,
    part: null,
    quoted: quote(0, 30),
    named: these(),
  },
  {
    id: "about-80",
    says: "About 80 % of the controls overlap",
    lines: page(5, 7, 19, 35),
    disputes: ["K50", "K52"],
    measure: "share",
    scope: ALL,
    part: null,
    quoted: quote(null, null, 80),
    named: null,
  },
  {
    id: "security-themes",
    says: "Security maps to Organizational and Technological controls",
    lines: page(12),
    disputes: ["K54"],
    measure: "themes",
    scope: S,
    part: "security",
    quoted: quote(2, 4),
    named: these("A.5", "A.8"),
  },
  {
    id: "availability-themes",
    says: "Availability maps to Technological controls",
    lines: page(13),
    disputes: ["K53"],
    measure: "themes",
    scope: ["security", "availability"],
    part: "availability",
    quoted: quote(1, 4),
    named: these("A.8"),
  },
  {
    id: "confidentiality-themes",
    says: "Confidentiality maps to Organizational and Technological controls",
    lines: page(14),
    disputes: [],
    measure: "themes",
    scope: ["security", "confidentiality"],
    part: "confidentiality",
    quoted: quote(2, 4),
    named: these("A.5", "A.8"),
  },
  {
    id: "way-back",
    says: "The way back, from ISO to SOC 2, is easier",
    lines: page(7, 19, 47),
    disputes: ["K58"],
    measure: "criteria_with_iso",
    scope: ALL,
    part: null,
    quoted: quote(null),
    named: null,
  },
];
