// What a file is called: a name from outside made safe to store, to print and to send back as a download.

const MAX_NAME = 200;
const MAX_EXTENSION = 12;
const FALLBACK = "file";

/** Controls, the invisible characters that hide or reorder what a name says, and halves of surrogate pairs. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;
const REFUSED_BY_WINDOWS = /[<>:"|?*]/g;
const DEVICE =
  /^(con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3]|conin\$|conout\$)(\.|$)/i;

/** The last part of a name after its last dot, in lower case; empty when there is none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? "" : name.slice(dot + 1).toLowerCase();
}

/** At most `length` units, without half of a surrogate pair at the end. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

function shorten(name: string): string {
  if (name.length <= MAX_NAME) return name;
  const extension = extensionOf(name);
  if (extension === "" || extension.length > MAX_EXTENSION) return cut(name, MAX_NAME);
  return `${cut(name, MAX_NAME - extension.length - 1)}.${extension}`;
}

/**
 * The name without path, control, direction and invisible characters, in composed form, at most 200 characters, and no
 * name that Windows keeps for a device. Never empty.
 */
export function cleanFileName(raw: string): string {
  const base = raw.slice(-4_096).split(/[/\\]/).at(-1) ?? "";
  const visible = base
    .replace(HIDDEN, "")
    .normalize("NFC")
    .replace(REFUSED_BY_WINDOWS, "_")
    .replace(/\s+/g, " ");
  const name = shorten(visible.replace(/^[\s.]+|[\s.]+$/g, "")).replace(/[\s.]+$/g, "");
  if (name === "") return FALLBACK;
  return DEVICE.test(name) ? `_${name}` : name;
}

/** RFC 8187: everything but unreserved letters as percent-encoded UTF-8. */
function encodedWord(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*!]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The header that saves the bytes under the name in every browser and lets none of them open it in place. */
export function attachmentHeader(name: string): string {
  return `attachment; filename="${asciiName(name)}"; filename*=UTF-8''${encodedWord(name)}`;
}

/** The same for a file that may be looked at where it stands. */
export function inlineHeader(name: string): string {
  return `inline; filename="${asciiName(name)}"; filename*=UTF-8''${encodedWord(name)}`;
}

function asciiName(name: string): string {
  return name.replace(/[^\x20-\x7e]/g, "_").replace(/["\\%;]/g, "_");
}
