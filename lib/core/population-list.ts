// A list of lines as it arrives: text in pieces of any size to records of cells, holding one record at a time.
import { detectDelimiter } from "@/lib/core/register-text";

export const LIST_LIMITS = {
  bytes: 25 * 1024 * 1024,
  lines: 200_000,
  columns: 100,
  cell: 4_000,
  record: 400_000,
} as const;

/** A list that is not read; the message is a sentence for people. */
export class ListRefusal extends Error {}

export type ListReader = {
  readonly push: (text: string) => void;
  /** The text has ended: what was held back is read. @throws ListRefusal */
  readonly end: () => void;
};

const SNIFF = 65_536;
const QUOTE = 34;
const LF = 10;
const CR = 13;

type Cursor = {
  readonly text: string;
  readonly delimiter: number;
  /** Nothing follows the text. */
  readonly final: boolean;
  at: number;
};

/** The end of what stands before the next delimiter or line end; -1 when it may go on in the next piece. */
function endOfPlain({ text, delimiter, final, at }: Cursor): number {
  for (let index = at; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === delimiter || code === LF || code === CR) return index;
  }
  return final ? text.length : -1;
}

/** What stands in the quotation marks, and moves behind them; null when it may go on in the next piece. */
function readQuoted(cursor: Cursor): string | null {
  const { text, final } = cursor;
  let value = "";
  let from = cursor.at + 1;
  for (;;) {
    const close = text.indexOf('"', from);
    if (close === -1 || (close === text.length - 1 && !final)) return null;
    value += text.slice(from, close);
    from = close + 1;
    if (text.charCodeAt(from) !== QUOTE) break;
    value += '"';
    from += 1;
  }
  cursor.at = from;
  return value;
}

function readCell(cursor: Cursor): string | null {
  let quoted = "";
  if (cursor.text.charCodeAt(cursor.at) === QUOTE) {
    const value = readQuoted(cursor);
    if (value === null) return null;
    quoted = value;
  }
  const end = endOfPlain(cursor);
  if (end === -1) return null;
  const cell = quoted + cursor.text.slice(cursor.at, end);
  cursor.at = end;
  return cell.trim();
}

/** Moves behind the line end; false when its second half may come with the next piece. */
function passLineEnd(cursor: Cursor): boolean {
  const { text, final } = cursor;
  if (text.charCodeAt(cursor.at) !== CR) {
    cursor.at += 1;
    return true;
  }
  if (cursor.at + 1 >= text.length && !final) return false;
  cursor.at += text.charCodeAt(cursor.at + 1) === LF ? 2 : 1;
  return true;
}

/** The cells of the next record; null when the text ends before it does. */
function readRecord(cursor: Cursor): readonly string[] | null {
  const cells: string[] = [];
  for (;;) {
    const cell = readCell(cursor);
    if (cell === null) return null;
    cells.push(cell);
    if (cursor.text.charCodeAt(cursor.at) !== cursor.delimiter) break;
    cursor.at += 1;
  }
  return passLineEnd(cursor) ? cells : null;
}

/**
 * Reads RFC 4180 text with any line ending; comma, semicolon, tab or vertical bar is recognised, or told by a first line
 * `sep=;`. Blank records are passed over; cells are trimmed. How the text is cut into pieces changes nothing.
 * @throws ListRefusal (from `push` and `end`: no text, a quotation mark never closed, wider or longer than the limits)
 */
export function listReader(take: (cells: readonly string[]) => void): ListReader {
  let held = "";
  let delimiter: number | null = null;
  let records = 0;
  const give = (cells: readonly string[]) => {
    if (cells.every((cell) => cell === "")) return;
    records += 1;
    requireWithin(cells, records);
    take(cells);
  };
  const begin = () => {
    const hint = /^sep=([,;\t|])\r?\n/i.exec(held);
    delimiter = (hint?.[1] ?? detectDelimiter(held)).charCodeAt(0);
    if (hint !== null) held = held.slice(hint[0].length);
  };
  const read = (final: boolean) => {
    if (delimiter === null) begin();
    const cursor: Cursor = { text: held, delimiter: delimiter ?? 44, final, at: 0 };
    let done = 0;
    while (cursor.at < held.length) {
      const cells = readRecord(cursor);
      if (cells === null) break;
      give(cells);
      done = cursor.at;
    }
    held = held.slice(done);
    const open = final ? held !== "" : held.length > LIST_LIMITS.record;
    if (open) throw new ListRefusal(`A quotation mark is opened after line ${records} and never closed.`);
  };
  return {
    push: (text) => {
      if (text.includes("\u0000")) throw new ListRefusal("The file is no list of text lines.");
      held += text;
      if (delimiter !== null || held.length >= SNIFF) read(false);
    },
    end: () => read(true),
  };
}

/** @throws ListRefusal (more columns, lines or characters than are read); `record` counts the heading as 1 */
export function requireWithin(cells: readonly string[], record: number): void {
  const { columns, lines, cell: longest } = LIST_LIMITS;
  const where = record === 1 ? "The heading" : `Line ${record - 1}`;
  if (cells.length > columns)
    throw new ListRefusal(`${where} has ${cells.length} columns; a list has at most ${columns}.`);
  if (cells.some((cell) => cell.length > longest))
    throw new ListRefusal(`${where} has a cell of more than ${longest.toLocaleString("en")} characters.`);
  if (record - 1 > lines)
    throw new ListRefusal(
      `The list has more than ${lines.toLocaleString("en")} lines. Ask for it in several files.`,
    );
}
