// When evidence has to be collected again: the cadence counts from the effective date, a date set by hand goes first.

import { addDays, addMonths, daysBetween, type IsoDate, monthsBetween } from "@/lib/core/dates";
import type { Cadence } from "@/lib/core/work-statuses";

type Step = { readonly months: number } | { readonly days: number };

const STEPS: Readonly<Record<Exclude<Cadence, "custom">, Step | null>> = {
  none: null,
  weekly: { days: 7 },
  monthly: { months: 1 },
  quarterly: { months: 3 },
  half_yearly: { months: 6 },
  yearly: { months: 12 },
};

function stepOf(cadence: Cadence, days: number | null): Step | null {
  if (cadence !== "custom") return STEPS[cadence];
  return days === null ? null : { days };
}

function plus(date: IsoDate, step: Step): IsoDate {
  return "months" in step ? addMonths(date, step.months) : addDays(date, step.days);
}

/** The last day on which evidence of that effective date counts; null without a date or a cadence. Months end at their last day. */
export function nextDue(
  effectiveOn: IsoDate | null,
  cadence: Cadence,
  cadenceDays: number | null,
): IsoDate | null {
  const step = stepOf(cadence, cadenceDays);
  return effectiveOn === null || step === null ? null : plus(effectiveOn, step);
}

export type RenewalRule = {
  readonly cadence: Cadence;
  readonly cadenceDays: number | null;
  /** Set by hand for this once. */
  readonly renewOverrideOn: IsoDate | null;
};

/** What `evidence_items.renew_on` holds: the date set by hand, else effective date plus cadence. */
export function renewalOf(rule: RenewalRule, effectiveOn: IsoDate | null): IsoDate | null {
  return rule.renewOverrideOn ?? nextDue(effectiveOn, rule.cadence, rule.cadenceDays);
}

/** The date set by hand. Without a cadence every renewal date was, whatever column an import put it in. */
export function handSetRenewal(item: RenewalRule & { readonly renewOn: IsoDate | null }): IsoDate | null {
  return item.renewOverrideOn ?? (item.cadence === "none" ? item.renewOn : null);
}

function distance(from: IsoDate, to: IsoDate): Step {
  const months = monthsBetween(from, to);
  if (months > 0 && addMonths(from, months) === to) return { months };
  return { days: daysBetween(from, to) };
}

/**
 * The date set by hand that a new version gets when nobody said one: none where a cadence counts; without a cadence as
 * far from the new effective date as the old one was, else the old date while it lies ahead.
 */
export function carriedRenewal(
  item: RenewalRule & { readonly renewOn: IsoDate | null },
  before: IsoDate | null,
  effectiveOn: IsoDate | null,
): IsoDate | null {
  const old = item.cadence === "none" ? handSetRenewal(item) : null;
  if (old === null || effectiveOn === null) return old;
  if (before !== null && before < old) return plus(effectiveOn, distance(before, old));
  return old > effectiveOn ? old : null;
}

export type DueState = "none" | "current" | "due_soon" | "expired";

/** Where the day stands before or after the renewal date; the date itself still counts. */
export function dueState(renewOn: IsoDate | null, today: IsoDate, leadDays: number): DueState {
  if (renewOn === null) return "none";
  if (renewOn < today) return "expired";
  return renewOn <= addDays(today, leadDays) ? "due_soon" : "current";
}

export type Period = { readonly from: IsoDate; readonly to: IsoDate };

/** The period right after this one: as many months where it is whole months, else as many days. */
export function nextPeriod({ from, to }: Period): Period {
  const start = addDays(to, 1);
  const months = monthsBetween(from, start);
  if (months > 0 && addMonths(from, months) === start) {
    return { from: start, to: addDays(addMonths(from, 2 * months), -1) };
  }
  return { from: start, to: addDays(start, daysBetween(from, to)) };
}
