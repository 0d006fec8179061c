// What the register of suppliers shows: its address, filters, order and the chips above it.

import type { IsoDate } from "@/lib/core/dates";
import { SUPPLIER_TIER_LABEL, SUPPLIER_TIERS, type SupplierTier } from "@/lib/core/isms-statuses";
import {
  among,
  firstValue,
  type ListQuery,
  type ListSort,
  listSortText,
  readListSort,
} from "@/lib/core/list-address";
import { paths, withQuery } from "@/lib/core/paths";
import { attestationSummary, isRelianceReviewDue, isReviewDue, missingClauses } from "@/lib/core/supplier";
import type { SupplierListRow } from "@/lib/core/supplier-dto";

export const SUPPLIER_SHOWS = ["active", "expiring", "expired", "review", "clause", "ended"] as const;
export type SupplierShow = (typeof SUPPLIER_SHOWS)[number];
export const SUPPLIER_SHOW_LABEL: Readonly<Record<SupplierShow, string>> = {
  active: "Active",
  expiring: "Attestation expires soon",
  expired: "Attestation expired",
  review: "Review due",
  clause: "Clause missing",
  ended: "Ended",
};

export const SUPPLIER_SORTS = ["name", "tier", "owner", "attestation", "review"] as const;
export type SupplierSort = (typeof SUPPLIER_SORTS)[number];

export type SupplierView = {
  readonly show: SupplierShow;
  readonly tier: SupplierTier | null;
  readonly ict: boolean;
  readonly q: string;
  readonly sort: ListSort<SupplierSort> | null;
};

/** The view that an address asks for; what it does not know is left out. */
export function readSupplierView(query: ListQuery): SupplierView {
  return {
    show: among(SUPPLIER_SHOWS, firstValue(query, "show")) ?? "active",
    tier: among(SUPPLIER_TIERS, firstValue(query, "tier")),
    ict: firstValue(query, "ict") === "yes",
    q: firstValue(query, "q").slice(0, 100),
    sort: readListSort(SUPPLIER_SORTS, firstValue(query, "sort")),
  };
}

/** The view as the fields of its address, for links and for forms that keep the rest of it. */
export function supplierQuery(view: SupplierView): Readonly<Record<string, string | null>> {
  return {
    show: view.show === "active" ? null : view.show,
    tier: view.tier,
    ict: view.ict ? "yes" : null,
    q: view.q === "" ? null : view.q,
    sort: listSortText(view.sort),
  };
}

/** The register's address with some of the view changed. */
export function suppliersHref(slug: string, view: SupplierView, change: Partial<SupplierView> = {}): string {
  return withQuery(paths.suppliers(slug), supplierQuery({ ...view, ...change }));
}

function isShown(row: SupplierListRow, show: SupplierShow, today: IsoDate): boolean {
  if (show === "ended") return row.endedOn !== null;
  if (row.endedOn !== null) return false;
  switch (show) {
    case "active":
      return true;
    case "expiring":
      return attestationSummary(row.attestations, today).state === "due";
    case "expired":
      return attestationSummary(row.attestations, today).state === "expired";
    case "review":
      return row.reviewOpen || isReviewDue(row.nextReviewOn, today) || isRelianceReviewDue(row, today);
    case "clause":
      return missingClauses(row).length > 0;
  }
}

function matches(row: SupplierListRow, view: SupplierView): boolean {
  const words = view.q.toLowerCase().split(/\s+/).filter(Boolean);
  const text = [row.name, row.service, row.dataTypes, row.contractRef, row.ownerName ?? ""]
    .join(" ")
    .toLowerCase();
  return (
    (view.tier === null || row.tier === view.tier) &&
    (!view.ict || row.ict) &&
    words.every((word) => text.includes(word))
  );
}

const LAST = "\uffff";

function keyOf(row: SupplierListRow, by: SupplierSort, today: IsoDate): string {
  switch (by) {
    case "name":
      return row.name.toLowerCase();
    case "tier":
      return String(SUPPLIER_TIERS.indexOf(row.tier));
    case "owner":
      return row.ownerName?.toLowerCase() ?? LAST;
    case "attestation":
      return attestationSummary(row.attestations, today).validUntil ?? LAST;
    case "review":
      return row.nextReviewOn ?? LAST;
  }
}

/** All rows of the view in its order, and how many there are without tier, ICT flag and words. */
export function listSupplierRows(
  rows: readonly SupplierListRow[],
  view: SupplierView,
  today: IsoDate,
): { readonly rows: readonly SupplierListRow[]; readonly of: number } {
  const shown = rows.filter((row) => isShown(row, view.show, today));
  const { by, direction } = view.sort ?? { by: "name", direction: "asc" };
  const sign = direction === "desc" ? -1 : 1;
  const sorted = shown
    .filter((row) => matches(row, view))
    .toSorted(
      (a, b) =>
        sign * keyOf(a, by, today).localeCompare(keyOf(b, by, today), "en", { numeric: true }) ||
        a.name.localeCompare(b.name, "en"),
    );
  return { rows: sorted, of: shown.length };
}

/** How many rows each tab opens. */
export function supplierCounts(
  rows: readonly SupplierListRow[],
  today: IsoDate,
): Readonly<Record<SupplierShow, number>> {
  const counts = SUPPLIER_SHOWS.map((show) => [show, rows.filter((row) => isShown(row, show, today)).length]);
  return Object.fromEntries(counts) as Record<SupplierShow, number>;
}

export type SupplierChip = {
  readonly field: string;
  readonly op: string;
  readonly value: string;
  readonly without: Partial<SupplierView>;
};

/** The filters in force, each with the change that takes it out. */
export function supplierChips(view: SupplierView): readonly SupplierChip[] {
  const all: readonly (SupplierChip | null)[] = [
    view.tier && { field: "Tier", op: "is", value: SUPPLIER_TIER_LABEL[view.tier], without: { tier: null } },
    view.ict ? { field: "ICT supply chain", op: "is", value: "Yes", without: { ict: false } } : null,
    view.q === "" ? null : { field: "Text", op: "contains", value: view.q, without: { q: "" } },
  ];
  return all.filter((chip) => chip !== null);
}
