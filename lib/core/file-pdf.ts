// Whether a PDF asks its reader to run something: scripts, forms with scripts, programs.

/** PDF names may hide letters as `#4a`. */
function plainNames(text: string): string {
  return text.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Names long enough not to stand in packed pictures by chance; every script action has the first. */
const ACTIVE = /\/(?:JavaScript|Launch|XFA|RichMedia|ImportData|SubmitForm|GoToE)(?![A-Za-z0-9])/;
const OBJECT_STREAM = /\/ObjStm(?![A-Za-z0-9])/;
const SIMPLE_FILTER = /\/Filter\s*(?:\[\s*)?\/FlateDecode(?:\s*\]|(?!\s*\/[A-Z]\w*Decode))/;
const DICTIONARY_BYTES = 2_048;

/** Unpacks deflated bytes up to a limit of its own; null when they are damaged or too many. */
export type Inflate = (bytes: Uint8Array) => Uint8Array | null;

/** Where every stream of an object stream begins: behind the word `stream` that ends its dictionary. */
function* objectStreams(text: string): Generator<{ readonly dictionary: string; readonly at: number }> {
  for (const found of text.matchAll(/(?<!end)stream\r?\n/g)) {
    const before = text.slice(Math.max(0, found.index - DICTIONARY_BYTES), found.index);
    const dictionary = plainNames(before.slice(before.lastIndexOf(" obj") + 1));
    if (OBJECT_STREAM.test(dictionary)) yield { dictionary, at: found.index + found[0].length };
  }
}

/**
 * True when the PDF holds anything active, and also when it cannot be told: objects that are packed in a way other than
 * the usual one, or encrypted together with packed objects.
 */
export function isActivePdf(bytes: Uint8Array, inflate: Inflate): boolean {
  const text = new TextDecoder("latin1").decode(bytes);
  const plain = plainNames(text);
  if (ACTIVE.test(plain)) return true;
  const isEncrypted = /\/Encrypt(?![A-Za-z0-9])/.test(plain);
  for (const { dictionary, at } of objectStreams(text)) {
    if (isEncrypted || !SIMPLE_FILTER.test(dictionary) || /\/DecodeParms/.test(dictionary)) return true;
    const end = text.indexOf("endstream", at);
    const objects = inflate(bytes.subarray(at, end === -1 ? bytes.length : end));
    if (objects === null || ACTIVE.test(plainNames(new TextDecoder("latin1").decode(objects)))) return true;
  }
  return false;
}
