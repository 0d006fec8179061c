// What of a stored file is shown in place, and how: lines of text and rows of a table, cut to what a person looks at.
import { decodeWindows1252, detectDelimiter } from "@/lib/core/register-text";

export const PREVIEW_LIMITS = {
  lines: 200,
  rows: 500,
  cells: 60,
  cellLength: 500,
  lineLength: 2_000,
} as const;
/** As much of a text file is read for it. */
export const PREVIEW_BYTES = 1024 * 1024;
/** A longer PDF is offered as a download: whether it holds scripts is found out by reading all of it. */
export const PREVIEW_PDF_BYTES = 25 * 1024 * 1024;

export type PreviewKind = "image" | "pdf" | "text" | "table" | "none";

const KINDS: Readonly<Record<string, PreviewKind>> = {
  "image/png": "image",
  "image/jpeg": "image",
  "image/gif": "image",
  "image/webp": "image",
  "application/pdf": "pdf",
  "text/plain": "text",
  "text/markdown": "text",
  "application/json": "text",
  "application/xml": "text",
  "message/rfc822": "text",
  "text/csv": "table",
  "text/tab-separated-values": "table",
};

/** How a stored type is looked at without a download. */
export function previewKind(mediaType: string): PreviewKind {
  return KINDS[mediaType] ?? "none";
}

/** The beginning of a text file as text; a character that is cut in two at its end is left out. */
export function decodeBeginning(bytes: Uint8Array): { readonly text: string; readonly encoding: string } {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-16be";
  if (wide === "utf-16le" || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { text: new TextDecoder(wide).decode(bytes, { stream: true }), encoding: wide.toUpperCase() };
  }
  try {
    return {
      text: new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true }),
      encoding: "UTF-8",
    };
  } catch {
    return { text: decodeWindows1252(bytes), encoding: "Windows-1252" };
  }
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)} ...` : text;
}

/** Controls that a page must not hold, such as the colours of a log, become a visible mark. */
function visible(text: string): string {
  return text.replace(/[^\P{Cc}\t\r\n]/gu, "\u00b7");
}

export type TextPreview = { readonly lines: readonly string[]; readonly more: boolean };

/** The first lines; `more` when the file goes on. */
export function textPreview(text: string, cutShort: boolean): TextPreview {
  const all = visible(text).split(/\r\n|\r|\n/);
  if (all.at(-1) === "") all.pop();
  const lines = all.slice(0, PREVIEW_LIMITS.lines).map((line) => cut(line, PREVIEW_LIMITS.lineLength));
  return { lines, more: cutShort || all.length > lines.length };
}

type Reader = { readonly text: string; at: number };

function quotedCell(reader: Reader): string {
  let value = "";
  for (let from = reader.at + 1; ; ) {
    const close = reader.text.indexOf('"', from);
    if (close === -1) {
      reader.at = reader.text.length;
      return value + reader.text.slice(from);
    }
    value += reader.text.slice(from, close);
    reader.at = close + 1;
    if (reader.text[reader.at] !== '"') return value;
    value += '"';
    from = close + 2;
  }
}

function cell(reader: Reader, delimiter: string): string {
  const quoted = reader.text[reader.at] === '"' ? quotedCell(reader) : "";
  const from = reader.at;
  while (reader.at < reader.text.length && !isEnd(reader.text[reader.at], delimiter)) reader.at += 1;
  return quoted + reader.text.slice(from, reader.at);
}

function isEnd(char: string | undefined, delimiter: string): boolean {
  return char === delimiter || char === "\n" || char === "\r";
}

function row(reader: Reader, delimiter: string): readonly string[] {
  const cells: string[] = [];
  for (;;) {
    cells.push(cell(reader, delimiter));
    if (reader.text[reader.at] !== delimiter) break;
    reader.at += 1;
  }
  if (reader.text[reader.at] === "\r" && reader.text[reader.at + 1] === "\n") reader.at += 1;
  reader.at += 1;
  return cells;
}

export type TablePreview = {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly more: boolean;
  /** Columns beyond those shown. */
  readonly hiddenColumns: number;
};

/** The first row as headings and the rows below it, every one as wide as the widest shown. */
export function tablePreview(text: string, cutShort: boolean, tabs: boolean): TablePreview {
  const delimiter = tabs ? "\t" : detectDelimiter(text);
  const reader: Reader = { text: visible(text), at: 0 };
  const read: (readonly string[])[] = [];
  while (reader.at < text.length && read.length <= PREVIEW_LIMITS.rows) read.push(row(reader, delimiter));
  const more = cutShort || reader.at < text.length;
  const widest = read.reduce((width, cells) => Math.max(width, cells.length), 0);
  const width = Math.min(widest, PREVIEW_LIMITS.cells);
  const shown = read.map((cells) =>
    Array.from({ length: width }, (_, index) => cut(cells[index] ?? "", PREVIEW_LIMITS.cellLength)),
  );
  return { head: shown[0] ?? [], rows: shown.slice(1), more, hiddenColumns: widest - width };
}
