import { setImmediate as others } from "node:timers/promises";
import { AppError } from "@/lib/core/errors";
import { EXPORT_PROFILES, type ExportProfile } from "@/lib/core/isms-statuses";
import { type SoaDocument, soaFileName } from "@/lib/core/soa-document";
import { soaJson } from "@/lib/core/soa-json";
import { soaCsv } from "@/lib/exports/soa-csv";
import { soaDocx } from "@/lib/exports/soa-docx";
import { oscalProfile, oscalSecurityPlan } from "@/lib/exports/soa-oscal";
import { soaPdf } from "@/lib/exports/soa-pdf";
import { soaWorkbook } from "@/lib/exports/soa-xlsx";
import { TypesetError } from "@/lib/platform/typst";

type Bytes = Uint8Array<ArrayBuffer>;

/** The formats of the statement; the name is the end of the file's name as well. */
export const SOA_FORMATS = [
  "xlsx",
  "docx",
  "pdf",
  "csv",
  "json",
  "oscal-profile.json",
  "oscal-ssp.json",
] as const;
export type SoaFormat = (typeof SOA_FORMATS)[number];

const JSON_TYPE = "application/json; charset=utf-8";
const OFFICE = "application/vnd.openxmlformats-officedocument";
const TYPE: Readonly<Record<SoaFormat, string>> = {
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  docx: `${OFFICE}.wordprocessingml.document`,
  pdf: "application/pdf",
  csv: "text/csv; charset=utf-8",
  json: JSON_TYPE,
  "oscal-profile.json": JSON_TYPE,
  "oscal-ssp.json": JSON_TYPE,
};

/** The media type that a format is served with. */
export function soaFileType(format: SoaFormat): string {
  return TYPE[format];
}

/** `Northwind_SoA_v1.2_2026-11-22.xlsx`; the edition for readers outside says so in its name. */
export function soaExportName({ header }: SoaDocument, profile: ExportProfile, format: SoaFormat): string {
  const name = soaFileName(header, format);
  return profile === "internal" ? name : name.replace("_SoA_", "_SoA-shareable_");
}

const CATALOG = "oscal-catalog-iso27001.json";

function textOf(
  format: Exclude<SoaFormat, "xlsx" | "docx" | "pdf">,
  document: SoaDocument,
  { profile, catalogBase }: { readonly profile: ExportProfile; readonly catalogBase: string },
): string {
  if (format === "csv") return soaCsv(document, profile);
  if (format === "json") return `${JSON.stringify(soaJson(document, profile), null, 1)}\n`;
  const places = {
    catalogHref: `${catalogBase}${CATALOG}`,
    profileHref: soaExportName(document, profile, "oscal-profile.json"),
  };
  return format === "oscal-profile.json"
    ? oscalProfile(document, profile, places)
    : oscalSecurityPlan(document, profile, places);
}

let last: Promise<unknown> = Promise.resolve();

/** Office files are made in this process, one after the other, so that many at once never hold up everybody else's requests. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(() => others()).then(work);
  last = turn.catch(() => undefined);
  return turn;
}

function refusePdf(error: unknown): never {
  throw error instanceof TypesetError ? new AppError("LIMITED", error.message) : error;
}

/**
 * The bytes of one format of one edition. `catalogBase` stands before the catalog's name in OSCAL files.
 * @throws AppError INVALID (an OSCAL profile without controls), LIMITED (a PDF that is too large, or too many at once)
 */
export async function renderSoaFile(
  format: SoaFormat,
  document: SoaDocument,
  { profile, catalogBase = "" }: { readonly profile: ExportProfile; readonly catalogBase?: string },
): Promise<Bytes> {
  if (format === "xlsx") return inTurn(() => soaWorkbook(document, profile));
  if (format === "docx") return inTurn(() => soaDocx(document, profile));
  if (format === "pdf") return soaPdf(document, profile).catch(refusePdf);
  return new TextEncoder().encode(textOf(format, document, { profile, catalogBase }));
}

export type SoaFile = {
  readonly profile: ExportProfile;
  readonly format: SoaFormat;
  readonly fileName: string;
  readonly bytes: Bytes;
};

/**
 * All files of a statement, one after the other: every format of both editions. An OSCAL profile is left out while no
 * control is included.
 */
export async function renderSoaFiles(document: SoaDocument, catalogBase = ""): Promise<readonly SoaFile[]> {
  const files: SoaFile[] = [];
  for (const profile of EXPORT_PROFILES) {
    for (const format of SOA_FORMATS) {
      try {
        const bytes = await renderSoaFile(format, document, { profile, catalogBase });
        files.push({ profile, format, fileName: soaExportName(document, profile, format), bytes });
      } catch (error) {
        if (!(error instanceof AppError && format === "oscal-profile.json")) throw error;
      }
    }
  }
  return files;
}
