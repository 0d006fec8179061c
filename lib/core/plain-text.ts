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

/** What is wrong with a text that no file format can carry as it is: which character, and after which words; null when all can. */
export function unprintable(text: string): string | null {
  if (ALREADY_PLAIN.test(text)) return null;
  const at = text.replace(LINE_END, (end) => "\n".repeat(end.length)).search(UNPRINTABLE);
  if (at === -1) return null;
  const code = (text.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  const start = Math.max(0, at - WORDS_BEFORE);
  const line = text.slice(start, at).split("\n").at(-1) ?? "";
  const isCut = start > 0 && line.length === at - start;
  const before = (isCut ? line.replace(/^\S*\s?/, "") : line).trim();
  const where = before === "" ? "" : ` after "${before}"`;
  return `The text holds a control character (U+${code})${where}. Take it out.`;
}
