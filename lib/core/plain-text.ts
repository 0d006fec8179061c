// One spelling of a text for every file format: what one format cannot carry is replaced in all of them alike.

const ALREADY_PLAIN = /^[\n\x20-\x7e]*$/;

/** The text with line feeds as line ends, and with spaces in place of control characters and of what is no character. */
export function plainText(text: string): string {
  if (ALREADY_PLAIN.test(text)) return text;
  return (
    text
      .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: neither workbooks nor documents can carry them.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/g, " ")
      .replace(/\p{Surrogate}/gu, "\uFFFD")
  );
}

/** The text with line feeds as line ends: forms send `\r\n`, spreadsheets write `\n`, and neither is a change of the words. */
export function lineFeeds(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}
