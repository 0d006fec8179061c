// Reads the effort calculator's address: what was typed, a sentence for each field that cannot be used, and what to compute with.
import { daysBetween, type IsoDate, isIsoDate } from "@/lib/core/dates";
import {
  type EffortDirection,
  type EffortInput,
  type PhaseKey,
  phasesOf,
  type Span,
} from "@/lib/core/effort";

export const EFFORT_WEEKS = { min: 1, max: 104 } as const;
const MOST_OVERLAP = 12;
const FIRST_DAY = "2000-01-01";
const LAST_DAY = "2099-12-31";
const LONGEST_TYPED = 40;

export type EffortReading = {
  readonly direction: EffortDirection;
  readonly soc2InHand: boolean;
  /** What stands in each field, as typed or by default. */
  readonly values: Readonly<Record<string, string>>;
  /** By field name; empty when everything can be used. */
  readonly errors: Readonly<Record<string, string>>;
  /** Null while a field cannot be used. */
  readonly input: EffortInput | null;
};

type Query = Readonly<Record<string, string | undefined>>;

/** The names of the two fields of a phase. */
export function weekFields(key: PhaseKey): { readonly from: string; readonly to: string } {
  return { from: `${key}-from`, to: `${key}-to` };
}

function typedText(query: Query, name: string, otherwise: string): string {
  return (query[name] ?? otherwise).trim().slice(0, LONGEST_TYPED);
}

function wholeNumber(text: string): number | null {
  return /^\d{1,4}$/.test(text) ? Number(text) : null;
}

function dateError(text: string): string | null {
  if (!isIsoDate(text)) return "Enter a date as year-month-day, such as 2026-11-20.";
  return text < FIRST_DAY || text > LAST_DAY ? "Enter a date between 2000 and 2099." : null;
}

function weeksError(text: string): string | null {
  const weeks = wholeNumber(text);
  const fits = weeks !== null && weeks >= EFFORT_WEEKS.min && weeks <= EFFORT_WEEKS.max;
  return fits ? null : `Enter whole weeks from ${EFFORT_WEEKS.min} to ${EFFORT_WEEKS.max}.`;
}

type Fields = { readonly values: Record<string, string>; readonly errors: Record<string, string> };

function note(fields: Fields, name: string, error: string | null): boolean {
  if (error !== null) fields.errors[name] = error;
  return error === null;
}

function readPhase(query: Query, key: PhaseKey, usual: Span, fields: Fields): Span | null {
  const names = weekFields(key);
  const from = typedText(query, names.from, String(usual.from));
  const to = typedText(query, names.to, String(usual.to));
  fields.values[names.from] = from;
  fields.values[names.to] = to;
  const isFrom = note(fields, names.from, weeksError(from));
  const isTo = note(fields, names.to, weeksError(to));
  if (!isFrom || !isTo) return null;
  const longer =
    Number(to) < Number(from)
      ? `The longer time is shorter than the shorter one. Enter ${from} or more.`
      : null;
  return note(fields, names.to, longer) ? { from: Number(from), to: Number(to) } : null;
}

function readOverlap(query: Query, spans: readonly Span[], fields: Fields): number {
  const text = typedText(query, "overlap", "0");
  fields.values.overlap = text;
  const weeks = wholeNumber(text);
  const shortest = Math.min(...spans.map((span) => span.from));
  const most = Math.min(MOST_OVERLAP, Number.isFinite(shortest) ? shortest - 1 : MOST_OVERLAP);
  const fits = weeks !== null && weeks <= most;
  const reason =
    most === 0
      ? "The shortest phase has one week, so nothing can run beside it. Enter 0."
      : `Enter whole weeks from 0 to ${most}: fewer than the shortest phase has.`;
  note(fields, "overlap", fits ? null : reason);
  return fits ? weeks : 0;
}

function readStart(query: Query, today: IsoDate, fields: Fields): IsoDate {
  const text = typedText(query, "start", today);
  fields.values.start = text === "" ? today : text;
  note(fields, "start", dateError(fields.values.start));
  return fields.values.start;
}

function readNeeded(query: Query, startOn: IsoDate, fields: Fields): IsoDate | null {
  const text = typedText(query, "needed", "");
  fields.values.needed = text;
  if (text === "" || !note(fields, "needed", dateError(text))) return null;
  if (fields.errors.start !== undefined) return text;
  const late = daysBetween(startOn, text) <= 0 ? "Enter a date after the start." : null;
  note(fields, "needed", late);
  return text;
}

function readInHand(query: Query, fields: Fields): boolean {
  const text = typedText(query, "soc2", "yes");
  const known = text === "yes" || text === "no";
  fields.values.soc2 = known ? text : "";
  note(fields, "soc2", known ? null : `"${text}" is no answer here. Choose yes or no.`);
  return text !== "no";
}

/**
 * The fields of the calculator from the query. Fields that are absent have their usual values, and a field that cannot be used
 * keeps what was typed. A start left empty is `today`.
 */
export function readEffort(query: Query, direction: EffortDirection, today: IsoDate): EffortReading {
  const fields: Fields = { values: {}, errors: {} };
  const soc2InHand = readInHand(query, fields);
  const startOn = readStart(query, today, fields);
  const neededOn = readNeeded(query, startOn, fields);
  const weeks: Partial<Record<PhaseKey, Span>> = {};
  for (const phase of phasesOf(direction, soc2InHand)) {
    const span = readPhase(query, phase.key, phase.weeks, fields);
    if (span !== null) weeks[phase.key] = span;
  }
  const overlapWeeks = readOverlap(query, Object.values(weeks), fields);
  const isUsable = Object.keys(fields.errors).length === 0;
  return {
    direction,
    soc2InHand,
    ...fields,
    input: isUsable ? { direction, soc2InHand, startOn, neededOn, weeks, overlapWeeks } : null,
  };
}
