// What the stored daily snapshots tell: the change over thirty days and the points that a table prints.
import { addDays, type IsoDate } from "@/lib/core/dates";

/** Two of the numbers of one stored day. */
export type TrendDay = {
  readonly on: IsoDate;
  readonly annexReady: number;
  readonly annexOf: number;
  readonly clausesReady: number;
  readonly clausesOf: number;
};

/** How far back the line goes. */
export const TREND_DAYS = 92;
const COMPARED_DAYS = 30;
const WEEK = 7;

/** The newest stored day that is at least thirty days old; null while there is none. `days` in order of date. */
export function comparedDay(days: readonly TrendDay[], today: IsoDate): TrendDay | null {
  const limit = addDays(today, -COMPARED_DAYS);
  return days.findLast((day) => day.on <= limit) ?? null;
}

/** One day a week counted back from the newest, and the oldest; in order of date. */
export function weeklyDays(days: readonly TrendDay[]): readonly TrendDay[] {
  const last = days.length - 1;
  return days.filter((_, index) => index === 0 || (last - index) % WEEK === 0);
}
