// The page of the Statement of Applicability: what its address says, which rows that shows, and what a row prints.
import { formatDate, type IsoDate } from "@/lib/core/dates";
import { ANNEX_THEMES, type AnnexTheme } from "@/lib/core/frameworks/types";
import { type ColumnOf, columnsText, shownColumns } from "@/lib/core/list-columns";
import { paths, withQuery } from "@/lib/core/paths";
import { THEME_TITLE } from "@/lib/core/readiness";
import {
  isSoaFilter,
  mayInherit,
  proposedDelivery,
  SOA_FILTERS,
  type SoaFilter,
  type SoaRow,
  selectSoaRows,
} from "@/lib/core/soa";
import { blockedRefs, SOA_RULE_NAMES, type SoaRule } from "@/lib/core/soa-checks";
import { changedWords } from "@/lib/core/soa-compare";
import type { SoaDraft, SoaRowDto } from "@/lib/core/soa-dto";
import { methodWords } from "@/lib/core/soa-methods";
import { sentencesAt } from "@/lib/core/soa-row-sentences";
import {
  type Applicability,
  type ControlMethod,
  type Delivery,
  IMPLEMENTATION,
  IMPLEMENTATIONS,
  type Implementation,
} from "@/lib/core/statuses";

/** A named row set: a filter of the statement, all blocked rows, those with suggestions, those changed since the approved version, or the rows that break one rule. */
export type SoaShow = SoaFilter | "blocked" | "suggested" | "changed" | SoaRule;

export type SoaView = {
  readonly show: SoaShow;
  readonly theme: AnnexTheme | null;
  readonly status: Implementation | null;
  /** `none`, or a person's id. */
  readonly owner: string | null;
  readonly q: string;
  /** Columns that the address asks for; null leaves them as the person has them. */
  readonly cols: string | null;
};
export const ALL_ROWS: SoaView = { show: "all", theme: null, status: null, owner: null, q: "", cols: null };
export type SoaColumn = ColumnOf<"soa">;

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** One value of an address, trimmed; empty when it is not there. */
export function readOne(query: Query, name: string): string {
  const value = query[name];
  return (typeof value === "string" ? value : (value?.[0] ?? "")).trim();
}

function readShow(text: string): SoaShow {
  if (text === "blocked" || text === "suggested" || text === "changed" || isSoaFilter(text)) return text;
  return SOA_RULE_NAMES.find((rule) => rule === text) ?? "all";
}

const OWNER = /^(?:none|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The view that an address asks for; what it does not know is left out. */
export function readSoaView(query: Query): SoaView {
  const owner = readOne(query, "owner");
  return {
    show: readShow(readOne(query, "show")),
    theme: ANNEX_THEMES.find((theme) => theme === readOne(query, "theme")) ?? null,
    status: IMPLEMENTATIONS.find((status) => status === readOne(query, "status")) ?? null,
    owner: OWNER.test(owner) ? owner : null,
    q: readOne(query, "q").slice(0, 100),
    cols: readCols(readOne(query, "cols")),
  };
}

function readCols(text: string): string | null {
  return text === "" ? null : columnsText("soa", shownColumns("soa", text));
}

/** The reference of the open row, as the address says; empty while none is open. */
export function readOpen(query: Query): string {
  return readOne(query, "open").slice(0, 12);
}

/** The address of a view; `open` adds the row beside the list. */
export function soaHref(slug: string, view: SoaView, open: string | null = null): string {
  return withQuery(paths.soa(slug), {
    show: view.show === "all" ? null : view.show,
    theme: view.theme,
    status: view.status,
    owner: view.owner,
    q: view.q,
    cols: view.cols,
    open,
  });
}

function refsOf(draft: SoaDraft, show: Exclude<SoaShow, SoaFilter>): readonly string[] {
  if (show === "blocked") return blockedRefs(draft.checks);
  if (show === "suggested") return draft.suggestions.map(({ ref }) => ref);
  if (show === "changed") return draft.standing.changes.map(({ ref }) => ref);
  return draft.checks.filter((check) => check.rule === show).flatMap((check) => check.refs);
}

function inShow(draft: SoaDraft, show: SoaShow): readonly SoaRowDto[] {
  if (isSoaFilter(show)) return draft.rows.filter(SOA_FILTERS[show].test);
  const wanted = new Set(refsOf(draft, show));
  return draft.rows.filter((row) => wanted.has(row.ref));
}

function finds(row: SoaRowDto, q: string): boolean {
  const needle = q.toLowerCase();
  const texts = [
    row.ref,
    row.title,
    row.justification,
    row.exclusionJustification,
    row.description,
    ...row.criteria,
  ];
  return texts.some((text) => text.toLowerCase().includes(needle));
}

/** The rows of the view, in standard order. */
export function viewRows(draft: SoaDraft, view: SoaView): readonly SoaRowDto[] {
  return inShow(draft, view.show)
    .filter((row) => view.theme === null || row.theme === view.theme)
    .filter((row) => view.status === null || row.implementation === view.status)
    .filter((row) => view.owner === null || (row.ownerId ?? "none") === view.owner)
    .filter((row) => view.q === "" || finds(row, view.q));
}

export const SOA_TABS = [
  { show: "all", label: "All" },
  { show: "blocked", label: "Blocked" },
  { show: "undecided", label: "Undecided" },
  { show: "no-evidence", label: "No evidence" },
  { show: "inherited", label: "Inherited" },
  { show: "excluded", label: "Excluded" },
  { show: "own", label: "Own" },
] as const satisfies readonly { show: SoaShow; label: string }[];

/** Row sets with the number of rows that each link shows; a set without a tab of its own comes last while it is shown. */
export function soaTabs(
  draft: SoaDraft,
  view: SoaView,
): readonly { show: SoaShow; label: string; count: number; current: boolean }[] {
  const tabs: readonly { show: SoaShow; label: string }[] = SOA_TABS;
  const extra = tabs.some((tab) => tab.show === view.show)
    ? []
    : [{ show: view.show, label: showLabel(view.show) }];
  return [...tabs, ...extra].map((tab) => ({
    ...tab,
    count: inShow(draft, tab.show).length,
    current: tab.show === view.show,
  }));
}

/** The words for the filters in force besides the row set. */
export function viewWords(view: SoaView, ownerName: string | null): readonly string[] {
  return [
    ...(view.show === "all" ? [] : [showLabel(view.show)]),
    ...(view.theme === null ? [] : [`${view.theme} ${THEME_TITLE[view.theme]}`]),
    ...(view.status === null ? [] : [IMPLEMENTATION[view.status].label]),
    ...(view.owner === null ? [] : [view.owner === "none" ? "No owner" : (ownerName ?? "Owner")]),
    ...(view.q === "" ? [] : [`"${view.q}"`]),
  ];
}

const RULE_LABEL: Readonly<Record<SoaRule, string>> = {
  "not-addressed": "Not addressed",
  undecided: "Undecided",
  "no-reason": "No reason",
  "circular-reason": "Circular reason",
  "exclusion-without-justification": "Excluded without justification",
  "circular-exclusion": "Exclusion without reason",
  "excluded-while-cited": "Excluded while cited",
  "exclusion-against-scope": "Exclusion against scope",
  "planned-without-date": "No target date",
  "implemented-without-evidence": "Implemented without evidence",
  "inheritance-refused": "Inheritance refused",
  "inherited-without-reliance": "No reliance statement",
  "reliance-expired": "Reliance ended",
  "not-traceable": "Not traceable",
  "out-of-step": "Out of step with the risks",
  "no-scope": "No approved scope",
  "no-risk-method": "No approved risk method",
  "no-climate": "Climate not determined",
  "not-approved": "No approved version",
  "no-internal-audit": "No internal audit",
  "no-management-review": "No management review",
  "cause-repeats-finding": "Cause repeats the finding",
  "suggestions-unread": "Suggestions not read",
  "in-words-only": "Reason in words only",
  "accepted-before-control": "Risk accepted before the control operates",
  "generic-reason": "Generic reason",
  "same-text": "Same text",
  "old-numbering": "Old numbering",
  "partial-without-evidence": "Partial without evidence",
  "target-passed": "Target passed",
  "no-target": "Not implemented, no target date",
  "implemented-with-major": "Open major nonconformity",
  "no-owner": "No owner",
};

function showLabel(show: SoaShow): string {
  if (show === "blocked") return "Blocked";
  if (show === "suggested") return "Suggested";
  if (show === "changed") return "Changed since approval";
  return isSoaFilter(show) ? SOA_FILTERS[show].label : RULE_LABEL[show];
}

// ---- what a row prints ----

/** A row as the table gets it: short, because it travels to the browser twice. */
export type SoaGridRow = {
  readonly ref: string;
  readonly title: string;
  readonly theme: AnnexTheme | null;
  readonly applicability: Applicability;
  readonly reasons: SoaRowDto["reasons"];
  /** Ids of the risks and obligations that reasons cite, by number. */
  readonly targets: Readonly<Record<string, string>>;
  /** `Hosting Ltd until 8 Jan 2027` with the supplier's id; null when nothing is relied on. */
  readonly reliance: { readonly text: string; readonly supplierId: string } | null;
  /** Justification, or the exclusion's when the row is excluded. */
  readonly text: string;
  readonly implementation: Implementation;
  readonly targetOn: IsoDate | null;
  /** `by 8 Jan 2027`; null when there is nothing to wait for. */
  readonly by: string | null;
  readonly delivery: Delivery;
  readonly methods: readonly ControlMethod[];
  /** What the hosting proposes in its place. */
  readonly proposed: Delivery | null;
  /** Why Inherited is refused; null when it may be chosen. */
  readonly noInherit: string | null;
  /** Why Excluded is refused; null when it may be chosen. */
  readonly noExclude: string | null;
  readonly ownerId: string | null;
  /** `Since 1.0: Justification, Owner`; empty for a row that is as it was approved. */
  readonly changed: string;
  readonly facts: readonly string[];
  /** What the columns print that are shown at the person's wish. */
  readonly more: Readonly<Partial<Record<SoaColumn, string>>>;
  readonly blocks: readonly string[];
  readonly warns: readonly string[];
  readonly version: number;
  readonly requirementVersion: number;
};

function relianceFact({ delivery, reliance }: SoaRowDto): SoaGridRow["reliance"] {
  if (delivery === "own" || reliance === null) return null;
  const { provider, validUntil, supplierId } = reliance;
  return { text: `${provider} until ${formatDate(validUntil)}`, supplierId };
}

/** An excluded row is not implemented, by whatever means. */
const methodFact = (row: SoaRowDto) => (row.applicability === "excluded" ? "" : methodWords(row.methods));

const MORE: Readonly<Partial<Record<SoaColumn, (row: SoaRowDto) => string>>> = {
  method: methodFact,
  evidence: ({ currentCount, evidenceCount }) => {
    if (currentCount > 0) return `${currentCount} current`;
    return evidenceCount > 0 ? `${evidenceCount}, none current` : "";
  },
  criteria: (row) => row.criteria.join(", "),
  nonconformities: (row) => row.nonconformities.join(", "),
  owner: (row) => row.ownerName ?? "",
  review: ({ reviewedOn }) => (reviewedOn === null ? "" : formatDate(reviewedOn)),
};

function moreOf(row: SoaRowDto, columns: readonly SoaColumn[]): SoaGridRow["more"] {
  return Object.fromEntries(columns.flatMap((column) => [[column, MORE[column]?.(row) ?? ""]]));
}

/** Short facts below the justification; what has a column of its own is not said twice. */
function factsOf(row: SoaRowDto, columns: readonly SoaColumn[]): readonly string[] {
  const evidence =
    row.currentCount > 0
      ? `${row.currentCount} current evidence`
      : row.evidenceCount > 0
        ? `${row.evidenceCount} evidence, none current`
        : "";
  const method = methodFact(row);
  const facts: readonly (readonly [SoaColumn, string])[] = [
    ["method", method === "" ? "" : `Method: ${method}`],
    ["evidence", evidence],
    ["criteria", row.criteria.join(", ")],
    ["nonconformities", row.nonconformities.join(", ")],
    ["owner", row.ownerName ?? ""],
  ];
  return facts.flatMap(([column, fact]) => (fact === "" || columns.includes(column) ? [] : [fact]));
}

function byDate(row: SoaRowDto): string | null {
  if (row.targetOn === null || row.implementation === "implemented") return null;
  return `by ${formatDate(row.targetOn)}`;
}

/** The proposal that still differs from what is recorded; null when there is none. */
export function openProposal(row: SoaRowDto, hosting: SoaDraft["hosting"]): Delivery | null {
  const proposed = proposedDelivery(row.ref, hosting);
  if (row.applicability === "excluded" || row.delivery !== "own" || proposed === "own") return null;
  return proposed === "inherited" && !(row.reliance?.valid ?? false) ? null : proposed;
}

/** Whether the row could be inherited once a reliance statement names it. */
export function waitsForReliance(row: SoaRowDto, hosting: SoaDraft["hosting"]): boolean {
  const inheritable = row.applicability !== "excluded" && row.delivery === "own";
  return inheritable && proposedDelivery(row.ref, hosting) === "inherited" && !(row.reliance?.valid ?? false);
}

/** One row as the table prints it, with the columns that are shown. */
export function gridRow(
  row: SoaRowDto,
  draft: Pick<SoaDraft, "checks" | "hosting" | "standing">,
  columns: readonly SoaColumn[] = [],
): SoaGridRow {
  const extra = columns.filter((column) => MORE[column] !== undefined);
  const inherit = mayInherit(row.ref, row.reliance?.valid ?? false);
  return {
    ref: row.ref,
    title: row.title,
    theme: row.theme,
    applicability: row.applicability,
    reasons: row.reasons,
    targets: Object.fromEntries([...row.risks, ...row.obligations].map(({ number, id }) => [number, id])),
    reliance: relianceFact(row),
    text: row.applicability === "excluded" ? row.exclusionJustification : row.justification,
    implementation: row.implementation,
    targetOn: row.targetOn,
    by: byDate(row),
    delivery: row.delivery,
    methods: row.methods,
    proposed: openProposal(row, draft.hosting),
    noInherit: inherit.ok ? null : inherit.reason,
    noExclude: row.citedBy.length === 0 ? null : `Cited by ${row.citedBy.join(", ")}.`,
    ownerId: row.ownerId,
    changed: changedWords(row.ref, draft.standing),
    facts: factsOf(row, extra),
    more: moreOf(row, extra),
    blocks: sentencesAt(row.ref, draft.checks, "blocking"),
    warns: sentencesAt(row.ref, draft.checks, "warning"),
    version: row.version,
    requirementVersion: row.requirementVersion,
  };
}

export type SoaGroup = {
  readonly key: string;
  readonly label: string;
  readonly remark: string;
  readonly refs: readonly string[];
};

function remark(rows: readonly SoaRow[]): string {
  const parts = (["included", "excluded", "undecided"] as const)
    .map((filter) => [selectSoaRows(rows, filter).length, filter] as const)
    .filter(([count]) => count > 0);
  return parts.map(([count, filter]) => `${count} ${filter}`).join(", ");
}

/** The rows by theme, own controls last; empty groups are left out. */
export function soaGroups(rows: readonly SoaRow[]): readonly SoaGroup[] {
  const themes = [...ANNEX_THEMES, null];
  return themes
    .map((theme) => ({ theme, own: rows.filter((row) => row.theme === theme) }))
    .filter(({ own }) => own.length > 0)
    .map(({ theme, own }) => ({
      key: theme ?? "own",
      label: theme === null ? "Own controls" : `${theme} ${THEME_TITLE[theme]}`,
      remark: remark(own),
      refs: own.map((row) => row.ref),
    }));
}
