// What waits for a person: the kinds of work, where each leads, the order of the list, its filters and who has how much.

import { contextHref } from "@/lib/core/context";
import { addDays, type IsoDate } from "@/lib/core/dates";
import { paths, withQuery } from "@/lib/core/paths";

/** In the order in which rows of the same day stand. A new kind adds its entry here and its rows in lib/work/queries/kinds.ts. */
export const WORK_KINDS = [
  "returned_request",
  "request",
  "returned_evidence",
  "returned_soa",
  "returned_scope",
  "returned_method",
  "renewal",
  "action",
  "nonconformity",
  "effectiveness",
  "requirement",
  "attestation",
  "supplier_review",
  "reliance_review",
  "entity_control",
  "draft",
  "decide_request",
  "review_evidence",
  "approve_scope",
  "review_obligation",
  "approve_soa",
  "risk_plan",
  "risk_residual",
  "risk_action",
  "risk_review",
  "risk_method",
] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

type KindFacts = {
  readonly label: string;
  /** The row's one button. */
  readonly verb: string;
  /** Nobody's in particular: whoever holds the right may do it. */
  readonly shared: boolean;
  /** Where the button leads; `target` is the page's record, `id` the row's own. */
  readonly href: (slug: string, target: string) => string;
};

export const WORK_KIND: Readonly<Record<WorkKind, KindFacts>> = {
  returned_request: { label: "Returned answer", verb: "Answer again", shared: false, href: paths.request },
  request: { label: "Request", verb: "Answer", shared: false, href: paths.request },
  returned_evidence: {
    label: "Returned evidence",
    verb: "Correct",
    shared: false,
    href: paths.evidenceItem,
  },
  returned_soa: { label: "Returned SoA", verb: "Correct", shared: false, href: paths.soaVersion },
  returned_scope: {
    label: "Returned scope statement",
    verb: "Correct",
    shared: false,
    href: (slug) => contextHref(slug, "scope"),
  },
  returned_method: {
    label: "Returned risk method",
    verb: "Correct",
    shared: false,
    href: paths.riskMethod,
  },
  renewal: { label: "Renewal", verb: "Upload new version", shared: false, href: paths.newVersion },
  action: { label: "Corrective action", verb: "Finish", shared: false, href: paths.nonconformity },
  nonconformity: { label: "Nonconformity", verb: "Take next step", shared: false, href: paths.nonconformity },
  effectiveness: { label: "Effectiveness check", verb: "Judge", shared: false, href: paths.nonconformity },
  requirement: { label: "Requirement", verb: "Record status", shared: false, href: paths.requirement },
  attestation: { label: "Attestation", verb: "Record new one", shared: false, href: paths.supplier },
  supplier_review: { label: "Supplier review", verb: "Review", shared: false, href: paths.supplier },
  reliance_review: { label: "Reliance review", verb: "Review", shared: false, href: paths.supplier },
  entity_control: { label: "User-entity control", verb: "Settle", shared: false, href: paths.supplier },
  draft: { label: "Draft evidence", verb: "Complete", shared: false, href: paths.evidenceItem },
  decide_request: { label: "Answer to decide", verb: "Decide", shared: true, href: paths.request },
  review_evidence: { label: "Evidence to review", verb: "Review", shared: true, href: paths.evidenceItem },
  risk_plan: { label: "Treatment plan", verb: "Decide", shared: false, href: paths.risk },
  risk_residual: { label: "Residual risk", verb: "Decide", shared: false, href: paths.risk },
  risk_action: { label: "Treatment action", verb: "Finish", shared: false, href: paths.risk },
  risk_review: { label: "Risk review", verb: "Assess", shared: false, href: paths.risk },
  risk_method: { label: "Risk method to approve", verb: "Decide", shared: true, href: paths.riskMethod },
  review_obligation: { label: "Obligation", verb: "Review", shared: false, href: paths.obligation },
  approve_scope: {
    label: "Scope to approve",
    verb: "Decide",
    shared: true,
    href: (slug, number) => paths.scopeVersion(slug, Number(number)),
  },
  approve_soa: { label: "SoA to approve", verb: "Decide", shared: true, href: paths.soaVersion },
};

export type WorkRow = {
  readonly kind: WorkKind;
  /** The row's own record; with the kind it names the row. */
  readonly id: string;
  /** The record whose page the button opens. */
  readonly target: string;
  /** `REQ-2026-001`, `A.5.15`; empty when the record has none. */
  readonly ref: string;
  readonly title: string;
  /** One fact more: the reason of a return, the record that an action belongs to. */
  readonly note: string;
  readonly dueOn: IsoDate | null;
};

/** The exact place in which the row is done. */
export function workHref(slug: string, row: Pick<WorkRow, "kind" | "target">): string {
  return WORK_KIND[row.kind].href(slug, row.target);
}

/** Whether the day has passed; on the day itself it is not late. */
export function isOverdue(row: Pick<WorkRow, "dueOn">, today: IsoDate): boolean {
  return row.dueOn !== null && row.dueOn < today;
}

const LAST = "9999-12-31";

/** Overdue first, the longest overdue at the top; then by due date, what has none at the end. */
export function compareWork(a: WorkRow, b: WorkRow): number {
  const byDay = (a.dueOn ?? LAST).localeCompare(b.dueOn ?? LAST);
  if (byDay !== 0) return byDay;
  const byKind = WORK_KINDS.indexOf(a.kind) - WORK_KINDS.indexOf(b.kind);
  return byKind !== 0
    ? byKind
    : `${a.ref} ${a.title}`.localeCompare(`${b.ref} ${b.title}`, "en", { numeric: true });
}

// ---- the page ----

export const WORK_TABS = ["mine", "team", "mentions"] as const;
export type WorkTab = (typeof WORK_TABS)[number];

export const WORK_PERIODS = ["overdue", "week", "month", "later", "undated"] as const;
export type WorkPeriod = (typeof WORK_PERIODS)[number];
export const WORK_PERIOD_LABEL: Readonly<Record<WorkPeriod, string>> = {
  overdue: "Overdue",
  week: "Next 7 days",
  month: "Next 30 days",
  later: "Later",
  undated: "No date",
};

/** Whether the row falls into the period; the next days begin with today. */
export function isInPeriod(row: Pick<WorkRow, "dueOn">, period: WorkPeriod, today: IsoDate): boolean {
  const { dueOn } = row;
  if (dueOn === null) return period === "undated";
  switch (period) {
    case "overdue":
      return dueOn < today;
    case "week":
      return dueOn >= today && dueOn <= addDays(today, 7);
    case "month":
      return dueOn >= today && dueOn <= addDays(today, 30);
    case "later":
      return dueOn > addDays(today, 30);
    case "undated":
      return false;
  }
}

export type WorkView = {
  readonly tab: WorkTab;
  readonly kind: WorkKind | null;
  readonly period: WorkPeriod | null;
  /** Somebody of the team, on the tab Team. */
  readonly person: string | null;
};

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

function among<T extends string>(
  values: readonly T[],
  value: string | readonly string[] | undefined,
): T | null {
  return values.find((one) => one === value) ?? null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The view that an address asks for; what it does not know is left out. */
export function readWorkView(query: Query): WorkView {
  const { person } = query;
  return {
    tab: among(WORK_TABS, query.tab) ?? "mine",
    kind: among(WORK_KINDS, query.kind),
    period: among(WORK_PERIODS, query.due),
    person: typeof person === "string" && UUID.test(person) ? person : null,
  };
}

/** The address of a view with some of it changed. */
export function workViewHref(slug: string, view: WorkView, change: Partial<WorkView> = {}): string {
  const { tab, kind, period, person } = { ...view, ...change };
  return withQuery(paths.work(slug), {
    tab: tab === "mine" ? null : tab,
    person: tab === "team" ? person : null,
    kind,
    due: period,
  });
}

/** The rows of the view in their order. */
export function listWork(rows: readonly WorkRow[], view: WorkView, today: IsoDate): readonly WorkRow[] {
  return rows
    .filter((row) => view.kind === null || row.kind === view.kind)
    .filter((row) => view.period === null || isInPeriod(row, view.period, today))
    .toSorted(compareWork);
}

/** The kinds that the rows have, with how many, in their order: a filter never offers an empty list. */
export function kindsOf(
  rows: readonly WorkRow[],
): readonly { readonly kind: WorkKind; readonly n: number }[] {
  return WORK_KINDS.map((kind) => ({ kind, n: rows.filter((row) => row.kind === kind).length })).filter(
    ({ n }) => n > 0,
  );
}

/** What one person has on their list, without what is nobody's in particular. */
export type Workload = {
  readonly userId: string;
  readonly name: string;
  readonly open: number;
  readonly overdue: number;
  readonly dueThisWeek: number;
};

export type TeamWork = {
  /** Most overdue first; people without work at the end. */
  readonly people: readonly Workload[];
  /** Rows that any reviewer may take. */
  readonly shared: number;
};

/** Most overdue first, then most open, then by name. */
export function compareWorkloads(a: Workload, b: Workload): number {
  return b.overdue - a.overdue || b.open - a.open || a.name.localeCompare(b.name, "en");
}

/** `REQ-2026-001 Access review, due 4 Dec 2026`: one line of a mail. */
export function workLine(row: WorkRow, formatDate: (date: IsoDate) => string): string {
  const name = `${row.ref} ${row.title}`.trim();
  return row.dueOn === null ? name : `${name}, due ${formatDate(row.dueOn)}`;
}
