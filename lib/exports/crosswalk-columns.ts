import { OVERLAP_NAME } from "@/lib/core/crosswalk-export";
import type { CrosswalkDocument, ExportPair } from "@/lib/core/crosswalk-export-document";
import {
  ATTRIBUTION,
  EXPORT_NOTICE,
  EXPORT_PRIVACY,
  EXPORT_READING,
  EXPORT_THEME_LEVEL,
  EXPORT_TITLE,
  EXPORT_WAY_BACK,
  SOURCES_DATE,
  sourceTitle,
} from "@/lib/core/crosswalk-export-words";
import { CATEGORY_TITLE, GROUP_BY_ID, groupHeading, groupIdOf } from "@/lib/core/explorer-groups";
import { entryOf } from "@/lib/core/frameworks/catalogue";
import type { PrivacyView } from "@/lib/core/privacy-column";

export type CrosswalkColumn = {
  readonly title: string;
  /** Width in characters. */
  readonly width: number;
  readonly number?: boolean;
  /** Left out of CSV, where a spreadsheet would read 5.10 as 5.1. */
  readonly workbookOnly?: boolean;
  readonly value: (pair: ExportPair) => string | number;
};

/** The short title of a requirement; empty for one that the catalogue does not have. */
export function titleOf(ref: string): string {
  return entryOf(ref)?.title ?? "";
}

/** "CC6 Logical and physical access", "A.5 Organizational", "Clause 6 Planning". */
export function groupOf(ref: string): string {
  const entry = entryOf(ref);
  const group = entry === undefined ? undefined : GROUP_BY_ID.get(groupIdOf(entry));
  return group === undefined ? "" : groupHeading(group);
}

const SOC2: readonly CrosswalkColumn[] = [
  { title: "Criterion", width: 10, value: (pair) => pair.criterion },
  { title: "Criterion name", width: 32, value: (pair) => titleOf(pair.criterion) },
  { title: "Criterion group", width: 26, value: (pair) => groupOf(pair.criterion) },
];
const ISO: readonly CrosswalkColumn[] = [
  { title: "Requirement", width: 12, value: (pair) => pair.ref },
  { title: "ISO number", width: 11, workbookOnly: true, value: (pair) => pair.ref.replace(/^A\./, "") },
  { title: "Requirement title", width: 32, value: (pair) => titleOf(pair.ref) },
  { title: "Requirement group", width: 22, value: (pair) => groupOf(pair.ref) },
  {
    title: "Kind of requirement",
    width: 14,
    value: (pair) => (pair.target === "control" ? "Annex A control" : "Clause"),
  },
];
const FACTS: readonly CrosswalkColumn[] = [
  { title: "Overlap", width: 10, value: (pair) => OVERLAP_NAME[pair.overlap] },
  {
    title: "Overlap in the source",
    width: 12,
    value: (pair) => (pair.asserted === null ? "Not asserted" : OVERLAP_NAME[pair.asserted]),
  },
  { title: "Kind of pair", width: 10, value: (pair) => pair.kind },
  { title: "Evidence that often serves", width: 40, value: (pair) => pair.evidence.join("; ") },
  { title: "To add", width: 44, value: (pair) => pair.toAdd ?? "" },
  { title: "Limit", width: 36, value: (pair) => pair.caveat ?? "" },
  { title: "Disputed", width: 12, value: (pair) => pair.disputes.join(", ") },
  {
    title: "Source",
    width: 28,
    value: ({ source }) => (source === null ? "The team" : sourceTitle(source.document)),
  },
  { title: "Source line", width: 8, number: true, value: ({ source }) => source?.line ?? "" },
];
const TEAM: readonly CrosswalkColumn[] = [
  {
    title: "Decided overlap",
    width: 12,
    value: ({ decision }) => (decision === null ? "" : OVERLAP_NAME[decision.overlap]),
  },
  { title: "Note", width: 30, value: ({ decision }) => decision?.note ?? "" },
  { title: "Reason", width: 30, value: ({ decision }) => decision?.reason ?? "" },
  { title: "Decided by", width: 18, value: ({ decision }) => decision?.decidedBy ?? "" },
  { title: "Decided at (UTC)", width: 20, value: ({ decision }) => decision?.decidedAt ?? "" },
  {
    title: "Reviewed overlap",
    width: 12,
    value: ({ review }) => (review === null ? "" : OVERLAP_NAME[review.overlap]),
  },
  { title: "Reviewed by", width: 18, value: ({ review }) => review?.reviewedBy ?? "" },
  { title: "Reviewed at (UTC)", width: 20, value: ({ review }) => review?.reviewedAt ?? "" },
  {
    title: "Evidence linked to the criterion",
    width: 10,
    number: true,
    value: ({ linked }) => linked?.criterion ?? 0,
  },
  {
    title: "Evidence linked to the requirement",
    width: 10,
    number: true,
    value: ({ linked }) => linked?.requirement ?? 0,
  },
];

/** The columns of the pairs: the side that the direction starts from comes first, a team's columns last. */
export function pairColumns({ view, team }: CrosswalkDocument): readonly CrosswalkColumn[] {
  const sides = view.direction === "iso" ? [...SOC2, ...ISO] : [...ISO, ...SOC2];
  return [...sides, ...FACTS, ...(team === null ? [] : TEAM)];
}

const numbersText = (controls: PrivacyView["controller"]) => controls.map(({ number }) => number).join(", ");

/** Numbers of ISO/IEC 27701 beside a privacy criterion, controller first. */
export function privacyText(row: PrivacyView): string {
  return [
    ["Controller", numbersText(row.controller)],
    ["Processor", numbersText(row.processor)],
    ["Shared", numbersText(row.shared)],
  ]
    .filter(([, numbers]) => numbers !== "")
    .map(([name, numbers]) => `${name} ${numbers}`)
    .join("; ");
}

function numberLines({ numbers }: CrosswalkDocument): readonly (readonly [string, string])[] {
  const of = ({ count, of: all }: { count: number; of: number }) => `${count} of ${all}`;
  if (numbers.to === "soc2") {
    return [
      ["Criteria with a Full pair", of(numbers.full)],
      ["Criteria with Partial pairs only", of(numbers.partial)],
      ["Criteria with a theme-level statement only", of(numbers.themeLevel)],
      ["Criteria without a counterpart", of(numbers.none)],
    ];
  }
  const { annexA, clauses } = numbers;
  return [
    ["Annex A, mapped", of(annexA.mapped)],
    ["Annex A, reusable as is", of(annexA.reusable)],
    ["Annex A, supplement", of(annexA.supplement)],
    ["Annex A, net-new", of(annexA.netNew)],
    ["Annex A, theme-level only", of(annexA.themeLevel)],
    ["Clauses, reusable as is", of(clauses.reusable)],
    ["Clauses, supplement", of(clauses.supplement)],
    ["Clauses, net-new", of(clauses.netNew)],
    ["Criteria, SOC 2 only", of(numbers.soc2Only)],
  ];
}

/** What a file says about itself: sources with their dates, dataset, view, numbers and what is not in it. */
export function aboutLines(document: CrosswalkDocument): readonly (readonly [string, string])[] {
  const { view, team, privacy, edition } = document;
  return [
    ["Title", EXPORT_TITLE],
    ...(team === null
      ? []
      : ([
          ["Workspace", team.workspace],
          ["Exported at (UTC)", team.exportedAt],
        ] as const)),
    ["Dataset version", edition.version],
    ["Dataset of", edition.publishedOn],
    ["Sources as of", SOURCES_DATE],
    ...ATTRIBUTION.map((line) => ["Source", line] as const),
    ["Direction", view.direction === "iso" ? "SOC 2 to ISO/IEC 27001" : "ISO/IEC 27001 to SOC 2"],
    ["SOC 2 scope", view.categories.map((category) => CATEGORY_TITLE[category]).join(", ")],
    ["Theme-level statements", view.wildcard ? "Counted apart" : "Not counted"],
    ["ISO/IEC 27701 column", view.edition === null ? "Not shown" : `Edition ${view.edition}`],
    ...numberLines(document),
    ["How to read it", EXPORT_READING],
    ["Theme-level", EXPORT_THEME_LEVEL],
    ...(view.direction === "soc2" ? ([["Way back", EXPORT_WAY_BACK]] as const) : []),
    ...(privacy === null ? [] : ([["ISO/IEC 27701", EXPORT_PRIVACY]] as const)),
    ["Notice", EXPORT_NOTICE],
  ];
}
