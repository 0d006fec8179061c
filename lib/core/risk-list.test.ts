import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RISK_STATES } from "@/lib/core/isms-statuses";
import { currentAssessment, RISK_FLAGS } from "@/lib/core/risk";
import type { RiskLevelDto, RiskListRow } from "@/lib/core/risk-dto";
import {
  bandCounts,
  flagCounts,
  listRiskRows,
  RISK_SORTS,
  readRiskView,
  riskChips,
  riskHref,
  riskMatrix,
  riskQuery,
} from "@/lib/core/risk-list";
import { bandOf, PROPOSED_METHOD, scoreOf } from "@/lib/core/risk-method";

const method = { number: 2, ...PROPOSED_METHOD };
const step = fc.integer({ min: 1, max: 5 });
const level = (number: number) =>
  fc
    .record({ likelihood: step, consequence: step, methodNumber: fc.constantFrom(1, 2) })
    .map((given): RiskLevelDto => {
      const score = scoreOf(given.likelihood, given.consequence);
      const band = bandOf(score, PROPOSED_METHOD.bands);
      if (band === undefined) throw new Error("off the scale");
      return { ...given, number, score, band };
    });
const row: fc.Arbitrary<RiskListRow> = fc
  .record({
    id: fc.uuid(),
    number: fc.integer({ min: 1, max: 999 }).map((n) => `R-${String(n).padStart(3, "0")}`),
    title: fc.constantFrom("Ransomware", "Lost laptop", "Outage"),
    state: fc.constantFrom(...RISK_STATES),
    treatment: fc.constantFrom("modify" as const, "retain" as const, null),
    inherent: fc.option(level(1)),
    residual: fc.option(level(2)),
    flags: fc.subarray([...RISK_FLAGS]),
    refs: fc.subarray(["A.8.13", "A.5.30"]),
    isArchived: fc.boolean(),
  })
  .map((given) => ({
    ...given,
    residual: given.inherent === null ? null : given.residual,
    current: currentAssessment(given.inherent, given.inherent === null ? null : given.residual),
    flags: given.isArchived ? [] : given.flags,
    owner: null,
    reviewOn: null,
    targetOn: null,
    expiresOn: null,
    ...{ asset: "", cause: "", consequence: "", treatmentNote: "", openActions: 0, overdueActions: 0 },
    ...{ confidentiality: true, integrity: false, availability: false },
  }));
const rows = fc.array(row, { maxLength: 30 });
const everything = readRiskView({});

describe("the matrix", () => {
  it("places every active risk once or says that it stands elsewhere, and each cell opens exactly its risks (R-05)", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom("inherent" as const, "residual" as const), (all, kind) => {
        const matrix = riskMatrix(all, kind, method);
        const cells = matrix.rows.flatMap((one) => one.cells);
        expect(cells).toHaveLength(25);
        const placed = cells.reduce((sum, cell) => sum + cell.count, 0);
        expect(placed + matrix.elsewhere).toBe(all.filter(({ isArchived }) => !isArchived).length);
        for (const { likelihood, consequence, count } of cells) {
          const view = { ...everything, [kind]: { likelihood, consequence } };
          expect(listRiskRows(all, view, method).rows).toHaveLength(count);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("counts the bands as the filter finds them", () => {
    fc.assert(
      fc.property(rows, (all) => {
        bandCounts(all, method).forEach(({ count }, at) => {
          expect(listRiskRows(all, { ...everything, band: at + 1 }, method).rows).toHaveLength(count);
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe("the register", () => {
  it("opens behind each counter as many rows as the counter says (R-06)", () => {
    fc.assert(
      fc.property(rows, (all) => {
        const counts = flagCounts(all);
        for (const flag of RISK_FLAGS) {
          expect(listRiskRows(all, { ...everything, show: flag }, method).rows).toHaveLength(counts[flag]);
        }
        const active = all.filter(({ isArchived }) => !isArchived);
        const assessed = active.filter(({ flags }) => !flags.includes("unassessed"));
        expect(listRiskRows(all, readRiskView({ show: "assessed" }), method).rows).toHaveLength(
          assessed.length,
        );
      }),
      { numRuns: 60 },
    );
  });

  it("loses no row in any order, and shows the highest first unless told", () => {
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom(...RISK_SORTS),
        fc.constantFrom("asc", "desc"),
        (all, by, direction) => {
          const active = all.filter(({ isArchived }) => !isArchived);
          const view = readRiskView({ sort: `${direction === "desc" ? "-" : ""}${by}` });
          expect(
            listRiskRows(all, view, method)
              .rows.map(({ id }) => id)
              .sort(),
          ).toEqual(active.map(({ id }) => id).sort());
          const scores = listRiskRows(all, everything, method).rows.map(({ current }) => current?.score ?? 0);
          expect(scores).toEqual([...scores].sort((a, b) => b - a));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("reads its own addresses back, and leaves out what it does not know", () => {
    const query = {
      show: "above",
      state: "treating",
      band: "3",
      owner: "none",
      treatment: "none",
      inherent: "4x3",
      ref: "A.8.13",
      q: "backup",
      sort: "-level",
    };
    const view = readRiskView(query);
    expect(Object.fromEntries(Object.entries(riskQuery(view)).filter(([, value]) => value !== null))).toEqual(
      query,
    );
    expect(riskChips(view, new Map(), method)).toHaveLength(8);
    expect(riskHref("w", view, { q: "" })).not.toContain("q=");
    const odd = readRiskView({
      show: "x",
      band: "9",
      inherent: "7x1",
      owner: "me",
      from: "-3",
      sort: "colour",
    });
    expect(odd).toEqual(everything);
  });
});
