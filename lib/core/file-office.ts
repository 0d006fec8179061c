// What an Office or OpenDocument file is by the names inside it, and whether it carries macros or a password.
import type { ZipEntry } from "@/lib/core/file-zip";

type OfficeType = "docx" | "xlsx" | "pptx" | "odt" | "ods" | "odp";
export type Office = { readonly is: OfficeType; readonly problem: string | null };

const MAIN_PARTS: readonly { readonly is: OfficeType; readonly name: RegExp }[] = [
  { is: "docx", name: /^word\/document\d*\.xml$/i },
  { is: "xlsx", name: /^xl\/workbook\.(?:xml|bin)$/i },
  { is: "pptx", name: /^ppt\/presentation\.xml$/i },
];
const OPEN_DOCUMENT: Readonly<Record<string, OfficeType>> = {
  text: "odt",
  spreadsheet: "ods",
  presentation: "odp",
};

const MACROS = /(?:^|\/)vba(?:Project|Data)[^/]*$|^xl\/macrosheets\/|^(?:Basic|Scripts)\/./i;
const BINARY_WORKBOOK = /^xl\/workbook\.bin$/i;
const WITH_MACROS = "It carries macros. Save it without them, or print it to PDF.";
const WITH_PASSWORD = "It is protected with a password. Remove it, so that a reviewer can open the file.";

/** `text` from `mimetypeapplication/vnd.oasis.opendocument.text`, which stands uncompressed at the beginning. */
function declared(head: Uint8Array): string | null {
  const text = new TextDecoder("latin1").decode(head.subarray(30, 160));
  return /^mimetypeapplication\/vnd\.oasis\.opendocument\.([a-z]+)/.exec(text)?.[1] ?? null;
}

function problemOf(entries: readonly ZipEntry[], manifest: string): string | null {
  if (entries.some(({ name }) => MACROS.test(name) || BINARY_WORKBOOK.test(name))) return WITH_MACROS;
  if (/encryption-data/i.test(manifest) || entries.some(({ name }) => /^encrypted-package$/i.test(name))) {
    return WITH_PASSWORD;
  }
  return null;
}

/** The kind of document that the archive is; null when it is an archive and nothing more. */
export function officeOf(entries: readonly ZipEntry[], head: Uint8Array, manifest: string): Office | null {
  const names = entries.map(({ name }) => name);
  const problem = problemOf(entries, manifest);
  if (names.includes("[Content_Types].xml")) {
    const is = MAIN_PARTS.find((part) => names.some((name) => part.name.test(name)))?.is;
    if (is !== undefined) return { is, problem };
  }
  const kind = declared(head);
  const open = kind === null ? undefined : OPEN_DOCUMENT[kind];
  return open === undefined ? null : { is: open, problem };
}
