// The numbers of the dashboard: each is a selection of requirements, counted by the same predicate that filters the list.

import type { Count } from "@/lib/core/count";
import { CHAPTERS } from "@/lib/core/frameworks/clauses";
import { ANNEX_THEMES, type AnnexTheme } from "@/lib/core/frameworks/types";
import {
  countSelection,
  type FilterContext,
  type RequirementFacts,
  type Selection,
  STATUS_FILTER,
} from "@/lib/core/requirement-filters";
import { EVIDENCE_STATUSES, type EvidenceStatus, type RequirementKind } from "@/lib/core/statuses";

export const THEME_TITLE: Readonly<Record<AnnexTheme, string>> = {
  "A.5": "Organizational",
  "A.6": "People",
  "A.7": "Physical",
  "A.8": "Technological",
};

/** Which rows each number counts, with its definition in one line; a link to the list uses the same selection. */
export const NUMBERS = {
  annexReady: {
    label: "Annex A controls ready",
    definition: "Implemented, evidenced today, no open major nonconformity.",
    selection: { show: "ready", kind: "control" },
  },
  clausesReady: {
    label: "Clauses ready",
    definition: "Implemented, evidenced today, no open major nonconformity.",
    selection: { show: "ready", kind: "clause" },
  },
  mapped: {
    label: "Mapped",
    definition:
      "At least one Full or Partial pair with a criterion in scope. A mapping suggests; it proves nothing.",
    selection: { show: "mapped", kind: "control" },
  },
  reusable: {
    label: "Reuse as is",
    definition: "At least one Full pair.",
    selection: { show: "reusable", kind: "control" },
  },
  supplement: {
    label: "Supplement",
    definition: "Partial pairs only. Each lists what to add.",
    selection: { show: "supplement", kind: "control" },
  },
  netNew: {
    label: "Net-new",
    definition: "No pair.",
    selection: { show: "net-new", kind: "control" },
  },
  themeLevel: {
    label: "Theme-level only",
    definition: "No pair, but one row of the source speaks of the whole theme. Stays net-new.",
    selection: { show: "theme-level", kind: "control" },
  },
  clausesReusable: {
    label: "Clauses to reuse as is",
    definition: "At least one Full pair.",
    selection: { show: "reusable", kind: "clause" },
  },
  clausesSupplement: {
    label: "Clauses to supplement",
    definition: "Partial pairs only.",
    selection: { show: "supplement", kind: "clause" },
  },
  clausesNetNew: {
    label: "Net-new clauses",
    definition: "No pair: work that no SOC 2 report brings.",
    selection: { show: "net-new", kind: "clause" },
  },
  soc2Only: {
    label: "SOC 2 only",
    definition: "Criteria in scope without a counterpart in ISO/IEC 27001.",
    selection: { show: "soc2-only", kind: "criterion" },
  },
  evidenced: {
    label: "Evidenced",
    definition: "At least one linked piece of evidence is judged sufficient, accepted and current today.",
    selection: { show: "evidenced", kind: "control" },
  },
  clausesEvidenced: {
    label: "Clauses evidenced",
    definition: "At least one linked piece of evidence is judged sufficient, accepted and current today.",
    selection: { show: "evidenced", kind: "clause" },
  },
  criteriaEvidenced: {
    label: "Criteria evidenced",
    definition: "At least one linked piece of evidence is judged sufficient, accepted and current today.",
    selection: { show: "evidenced", kind: "criterion" },
  },
  implemented: {
    label: "Implemented",
    definition: "The implementation status in the Statement of Applicability is Implemented.",
    selection: { show: "implemented", kind: "control" },
  },
  clausesImplemented: {
    label: "Clauses implemented",
    definition: "The implementation status is Implemented.",
    selection: { show: "implemented", kind: "clause" },
  },
  noEvidence: {
    label: "Controls without evidence",
    definition: "Nothing is linked.",
    selection: { show: "no-evidence", kind: "control" },
  },
  clausesNoEvidence: {
    label: "Clauses without evidence",
    definition: "Nothing is linked.",
    selection: { show: "no-evidence", kind: "clause" },
  },
  undecided: {
    label: "Undecided",
    definition: "Nobody has decided yet whether the control applies.",
    selection: { show: "undecided", kind: "control" },
  },
  overdue: {
    label: "Overdue",
    definition: "The due date has passed and the evidence is not recorded as ready.",
    selection: { show: "overdue" },
  },
  unassigned: {
    label: "No owner",
    definition: "Nobody is named as owner.",
    selection: { show: "unassigned", kind: "control" },
  },
} as const satisfies Record<
  string,
  { readonly label: string; readonly definition: string; readonly selection: Selection }
>;
export type NumberName = keyof typeof NUMBERS;

export type Numbers = Readonly<Record<NumberName, Count>>;

export type GroupReadiness = {
  /** `A.5` or chapter `6`. */
  readonly group: string;
  readonly title: string;
  readonly kind: RequirementKind;
  readonly inScope: number;
  readonly ready: Count;
  readonly noEvidence: Count;
  readonly reusable: Count;
  readonly supplement: Count;
  readonly netNew: Count;
  /** By recorded evidence status; the five add up to `inScope`. */
  readonly statuses: Readonly<Record<EvidenceStatus, Count>>;
};

export type Readiness = {
  readonly numbers: Numbers;
  /** Open nonconformities, not the rows they touch. */
  readonly majors: number;
  readonly minors: number;
  readonly byTheme: readonly GroupReadiness[];
  readonly byChapter: readonly GroupReadiness[];
};

type Rows = readonly RequirementFacts[];

function groupReadiness(
  rows: Rows,
  context: FilterContext,
  of: { readonly kind: RequirementKind; readonly group: string; readonly title: string },
): GroupReadiness {
  const { kind, group, title } = of;
  const mine = rows.filter((row) => row.kind === kind);
  const pick = (show: Selection["show"]) => countSelection(mine, { show, kind, group }, context);
  const statuses = EVIDENCE_STATUSES.map((status) => [status, pick(STATUS_FILTER[status])] as const);
  return {
    group,
    title,
    kind,
    inScope: pick("all").count,
    ready: pick("ready"),
    noEvidence: pick("no-evidence"),
    reusable: pick("reusable"),
    supplement: pick("supplement"),
    netNew: pick("net-new"),
    statuses: Object.fromEntries(statuses) as Record<EvidenceStatus, Count>,
  };
}

/** One number with the references that it counts. */
export function numberOf(name: NumberName, rows: Rows, context: FilterContext): Count {
  return countSelection(rows, NUMBERS[name].selection, context);
}

/** Everything the dashboard prints. Own controls count in the SoA, not here. */
export function readiness(
  rows: Rows,
  context: FilterContext,
  open: { readonly majors: number; readonly minors: number },
): Readiness {
  const names = Object.keys(NUMBERS) as readonly NumberName[];
  const numbers = Object.fromEntries(names.map((name) => [name, numberOf(name, rows, context)])) as Numbers;
  return {
    numbers,
    majors: open.majors,
    minors: open.minors,
    byTheme: ANNEX_THEMES.map((theme) =>
      groupReadiness(rows, context, { kind: "control", group: theme, title: THEME_TITLE[theme] }),
    ),
    byChapter: CHAPTERS.map(({ number, title }) =>
      groupReadiness(rows, context, { kind: "clause", group: number, title }),
    ),
  };
}

export type Ledger = {
  readonly reuse: Count;
  readonly supplement: Count;
  readonly netNew: Count;
  readonly soc2Only: Count;
  readonly clauses: { readonly reuse: Count; readonly supplement: Count; readonly netNew: Count };
  readonly byTheme: readonly Pick<
    GroupReadiness,
    "group" | "title" | "inScope" | "reusable" | "supplement" | "netNew"
  >[];
};

/** The carry-over ledger: every in-scope control and clause once, and the criteria that lead nowhere. */
export function ledger({ numbers, byTheme }: Readiness): Ledger {
  return {
    reuse: numbers.reusable,
    supplement: numbers.supplement,
    netNew: numbers.netNew,
    soc2Only: numbers.soc2Only,
    clauses: {
      reuse: numbers.clausesReusable,
      supplement: numbers.clausesSupplement,
      netNew: numbers.clausesNetNew,
    },
    byTheme,
  };
}

/** Both sides of every number, and the open nonconformities, as a flat record to be stored once a day. */
export function snapshotOf({ numbers, majors, minors }: Readiness): Readonly<Record<string, number>> {
  const sides = Object.entries(numbers).flatMap(([name, { count, of }]) => [
    [name, count],
    [`${name}Of`, of],
  ]);
  return { ...Object.fromEntries(sides), majors, minors };
}
