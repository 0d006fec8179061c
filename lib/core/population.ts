// What a population's list holds: its heading, how many lines, which of them are asked for, and what is odd about it.
import { ListRefusal } from "@/lib/core/population-list";

export type ListLine = {
  /** 1 is the first line below the heading; blank lines do not count. */
  readonly line: number;
  readonly cells: readonly string[];
};

export type ListFacts = {
  readonly header: readonly string[];
  readonly lines: number;
  /** The column that names an item, from 0. */
  readonly idColumn: number;
  /** Lines that share their name with another line, and one such name. */
  readonly repeated: number;
  readonly repeatedName: string;
  readonly unnamed: number;
  /** Lines with more filled cells than the heading has. */
  readonly wide: number;
  readonly firstWide: number | null;
  /** The lines that were asked for. */
  readonly kept: readonly ListLine[];
};

/** Takes records one after the other, the heading first, and says at the end what they were. */
export type Fold<T> = { readonly take: (cells: readonly string[]) => void; readonly done: () => T };

const TELLING: readonly RegExp[] = [
  /^(?:.* )?(?:id|key|ticket|number|no|nr|reference|ref|code|uuid)$/,
  /^(?:.* )?(?:e mail|email|user|username|login|account|serial|hostname)(?: .*)?$/,
  /^(?:.* )?name$/,
];

/** The column whose heading says most clearly that it names an item; the first when none does. */
export function guessIdColumn(header: readonly string[]): number {
  const plain = header.map((heading) =>
    heading
      .replace(/([a-z])([A-Z])/g, "$1 $2")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, " ")
      .trim(),
  );
  for (const rule of TELLING) {
    const at = plain.findIndex((heading) => rule.test(heading));
    if (at !== -1) return at;
  }
  return 0;
}

/** The heading as it is shown: an empty one gets its place. */
export function headingOf(header: readonly string[], column: number): string {
  const heading = header[column] ?? "";
  return heading === "" ? `Column ${column + 1}` : heading;
}

/** The item's name on its line. */
export function nameOfLine({ line, cells }: ListLine, idColumn: number): string {
  const name = cells[idColumn] ?? "";
  return name === "" ? `Line ${line}` : name;
}

/**
 * Reads a list in constant memory but for the names and the lines kept. `idColumn` null takes the guessed one; one that
 * the list does not have is refused at the end.
 * @throws ListRefusal (from `done`: nothing below the heading, no such column)
 */
export function scanList(ask: {
  readonly idColumn: number | null;
  readonly keep: (one: ListLine) => boolean;
}): Fold<ListFacts> {
  let header: readonly string[] | null = null;
  let idColumn = 0;
  let lines = 0;
  let wide = 0;
  let unnamed = 0;
  let firstWide: number | null = null;
  const names = new Map<string, number>();
  const kept: ListLine[] = [];
  const count = (cells: readonly string[], width: number) => {
    const name = cells[idColumn] ?? "";
    if (name === "") unnamed += 1;
    else names.set(name, (names.get(name) ?? 0) + 1);
    if (cells.length <= width || cells.slice(width).every((cell) => cell === "")) return;
    wide += 1;
    firstWide ??= lines;
  };
  return {
    take: (cells) => {
      if (header === null) {
        header = cells;
        idColumn = ask.idColumn ?? guessIdColumn(cells);
        return;
      }
      lines += 1;
      count(cells, header.length);
      const one = { line: lines, cells };
      if (ask.keep(one)) kept.push(one);
    },
    done: () => {
      if (header === null) throw new ListRefusal("The list is empty.");
      if (lines === 0) throw new ListRefusal("The list has a heading and no line below it.");
      if (idColumn >= header.length) throw new ListRefusal("The list has no such column.");
      const shared = [...names].filter(([, times]) => times > 1);
      return {
        ...{ header, lines, idColumn, unnamed, wide, firstWide, kept },
        repeated: shared.reduce((sum, [, times]) => sum + times, 0),
        repeatedName: shared[0]?.[0] ?? "",
      };
    },
  };
}

/** Up to `limit` lines: from a line on, or those that hold the words anywhere, whatever their case. */
export function keepShown(ask: {
  readonly from: number;
  readonly find: string;
  readonly limit: number;
}): (one: ListLine) => boolean {
  const words = ask.find.trim().toLowerCase();
  let shown = 0;
  return ({ line, cells }) => {
    if (shown >= ask.limit || line < ask.from) return false;
    if (words !== "" && !cells.some((cell) => cell.toLowerCase().includes(words))) return false;
    shown += 1;
    return true;
  };
}

/** Exactly these lines. */
export function keepLines(lines: readonly number[]): (one: ListLine) => boolean {
  const wanted = new Set(lines);
  return ({ line }) => wanted.has(line);
}

const LIST_NAME = /\.(?:csv|tsv|txt|xlsx)$/i;

/** Why no sample can be drawn from a file of this name; null when one can. */
export function listProblem(fileName: string): string | null {
  return LIST_NAME.test(fileName)
    ? null
    : "A sample is drawn from a CSV, TSV or XLSX file. Ask for the list in one of these.";
}

/** Judged by the name, as the store has checked that name and content fit. */
export function isWorkbook(fileName: string): boolean {
  return /\.xlsx$/i.test(fileName);
}
