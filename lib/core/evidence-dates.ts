// What the dates of a piece of evidence ask for today: a mark, its reason, its effect on readiness, and the ways out.

import { dueState } from "@/lib/core/cadence";
import { daysBetween, formatDate, type IsoDate } from "@/lib/core/dates";
import { type EvidenceDates, type Window, windowFit, windowReason } from "@/lib/core/evidence-window";
import type { StatusDef } from "@/lib/core/statuses";

export type DateMarkKind = "expired" | "due_soon" | "outside" | "partly" | "undated";

/** One step each: a new version, the same content with its dates, a wider window, another renewal date. */
export type DateFix = "renew" | "set_dates" | "extend_window" | "set_renewal";
export const DATE_FIX_LABEL: Readonly<Record<DateFix, string>> = {
  renew: "Upload new version",
  set_dates: "Set date or period",
  extend_window: "Extend the window",
  set_renewal: "Set another renewal date",
};

type Look = Pick<StatusDef, "label" | "tone" | "icon">;
export const DATE_MARK: Readonly<Record<DateMarkKind, Look>> = {
  expired: { label: "Expired", tone: "gap", icon: "diamond" },
  due_soon: { label: "Due soon", tone: "due", icon: "triangle" },
  outside: { label: "Outside the window", tone: "due", icon: "triangle" },
  partly: { label: "Partly in the window", tone: "due", icon: "triangle" },
  undated: { label: "No effective date", tone: "none", icon: "hollow" },
};

const FIXES: Readonly<Record<DateMarkKind, readonly DateFix[]>> = {
  expired: ["renew", "set_renewal"],
  due_soon: ["renew", "set_renewal"],
  outside: ["renew", "set_dates", "extend_window"],
  partly: ["renew", "set_dates", "extend_window"],
  undated: ["set_dates", "renew"],
};

const WINDOW_EFFECT =
  "Readiness asks for today, so it still counts there; for the observation window it proves nothing.";
const EFFECT: Readonly<Record<DateMarkKind, string>> = {
  expired: "It counts for no requirement until it is renewed. Recorded statuses stay and are flagged.",
  due_soon: "It still counts through the renewal date.",
  outside: WINDOW_EFFECT,
  partly: "It counts in readiness; for the observation window only the days inside it count.",
  undated:
    "It counts in readiness, but nobody can tell which days it speaks for, so it never falls due by itself.",
};

export type DatedEvidence = EvidenceDates & {
  readonly renewOn: IsoDate | null;
  readonly reminderDays: number;
  /** Something was collected. */
  readonly collected: boolean;
};

export type DateMark = {
  readonly kind: DateMarkKind;
  readonly reason: string;
  readonly effect: string;
  readonly fixes: readonly DateFix[];
};

function mark(kind: DateMarkKind, reason: string): DateMark {
  return { kind, reason, effect: EFFECT[kind], fixes: FIXES[kind] };
}

function inDays(days: number): string {
  if (days === 0) return "today";
  return days === 1 ? "tomorrow" : `in ${days} days`;
}

function renewalMark(item: DatedEvidence, today: IsoDate): DateMark | null {
  const { renewOn, collected } = item;
  const due = dueState(renewOn, today, item.reminderDays);
  if (renewOn === null || (due !== "expired" && due !== "due_soon")) return null;
  const day = formatDate(renewOn);
  if (due === "expired") {
    return mark("expired", collected ? `Expired on ${day}.` : `It was to be collected by ${day}.`);
  }
  const when = inDays(daysBetween(today, renewOn));
  return mark("due_soon", collected ? `Renew it by ${day}, ${when}.` : `Collect it by ${day}, ${when}.`);
}

function windowMark(item: DatedEvidence, window: Window): DateMark | null {
  if (!item.collected) return null;
  const fit = windowFit(item, window);
  const reason = windowReason(item, window);
  if (fit === "outside" || fit === "partly") return mark(fit, reason ?? "");
  const dated = [item.effectiveOn, item.periodFrom, item.periodTo].some((date) => date !== null);
  return dated
    ? null
    : mark("undated", "No effective date and no period is recorded for the newest version.");
}

/** The marks of the day, the renewal first. The window's mark never depends on `today`. */
export function dateMarks(item: DatedEvidence, today: IsoDate, window: Window): readonly DateMark[] {
  return [renewalMark(item, today), windowMark(item, window)].filter((one) => one !== null);
}
