// What stands above the list of requirements: the saved views with their counts, and the filters in force as words.
import { type FilterContext, REQUIREMENT_FILTERS } from "@/lib/core/requirement-filters";
import {
  groupLabel,
  type ListView,
  listRows,
  type OwnerFilter,
  type SoaFilter,
  START_VIEW,
} from "@/lib/core/requirement-list";
import type { RequirementRow } from "@/lib/core/requirement-rows";
import { APPLICABILITY, EVIDENCE_STATUS, IMPLEMENTATION } from "@/lib/core/statuses";

export type ListTab = {
  readonly label: string;
  readonly view: ListView;
  readonly count: number;
  readonly current: boolean;
};

/** The saved views above the list with their counts. */
export function listTabs(
  rows: readonly RequirementRow[],
  view: ListView,
  context: FilterContext,
): readonly ListTab[] {
  const tabs: readonly { label: string; view: ListView }[] = [
    { label: "Annex A", view: START_VIEW },
    { label: "No evidence", view: { ...START_VIEW, show: "no-evidence" } },
    { label: "Due in 30 days", view: { ...START_VIEW, due: true } },
    { label: "Clauses", view: { ...START_VIEW, kind: "clause" } },
    { label: "SOC 2", view: { ...START_VIEW, kind: "criterion" } },
    { label: "Own", view: { ...START_VIEW, kind: "own" } },
  ];
  const specific = tabs.find((tab) => sameTab(tab.view, view));
  const current = specific ?? tabs.find((tab) => tab.view.kind === view.kind && isPlain(tab.view));
  return tabs
    .map((tab) => ({
      ...tab,
      count: listRows(rows, tab.view, context).length,
      current: tab === current,
    }))
    .filter((tab) => tab.count > 0 || tab.view.kind !== "own" || tab.current);
}

function isPlain(view: ListView): boolean {
  return view.show === null && !view.due;
}

function sameTab(a: ListView, b: ListView): boolean {
  return a.kind === b.kind && a.show === b.show && a.due === b.due;
}

export type ListChip = {
  readonly field: string;
  readonly op: string;
  readonly value: string;
  /** The view without this filter. */
  readonly without: ListView;
};

function soaLabel(soa: SoaFilter): string {
  return { ...APPLICABILITY, ...IMPLEMENTATION }[soa].label;
}

function ownerChip(owner: OwnerFilter, names: ReadonlyMap<string, string>): Pick<ListChip, "op" | "value"> {
  if (owner === "none") return { op: "is", value: "empty" };
  if (owner === "any") return { op: "is not", value: "empty" };
  return { op: "is", value: names.get(owner) ?? "former member" };
}

/** The filters in force as words; `names` resolves owners. */
export function listChips(view: ListView, names: ReadonlyMap<string, string>): readonly ListChip[] {
  const chips: ListChip[] = [];
  const add = (field: string, text: string | Pick<ListChip, "op" | "value">, without: ListView) =>
    chips.push({ field, ...(typeof text === "string" ? { op: "is", value: text } : text), without });
  if (view.kind === null) {
    add("Kind", { op: "is", value: "any" }, { ...view, kind: "control" });
  }
  if (view.show !== null)
    add("Show", REQUIREMENT_FILTERS[view.show].label, { ...view, show: null, kind: view.kind ?? "control" });
  if (view.due) add("Due", "in 30 days", { ...view, due: false, kind: view.kind ?? "control" });
  if (view.group !== null) {
    const field = view.kind === "control" ? "Theme" : view.kind === "clause" ? "Chapter" : "Series";
    add(field, groupLabel(view.group), { ...view, group: null });
  }
  if (view.status !== null) {
    add("Status", EVIDENCE_STATUS[view.status].label, { ...view, status: null });
  }
  if (view.soa !== null) add("SoA", soaLabel(view.soa), { ...view, soa: null });
  if (view.owner !== null) add("Owner", ownerChip(view.owner, names), { ...view, owner: null });
  if (view.q !== "") add("Text", { op: "has", value: view.q }, { ...view, q: "" });
  return chips;
}
