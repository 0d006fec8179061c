// Which characters a TrueType font can draw, and what stands in a printed text for those that it cannot.

export type FontCoverage = (codePoint: number) => boolean;

type Segment = { readonly from: number; readonly to: number };

/** The segments of a format 4 table; glyph 0 inside a segment is rare and means a missing one, so it is left out. */
function segmentsOfFormat4(view: DataView, at: number): readonly Segment[] {
  const count = view.getUint16(at + 6) / 2;
  const ends = at + 14;
  const starts = ends + count * 2 + 2;
  const deltas = starts + count * 2;
  const offsets = deltas + count * 2;
  const found: Segment[] = [];
  for (let index = 0; index < count; index += 1) {
    const to = view.getUint16(ends + index * 2);
    const from = view.getUint16(starts + index * 2);
    const delta = view.getUint16(deltas + index * 2);
    const offset = view.getUint16(offsets + index * 2);
    for (let code = from; code <= to && code < 0xffff; code += 1) {
      const place = offsets + index * 2 + offset + (code - from) * 2;
      const glyph = offset === 0 ? (code + delta) & 0xffff : view.getUint16(place);
      if (glyph !== 0) found.push({ from: code, to: code });
    }
  }
  return found;
}

function segmentsOfFormat12(view: DataView, at: number): readonly Segment[] {
  const count = view.getUint32(at + 12);
  return Array.from({ length: count }, (_, index) => {
    const group = at + 16 + index * 12;
    return { from: view.getUint32(group), to: view.getUint32(group + 4) };
  });
}

function tableAt(view: DataView, tag: string): number {
  const count = view.getUint16(4);
  for (let index = 0; index < count; index += 1) {
    const record = 12 + index * 16;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(record + byte)));
    if (name === tag) return view.getUint32(record + 8);
  }
  throw new Error(`The font has no ${tag} table.`);
}

/** What the font's character map names, from its Unicode tables of formats 4 and 12. Throws when the bytes are no font. */
export function fontCoverage(bytes: Uint8Array): FontCoverage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const map = tableAt(view, "cmap");
  const known = new Uint8Array(0x110000 / 8);
  for (let index = 0; index < view.getUint16(map + 2); index += 1) {
    const at = map + view.getUint32(map + 4 + index * 8 + 4);
    const format = view.getUint16(at);
    const segments =
      format === 4 ? segmentsOfFormat4(view, at) : format === 12 ? segmentsOfFormat12(view, at) : [];
    for (const { from, to } of segments) {
      for (let code = from; code <= to; code += 1)
        known[code >> 3] = (known[code >> 3] ?? 0) | (1 << (code & 7));
    }
  }
  return (codePoint) => ((known[codePoint >> 3] ?? 0) & (1 << (codePoint & 7))) !== 0;
}

const SPACE = /^[\n\t \u00a0]$/;
/** Joiners, direction marks and variation selectors: they draw nothing themselves. */
const DRAWS_NOTHING = /^[\p{Default_Ignorable_Code_Point}\p{Cf}]$/u;
const LONG_WORD = /[^\s\u200b]{26,}/gu;
const PIECE = /.{8}(?=.)/gu;

function printed(char: string, covers: FontCoverage): string {
  const code = char.codePointAt(0) ?? 0;
  if (SPACE.test(char) || covers(code)) return char;
  if (DRAWS_NOTHING.test(char)) return "";
  return `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
}

/**
 * The text as a page can show it: a character that no font draws is printed as its code point (`[U+1F389]`), never as an
 * empty box, and a word of more than 25 characters may break.
 */
export function printable(text: string, covers: FontCoverage): string {
  return [...text]
    .map((char) => printed(char, covers))
    .join("")
    .replace(LONG_WORD, (word) => word.replace(PIECE, "$&\u200b"));
}

const FIRST_STRONG = /[\p{L}]/u;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Whether the text begins right to left: its first letter belongs to such a script. */
export function isRightToLeft(text: string): boolean {
  const first = FIRST_STRONG.exec(text)?.[0];
  return first !== undefined && RIGHT_TO_LEFT.test(first);
}
