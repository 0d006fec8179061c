import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween } from "@/lib/core/dates";
import { outOfWindow, type Window, windowFit, windowReason } from "@/lib/core/evidence-window";

const window = { from: "2025-10-01", to: "2026-09-30" };
const dates = (
  effectiveOn: string | null,
  periodFrom: string | null = null,
  periodTo: string | null = null,
) => ({ effectiveOn, periodFrom, periodTo });

describe("windowFit for 1 Oct 2025 to 30 Sep 2026", () => {
  it.each([
    [dates(null), "unknown"],
    [dates("2025-09-30"), "outside"],
    [dates("2025-10-01"), "inside"],
    [dates("2026-09-30"), "inside"],
    [dates("2026-10-01"), "outside"],
    [dates("2026-12-01", "2025-10-01", "2026-09-30"), "inside"],
    [dates("2026-12-01", "2025-01-01", "2026-12-31"), "inside"],
    [dates("2026-01-01", "2024-10-01", "2025-09-30"), "outside"],
    [dates("2026-01-01", "2024-10-01", "2025-10-01"), "partly"],
    [dates("2026-01-01", "2026-09-30", "2026-10-31"), "partly"],
    [dates(null, "2026-10-01", null), "outside"],
    [dates(null, null, "2025-09-30"), "outside"],
    [dates(null, "2025-10-01", "2026-12-31"), "inside"],
    [dates(null, "2025-01-01", "2026-09-30"), "inside"],
    [dates(null, null, "2025-12-31"), "inside"],
  ] as const)("%j: %s", (given, expected) => {
    expect(windowFit(given, window)).toBe(expected);
  });

  it("asks nothing while the window is unknown, and judges by the side that is known", () => {
    expect(outOfWindow(dates("2020-01-01"), { from: null, to: null })).toBe(false);
    expect(outOfWindow(dates("2020-01-01"), { from: "2025-10-01", to: null })).toBe(true);
    expect(outOfWindow(dates("2030-01-01"), { from: null, to: "2026-09-30" })).toBe(true);
  });

  it("says why in words", () => {
    expect(windowReason(dates("2026-10-12"), window)).toBe(
      "Effective 12 Oct 2026, after the observation window 1 Oct 2025 to 30 Sep 2026.",
    );
    expect(windowReason(dates("2026-01-01", "2024-10-01", "2025-10-31"), window)).toBe(
      "Covers 1 Oct 2024 to 31 Oct 2025; the days before the observation window 1 Oct 2025 to 30 Sep 2026 count for nothing in it.",
    );
    expect(windowReason(dates("2020-01-01"), { from: "2025-10-01", to: null })).toBe(
      "Effective 1 Jan 2020, before the observation window from 1 Oct 2025.",
    );
    expect(windowReason(dates("2026-01-01"), window)).toBeNull();
    expect(windowReason(dates(null), window)).toBeNull();
  });
});

describe("windowFit", () => {
  const day = fc.integer({ min: -800, max: 800 }).map((n) => addDays("2026-01-01", n));
  const span = fc
    .tuple(day, fc.integer({ min: 0, max: 400 }))
    .map(([from, n]) => ({ from, to: addDays(from, n) }));
  const daysOf = ({ from, to }: { from: string; to: string }) =>
    Array.from({ length: daysBetween(from, to) + 1 }, (_, n) => addDays(from, n));

  it("agrees with counting the days one by one", () => {
    fc.assert(
      fc.property(span, span, (period, win: Window & { from: string; to: string }) => {
        const days = daysOf(period);
        const inside = days.filter((one) => one >= win.from && one <= win.to).length;
        const covers = period.from <= win.from && period.to >= win.to;
        const expected = inside === 0 ? "outside" : inside === days.length || covers ? "inside" : "partly";
        expect(windowFit(dates(null, period.from, period.to), win)).toBe(expected);
      }),
    );
  });

  it("gives a reason exactly when some day is lost", () => {
    fc.assert(
      fc.property(span, span, (period, win) => {
        const given = dates(null, period.from, period.to);
        const fit = windowFit(given, win);
        expect(windowReason(given, win) !== null).toBe(fit === "partly" || fit === "outside");
      }),
    );
  });
});
