import { formatDate } from "@/lib/core/dates";
import { type Dates, type EffortOrigin, monthsOf, type Span } from "@/lib/core/effort";

/** "4 weeks", "1 week", "14 to 24 weeks". */
export function weekWords({ from, to }: Span): string {
  if (from === to) return from === 1 ? "1 week" : `${from} weeks`;
  return `${from} to ${to} weeks`;
}

/** "3.2 to 5.5 months" in so many weeks. */
export function monthWords({ from, to }: Span): string {
  const [short, long] = [monthsOf(from), monthsOf(to)];
  return short === long ? `${short} months` : `${short} to ${long} months`;
}

/** "1 Dec 2026 to 12 Jan 2027". */
export function dateWords({ from, to }: Dates): string {
  return `${formatDate(from)} to ${formatDate(to)}`;
}

export const ORIGIN_WORD: Readonly<Record<EffortOrigin, string>> = {
  source: "Source's figure",
  computed: "Computed from the source's figures",
  own: "Our judgement",
  yours: "Yours",
};
