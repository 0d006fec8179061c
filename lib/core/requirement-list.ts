// The list of requirements: what its address says, which rows it shows, in which order and in which groups.
import { addDays } from "@/lib/core/dates";
import { compareRefs, parseRef } from "@/lib/core/frameworks/catalogue";
import { CHAPTERS } from "@/lib/core/frameworks/clauses";
import { ANNEX_THEMES } from "@/lib/core/frameworks/types";
import {
  among,
  firstValue,
  type ListQuery,
  type ListSort,
  listSortText,
  readListSort,
} from "@/lib/core/list-address";
import { type ColumnOf, columnsText, shownColumns } from "@/lib/core/list-columns";
import { paths, withQuery } from "@/lib/core/paths";
import { THEME_TITLE } from "@/lib/core/readiness";
import {
  type FilterContext,
  isInScope,
  isRequirementFilter,
  matches,
  type RequirementFilter,
  requirementGroup,
} from "@/lib/core/requirement-filters";
import type { RequirementRow } from "@/lib/core/requirement-rows";
import {
  APPLICABILITIES,
  type Applicability,
  EVIDENCE_STATUSES,
  type EvidenceStatus,
  IMPLEMENTATIONS,
  type Implementation,
  REQUIREMENT_KIND_LABEL,
  REQUIREMENT_KINDS,
  type RequirementKind,
} from "@/lib/core/statuses";

export const SORT_KEYS = ["ref", "status", "owner", "due"] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** `none`: nobody; `any`: somebody; else a person's id. */
export type OwnerFilter = string;
export type SoaFilter = Applicability | Implementation;
export const DUE_DAYS = 30;

export type ListView = {
  /** Null lists all kinds; only with `show` or `due`, else the list starts with Annex A. */
  readonly kind: RequirementKind | null;
  readonly show: RequirementFilter | null;
  readonly group: string | null;
  readonly status: EvidenceStatus | null;
  readonly soa: SoaFilter | null;
  readonly owner: OwnerFilter | null;
  /** Due within 30 days or earlier, and not recorded as ready. */
  readonly due: boolean;
  readonly q: string;
  readonly sort: ListSort<SortKey> | null;
  /** Columns that the address asks for; null leaves them as the person has them. */
  readonly cols: string | null;
};
export type ControlColumn = ColumnOf<"controls">;

export const START_VIEW: ListView = {
  kind: "control",
  show: null,
  group: null,
  status: null,
  soa: null,
  owner: null,
  due: false,
  q: "",
  sort: null,
  cols: null,
};

export type Query = ListQuery;

const OWNER = /^(none|any|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function readCols(text: string): string | null {
  return text === "" ? null : columnsText("controls", shownColumns("controls", text));
}

/** The view that an address asks for; what it does not know is left out. */
export function readView(query: Query): ListView {
  const show = firstValue(query, "show");
  const due = firstValue(query, "due") === String(DUE_DAYS);
  const kind = among(REQUIREMENT_KINDS, firstValue(query, "kind"));
  const owner = firstValue(query, "owner");
  const group = firstValue(query, "group").slice(0, 10);
  const known = isRequirementFilter(show) ? show : null;
  return {
    kind: kind ?? (known === null && !due ? "control" : null),
    show: known,
    group: group === "" ? null : group,
    status: among(EVIDENCE_STATUSES, firstValue(query, "status")),
    soa: among([...APPLICABILITIES, ...IMPLEMENTATIONS], firstValue(query, "soa")),
    owner: OWNER.test(owner) ? owner : null,
    due,
    q: firstValue(query, "q").slice(0, 100),
    sort: readListSort(SORT_KEYS, firstValue(query, "sort")),
    cols: readCols(firstValue(query, "cols")),
  };
}

/** The address of a view; `more` adds what is not part of it, such as the open row. */
export function viewHref(
  slug: string,
  view: ListView,
  more: Readonly<Record<string, string | null>> = {},
): string {
  const plain = view.kind === "control" && view.show === null && !view.due;
  return withQuery(paths.controls(slug), {
    kind: plain ? null : view.kind,
    show: view.show,
    due: view.due ? DUE_DAYS : null,
    group: view.group,
    status: view.status,
    soa: view.soa,
    owner: view.owner,
    q: view.q,
    sort: listSortText(view.sort),
    cols: view.cols,
    ...more,
  });
}

// ---- rows ----

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

function meets(row: RequirementRow, q: string): boolean {
  if (q === "") return true;
  const prefer = row.kind === "clause" ? "clause" : "control";
  if (parseRef(q, prefer) === row.ref) return true;
  const text = fold(`${row.ref} ${row.title} ${row.ownerName ?? ""}`);
  return fold(q)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function hasOwner(row: RequirementRow, owner: OwnerFilter | null): boolean {
  if (owner === null) return true;
  if (owner === "none") return row.ownerId === null;
  return owner === "any" ? row.ownerId !== null : row.ownerId === owner;
}

function inSoa(row: RequirementRow, soa: SoaFilter | null): boolean {
  if (soa === null) return true;
  if (row.kind === "criterion") return false;
  return row.applicability === soa || (row.applicability !== "excluded" && row.implementation === soa);
}

/** Whether the row is due within 30 days or overdue, and its evidence is not recorded as ready. */
export function isDue(row: RequirementRow, context: FilterContext): boolean {
  if (row.dueOn === null || row.evidenceStatus === "ready" || !isInScope(row, context)) return false;
  return row.dueOn <= addDays(context.today, DUE_DAYS);
}

/** All rows of the view's kind: what the total counts against. Criteria outside the scope are no rows. */
export function rowsOfKind(
  rows: readonly RequirementRow[],
  kind: RequirementKind | null,
  context: FilterContext,
): readonly RequirementRow[] {
  return rows.filter(
    (row) => (kind === null || row.kind === kind) && (row.kind !== "criterion" || isInScope(row, context)),
  );
}

function isShown(row: RequirementRow, view: ListView, context: FilterContext): boolean {
  return (
    (view.show === null || matches(row, { show: view.show }, context)) &&
    (view.group === null || requirementGroup(row) === view.group) &&
    (view.status === null || row.evidenceStatus === view.status) &&
    inSoa(row, view.soa) &&
    hasOwner(row, view.owner) &&
    (!view.due || isDue(row, context)) &&
    meets(row, view.q)
  );
}

/** Empty values come last in both directions. */
function compareBy(by: SortKey, a: RequirementRow, b: RequirementRow): number {
  if (by === "status") {
    return EVIDENCE_STATUSES.indexOf(a.evidenceStatus) - EVIDENCE_STATUSES.indexOf(b.evidenceStatus);
  }
  if (by === "due") return (a.dueOn ?? "").localeCompare(b.dueOn ?? "");
  if (by === "owner") return (a.ownerName ?? "").localeCompare(b.ownerName ?? "", "en");
  return compareRefs(a.ref, b.ref);
}

function isEmpty(by: SortKey, row: RequirementRow): boolean {
  return (by === "due" && row.dueOn === null) || (by === "owner" && row.ownerName === null);
}

function sorted(rows: readonly RequirementRow[], sort: ListSort<SortKey> | null): readonly RequirementRow[] {
  if (sort === null) return rows;
  const turn = sort.direction === "asc" ? 1 : -1;
  return rows.toSorted((a, b) => {
    const empty = Number(isEmpty(sort.by, a)) - Number(isEmpty(sort.by, b));
    return empty || turn * compareBy(sort.by, a, b) || compareRefs(a.ref, b.ref);
  });
}

/** The rows that the view shows, in its order. A number of the dashboard opens exactly these. */
export function listRows(
  rows: readonly RequirementRow[],
  view: ListView,
  context: FilterContext,
): readonly RequirementRow[] {
  return sorted(
    rowsOfKind(rows, view.kind, context).filter((row) => isShown(row, view, context)),
    view.sort,
  );
}

// ---- groups ----

const SERIES_TITLE: Readonly<Record<string, string>> = {
  CC1: "Control environment",
  CC2: "Communication and information",
  CC3: "Risk assessment",
  CC4: "Monitoring activities",
  CC5: "Control activities",
  CC6: "Logical and physical access",
  CC7: "System operations",
  CC8: "Change management",
  CC9: "Risk mitigation",
  A1: "Availability",
  C1: "Confidentiality",
  PI1: "Processing integrity",
  P1: "Notice",
  P2: "Choice and consent",
  P3: "Collection",
  P4: "Use, retention and disposal",
  P5: "Access",
  P6: "Disclosure and notification",
  P7: "Quality",
  P8: "Monitoring and enforcement",
};

const GROUP_TITLE: ReadonlyMap<string, string> = new Map([
  ...ANNEX_THEMES.map((theme) => [theme, THEME_TITLE[theme]] as const),
  ...CHAPTERS.map(({ number, title }) => [number, title] as const),
  ...Object.entries(SERIES_TITLE),
]);

/** `A.5 Organizational`, `6 Planning`, `CC6 Logical and physical access`, `Own controls`. */
export function groupLabel(group: string): string {
  if (group === "own") return "Own controls";
  const title = GROUP_TITLE.get(group);
  return title === undefined ? group : `${group} ${title}`;
}

/** Themes, chapters or series that the kind is grouped by, for the filter. */
export function groupsOfKind(kind: RequirementKind | null): readonly string[] {
  if (kind === "control") return ANNEX_THEMES;
  if (kind === "clause") return CHAPTERS.map((chapter) => chapter.number);
  return kind === "criterion" ? Object.keys(SERIES_TITLE) : [];
}

export type RowGroup = {
  readonly group: string;
  readonly label: string;
  readonly rows: readonly RequirementRow[];
  /** Of the whole group, whatever the filters leave. */
  readonly inScope: number;
  readonly ready: number;
};

/** The shown rows under their themes, chapters or series. One unnamed group when sorted by anything but the reference. */
export function groupRows(
  shown: readonly RequirementRow[],
  all: readonly RequirementRow[],
  view: ListView,
  context: FilterContext,
): readonly RowGroup[] {
  if (shown.length === 0) return [];
  if (view.sort !== null && view.sort.by !== "ref") {
    return [{ group: "", label: "", rows: shown, inScope: 0, ready: 0 }];
  }
  const kinds = new Map<string, RequirementRow[]>();
  for (const row of shown) {
    const group = requirementGroup(row);
    kinds.set(group, [...(kinds.get(group) ?? []), row]);
  }
  return [...kinds].map(([group, rows]) => {
    const whole = all.filter((row) => requirementGroup(row) === group && isInScope(row, context));
    return {
      group,
      label: groupLabel(group),
      rows,
      inScope: whole.length,
      ready: whole.filter((row) => row.evidenceStatus === "ready").length,
    };
  });
}

/** "Annex A controls", for captions and empty states. */
export function kindPlural(kind: RequirementKind | null): string {
  if (kind === null) return "Requirements";
  return kind === "criterion" ? "SOC 2 criteria" : `${REQUIREMENT_KIND_LABEL[kind]}s`;
}

/** The references of the ticked rows (`rows[]=A.5.15:4`) that a form of the list sent as an address; at most 300. */
export function tickedRefs(query: Query): ReadonlySet<string> {
  const sent = query["rows[]"];
  const all = typeof sent === "string" ? [sent] : (sent ?? []);
  return new Set(all.slice(0, 300).map((tick) => tick.split(":")[0] ?? ""));
}
