import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/core/dates";
import { SUPPLIER_TIERS } from "@/lib/core/isms-statuses";
import { EMPTY_SUPPLIER } from "@/lib/core/supplier-csv";
import type { SupplierListRow } from "@/lib/core/supplier-dto";
import {
  listSupplierRows,
  readSupplierView,
  SUPPLIER_SHOWS,
  SUPPLIER_SORTS,
  type SupplierView,
  supplierChips,
  supplierCounts,
  supplierQuery,
} from "@/lib/core/supplier-list";

const today = "2026-11-22";
const row = (name: string, more: Partial<SupplierListRow> = {}): SupplierListRow => ({
  ...EMPTY_SUPPLIER,
  id: name,
  name,
  nextReviewOn: addDays(today, 200),
  ownerName: null,
  endedOn: null,
  lastReviewOn: null,
  lastDecision: null,
  reviewOpen: false,
  relianceReviewOn: null,
  attestations: [],
  version: 1,
  ...more,
});
const settled = {
  clauseSecurity: "present",
  clauseNotification: "present",
  clauseAudit: "not_needed",
  clauseSubprocessing: "present",
  clauseExit: "present",
} as const;
const until = (days: number) => [{ kind: "iso27001" as const, validUntil: addDays(today, days) }];
const rows = [
  row("Nimbus", { tier: "critical", ict: true, attestations: until(20), service: "Hosting" }),
  row("Altus", { ...settled, tier: "important", attestations: until(-1), nextReviewOn: addDays(today, -3) }),
  row("Cirrus", { ...settled, reviewOpen: true, attestations: until(300) }),
  row("Gone", { endedOn: "2026-01-01", attestations: until(-400) }),
];
const view = readSupplierView({});
const names = (change: Partial<SupplierView>) =>
  listSupplierRows(rows, { ...view, ...change }, today).rows.map(({ name }) => name);

describe("the register's view", () => {
  it("opens what needs attention and keeps ended suppliers apart", () => {
    expect(names({})).toEqual(["Altus", "Cirrus", "Nimbus"]);
    expect(names({ show: "expiring" })).toEqual(["Nimbus"]);
    expect(names({ show: "expired" })).toEqual(["Altus"]);
    expect(names({ show: "review" })).toEqual(["Altus", "Cirrus"]);
    expect(names({ show: "clause" })).toEqual(["Nimbus"]);
    expect(names({ show: "ended" })).toEqual(["Gone"]);
    expect(supplierCounts(rows, today)).toEqual({
      active: 3,
      expiring: 1,
      expired: 1,
      review: 2,
      clause: 1,
      ended: 1,
    });
  });

  it("counts a reliance statement whose review is near or missed among the reviews that are due", () => {
    const shown = (relianceReviewOn: string | null) =>
      supplierCounts([row("Nimbus", { relianceReviewOn })], today).review;
    expect([null, addDays(today, 31), addDays(today, 30), today, addDays(today, -1)].map(shown)).toEqual([
      0, 0, 1, 1, 1,
    ]);
    const gone = row("Gone", { relianceReviewOn: today, endedOn: "2026-01-01" });
    expect(supplierCounts([gone], today).review).toBe(0);
  });

  it("filters by tier, ICT flag and words, and sorts", () => {
    expect(names({ tier: "important" })).toEqual(["Altus"]);
    expect(names({ ict: true })).toEqual(["Nimbus"]);
    expect(names({ q: "host" })).toEqual(["Nimbus"]);
    expect(names({ sort: { by: "tier", direction: "desc" } })).toEqual(["Cirrus", "Altus", "Nimbus"]);
    expect(names({ sort: { by: "attestation", direction: "asc" } })).toEqual(["Altus", "Nimbus", "Cirrus"]);
  });

  it("lives in its address: what is written is read again, and each chip takes its filter out", () => {
    const any: fc.Arbitrary<SupplierView> = fc.record({
      show: fc.constantFrom(...SUPPLIER_SHOWS),
      tier: fc.option(fc.constantFrom(...SUPPLIER_TIERS), { nil: null }),
      ict: fc.boolean(),
      q: fc.constantFrom("", "host", "a b"),
      sort: fc.option(
        fc.record({
          by: fc.constantFrom(...SUPPLIER_SORTS),
          direction: fc.constantFrom("asc" as const, "desc" as const),
        }),
        { nil: null },
      ),
    });
    fc.assert(
      fc.property(any, (given) => {
        const query = Object.fromEntries(
          Object.entries(supplierQuery(given)).flatMap(([name, value]) =>
            value === null ? [] : [[name, value]],
          ),
        );
        expect(readSupplierView(query)).toEqual(given);
        const cleared = Object.assign({}, given, ...supplierChips(given).map(({ without }) => without));
        expect(supplierChips(cleared)).toEqual([]);
      }),
    );
    expect(readSupplierView({ show: "nonsense", sort: "x", tier: ["critical", "standard"] })).toMatchObject({
      show: "active",
      sort: null,
      tier: "critical",
    });
  });
});
