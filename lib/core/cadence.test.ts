import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
  carriedRenewal,
  dueState,
  handSetRenewal,
  nextDue,
  nextPeriod,
  type RenewalRule,
  renewalOf,
} from "@/lib/core/cadence";
import { addDays, addMonths, dateIn, daysBetween } from "@/lib/core/dates";
import { CADENCES } from "@/lib/core/work-statuses";

const MONTHS = { monthly: 1, quarterly: 3, half_yearly: 6, yearly: 12 } as const;
const anyDate = fc
  .integer({ min: 0, max: 60_000 })
  .map((days) => Temporal.PlainDate.from("1990-01-01").add({ days }).toString());

describe("nextDue", () => {
  it.each([
    ["2027-01-31", "monthly", "2027-02-28"],
    ["2028-01-31", "monthly", "2028-02-29"],
    ["2026-10-31", "monthly", "2026-11-30"],
    ["2026-11-30", "quarterly", "2027-02-28"],
    ["2026-08-31", "half_yearly", "2027-02-28"],
    ["2028-02-29", "yearly", "2029-02-28"],
    ["2027-02-28", "yearly", "2028-02-28"],
    ["2026-12-29", "weekly", "2027-01-05"],
    ["2028-02-25", "weekly", "2028-03-03"],
  ] as const)("%s %s: %s", (effectiveOn, cadence, due) => {
    expect(nextDue(effectiveOn, cadence, null)).toBe(due);
  });

  it("asks for nothing without a cadence, a date, or a number of days", () => {
    expect(nextDue("2026-01-31", "none", null)).toBeNull();
    expect(CADENCES.map((cadence) => nextDue(null, cadence, 10))).toEqual(CADENCES.map(() => null));
    expect(nextDue("2026-01-31", "custom", null)).toBeNull();
    expect(nextDue("2028-02-20", "custom", 10)).toBe("2028-03-01");
  });

  it("lands on the same day of a later month, or on that month's last day", () => {
    fc.assert(
      fc.property(
        anyDate,
        fc.constantFrom("monthly", "quarterly", "half_yearly", "yearly"),
        (on, cadence) => {
          const from = Temporal.PlainDate.from(on);
          const due = Temporal.PlainDate.from(nextDue(on, cadence, null) ?? "");
          const months = (due.year - from.year) * 12 + due.month - from.month;
          expect(months).toBe(MONTHS[cadence]);
          expect(due.day).toBe(Math.min(from.day, due.daysInMonth));
        },
      ),
    );
  });

  it("never falls on or before the day it counts from, and keeps the order of days", () => {
    const cadence = fc.constantFrom(...CADENCES.filter((one) => one !== "none"));
    fc.assert(
      fc.property(anyDate, anyDate, cadence, fc.integer({ min: 1, max: 1_827 }), (a, b, each, days) => {
        const [first, second] = [a, b].sort() as [string, string];
        const [due, later] = [nextDue(first, each, days) ?? "", nextDue(second, each, days) ?? ""];
        expect(due > first).toBe(true);
        expect(due <= later).toBe(true);
      }),
    );
  });

  it("counts weeks and custom days exactly, through every leap day", () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 1_827 }), (on, days) => {
        expect(daysBetween(on, nextDue(on, "custom", days) ?? "")).toBe(days);
        expect(daysBetween(on, nextDue(on, "weekly", null) ?? "")).toBe(7);
      }),
    );
  });
});

describe("today, from which the days are counted", () => {
  const ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "America/St_Johns",
  ] as const;
  const instants = fc
    .integer({ min: Date.parse("2011-01-01T00:00:00Z"), max: Date.parse("2035-12-31T00:00:00Z") })
    .map((ms) => new Date(ms));
  const byIntl = (zone: string, at: Date) =>
    new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" }).format(at);

  it("is the calendar day of the zone, whatever the clock does there", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instants, (zone, at) => {
        expect(dateIn(zone, at)).toBe(byIntl(zone, at));
      }),
    );
  });

  it.each([
    ["Europe/Berlin", "2026-03-29T00:59:59Z", "2026-03-29"],
    ["Europe/Berlin", "2026-03-28T22:59:59Z", "2026-03-28"],
    ["Europe/Berlin", "2026-03-29T21:59:59Z", "2026-03-29"],
    ["Europe/Berlin", "2026-10-25T22:59:59Z", "2026-10-25"],
    ["America/New_York", "2026-11-01T04:00:00Z", "2026-11-01"],
    ["America/New_York", "2026-11-02T04:59:59Z", "2026-11-01"],
    ["Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29"],
    ["Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31"],
  ])("%s at %s is %s", (zone, at, day) => {
    expect(dateIn(zone, new Date(at))).toBe(day);
  });

  it("turns an item expired at midnight of the zone, not a day early or late", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), anyDate, (zone, renewOn) => {
        const day = Temporal.PlainDate.from(renewOn);
        const last = day.toZonedDateTime({ timeZone: zone }).startOfDay();
        const end = day.add({ days: 1 }).toZonedDateTime({ timeZone: zone }).startOfDay();
        fc.pre(last.toPlainDate().equals(day) && end.toPlainDate().equals(day.add({ days: 1 })));
        const at = (moment: Temporal.ZonedDateTime, ms: number) =>
          dueState(renewOn, dateIn(zone, new Date(moment.epochMilliseconds + ms)), 30);
        expect(at(last, 0)).toBe("due_soon");
        expect(at(end, -1)).toBe("due_soon");
        expect(at(end, 0)).toBe("expired");
      }),
    );
  });
});

describe("dueState", () => {
  it("goes from current through due soon to expired, each day in one state", () => {
    fc.assert(
      fc.property(
        anyDate,
        fc.integer({ min: 0, max: 180 }),
        fc.integer({ min: -400, max: 400 }),
        (on, lead, n) => {
          const state = dueState(on, addDays(on, n), lead);
          expect(state).toBe(n > 0 ? "expired" : n >= -lead ? "due_soon" : "current");
        },
      ),
    );
    expect(dueState(null, "2026-01-01", 30)).toBe("none");
  });
});

describe("the date set by hand", () => {
  const yearly: RenewalRule = { cadence: "yearly", cadenceDays: null, renewOverrideOn: null };
  const none: RenewalRule = { cadence: "none", cadenceDays: null, renewOverrideOn: null };

  it("goes before the cadence", () => {
    expect(renewalOf(yearly, "2026-03-03")).toBe("2027-03-03");
    expect(renewalOf({ ...yearly, renewOverrideOn: "2026-12-31" }, "2026-03-03")).toBe("2026-12-31");
    expect(renewalOf(none, "2026-03-03")).toBeNull();
  });

  it("is what an import wrote into the renewal date of an item without a cadence", () => {
    expect(handSetRenewal({ ...none, renewOn: "2026-12-31" })).toBe("2026-12-31");
    expect(handSetRenewal({ ...yearly, renewOn: "2027-03-03" })).toBeNull();
    expect(handSetRenewal({ ...yearly, renewOverrideOn: "2026-05-05", renewOn: "2026-05-05" })).toBe(
      "2026-05-05",
    );
  });

  it("is used up by the next version where a cadence counts, and moves on where none does", () => {
    const set = { ...yearly, renewOverrideOn: "2026-05-05", renewOn: "2026-05-05" };
    expect(carriedRenewal(set, "2025-03-03", "2026-04-04")).toBeNull();
    expect(carriedRenewal({ ...none, renewOn: "2026-03-03" }, "2025-03-03", "2026-03-10")).toBe("2027-03-10");
    expect(carriedRenewal({ ...none, renewOn: "2026-01-12" }, "2026-01-02", "2026-03-10")).toBe("2026-03-20");
    expect(carriedRenewal({ ...none, renewOn: "2026-05-05" }, null, "2026-03-10")).toBe("2026-05-05");
    expect(carriedRenewal({ ...none, renewOn: "9999-12-31" }, "2025-03-03", "2026-03-10")).toBe("9999-12-31");
    expect(carriedRenewal({ ...none, renewOn: "2026-05-05" }, null, "2026-06-10")).toBeNull();
    expect(carriedRenewal({ ...none, renewOn: "2026-05-05" }, "2025-05-05", null)).toBe("2026-05-05");
    expect(carriedRenewal({ ...none, renewOn: null }, "2025-05-05", "2026-05-05")).toBeNull();
  });

  it("never leaves a freshly collected item expired", () => {
    fc.assert(
      fc.property(anyDate, anyDate, anyDate, (before, old, effectiveOn) => {
        const carried = carriedRenewal({ ...none, renewOn: old }, before, effectiveOn);
        expect(carried === null || carried > effectiveOn).toBe(true);
      }),
    );
  });
});

describe("nextPeriod", () => {
  it.each([
    ["2026-07-01", "2026-09-30", "2026-10-01", "2026-12-31"],
    ["2026-01-01", "2026-01-31", "2026-02-01", "2026-02-28"],
    ["2028-02-01", "2028-02-29", "2028-03-01", "2028-03-31"],
    ["2025-10-01", "2026-09-30", "2026-10-01", "2027-09-30"],
    ["2026-01-15", "2026-02-14", "2026-02-15", "2026-03-14"],
    ["2026-11-02", "2026-11-08", "2026-11-09", "2026-11-15"],
    ["2026-05-05", "2026-05-05", "2026-05-06", "2026-05-06"],
  ])("after %s to %s comes %s to %s", (from, to, nextFrom, nextTo) => {
    expect(nextPeriod({ from, to })).toEqual({ from: nextFrom, to: nextTo });
  });

  it("begins the day after, never runs backwards, and is as long within a month's difference", () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 800 }), (from, days) => {
        const to = addDays(from, days);
        const next = nextPeriod({ from, to });
        expect(next.from).toBe(addDays(to, 1));
        expect(next.to >= next.from).toBe(true);
        expect(Math.abs(daysBetween(next.from, next.to) - days)).toBeLessThanOrEqual(4);
      }),
    );
  });

  it("keeps whole calendar months whole, year after year", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_200 }),
        fc.constantFrom(1, 3, 6, 12),
        fc.integer({ min: 1, max: 12 }),
        (start, months, steps) => {
          const from = addMonths("1990-01-01", start);
          let period = { from, to: addDays(addMonths(from, months), -1) };
          for (let n = 0; n < steps; n += 1) period = nextPeriod(period);
          expect(period.from).toBe(addMonths(from, months * steps));
          expect(period.to).toBe(addDays(addMonths(from, months * (steps + 1)), -1));
        },
      ),
    );
  });
});
