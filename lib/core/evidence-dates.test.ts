import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/core/dates";
import { type DatedEvidence, dateMarks } from "@/lib/core/evidence-dates";

const today = "2026-11-20";
const window = { from: "2025-10-01", to: "2026-09-30" };
const NONE = { from: null, to: null };
const item: DatedEvidence = {
  effectiveOn: "2026-05-05",
  periodFrom: null,
  periodTo: null,
  renewOn: null,
  reminderDays: 30,
  collected: true,
};
const kinds = (change: Partial<DatedEvidence>, win: typeof window | typeof NONE = window) =>
  dateMarks({ ...item, ...change }, today, win).map((mark) => mark.kind);

describe("dateMarks", () => {
  it("says nothing about evidence that is current and inside the window", () => {
    expect(kinds({})).toEqual([]);
    expect(kinds({ renewOn: "2026-12-21" })).toEqual([]);
  });

  it("names the day, what it means and the ways out", () => {
    const [mark] = dateMarks({ ...item, renewOn: "2026-10-03" }, today, window);
    expect(mark).toMatchObject({
      kind: "expired",
      reason: "Expired on 3 Oct 2026.",
      fixes: ["renew", "set_renewal"],
    });
    expect(mark?.effect).toContain("counts for no requirement");
    const soon = (renewOn: string) => dateMarks({ ...item, renewOn }, today, window)[0]?.reason;
    expect(soon("2026-11-20")).toBe("Renew it by 20 Nov 2026, today.");
    expect(soon("2026-11-21")).toBe("Renew it by 21 Nov 2026, tomorrow.");
    expect(soon("2026-12-02")).toBe("Renew it by 2 Dec 2026, in 12 days.");
  });

  it("asks for a first collection by its date, and not for a window of nothing", () => {
    const empty = { collected: false, effectiveOn: null, renewOn: "2026-11-01" };
    expect(dateMarks({ ...item, ...empty }, today, window).map((mark) => mark.reason)).toEqual([
      "It was to be collected by 1 Nov 2026.",
    ]);
    expect(kinds({ collected: false, effectiveOn: null })).toEqual([]);
  });

  it("marks what lies outside or partly inside, and what has no date at all", () => {
    expect(kinds({ effectiveOn: "2026-10-12" })).toEqual(["outside"]);
    expect(kinds({ periodFrom: "2026-09-01", periodTo: "2026-10-31" })).toEqual(["partly"]);
    expect(kinds({ effectiveOn: null })).toEqual(["undated"]);
    expect(kinds({ effectiveOn: "2020-01-01" }, NONE)).toEqual([]);
    expect(kinds({ effectiveOn: "2024-01-01", renewOn: "2025-01-01" })).toEqual(["expired", "outside"]);
  });

  it("falls due by the item's own lead time", () => {
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 240 }), fc.integer({ min: 0, max: 180 }), (inDays, lead) => {
        const found = kinds({ renewOn: addDays(today, inDays), reminderDays: lead });
        expect(found).toEqual(inDays < 0 ? ["expired"] : inDays <= lead ? ["due_soon"] : []);
      }),
    );
  });
});
