// When a person gets the weekly digest or a reminder of what is overdue, in the workspace's time zone.

import { Temporal } from "temporal-polyfill";
import type { IsoDate } from "@/lib/core/dates";

/** Mails go out from this hour on, by the clock of the workspace. */
export const REMINDER_HOUR = 7;

export type ReminderDay = {
  /** Monday brings the digest; Thursday repeats what is overdue. */
  readonly day: "monday" | "thursday";
  readonly on: IsoDate;
  /** The Sunday that ends the week. */
  readonly weekEnds: IsoDate;
};

const MONDAY = 1;
const THURSDAY = 4;
const SUNDAY = 7;

/** Whether mails may go out now by the clock of the workspace: from seven o'clock to midnight. */
export function mailHour(timeZone: string, now: Date): boolean {
  return (
    Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).hour >= REMINDER_HOUR
  );
}

/**
 * The reminder day that `now` falls into, from seven o'clock to midnight; null at every other time. A worker that was
 * down in the morning makes up for it on the same day and on no other: so no week has a third mail.
 */
export function reminderDay(timeZone: string, now: Date): ReminderDay | null {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  if (local.hour < REMINDER_HOUR) return null;
  if (local.dayOfWeek !== MONDAY && local.dayOfWeek !== THURSDAY) return null;
  const date = local.toPlainDate();
  return {
    day: local.dayOfWeek === MONDAY ? "monday" : "thursday",
    on: date.toString(),
    weekEnds: date.add({ days: SUNDAY - local.dayOfWeek }).toString(),
  };
}

export type ReminderWishes = {
  readonly weeklyDigest: boolean;
  readonly onOverdue: boolean;
  /** The last days on which a digest and a mail about overdue work went out; a digest that lists some is both. */
  readonly digestSentOn: IsoDate | null;
  readonly overdueSentOn: IsoDate | null;
};

export type ReminderFacts = {
  readonly overdue: number;
  readonly dueThisWeek: number;
  /** Answers and evidence that wait for the person's decision. */
  readonly waiting: number;
};

/** Whether a mail of either kind went out on that day; a date can only move on, so a later one is a slip of the clock. */
function hadMail(wishes: ReminderWishes, on: IsoDate): boolean {
  return [wishes.digestSentOn, wishes.overdueSentOn].some((sentOn) => sentOn !== null && sentOn >= on);
}

/** The mail that is due to the person on that day; null when they want none, had one, or nothing is due. */
export function reminderFor(
  { day, on }: Pick<ReminderDay, "day" | "on">,
  wishes: ReminderWishes,
  facts: ReminderFacts,
): "digest" | "overdue" | null {
  if (hadMail(wishes, on)) return null;
  if (day === "monday" && wishes.weeklyDigest) {
    return facts.overdue + facts.dueThisWeek + facts.waiting > 0 ? "digest" : null;
  }
  return wishes.onOverdue && facts.overdue > 0 ? "overdue" : null;
}
