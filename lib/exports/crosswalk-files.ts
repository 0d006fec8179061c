import type { CrosswalkDocument } from "@/lib/core/crosswalk-export-document";
import { OSCAL_CATALOG_FILES, type OscalCatalogFile } from "@/lib/core/oscal/crosswalk-mapping";
import { crosswalkCsv } from "@/lib/exports/crosswalk-csv";
import { crosswalkDocumentJson } from "@/lib/exports/crosswalk-json";
import { oscalCatalog, oscalMapping } from "@/lib/exports/crosswalk-oscal";
import { crosswalkWorkbook } from "@/lib/exports/crosswalk-xlsx";

type Bytes = Uint8Array<ArrayBuffer>;

/** The files made from a document; the catalogs do not depend on one. */
export const CROSSWALK_FORMATS = [
  "crosswalk.json",
  "crosswalk.csv",
  "crosswalk.xlsx",
  "oscal-mapping.json",
] as const;
export type CrosswalkFormat = (typeof CROSSWALK_FORMATS)[number];

export const CROSSWALK_FILES = [...CROSSWALK_FORMATS, ...OSCAL_CATALOG_FILES] as const;
export type CrosswalkFile = (typeof CROSSWALK_FILES)[number];

const JSON_TYPE = "application/json; charset=utf-8";
const TYPE: Readonly<Record<CrosswalkFile, string>> = {
  "crosswalk.json": JSON_TYPE,
  "crosswalk.csv": "text/csv; charset=utf-8",
  "crosswalk.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "oscal-mapping.json": JSON_TYPE,
  "oscal-catalog-soc2.json": JSON_TYPE,
  "oscal-catalog-iso27001.json": JSON_TYPE,
};

/** The media type that the file is served with. */
export function crosswalkFileType(file: CrosswalkFile): string {
  return TYPE[file];
}

function isCatalog(file: CrosswalkFile): file is OscalCatalogFile {
  return file === "oscal-catalog-soc2.json" || file === "oscal-catalog-iso27001.json";
}

function textOf(
  file: Exclude<CrosswalkFile, "crosswalk.xlsx">,
  document: CrosswalkDocument,
  base: string,
): string {
  if (isCatalog(file)) return oscalCatalog(file);
  if (file === "crosswalk.csv") return crosswalkCsv(document);
  return file === "crosswalk.json" ? crosswalkDocumentJson(document) : oscalMapping(document, base);
}

/**
 * The bytes of one file; equal documents give equal bytes. A public file is dated with its edition, a workspace's with its
 * export. `catalogBase` stands before the catalogs' names in the OSCAL mapping.
 */
export async function renderCrosswalkFile(
  file: CrosswalkFile,
  document: CrosswalkDocument,
  catalogBase = "",
): Promise<Bytes> {
  if (file !== "crosswalk.xlsx") return new TextEncoder().encode(textOf(file, document, catalogBase));
  return crosswalkWorkbook(
    document,
    new Date(document.team?.exportedAt ?? `${document.edition.publishedOn}T00:00:00Z`),
  );
}
