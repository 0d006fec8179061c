// The list of files that are kept, by their endings and media types.
import { extensionOf } from "@/lib/core/file-names";

type FileType = {
  readonly label: string;
  readonly mediaType: string;
  readonly extensions: readonly string[];
};

const OPEN_XML = "application/vnd.openxmlformats-officedocument";
const OPEN_DOCUMENT = "application/vnd.oasis.opendocument";

/** The allow list. `mediaType` is what is stored and sent; every one of them is sent as a download or in a sandbox. */
export const FILE_TYPES = {
  pdf: { label: "PDF", mediaType: "application/pdf", extensions: ["pdf"] },
  png: { label: "PNG", mediaType: "image/png", extensions: ["png"] },
  jpg: { label: "JPEG", mediaType: "image/jpeg", extensions: ["jpg", "jpeg"] },
  gif: { label: "GIF", mediaType: "image/gif", extensions: ["gif"] },
  webp: { label: "WebP", mediaType: "image/webp", extensions: ["webp"] },
  txt: { label: "Text", mediaType: "text/plain", extensions: ["txt"] },
  csv: { label: "CSV", mediaType: "text/csv", extensions: ["csv"] },
  tsv: { label: "TSV", mediaType: "text/tab-separated-values", extensions: ["tsv"] },
  md: { label: "Markdown", mediaType: "text/markdown", extensions: ["md"] },
  log: { label: "Log", mediaType: "text/plain", extensions: ["log"] },
  json: { label: "JSON", mediaType: "application/json", extensions: ["json"] },
  xml: { label: "XML", mediaType: "application/xml", extensions: ["xml"] },
  eml: { label: "E-mail", mediaType: "message/rfc822", extensions: ["eml"] },
  docx: { label: "Word", mediaType: `${OPEN_XML}.wordprocessingml.document`, extensions: ["docx"] },
  xlsx: { label: "Excel", mediaType: `${OPEN_XML}.spreadsheetml.sheet`, extensions: ["xlsx"] },
  pptx: { label: "PowerPoint", mediaType: `${OPEN_XML}.presentationml.presentation`, extensions: ["pptx"] },
  odt: { label: "OpenDocument text", mediaType: `${OPEN_DOCUMENT}.text`, extensions: ["odt"] },
  ods: { label: "OpenDocument spreadsheet", mediaType: `${OPEN_DOCUMENT}.spreadsheet`, extensions: ["ods"] },
  odp: {
    label: "OpenDocument presentation",
    mediaType: `${OPEN_DOCUMENT}.presentation`,
    extensions: ["odp"],
  },
  zip: { label: "ZIP", mediaType: "application/zip", extensions: ["zip"] },
} as const satisfies Record<string, FileType>;
export type FileTypeId = keyof typeof FILE_TYPES;

const IDS = Object.keys(FILE_TYPES) as readonly FileTypeId[];
export const TEXT_TYPES: ReadonlySet<FileTypeId> = new Set([
  "txt",
  "csv",
  "tsv",
  "md",
  "log",
  "json",
  "xml",
  "eml",
]);
export const TYPE_BY_EXTENSION: ReadonlyMap<string, FileTypeId> = new Map(
  IDS.flatMap((id) => FILE_TYPES[id].extensions.map((extension) => [extension, id] as const)),
);

/** What a file chooser offers. */
export const ACCEPTED_EXTENSIONS = [...TYPE_BY_EXTENSION.keys()]
  .map((extension) => `.${extension}`)
  .join(",");

/** Why a name with this ending need not be sent at all; null when the ending is one of the list. */
export function refusedEnding(fileName: string): string | null {
  const extension = extensionOf(fileName);
  if (TYPE_BY_EXTENSION.has(extension)) return null;
  const which = extension === "" ? "Files without an ending" : `Files that end in .${extension}`;
  return `${which} are not taken. Taken are ${ALLOWED_TEXT}.`;
}

/** What people are told before they choose, and again when a file is refused. */
export const ALLOWED_TEXT =
  "PDF, images (PNG, JPEG, GIF, WebP), text (TXT, CSV, TSV, MD, LOG, JSON, XML, EML), Word, Excel, PowerPoint, OpenDocument and ZIP";

/** The printed name of a stored type; the media type itself when it is none of the list. */
export function typeLabel(mediaType: string): string {
  const id = IDS.find((one) => FILE_TYPES[one].mediaType === mediaType);
  return id === undefined ? mediaType : FILE_TYPES[id].label;
}

/** Whether a file of this type can be a screenshot. */
export function isImage(mediaType: string): boolean {
  return mediaType.startsWith("image/");
}

/** The type under which a version is sent: text of equal bytes is stored once, so there the version's own name decides. */
export function servedType(mediaType: string, fileName: string): string {
  const stored = IDS.find((one) => FILE_TYPES[one].mediaType === mediaType);
  const named = TYPE_BY_EXTENSION.get(extensionOf(fileName));
  const bothText =
    stored !== undefined && named !== undefined && TEXT_TYPES.has(stored) && TEXT_TYPES.has(named);
  return bothText ? FILE_TYPES[named].mediaType : mediaType;
}
