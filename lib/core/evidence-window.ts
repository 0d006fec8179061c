// Whether the days that evidence speaks for lie in the observation window, with the reason in words.

import { formatDate, type IsoDate } from "@/lib/core/dates";
import { periodText } from "@/lib/core/evidence-versions";

export type EvidenceDates = {
  readonly effectiveOn: IsoDate | null;
  readonly periodFrom: IsoDate | null;
  readonly periodTo: IsoDate | null;
};

/** Either end may be unknown; then that side is open. */
export type Window = { readonly from: IsoDate | null; readonly to: IsoDate | null };

/** `unknown`: no window is set, or the evidence has neither period nor effective date. */
export type WindowFit = "inside" | "partly" | "outside" | "unknown";

type Span = { readonly from: IsoDate; readonly to: IsoDate };

function spanOf({ effectiveOn, periodFrom, periodTo }: EvidenceDates): Span | null {
  const from = periodFrom ?? periodTo ?? effectiveOn;
  const to = periodTo ?? periodFrom ?? effectiveOn;
  return from === null || to === null ? null : { from, to };
}

function begins(span: Span, window: Window): boolean {
  return window.from !== null && span.from < window.from;
}

function ends(span: Span, window: Window): boolean {
  return window.to !== null && span.to > window.to;
}

/** The whole window, to the day at either end or beyond it. */
function covers(span: Span, { from, to }: Window): boolean {
  return from !== null && to !== null && span.from <= from && span.to >= to;
}

/**
 * Inside: every day lies in the window, or the whole window is covered. Partly: some days lie before or after it. The
 * period covered decides; where none is given, the effective date does.
 */
export function windowFit(dates: EvidenceDates, window: Window): WindowFit {
  const span = spanOf(dates);
  if (span === null || (window.from === null && window.to === null)) return "unknown";
  if (window.to !== null && span.from > window.to) return "outside";
  if (window.from !== null && span.to < window.from) return "outside";
  return covers(span, window) || !(begins(span, window) || ends(span, window)) ? "inside" : "partly";
}

/** Whether all days that the evidence speaks for lie outside the window. */
export function outOfWindow(dates: EvidenceDates, window: Window): boolean {
  return windowFit(dates, window) === "outside";
}

/** `1 Oct 2025 to 30 Sep 2026` for one day: `1 Oct 2025`. */
function spanText(dates: EvidenceDates, span: Span): string {
  if (dates.periodFrom === null && dates.periodTo === null) return `Effective ${formatDate(span.from)}`;
  return `Covers ${periodText(dates.periodFrom, dates.periodTo) ?? formatDate(span.from)}`;
}

/** Why the evidence is only partly in the window, or outside it: a whole sentence; null when there is nothing to say. */
export function windowReason(dates: EvidenceDates, window: Window): string | null {
  const span = spanOf(dates);
  const fit = windowFit(dates, window);
  if (span === null || (fit !== "partly" && fit !== "outside")) return null;
  const side = window.to !== null && span.to > window.to ? "after" : "before";
  const named = `the observation window ${periodText(window.from, window.to)}`;
  const what = spanText(dates, span);
  return fit === "outside"
    ? `${what}, ${side} ${named}.`
    : `${what}; the days ${side} ${named} count for nothing in it.`;
}
