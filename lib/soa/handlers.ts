import "server-only";
import { createHash } from "node:crypto";
import { actorId, type Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { AppError } from "@/lib/core/errors";
import { attachmentHeader } from "@/lib/core/file-names";
import { EXPORT_PROFILES, type ExportProfile } from "@/lib/core/isms-statuses";
import { paths } from "@/lib/core/paths";
import { SOA_STANDARD } from "@/lib/core/soa-document";
import { damagedSentence } from "@/lib/core/soa-version";
import { type ClausesFormat, clausesName, renderClauses } from "@/lib/exports/clauses-files";
import {
  renderSoaFile,
  SOA_FORMATS,
  type SoaFormat,
  soaExportName,
  soaFileType,
} from "@/lib/exports/soa-files";
import { now } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { fileStore } from "@/lib/platform/file-store/file-store";
import { blobKey } from "@/lib/platform/file-store/store";
import { wholeBytes } from "@/lib/platform/file-store/verified";
import { log } from "@/lib/platform/log";
import { requireAttempts } from "@/lib/platform/rate-limit";
import { getControls } from "@/lib/requirements/queries/controls";
import { recordSoaExport, recordStoredFile } from "@/lib/soa/mutations/export";
import { getSoaDocument } from "@/lib/soa/queries";
import { getSoaContent, getSoaFile } from "@/lib/soa/queries/versions";

export type SoaDownload = {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

const HOUR = 3_600;
const PER_PERSON_AND_HOUR = 240;

function requireRoom(scope: Scope<"soa:read">): Promise<void> {
  return requireAttempts(
    [{ key: `soa-export:${actorId(scope) ?? "system"}`, hits: PER_PERSON_AND_HOUR, seconds: HOUR }],
    "Too many files were taken within an hour. Wait a while.",
  );
}

/** The edition that an address asks for: internal unless it says otherwise. @throws AppError INVALID */
function editionOf(address: string): ExportProfile {
  const asked = new URL(address).searchParams.get("profile") ?? "internal";
  const known = EXPORT_PROFILES.find((profile) => profile === asked);
  if (known !== undefined) return known;
  throw new AppError(
    "INVALID",
    `There is no edition "${asked}". Known editions: ${EXPORT_PROFILES.join(", ")}.`,
  );
}

function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/**
 * The draft's file as of today, with an entry in the activity log: read, render, record, in this order and without a lock
 * between. The edition comes from `?profile=` of the address.
 * @throws AppError LIMITED, INVALID (unknown edition, an OSCAL profile without controls)
 */
export async function exportSoa(
  scope: Scope<"soa:read">,
  format: SoaFormat,
  address: string,
): Promise<SoaDownload> {
  const profile = editionOf(address);
  await requireRoom(scope);
  const document = await getSoaDocument(scope, dateIn(scope.timeZone, now()));
  const catalogBase = `${env().appOrigin}${paths.explorerData("")}`;
  const bytes = await renderSoaFile(format, document, { profile, catalogBase });
  const name = soaExportName(document, profile, format);
  await recordSoaExport(scope, {
    ...{ fileName: name, format, profile },
    rows: document.rows.length,
    blocking: document.checks.filter((check) => check.severity === "blocking").length,
    sha256: sha256Of(bytes),
  });
  return { name, type: soaFileType(format), bytes };
}

/** Conformity with the clauses as of today, as a file of its own, with an entry in the activity log. @throws AppError LIMITED */
export async function exportClauses(
  scope: Scope<"soa:read" | "requirement:read">,
  format: ClausesFormat,
): Promise<SoaDownload> {
  await requireRoom(scope);
  const [{ rows, today }, { header }] = await Promise.all([
    getControls(scope, now()),
    getSoaDocument(scope, dateIn(scope.timeZone, now())),
  ]);
  const clauses = rows.filter((row) => row.kind === "clause");
  const annex = { organisation: header.organisation, standard: SOA_STANDARD, today, rows: clauses };
  const bytes = await renderClauses(annex, format);
  const name = clausesName(header, format);
  const facts = { fileName: name, format: `clauses.${format}`, profile: "internal" } as const;
  await recordSoaExport(scope, { ...facts, rows: clauses.length, blocking: 0, sha256: sha256Of(bytes) });
  return { name, type: soaFileType(format), bytes };
}

/** The answer that saves the file under its name and is kept by no cache. */
export function download(file: SoaDownload): Response {
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

// ---- what a version keeps ----

function headersOf(fileName: string, type: string): Record<string, string> {
  return {
    "content-type": type,
    "content-disposition": attachmentHeader(fileName),
    "cache-control": "private, no-store",
    "x-content-type-options": "nosniff",
  };
}

function typeOf(format: string): string {
  const known = SOA_FORMATS.find((one) => one === format.replace(/^clauses\./, ""));
  return known === undefined ? "application/octet-stream" : soaFileType(known);
}

async function sendContent(scope: Scope<"soa:read">, id: string): Promise<Response> {
  const { summary, content } = await getSoaContent(scope, id);
  if (sha256Of(new TextEncoder().encode(content)) !== summary.sha256) {
    throw new AppError("CONFLICT", damagedSentence(summary.label));
  }
  const fileName = `SoA_${summary.label}_content.json`;
  await recordStoredFile(scope, { label: summary.label, fileName, sha256: summary.sha256 });
  return new Response(content, { headers: headersOf(fileName, "application/json; charset=utf-8") });
}

/** The bytes stored at an approval; `hint` ends the sentence for who asks. @throws AppError NOT_FOUND (missing), CONFLICT (damaged) */
export async function storedSoaBytes(
  { workspaceId }: { readonly workspaceId: string },
  sha256: string,
  hint: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const stream = await fileStore().open(blobKey(workspaceId, sha256));
  if (stream === null) {
    log().error({ event: "file.missing", sha256 });
    throw new AppError("NOT_FOUND", `The stored file is missing. ${hint}`);
  }
  const bytes = await wholeBytes(stream, sha256);
  if (bytes !== null) return bytes;
  throw new AppError(
    "CONFLICT",
    `The stored file is damaged: it does not have the SHA-256 that it was stored with. ${hint}`,
  );
}

/**
 * The frozen text of a version byte for byte, or one of the files stored at its approval, hashed before the answer
 * begins. Who took it is noted first. @throws AppError NOT_FOUND, CONFLICT (damaged)
 */
export async function sendSoaFile(
  scope: Scope<"soa:read">,
  asked: { readonly id: string; readonly profile: string | null; readonly format: string | null },
): Promise<Response> {
  const { id, profile, format } = asked;
  if (format === null || profile === null) return sendContent(scope, id);
  const file = await getSoaFile(scope, { id, profile, format });
  const bytes = await storedSoaBytes(
    scope,
    file.sha256,
    "Tell the operator: it has to come back from a backup.",
  );
  await recordStoredFile(scope, { label: file.label, fileName: file.fileName, sha256: file.sha256 });
  return new Response(bytes, { headers: headersOf(file.fileName, typeOf(format)) });
}
