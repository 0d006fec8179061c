// One spelling of a text: line feeds as line ends where it is typed, and for every file format what all of them can carry.

const ALREADY_PLAIN = /^[\n\x20-\x7e]*$/;
const LINE_END = /\r\n?|[\u0085\u2028\u2029]/g;
/** Control characters beside tab and line ends, and what is no character: neither workbooks nor documents can carry them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that it looks for.
export const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/g;

/** The text with line feeds as line ends, and with spaces in place of control characters and of what is no character. */
export function plainText(text: string): string {
  if (ALREADY_PLAIN.test(text)) return text;
  return text
    .replace(LINE_END, "\n")
    .replace(UNPRINTABLE, " ")
    .replace(/\p{Surrogate}/gu, "\uFFFD");
}

/** The text with line feeds as line ends: forms send `\r\n`, spreadsheets write `\n`, and neither is a change of the words. */
export function lineFeeds(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

/** Text as it was typed, with a line feed for every kind of line end: a browser sends two characters where one was counted. */
export function typedLines(text: string): string {
  return ALREADY_PLAIN.test(text) ? text : text.replace(LINE_END, "\n");
}

const WORDS_BEFORE = 30;

const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;
const isIsolate = (mark: string) => mark >= "\u2066" && mark <= "\u2068";
const isEmbedding = (mark: string) => mark >= "\u202a" && mark <= "\u202e" && mark !== "\u202c";

/** Where one line begins to turn the direction of writing and never turns it back; -1 when it does neither. */
function leftTurned(line: string): number {
  const open: number[] = [];
  for (const [at, mark] of line.split("").entries()) {
    const last = line.charAt(open.at(-1) ?? line.length);
    if (isIsolate(mark) || isEmbedding(mark)) open.push(at);
    else if (mark === "\u202c" && isEmbedding(last)) open.pop();
    else if (mark === "\u2069") {
      const isolate = open.findLastIndex((opened) => isIsolate(line.charAt(opened)));
      if (isolate !== -1) open.length = isolate;
    }
  }
  return open[0] ?? -1;
}

/** Where a text would turn whatever stands after it on the same line, on a page or in a cell; -1 when nowhere. */
function turning(text: string): number {
  if (text.search(TURNING) === -1) return -1;
  let start = 0;
  for (const line of text.split("\n")) {
    const at = leftTurned(line);
    if (at !== -1) return start + at;
    start += line.length + 1;
  }
  return -1;
}

/** A character as it is looked up, and the words that stand before it. */
function placeOf(text: string, at: number): { readonly code: string; readonly where: string } {
  const code = (text.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  const start = Math.max(0, at - WORDS_BEFORE);
  const line = text.slice(start, at).split("\n").at(-1) ?? "";
  const isCut = start > 0 && line.length === at - start;
  const before = (isCut ? line.replace(/^\S*\s?/, "") : line).trim();
  return { code, where: before === "" ? "" : ` after "${before}"` };
}

/**
 * What is wrong with a text that no file format can carry as it is, or that would turn the words after it: which character, and
 * after which words; null when nothing is. `what` begins the sentence.
 */
export function unprintable(text: string, what = "The text"): string | null {
  if (ALREADY_PLAIN.test(text)) return null;
  const lines = text.replace(LINE_END, (end) => "\n".repeat(end.length));
  const control = lines.search(UNPRINTABLE);
  if (control !== -1) {
    const { code, where } = placeOf(text, control);
    return `${what} holds a control character (U+${code})${where}. Take it out.`;
  }
  const turned = turning(lines);
  if (turned === -1) return null;
  const { code, where } = placeOf(text, turned);
  return `${what} turns the direction of writing (U+${code})${where} and never turns it back. Take that character out.`;
}

/** The text without what `unprintable` finds in it: spaces in place of control characters, no marks that turn what follows. */
export function printable(text: string): string {
  const plain = plainText(text);
  return turning(plain) === -1 ? plain : plain.replace(TURNING, "");
}
