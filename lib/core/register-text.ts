// Reading a register file: from bytes to text, and from text to records with the line each one starts on.

import { unguard } from "@/lib/core/csv";
import { printable, UNPRINTABLE, unprintable } from "@/lib/core/plain-text";
import { clipped } from "@/lib/core/storable";

export const REGISTER_LIMITS = {
  bytes: 5 * 1024 * 1024,
  lines: 10_000,
  columns: 100,
  name: 300,
  comment: 4_000,
  short: 200,
  link: 2_000,
} as const;

/** What a person is told before choosing a file. */
export const REGISTER_LIMITS_TEXT =
  "CSV, TSV or XLSX, up to 5 MB and 10,000 lines. Names up to 300 characters, comments up to 4,000.";

export const ENCODINGS = [
  "UTF-8",
  "UTF-8 with BOM",
  "UTF-16 little endian",
  "UTF-16 big endian",
  "Windows-1252",
] as const;
export type Encoding = (typeof ENCODINGS)[number];

export type Decoded =
  | { readonly ok: true; readonly text: string; readonly encoding: Encoding }
  | { readonly ok: false; readonly reason: string };

const MARKS: readonly {
  readonly bytes: readonly number[];
  readonly label: string;
  readonly encoding: Encoding;
}[] = [
  { bytes: [0xef, 0xbb, 0xbf], label: "utf-8", encoding: "UTF-8 with BOM" },
  { bytes: [0xff, 0xfe], label: "utf-16le", encoding: "UTF-16 little endian" },
  { bytes: [0xfe, 0xff], label: "utf-16be", encoding: "UTF-16 big endian" },
];

/** The file as text, without its byte order mark; refused with a sentence when it is empty, too large or no text. */
export function decodeRegister(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return refuse("The file is empty.");
  if (bytes.length > REGISTER_LIMITS.bytes) return refuse(tooLarge(bytes.length));
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    return refuse("This is a spreadsheet workbook. Save the sheet as CSV (UTF-8) and choose that file.");
  }
  const { text, encoding } = decode(bytes);
  if (isBinary(text)) {
    return refuse("This is not a text file. Export the register as CSV and choose that file.");
  }
  if (text.trim() === "") return refuse("The file has no lines with text.");
  return { ok: true, text: text.replaceAll("\u0000", NUL_STAND_IN), encoding };
}

/** A text is kept between preview and import, and no database keeps a NUL: this goes in its place and is refused like it. */
const NUL_STAND_IN = "\ufdd0";

/** A NUL among the headings, or so many characters of no text that no line could be read: a stray one is its line's matter. */
function isBinary(text: string): boolean {
  if (!text.includes("\u0000")) return false;
  if (text.split(/[\r\n]/, 1)[0]?.includes("\u0000")) return true;
  const odd = text.match(UNPRINTABLE)?.length ?? 0;
  return odd > 20 && odd > text.length / 50;
}

function refuse(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}

function tooLarge(bytes: number): string {
  const size = (Math.ceil((bytes / 1024 / 1024) * 10) / 10).toFixed(1);
  return `The file has ${size} MB; an import takes at most 5 MB. Split it into several files.`;
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte);
}

function decode(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const mark = MARKS.find((candidate) => startsWith(bytes, candidate.bytes));
  if (mark !== undefined) {
    const text = new TextDecoder(mark.label).decode(bytes);
    return { text, encoding: mark.encoding };
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "UTF-8" };
  } catch {
    return { text: decodeWindows1252(bytes), encoding: "Windows-1252" };
  }
}

/** 0x80 to 0x9F of Windows-1252; some runtimes decode these bytes as Latin-1. */
const WINDOWS_1252_C1 =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f" +
  "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

/** Text of a file in the old Windows encoding, in which every byte is a character. */
export function decodeWindows1252(bytes: Uint8Array): string {
  const text = new TextDecoder("windows-1252").decode(bytes);
  return text.replace(/[\u0080-\u009f]/g, (char) => WINDOWS_1252_C1.charAt(char.charCodeAt(0) - 0x80));
}

const DELIMITERS = [",", ";", "\t", "|"] as const;
type Delimiter = (typeof DELIMITERS)[number];
export const DELIMITER_LABEL: Readonly<Record<Delimiter, string>> = {
  ",": "Comma",
  ";": "Semicolon",
  "\t": "Tab",
  "|": "Vertical bar",
};

export type RegisterRecord = {
  /** The line of the file the record starts on; the first line is 1. */
  readonly line: number;
  /** Cell texts, trimmed, without the apostrophe that our own export writes before formula-like text. */
  readonly cells: readonly string[];
  /** What is wrong with the line as CSV, or in a cell whose text could not be kept; null when nothing is. */
  readonly problem: string | null;
};
export type ParsedRegister =
  | {
      readonly ok: true;
      readonly delimiter: Delimiter;
      readonly header: readonly string[];
      readonly records: readonly RegisterRecord[];
    }
  | { readonly ok: false; readonly reason: string; readonly line: number | null };

/**
 * The register's header and records. The delimiter is recognised unless given; blank lines are left out but counted.
 * Refused as a whole when a quotation mark is never closed, there is no line below the header, or there are too many.
 */
export function parseRegister(text: string, delimiter?: Delimiter): ParsedRegister {
  const hint = /^sep=([,;\t|])\r?\n/i.exec(text);
  const chosen = delimiter ?? ((hint?.[1] as Delimiter | undefined) || detectDelimiter(text));
  const start = hint === null ? { at: 0, line: 1 } : { at: hint[0].length, line: 2 };
  const read = readRecords(text, chosen, start, REGISTER_LIMITS.lines + 2);
  if (read.unclosedAt !== null) {
    const sentence = `The quotation mark opened on line ${read.unclosedAt} is never closed. Close it, or double it when it is part of the text.`;
    return { ok: false, reason: sentence, line: read.unclosedAt };
  }
  const [header, ...records] = read.records;
  return assemble(chosen, header, records);
}

function assemble(
  delimiter: Delimiter,
  header: RegisterRecord | undefined,
  records: readonly RegisterRecord[],
): ParsedRegister {
  const bad = (reason: string): ParsedRegister => ({ ok: false, reason, line: null });
  if (header === undefined) return bad("The file has no lines with text.");
  if (records.length === 0) return bad("The file has a header line but no line below it.");
  if (header.cells.length > REGISTER_LIMITS.columns) {
    return bad(`The header has ${header.cells.length} columns; an import takes at most 100.`);
  }
  if (records.length > REGISTER_LIMITS.lines) {
    return bad("The file has more than 10,000 lines. Split it into several files.");
  }
  return {
    ok: true,
    delimiter,
    header: header.cells,
    records: records.map((record) => checkWidth(record, header.cells.length)),
  };
}

function checkWidth(record: RegisterRecord, width: number): RegisterRecord {
  const extra = record.cells.slice(width);
  const cells = record.cells.slice(0, width);
  if (record.problem !== null || extra.every((cell) => cell === "")) return { ...record, cells };
  const problem = `The line has ${record.cells.length} cells, the header has ${width}. Put values that contain the separator in quotation marks.`;
  return { ...record, problem };
}

/** The delimiter that splits the header and most of the first lines alike; a comma when none does. */
export function detectDelimiter(text: string): Delimiter {
  const head = text.slice(0, 65_536);
  const scored = DELIMITERS.map((delimiter) => ({ delimiter, score: scoreOf(head, delimiter) }));
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}

function scoreOf(text: string, delimiter: Delimiter): number {
  const { records } = readRecords(text, delimiter, { at: 0, line: 1 }, 25);
  const width = records[0]?.cells.length ?? 0;
  if (width < 2) return 0;
  const alike = records.filter((record) => record.cells.length === width).length;
  return (alike / records.length) * 100 + Math.min(width, 50);
}

// ---- what no text may hold ----

/** What is wrong with the text of a cell or heading, for people; null when it can be kept. `what` begins the sentence. */
export function cellProblem(text: string, what?: string): string | null {
  return unprintable(text, what)?.replace("(U+FDD0)", "(U+0000)") ?? null;
}

/** What is wrong with the headings themselves; null when nothing is. */
export function headingProblem(header: readonly string[]): string | null {
  const wrong = header.flatMap(
    (heading, at) => cellProblem(heading, `The heading of column ${at + 1}`) ?? [],
  );
  return wrong[0] ?? null;
}

const CELLS_TOLD = 3;

function keepableRecord(record: RegisterRecord, header: readonly string[]): RegisterRecord {
  const wrong = record.cells.flatMap((cell, at) => {
    const heading = clipped(header[at] ?? "", 60);
    return cellProblem(cell, heading === "" ? `The cell in column ${at + 1}` : `The cell ${heading}`) ?? [];
  });
  if (wrong.length === 0) return record;
  const told = wrong.slice(0, CELLS_TOLD);
  const problem = [...(record.problem === null ? [] : [record.problem]), ...told].join(" ");
  return { ...record, cells: record.cells.map(printable), problem };
}

/**
 * The register as it can be shown and stored: a line with a character that no text may hold has a problem that names cell,
 * character and place, and keeps no other line back. Refused as a whole when a heading holds one.
 */
export function keepable(parsed: ParsedRegister): ParsedRegister {
  if (!parsed.ok) return parsed;
  const { header } = parsed;
  const reason = headingProblem(header);
  if (reason !== null) return { ok: false, reason, line: null };
  return { ...parsed, records: parsed.records.map((record) => keepableRecord(record, header)) };
}

// ---- the reader: RFC 4180, with any line ending ----

type Cursor = { readonly text: string; at: number; line: number };
type Cell = { readonly value: string; readonly problem: string | null; readonly unclosed: boolean };

function readRecords(
  text: string,
  delimiter: Delimiter,
  start: { at: number; line: number },
  limit: number,
): { readonly records: readonly RegisterRecord[]; readonly unclosedAt: number | null } {
  const cursor: Cursor = { text, ...start };
  const records: RegisterRecord[] = [];
  while (cursor.at < text.length && records.length < limit) {
    const line = cursor.line;
    const cells = readLine(cursor, delimiter);
    const open = cells.find((cell) => cell.unclosed);
    if (open !== undefined) return { records, unclosedAt: line };
    if (cells.some((cell) => cell.value.trim() !== "")) records.push(recordOf(line, cells));
  }
  return { records, unclosedAt: null };
}

function recordOf(line: number, cells: readonly Cell[]): RegisterRecord {
  return {
    line,
    cells: cells.map((cell) => unguard(cell.value.trim())),
    problem: cells.find((cell) => cell.problem !== null)?.problem ?? null,
  };
}

function readLine(cursor: Cursor, delimiter: Delimiter): readonly Cell[] {
  const cells: Cell[] = [];
  for (;;) {
    cells.push(readCell(cursor, delimiter));
    if (cursor.text[cursor.at] !== delimiter) break;
    cursor.at += 1;
  }
  endLine(cursor);
  return cells;
}

function endLine(cursor: Cursor): void {
  if (cursor.text[cursor.at] === "\r") cursor.at += cursor.text[cursor.at + 1] === "\n" ? 2 : 1;
  else if (cursor.text[cursor.at] === "\n") cursor.at += 1;
  cursor.line += 1;
}

function readCell(cursor: Cursor, delimiter: Delimiter): Cell {
  if (cursor.text[cursor.at] !== '"') {
    return { value: readPlain(cursor, delimiter), problem: null, unclosed: false };
  }
  const quoted = readQuoted(cursor);
  if (quoted === null) return { value: "", problem: null, unclosed: true };
  const rest = readPlain(cursor, delimiter);
  const problem =
    rest.trim() === "" ? null : "Text follows a closing quotation mark. Double the marks inside a value.";
  return { value: quoted + rest, problem, unclosed: false };
}

function readPlain(cursor: Cursor, delimiter: Delimiter): string {
  const from = cursor.at;
  while (cursor.at < cursor.text.length && !endsPlain(cursor.text[cursor.at], delimiter)) cursor.at += 1;
  return cursor.text.slice(from, cursor.at);
}

function endsPlain(char: string | undefined, delimiter: Delimiter): boolean {
  return char === delimiter || char === "\n" || char === "\r";
}

function readQuoted(cursor: Cursor): string | null {
  let value = "";
  let from = cursor.at + 1;
  for (;;) {
    const close = cursor.text.indexOf('"', from);
    if (close === -1) return null;
    value += cursor.text.slice(from, close);
    from = close + 1;
    if (cursor.text[from] !== '"') break;
    value += '"';
    from += 1;
  }
  cursor.at = from;
  cursor.line += value.split(/\r\n|\r|\n/).length - 1;
  return value;
}
