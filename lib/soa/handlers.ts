import "server-only";
import { createHash } from "node:crypto";
import type { Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { type SoaDocument, soaFileName } from "@/lib/core/soa-document";
import { soaCsv } from "@/lib/exports/soa-csv";
import { soaWorkbook } from "@/lib/exports/soa-xlsx";
import { now } from "@/lib/platform/clock";
import { recordSoaExport } from "@/lib/soa/mutations/export";
import { getSoaDocument } from "@/lib/soa/queries";

export type SoaFile = {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

const TYPE = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
} as const;

async function render(
  document: SoaDocument,
  format: "xlsx" | "csv",
  at: Date,
): Promise<Uint8Array<ArrayBuffer>> {
  return format === "xlsx" ? soaWorkbook(document, at) : new TextEncoder().encode(soaCsv(document));
}

/** The file as of today, with an entry in the activity log: read, render, record, in this order and without a lock between. */
export async function exportSoa(scope: Scope<"soa:read">, format: "xlsx" | "csv"): Promise<SoaFile> {
  const at = now();
  const document = await getSoaDocument(scope, dateIn(scope.timeZone, at));
  const bytes = await render(document, format, at);
  const name = soaFileName(document.header, format);
  await recordSoaExport(scope, {
    fileName: name,
    format,
    rows: document.rows.length,
    blocking: document.checks.filter((check) => check.severity === "blocking").length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  });
  return { name, type: TYPE[format], bytes };
}

/** The answer that saves the file under its name and is kept by no cache. */
export function download(file: SoaFile): Response {
  return new Response(file.bytes, {
    headers: {
      "content-type": file.type,
      "content-length": String(file.bytes.byteLength),
      "content-disposition": `attachment; filename="${file.name}"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
