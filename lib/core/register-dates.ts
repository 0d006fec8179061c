// Reading the dates of a register: ISO, day first, month first, month names; ambiguity is reported, never hidden.

import { formatDate, type IsoDate, isIsoDate } from "@/lib/core/dates";
import { clipped } from "@/lib/core/storable";

export const DATE_ORDERS = ["dmy", "mdy"] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];
export const DATE_ORDER_LABEL: Readonly<Record<DateOrder, string>> = {
  dmy: "Day first (30/06/2026)",
  mdy: "Month first (06/30/2026)",
};

export type ReadDate =
  | {
      readonly ok: true;
      readonly date: IsoDate;
      /** The other date that the same text could mean; null when it is clear. */
      readonly otherwise: IsoDate | null;
      /** The year was written with two digits and read as 20xx. */
      readonly shortYear: boolean;
    }
  | { readonly ok: false; readonly reason: string };

/** Month names of English, German and French, folded and without diacritics, by month. */
const MONTH_NAMES: readonly (readonly string[])[] = [
  ["january", "jan", "januar", "janner", "jaenner", "janvier", "janv"],
  ["february", "feb", "februar", "fevrier", "fevr", "fev"],
  ["march", "mar", "marz", "maerz", "mrz", "mars"],
  ["april", "apr", "avril", "avr"],
  ["may", "mai"],
  ["june", "jun", "juni", "juin"],
  ["july", "jul", "juli", "juillet", "juil"],
  ["august", "aug", "aout"],
  ["september", "sep", "sept", "septembre"],
  ["october", "oct", "oktober", "okt", "octobre"],
  ["november", "nov", "novembre"],
  ["december", "dec", "dezember", "dez", "decembre"],
];

const TIME = "(?:[T ,]+\\d{1,2}:\\d{2}.*)?";
const ISO = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${TIME}$`);
const NUMERIC = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})${TIME}$`);
const DAY_NAME = /^(\d{1,2})(?:st|nd|rd|th|er|\.)?[ -]*(?:of )?([a-z]+)\.?[ ,-]*(\d{4})$/;
const NAME_DAY = /^([a-z]+)\.?[ -]*(\d{1,2})(?:st|nd|rd|th)?[ ,-]+(\d{4})$/;
const EXCEL_DAY = /^\d{5}(?:[.,]\d+)?$/;

const clear = (date: IsoDate): ReadDate => ({ ok: true, date, otherwise: null, shortYear: false });

/**
 * The calendar date meant by the text. `order` decides texts such as 03/04/2026, which could be two dates; null reads
 * them day first. Dots always mean day first unless that is impossible. Impossible dates are refused with a sentence.
 */
export function readDate(text: string, order: DateOrder | null): ReadDate {
  const plain = text.normalize("NFKC").trim();
  return (
    readIso(plain) ?? readNumeric(plain, order) ?? readNamed(plain) ?? { ok: false, reason: unread(plain) }
  );
}

function unread(text: string): string {
  if (EXCEL_DAY.test(text)) {
    return `${text} looks like a spreadsheet day number. Format the column as a date and export the file again.`;
  }
  return `"${clipped(text, 40)}" is not a date that can be read. Write it as 2026-11-20.`;
}

function build(year: number, month: number, day: number): IsoDate | null {
  const date = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return isIsoDate(date) ? date : null;
}

function orRefuse(date: IsoDate | null, text: string): ReadDate {
  return date === null ? { ok: false, reason: `${text} is not a day of the calendar.` } : clear(date);
}

function readIso(text: string): ReadDate | null {
  const match = ISO.exec(text);
  return match === null ? null : orRefuse(build(Number(match[1]), Number(match[3]), Number(match[4])), text);
}

type Numeric = {
  readonly first: number;
  readonly second: number;
  readonly year: number;
  readonly dots: boolean;
};

function numericOf(text: string): (Numeric & { readonly shortYear: boolean }) | null {
  const match = NUMERIC.exec(text);
  if (match === null) return null;
  const shortYear = match[4]?.length === 2;
  const year = Number(match[4]) + (shortYear ? 2000 : 0);
  return { first: Number(match[1]), second: Number(match[3]), year, dots: match[2] === ".", shortYear };
}

/** The order that the numbers themselves prove; null when both are possible or neither is. */
function provenOrder({ first, second }: Numeric): DateOrder | null {
  if (first > 12 && second <= 12) return "dmy";
  return second > 12 && first <= 12 ? "mdy" : null;
}

function inOrder({ first, second, year }: Numeric, order: DateOrder): IsoDate | null {
  return order === "dmy" ? build(year, second, first) : build(year, first, second);
}

function readNumeric(text: string, order: DateOrder | null): ReadDate | null {
  const parts = numericOf(text);
  if (parts === null) return null;
  const used = provenOrder(parts) ?? (parts.dots ? "dmy" : (order ?? "dmy"));
  const read = orRefuse(inOrder(parts, used), text);
  if (!read.ok) return read;
  const other = isAmbiguous(parts) ? inOrder(parts, used === "dmy" ? "mdy" : "dmy") : null;
  return { ...read, otherwise: other, shortYear: parts.shortYear };
}

function isAmbiguous(parts: Numeric): boolean {
  return !parts.dots && parts.first <= 12 && parts.second <= 12 && parts.first !== parts.second;
}

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function readNamed(text: string): ReadDate | null {
  const folded = fold(text).replace(/\s+/g, " ");
  const dayFirst = DAY_NAME.exec(folded);
  const [, day, name, year] = dayFirst ?? swap(NAME_DAY.exec(folded));
  const month = MONTH_NAMES.findIndex((names) => name !== undefined && names.includes(name)) + 1;
  return month === 0 ? null : orRefuse(build(Number(year), month, Number(day)), text);
}

function swap(match: RegExpExecArray | null): readonly (string | undefined)[] {
  return match === null ? [] : [match[0], match[2], match[1], match[3]];
}

export type ColumnOrder = {
  /** Null when no value proves an order, or values prove both. */
  readonly order: DateOrder | null;
  /** The first value that proves it, to be shown. */
  readonly provenBy: string | null;
  /** Some values are day first and others month first. */
  readonly conflict: boolean;
};

/** The date order of a column, from the values that can be read in one way only. */
export function dateOrderOf(values: readonly string[]): ColumnOrder {
  const proofs = values.flatMap((value) => {
    const parts = numericOf(value.normalize("NFKC").trim());
    const order = parts === null || parts.dots ? null : provenOrder(parts);
    return order === null ? [] : [{ order, value }];
  });
  const [first] = proofs;
  if (first === undefined) return { order: null, provenBy: null, conflict: false };
  const conflict = proofs.some((proof) => proof.order !== first.order);
  return conflict
    ? { order: null, provenBy: null, conflict }
    : { order: first.order, provenBy: first.value, conflict };
}

/** The sentence about a date that could be two dates; null for a clear one. */
export function ambiguityNote(text: string, read: ReadDate, column: ColumnOrder): string | null {
  if (!read.ok || read.otherwise === null) return null;
  const because = column.provenBy === null ? "" : `, like ${column.provenBy} in the same column`;
  return `${text} was read as ${formatDate(read.date)}${because}; it could also be ${formatDate(read.otherwise)}.`;
}
