// Calendar dates as ISO strings (`2026-11-20`), computed without a clock: `now` and `today` are parameters.
import { Temporal } from "temporal-polyfill";

/** An ISO calendar date, `YYYY-MM-DD`. */
export type IsoDate = string;

/** The calendar date that `now` falls on in the time zone. */
export function dateIn(timeZone: string, now: Date): IsoDate {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: "days" }).days;
}

/** Whole months from `from` to `to`; negative when `to` is earlier. */
export function monthsBetween(from: IsoDate, to: IsoDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: "months" }).months;
}

/** The last day that has an ISO form; registers write it where they mean "never". */
const LAST_DAY: IsoDate = "9999-12-31";

function isoOf(date: Temporal.PlainDate): IsoDate {
  return date.year > 9_999 ? LAST_DAY : date.toString();
}

/** The date `days` later (earlier when negative), at most the last day of the year 9999. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return isoOf(Temporal.PlainDate.from(date).add({ days }));
}

/** The date `months` later, at most the last day of the year 9999; the day is clamped to the month's end. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  return isoOf(Temporal.PlainDate.from(date).add({ months }));
}

/** Whether the text is a real calendar date in ISO form, from the year 1000 on: earlier ones are slips of the hand. */
export function isIsoDate(text: string): boolean {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
  // A register of 10,000 lines asks for 30,000 dates: a millisecond count tells at a tenth of the price of a calendar object.
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `20 Nov 2026`; `20 Nov` when `without` is the year of the date. */
export function formatDate(date: IsoDate, without?: number): string {
  const { year, month, day } = Temporal.PlainDate.from(date);
  const short = `${day} ${MONTHS[month - 1]}`;
  return year === without ? short : `${short} ${year}`;
}

/** `20 Nov 2026, 14:02` in the time zone. */
export function formatInstant(at: Date, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  const minute = String(zoned.minute).padStart(2, "0");
  return `${formatDate(zoned.toPlainDate().toString())}, ${String(zoned.hour).padStart(2, "0")}:${minute}`;
}

/** Whether the runtime knows the IANA time zone. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
