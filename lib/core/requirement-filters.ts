// One predicate per number: the dashboard counts and the lists show the same rows because both ask here.

import { type Count, countOf } from "@/lib/core/count";
import {
  type CarryOverView,
  type CrosswalkInput,
  carryOverTable,
  criteriaInScope,
  disputesOf,
  pairsOf,
  soc2Only,
} from "@/lib/core/crosswalk";
import type { IsoDate } from "@/lib/core/dates";
import { CRITERION_BY_REF } from "@/lib/core/frameworks/catalogue";
import { paths, withQuery } from "@/lib/core/paths";
import type { Applicability, EvidenceStatus, Implementation, RequirementKind } from "@/lib/core/statuses";

/** What a workspace knows about one requirement on `today`. */
export type RequirementFacts = {
  readonly ref: string;
  readonly kind: RequirementKind;
  readonly title: string;
  readonly evidenceStatus: EvidenceStatus;
  /** A written override stands in for accepted evidence. */
  readonly overridden: boolean;
  /** Of the SoA row; clauses and criteria have none and count as included. */
  readonly applicability: Applicability;
  readonly implementation: Implementation;
  /** A linked piece of evidence is sufficient, accepted and not expired today. */
  readonly evidencedCurrent: boolean;
  /** Linked pieces of evidence that are not withdrawn, superseded or rejected for this requirement. */
  readonly linkedCount: number;
  readonly expiredCount: number;
  readonly dueSoonCount: number;
  readonly returnedCount: number;
  readonly openMajor: number;
  readonly openMinor: number;
  readonly ownerId: string | null;
  readonly dueOn: IsoDate | null;
};

/** What the predicates need besides the row; made once per page. */
export type FilterContext = {
  readonly today: IsoDate;
  readonly carryOver: ReadonlyMap<string, CarryOverView>;
  readonly criteria: ReadonlySet<string>;
  readonly pairedCriteria: ReadonlySet<string>;
  readonly soc2Only: ReadonlySet<string>;
};

/** The context for a scope and a day. */
export function filterContext(crosswalk: CrosswalkInput, today: IsoDate): FilterContext {
  return {
    today,
    carryOver: carryOverTable(crosswalk),
    criteria: new Set(criteriaInScope(crosswalk).map((criterion) => criterion.ref)),
    pairedCriteria: new Set(pairsOf(crosswalk).map((pair) => pair.criterion)),
    soc2Only: new Set(soc2Only(crosswalk).refs),
  };
}

/** In scope: not excluded by the SoA; criteria by the SOC 2 categories of the workspace. */
export function isInScope(row: RequirementFacts, context: FilterContext): boolean {
  return row.kind === "criterion" ? context.criteria.has(row.ref) : row.applicability !== "excluded";
}

function outcome(row: RequirementFacts, context: FilterContext): string | undefined {
  return context.carryOver.get(row.ref)?.outcome;
}

/** Implemented, evidenced today, and no open major nonconformity. */
export function isReady(row: RequirementFacts): boolean {
  return row.implementation === "implemented" && row.evidencedCurrent && row.openMajor === 0;
}

function isMapped(row: RequirementFacts, context: FilterContext): boolean {
  if (row.kind === "criterion") return context.pairedCriteria.has(row.ref);
  const found = outcome(row, context);
  return found === "reuse" || found === "supplement";
}

function isNetNew(row: RequirementFacts, context: FilterContext): boolean {
  return row.kind !== "criterion" && (outcome(row, context) ?? "net_new") === "net_new";
}

type Definition = {
  readonly label: string;
  /** Rows outside the scope match only the filter that asks for them. */
  readonly outOfScope?: true;
  readonly test: (row: RequirementFacts, context: FilterContext) => boolean;
};

const recorded = (label: string, status: EvidenceStatus): Definition => ({
  label,
  test: (row) => row.evidenceStatus === status,
});

export const REQUIREMENT_FILTERS = {
  all: { label: "In scope", test: () => true },
  ready: { label: "Ready for the audit", test: isReady },
  "not-ready": { label: "Not ready yet", test: (row) => !isReady(row) },
  mapped: { label: "Mapped", test: isMapped },
  reusable: { label: "Reuse as is", test: (row, context) => outcome(row, context) === "reuse" },
  supplement: { label: "Supplement", test: (row, context) => outcome(row, context) === "supplement" },
  "net-new": { label: "Net-new", test: isNetNew },
  "theme-level": {
    label: "Theme-level only",
    test: (row, context) => context.carryOver.get(row.ref)?.themeLevelOnly === true,
  },
  "soc2-only": { label: "SOC 2 only", test: (row, context) => context.soc2Only.has(row.ref) },
  evidenced: { label: "Evidenced", test: (row) => row.evidencedCurrent },
  "not-evidenced": { label: "Not evidenced", test: (row) => !row.evidencedCurrent },
  implemented: { label: "Implemented", test: (row) => row.implementation === "implemented" },
  "not-implemented": { label: "Not implemented", test: (row) => row.implementation !== "implemented" },
  "no-evidence": { label: "No evidence", test: (row) => row.linkedCount === 0 },
  overdue: {
    label: "Overdue",
    test: (row, { today }) => row.dueOn !== null && row.dueOn < today && row.evidenceStatus !== "ready",
  },
  "status-missing": recorded("Recorded as missing", "missing"),
  "status-in-progress": recorded("Recorded as in progress", "in_progress"),
  "status-needs-supplement": recorded("Recorded as needs supplement", "needs_supplement"),
  "status-in-review": recorded("Recorded as in review", "in_review"),
  "status-ready": recorded("Recorded as ready", "ready"),
  unsupported: {
    label: "Recorded as ready, no longer supported",
    test: (row) => row.evidenceStatus === "ready" && !row.evidencedCurrent && !row.overridden,
  },
  expired: { label: "Expired evidence", test: (row) => row.expiredCount > 0 },
  "due-soon": { label: "Evidence due soon", test: (row) => row.dueSoonCount > 0 },
  returned: { label: "Returned evidence", test: (row) => row.returnedCount > 0 },
  unassigned: { label: "No owner", test: (row) => row.ownerId === null },
  disputed: { label: "Disputed mapping", test: (row) => disputesOf(row.ref).length > 0 },
  "open-major": { label: "Open major", test: (row) => row.openMajor > 0 },
  "open-minor": { label: "Open minor", test: (row) => row.openMinor > 0 },
  undecided: { label: "Undecided in the SoA", test: (row) => row.applicability === "undecided" },
  excluded: { label: "Excluded", outOfScope: true, test: (row) => row.applicability === "excluded" },
} as const satisfies Record<string, Definition>;

export type RequirementFilter = keyof typeof REQUIREMENT_FILTERS;
export const REQUIREMENT_FILTER_NAMES = Object.keys(REQUIREMENT_FILTERS) as readonly RequirementFilter[];

/** The filter of evidence status `status`, for bars and legends. */
export const STATUS_FILTER: Readonly<Record<EvidenceStatus, RequirementFilter>> = {
  missing: "status-missing",
  in_progress: "status-in-progress",
  needs_supplement: "status-needs-supplement",
  in_review: "status-in-review",
  ready: "status-ready",
};

/** Whether the text of a `?show=` parameter names a filter. */
export function isRequirementFilter(text: string): text is RequirementFilter {
  return Object.hasOwn(REQUIREMENT_FILTERS, text);
}

/** The rows of a list: one filter, and optionally one kind and one group (`A.5`, chapter `6`, series `CC6`). */
export type Selection = {
  readonly show: RequirementFilter;
  readonly kind?: RequirementKind;
  readonly group?: string;
};

/** The group a requirement is listed under: theme, chapter or series; `own` for own controls. */
export function requirementGroup(row: Pick<RequirementFacts, "ref" | "kind">): string {
  if (row.kind === "own") return "own";
  if (row.kind === "criterion") return CRITERION_BY_REF.get(row.ref)?.series ?? row.ref;
  const end = row.ref.indexOf(".", row.kind === "control" ? 2 : 0);
  return end === -1 ? row.ref : row.ref.slice(0, end);
}

/** Whether the row belongs to the selection. */
export function matches(row: RequirementFacts, selection: Selection, context: FilterContext): boolean {
  const filter: Definition = REQUIREMENT_FILTERS[selection.show];
  if (selection.kind !== undefined && row.kind !== selection.kind) return false;
  if (selection.group !== undefined && requirementGroup(row) !== selection.group) return false;
  return (filter.outOfScope === true || isInScope(row, context)) && filter.test(row, context);
}

/** The rows of the selection, in the order given. */
export function selectRequirements(
  rows: readonly RequirementFacts[],
  selection: Selection,
  context: FilterContext,
): readonly RequirementFacts[] {
  return rows.filter((row) => matches(row, selection, context));
}

/** n of m: the rows of the selection, of those in scope of the same kind and group. */
export function countSelection(
  rows: readonly RequirementFacts[],
  selection: Selection,
  context: FilterContext,
): Count {
  const of = selectRequirements(rows, { ...selection, show: "all" }, context).length;
  const found = selectRequirements(rows, selection, context);
  return countOf(
    found.map((row) => row.ref),
    of,
  );
}

/** The address of the list that shows exactly the rows of the selection. */
export function selectionHref(slug: string, { show, kind, group }: Selection): string {
  return withQuery(paths.controls(slug), { show, kind, group });
}
