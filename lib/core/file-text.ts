// Whether bytes are text, and whether the text is a document that a browser would run.

/** Bytes that no text holds: NUL and the control characters beside tab, line ends, form feed, bell, backspace and escape. */
const NOT_TEXT = new Uint8Array(256).map((_, byte) =>
  byte < 32 && ![7, 8, 9, 10, 12, 13, 26, 27].includes(byte) ? 1 : 0,
);

export type TextMark = "utf-8" | "utf-16le" | "utf-16be" | null;

/** The byte order mark at the beginning. */
export function textMark(head: Uint8Array): TextMark {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return "utf-8";
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  return head[0] === 0xfe && head[1] === 0xff ? "utf-16be" : null;
}

/** Whether a piece of a file without a 16-bit mark holds only bytes of text. */
export function isTextPiece(piece: Uint8Array): boolean {
  for (let at = 0; at < piece.length; at += 1) if (NOT_TEXT[piece[at] ?? 0] === 1) return false;
  return true;
}

/** The same for text of 16-bit units that has been decoded. */
export function isTextString(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 32 && NOT_TEXT[unit] === 1) return false;
  }
  return true;
}

/** The beginning of a file as text, whatever its encoding; for looking at, not for keeping. */
export function headText(head: Uint8Array): string {
  const mark = textMark(head);
  if (mark === "utf-16le" || mark === "utf-16be") return new TextDecoder(mark).decode(head);
  return new TextDecoder().decode(head);
}

const LEADING = /^(?:[\s\ufeff]+|<!--[\s\S]*?-->|<\?xml[\s\S]*?\?>)+/;
const MARKUP =
  /^<(?:!doctype\s+(?:html|svg)|html|head|body|script|svg|iframe|frameset|object|embed|meta|link|style|title|base|math)[\s/>]/i;

/** `HTML` or `SVG` when the text is a document of that kind, `XML` for any other that says so; null for plain text. */
export function markupOf(head: string): "HTML" | "SVG" | "XML" | null {
  const body = head.replace(LEADING, "").slice(0, 2_048);
  const found = MARKUP.exec(body)?.[0].toLowerCase();
  if (found !== undefined) return found.includes("svg") ? "SVG" : "HTML";
  if (/^\s*\ufeff?<\?xml[\s?]/.test(head)) return "XML";
  return null;
}

/** What makes XML dangerous to open: script, the vocabularies that run it, style sheets, and entities. */
const ACTIVE_XML =
  /<!doctype|<!entity|<\?xml-stylesheet|<(?:[\w.-]+:)?script[\s/>]|www\.w3\.org\/(?:1999\/xhtml|2000\/svg|1999\/xsl)|javascript:/i;

/** Bytes that two pieces of a file must share so that nothing is missed between them. */
export const ACTIVE_XML_OVERLAP = 64;

/** Whether a piece of an XML file holds anything that a browser or a parser would act on. */
export function isActiveXml(piece: string): boolean {
  return ACTIVE_XML.test(piece);
}

/** Whether the text begins as a mail does: header lines, among them one that every mail has. */
export function looksLikeMail(head: string): boolean {
  const lines = head.replace(/^\ufeff/, "").split(/\r?\n/);
  const end = lines.indexOf("");
  const header = lines.slice(0, end === -1 ? 200 : end);
  const wellFormed = header.every((line) => /^[!-9;-~]+:/.test(line) || /^[ \t]/.test(line));
  return wellFormed && header.some((line) => /^(from|date|received|message-id|subject):/i.test(line));
}

/** Whether the text begins as JSON or JSON lines do. */
export function looksLikeJson(head: string): boolean {
  return /^\s*(?:[{["]|-?\d|true\b|false\b|null\b)/.test(head.replace(/^\ufeff/, ""));
}
