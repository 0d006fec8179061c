import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/core/dates";
import { comparedDay, type TrendDay, weeklyDays } from "@/lib/core/trend";

const day = (on: string, annexReady = 0): TrendDay => ({
  on,
  annexReady,
  annexOf: 93,
  clausesReady: 0,
  clausesOf: 30,
});

describe("comparedDay", () => {
  it("takes the newest day that is thirty days old", () => {
    const days = [day("2026-10-01", 1), day("2026-10-21", 2), day("2026-10-22", 3)];
    expect(comparedDay(days, "2026-11-20")?.annexReady).toBe(2);
  });

  it("compares with nothing while every day is younger", () => {
    expect(comparedDay([day("2026-11-01")], "2026-11-20")).toBeNull();
    expect(comparedDay([], "2026-11-20")).toBeNull();
  });
});

describe("weeklyDays", () => {
  it("keeps the newest, every seventh before it, and the oldest", () => {
    const days = Array.from({ length: 17 }, (_, index) => day(addDays("2026-11-01", index)));
    expect(weeklyDays(days).map((one) => one.on)).toEqual([
      "2026-11-01",
      "2026-11-03",
      "2026-11-10",
      "2026-11-17",
    ]);
  });

  it("keeps a single day once", () => {
    expect(weeklyDays([day("2026-11-01")])).toHaveLength(1);
  });
});
