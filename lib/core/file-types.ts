// Which files are kept: the type is what content and extension say together, never what the browser said.
import {
  ALLOWED_TEXT,
  FILE_TYPES,
  type FileTypeId,
  TEXT_TYPES,
  TYPE_BY_EXTENSION,
} from "@/lib/core/file-allowed";
import { imageSize, MAX_PIXELS } from "@/lib/core/file-image";
import { extensionOf } from "@/lib/core/file-names";
import { officeOf } from "@/lib/core/file-office";
import { headText, looksLikeJson, looksLikeMail, markupOf } from "@/lib/core/file-text";
import { type ZipEntry, zipProblem } from "@/lib/core/file-zip";

/** What was found out about a file that has arrived. */
export type FileProbe = {
  readonly fileName: string;
  readonly sizeBytes: number;
  /** The first 64 kB, or all of a shorter file. */
  readonly head: Uint8Array;
  /** The extension that a detector of magic numbers would give it; null when it knows none. */
  readonly magic: string | null;
  /** Null when the content is no text. */
  readonly text: { readonly activeXml: boolean } | null;
  readonly zip: ZipProbe | null;
  /** A container of the old Office formats, and whether it wraps an encrypted document. */
  readonly ole: "encrypted" | "binary" | null;
};

/** Null entries: the directory cannot be read. */
export type ZipProbe = {
  readonly entries: readonly ZipEntry[] | null;
  readonly directoryAt: number;
  /** The beginning of an OpenDocument manifest; empty when there is none. */
  readonly manifest: string;
  /** Said by the end record, when the directory was not read because of it. */
  readonly problem: string | null;
};

export type FileVerdict =
  | { readonly ok: true; readonly type: FileTypeId; readonly mediaType: string }
  | { readonly ok: false; readonly reason: string };

/** What the content is: a type of the list, `text`, or something in words that is not taken. */
type Content =
  | { readonly is: FileTypeId | "text"; readonly problem: string | null }
  | { readonly is: null; readonly words: string; readonly advice?: string };

const MAGIC_WORDS: Readonly<Record<string, string>> = {
  exe: "a Windows program",
  elf: "a Linux program",
  macho: "a macOS program",
  jar: "a Java archive",
  class: "a Java program",
  wasm: "a WebAssembly program",
  lnk: "a Windows shortcut",
  "7z": "a 7-Zip archive",
  rar: "a RAR archive",
  gz: "a gzip archive",
  tar: "a TAR archive",
  bz2: "a bzip2 archive",
  xz: "an XZ archive",
  cfb: "an Office file in the old binary format",
};

const PRINT = "Print the page to PDF, or take a screenshot, and upload that.";

function startsWith(head: Uint8Array, signature: readonly number[], at = 0): boolean {
  return signature.every((byte, index) => head[at + index] === byte);
}

const ASCII = (text: string): readonly number[] => [...text].map((char) => char.charCodeAt(0));
const SIGNATURES: readonly { readonly id: FileTypeId; readonly is: (head: Uint8Array) => boolean }[] = [
  { id: "pdf", is: (head) => startsWith(head, ASCII("%PDF-")) },
  { id: "png", is: (head) => startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  { id: "jpg", is: (head) => startsWith(head, [0xff, 0xd8, 0xff]) },
  { id: "gif", is: (head) => startsWith(head, ASCII("GIF87a")) || startsWith(head, ASCII("GIF89a")) },
  { id: "webp", is: (head) => startsWith(head, ASCII("RIFF")) && startsWith(head, ASCII("WEBP"), 8) },
];

/** A PDF reader looks for the header in the first kilobyte, so a file may be a PDF and something else. */
function hidesPdf(head: Uint8Array): boolean {
  return new TextDecoder("latin1").decode(head.subarray(1, 1_029)).includes("%PDF-");
}

function imageProblem(id: FileTypeId, head: Uint8Array): string | null {
  const size = imageSize(id, head);
  if (size === null || size.width * size.height <= MAX_PIXELS) return null;
  return `The image says it has ${size.width} x ${size.height} pixels, more than a browser can draw. Save it smaller.`;
}

function binaryContent(probe: FileProbe): Content | null {
  const found = SIGNATURES.find(({ is }) => is(probe.head))?.id;
  if (found === undefined) return null;
  if (found !== "pdf" && hidesPdf(probe.head)) {
    return { is: null, words: "two formats at once", advice: "Save it again as a plain image." };
  }
  return { is: found, problem: imageProblem(found, probe.head) };
}

function zipContent(probe: FileProbe, zip: ZipProbe): Content {
  if (zip.problem !== null) return { is: "zip", problem: zip.problem };
  if (zip.entries === null) {
    return { is: null, words: "a damaged archive", advice: "Pack it again and upload the new file." };
  }
  const office = officeOf(zip.entries, probe.head, zip.manifest);
  return { is: office?.is ?? "zip", problem: office?.problem ?? zipProblem(zip.entries, zip.directoryAt) };
}

function textContent(probe: FileProbe, text: { readonly activeXml: boolean }): Content {
  const markup = markupOf(headText(probe.head));
  if (markup === "HTML" || markup === "SVG") return { is: null, words: markup, advice: PRINT };
  if (markup === "XML" && text.activeXml) {
    const words = "XML that carries script, style sheets or entities";
    return { is: null, words, advice: "Export it as CSV or PDF and upload that." };
  }
  return { is: "text", problem: null };
}

function oleContent(ole: "encrypted" | "binary"): Content {
  if (ole === "encrypted") {
    const advice = "Remove the password in the program that made it, so that a reviewer can open it.";
    return { is: null, words: "an Office file that is protected with a password", advice };
  }
  const advice = "Save it as DOCX, XLSX, PPTX or PDF; save a message as EML.";
  return { is: null, words: "an Office file in the old binary format", advice };
}

function contentOf(probe: FileProbe): Content {
  const binary = binaryContent(probe);
  if (binary !== null) return binary;
  if (probe.zip !== null) return zipContent(probe, probe.zip);
  if (probe.ole !== null) return oleContent(probe.ole);
  if (probe.text !== null) return textContent(probe, probe.text);
  if (hidesPdf(probe.head)) {
    const advice = "Open it, print it to a new PDF and upload that.";
    return { is: null, words: "a PDF with something else before it", advice };
  }
  const words = probe.magic === null ? "of an unknown kind" : magicWords(probe.magic);
  return { is: null, words };
}

function magicWords(magic: string): string {
  return MAGIC_WORDS[magic] ?? magic.toUpperCase();
}

function refuse(...sentences: readonly string[]): FileVerdict {
  return { ok: false, reason: sentences.join(" ") };
}

const TAKEN = `Taken are ${ALLOWED_TEXT}.`;
const WEB = new Set(["html", "htm", "xhtml", "xht", "shtml", "mhtml", "mht", "svg", "svgz", "hta"]);
const MACRO = /^(?:doc|xls|ppt|dot|xlt|pot|pps|sld|xla|ppa)m$|^xla$|^xlsb$/;

function contentWords(content: Content): string {
  if (content.is === null) return content.words;
  return content.is === "text" ? "plain text" : FILE_TYPES[content.is].label;
}

/** Why a name with this ending is refused whatever it holds; null when the ending is one of the list. */
function endingProblem(extension: string, content: Content): FileVerdict | null {
  if (TYPE_BY_EXTENSION.has(extension)) return null;
  const is = `Its content is ${contentWords(content)}.`;
  if (extension === "") return refuse("The name has no ending that says what it is.", is, TAKEN);
  if (WEB.has(extension))
    return refuse(`Web pages and drawings (.${extension}) are not taken, because they can run.`, PRINT);
  if (MACRO.test(extension)) {
    return refuse(
      `Office files with macros (.${extension}) are not taken. Save it as DOCX, XLSX, PPTX or PDF.`,
    );
  }
  return refuse(`Files that end in .${extension} are not taken.`, is, TAKEN);
}

function mismatch(extension: string, content: Content): FileVerdict {
  const sentence = `The name ends in .${extension}, but the content is ${contentWords(content)}.`;
  if (content.is === null) return refuse(sentence, content.advice ?? TAKEN);
  if (content.is === "text") return refuse(sentence, TAKEN);
  return refuse(
    sentence,
    `Rename it so that it ends in .${FILE_TYPES[content.is].extensions[0]}, and upload it again.`,
  );
}

function accept(type: FileTypeId): FileVerdict {
  return { ok: true, type, mediaType: FILE_TYPES[type].mediaType };
}

/** Text goes by its ending, as long as the content does not contradict it. */
function judgeText(type: FileTypeId, extension: string, head: Uint8Array): FileVerdict {
  const text = headText(head);
  const fits =
    (type !== "eml" || looksLikeMail(text)) &&
    (type !== "json" || looksLikeJson(text)) &&
    (type !== "xml" || /^[\s\ufeff]*</.test(text));
  return fits ? accept(type) : mismatch(extension, { is: "text", problem: null });
}

/** Whether the file is kept and as what, or the sentence that says what was found and what to do instead. */
export function judgeFile(probe: FileProbe): FileVerdict {
  if (probe.sizeBytes === 0) return refuse("The file is empty.");
  const extension = extensionOf(probe.fileName);
  const content = contentOf(probe);
  const ending = endingProblem(extension, content);
  if (ending !== null) return ending;
  const type = TYPE_BY_EXTENSION.get(extension);
  if (type === undefined || content.is === null) return mismatch(extension, content);
  if (content.is === "text") {
    return TEXT_TYPES.has(type) ? judgeText(type, extension, probe.head) : mismatch(extension, content);
  }
  if (content.problem !== null)
    return refuse(`${FILE_TYPES[content.is].label} file refused.`, content.problem);
  return content.is === type ? accept(type) : mismatch(extension, content);
}
