import "server-only";
import { createHash, randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import { toResponse } from "@/lib/auth/route-scope";
import { actorId, type Scope } from "@/lib/core/access";
import { askedRange, mayContinue, type RangeAnswer } from "@/lib/core/byte-range";
import { AppError } from "@/lib/core/errors";
import { typeLabel } from "@/lib/core/file-allowed";
import type { UploadAnswer } from "@/lib/core/file-dto";
import { attachmentHeader, inlineHeader } from "@/lib/core/file-names";
import { isActivePdf } from "@/lib/core/file-pdf";
import {
  decodeBeginning,
  PREVIEW_BYTES,
  PREVIEW_PDF_BYTES,
  previewKind,
  tablePreview,
  textPreview,
} from "@/lib/core/file-preview";
import { type PreviewFrame, sentencePage, tablePage, textPage } from "@/lib/core/file-preview-page";
import { FileRefusal, REFUSAL_STATUS } from "@/lib/core/file-refusal";
import { CLOSED_POLICY, previewPolicy, servingRefusal } from "@/lib/core/file-serving";
import { recordDownload } from "@/lib/files/mutations";
import { chunksOf, countUpload, keepStaged, storeSentence } from "@/lib/files/mutations/keep";
import { type ArtifactFile, getArtifactFile } from "@/lib/files/queries";
import { env } from "@/lib/platform/env";
import { fileStore, stagingFolder } from "@/lib/platform/file-store/file-store";
import { stageStream, tooLarge } from "@/lib/platform/file-store/stage";
import { blobKey, FileStoreError, type StoredPart } from "@/lib/platform/file-store/store";
import { asBody, beginningOf, inflateWithin, verified } from "@/lib/platform/file-store/verified";
import { securityHeaders } from "@/lib/platform/headers";
import { log } from "@/lib/platform/log";
import { readPreferences } from "@/lib/platform/preferences";
import { requireAttempts } from "@/lib/platform/rate-limit";

const READS_PER_HOUR = { download: 600, preview: 2_000 } as const;

function nameIn(request: Request): string {
  const encoded = request.headers.get("x-file-name") ?? "";
  try {
    const name = decodeURIComponent(encoded);
    if (name !== "") return name;
  } catch {
    // Falls through to the same refusal as a missing name.
  }
  throw new FileRefusal("unreadable", "The request names no file. Choose the file again.");
}

function announcedBytes(request: Request): number | null {
  const text = request.headers.get("content-length");
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

async function keepUpload(scope: Scope<"evidence:write">, request: Request): Promise<UploadAnswer> {
  const limitBytes = env().maxUploadBytes;
  const name = nameIn(request);
  const expectedBytes = announcedBytes(request);
  if (expectedBytes !== null && expectedBytes > limitBytes) throw tooLarge(limitBytes);
  await countUpload(scope);
  if (request.body === null) throw new FileRefusal("empty", "The file is empty.");
  const limits = { limitBytes, expectedBytes };
  const staged = await stageStream(chunksOf(request.body), stagingFolder(), limits);
  return keepStaged(scope, staged, name);
}

function refused(status: number, code: string, error: string): Response {
  return Response.json({ code, error, message: error }, { status });
}

/** Every failure as a status and a sentence; what is nobody's mistake is logged for the operator. */
function refusalOf(error: unknown): Response {
  if (error instanceof FileRefusal) return refused(REFUSAL_STATUS[error.kind], error.kind, error.message);
  if (error instanceof AppError) return refused(toResponse(error).status, error.code, error.message);
  if (error instanceof FileStoreError) {
    log().error({ event: "file.store", problem: error.problem, err: error });
    return refused(error.problem === "full" ? 507 : 503, error.problem, storeSentence(error));
  }
  log().error({ event: "file.failed", err: error });
  return refused(500, "failed", "The server could not finish this. Nothing was changed. Try again.");
}

/**
 * The answer with the headers of every answer, closed against running, loading and framing unless it says otherwise
 * itself: the proxy does not see these addresses, since it would keep their bodies in memory.
 */
export async function answered(work: Promise<Response>): Promise<Response> {
  const response = await work.catch(refusalOf);
  const headers = securityHeaders(CLOSED_POLICY, env().appOrigin.startsWith("https:"));
  for (const [name, value] of Object.entries(headers)) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  return response;
}

/**
 * Takes one file as the body of a request, streamed to the store. The name comes percent-encoded in `x-file-name`. At
 * most 600 an hour and person: a register with its evidence has hundreds of files.
 */
export async function receiveUpload(scope: Scope<"evidence:write">, request: Request): Promise<Response> {
  try {
    return Response.json(await keepUpload(scope, request), { status: 201 });
  } catch (error) {
    if (request.signal.aborted) return refused(400, "truncated", "The upload broke off. Nothing was saved.");
    return refusalOf(error);
  }
}

// ---- out ----

type Place = { readonly itemId: string; readonly number: string };

async function openStored(workspaceId: string, file: ArtifactFile, part?: StoredPart): Promise<Readable> {
  const stream = await fileStore().open(blobKey(workspaceId, file.sha256), part);
  if (stream !== null) return stream;
  log().error({ event: "file.missing", sha256: file.sha256 });
  throw new AppError(
    "NOT_FOUND",
    "The stored file is missing. Tell the operator: it has to come back from a backup.",
  );
}

async function countRead(scope: Scope<"evidence:read">, kind: "download" | "preview"): Promise<void> {
  await requireAttempts(
    [{ key: `${kind}:${actorId(scope)}`, hits: READS_PER_HOUR[kind], seconds: 3_600 }],
    `You opened ${READS_PER_HOUR[kind]} files within an hour. Wait until the hour is over.`,
  );
}

/**
 * The bytes of one version as a download, streamed and hashed on the way: when they are not the bytes that were
 * uploaded, the download breaks off before its end. Who took it is noted in the log first.
 */
export async function sendDownload(
  scope: Scope<"evidence:read">,
  place: Place,
  headers: Pick<Headers, "get">,
): Promise<Response> {
  const file = await getArtifactFile(scope, place);
  return giveFile(scope.workspaceId, file, {
    ifNoneMatch: headers.get("if-none-match"),
    range: { asked: headers.get("range"), onlyOf: headers.get("if-range") },
    count: () => countRead(scope, "download"),
    note: (bytes) => recordDownload(scope, file, bytes),
  });
}

type Given = {
  readonly ifNoneMatch: string | null;
  /** `Range` and `If-Range` of the request. */
  readonly range: { readonly asked: string | null; readonly onlyOf: string | null };
  readonly count: () => Promise<void>;
  /** Told `0-99` when only these bytes leave. */
  readonly note: (bytes: string | null) => Promise<void>;
};

/** A file that is known to be damaged is never given in parts: only the whole can be seen to be wrong. */
function rangeOf(file: ArtifactFile, { range }: Given): RangeAnswer {
  const whole = file.damagedAt !== null || !mayContinue(range.onlyOf, etagOf(file));
  return whole ? { kind: "whole" } : askedRange(range.asked, file.sizeBytes);
}

/** The name of the bytes: their hash, so that two parts with the same one belong together. */
function etagOf(file: ArtifactFile): string {
  return `"${file.sha256}"`;
}

/**
 * The bytes of a version that the caller may take: counted, noted, then streamed and hashed on the way. One part of them
 * is given as it is: whoever puts parts together compares the whole with the hash that is its ETag.
 * @throws AppError NOT_FOUND (the store has lost it), CONFLICT (not scanned, infected), LIMITED
 */
export async function giveFile(workspaceId: string, file: ArtifactFile, facts: Given): Promise<Response> {
  const refusal = servingRefusal(file.scanState);
  if (refusal !== null) throw new AppError("CONFLICT", refusal);
  const etag = etagOf(file);
  if (facts.ifNoneMatch === etag) return new Response(null, { status: 304, headers: { etag } });
  const range = rangeOf(file, facts);
  const headers = downloadHeaders(file);
  if (range.kind === "unsatisfiable") {
    return new Response(null, {
      status: 416,
      headers: { "content-range": `bytes */${file.sizeBytes}`, etag },
    });
  }
  await facts.count();
  const part = range.kind === "part" ? range : undefined;
  const stream = await openStored(workspaceId, file, part);
  try {
    await facts.note(part === undefined ? null : `${part.from}-${part.to}`);
  } catch (error) {
    stream.destroy();
    throw error;
  }
  if (part === undefined) return new Response(verified(stream, file.sha256), { headers });
  const { from, to } = part;
  const length = String(to - from + 1);
  return new Response(asBody(stream), {
    status: 206,
    headers: {
      ...headers,
      "content-length": length,
      "content-range": `bytes ${from}-${to}/${file.sizeBytes}`,
    },
  });
}

/** No proxy may pack the bytes anew: length, parts and hash are those of the stored ones. */
function downloadHeaders(file: ArtifactFile): Record<string, string> {
  return {
    "content-type": file.mediaType,
    "content-disposition": attachmentHeader(file.fileName),
    "content-length": String(file.sizeBytes),
    "cache-control": "private, no-store, no-transform",
    "accept-ranges": "bytes",
    etag: etagOf(file),
  };
}

/** What a download would be, without its bytes and without an entry in the log. */
export async function describeDownload(scope: Scope<"evidence:read">, place: Place): Promise<Response> {
  return describeFile(await getArtifactFile(scope, place));
}

/** The same of a version that the caller may take. @throws AppError CONFLICT (not scanned, infected) */
export function describeFile(file: ArtifactFile): Response {
  const refusal = servingRefusal(file.scanState);
  if (refusal !== null) throw new AppError("CONFLICT", refusal);
  return new Response(null, { headers: downloadHeaders(file) });
}

// ---- in place ----

async function framePage(
  file: ArtifactFile,
  status: number,
  write: (frame: PreviewFrame) => string,
  mark: string | null = null,
): Promise<Response> {
  const { theme } = await readPreferences();
  const nonce = randomUUID();
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": previewPolicy(nonce),
  };
  return new Response(write({ title: file.fileName, theme, nonce, mark }), { status, headers });
}

function sentence(file: ArtifactFile, text: string, status = 200): Promise<Response> {
  return framePage(file, status, (frame) => sentencePage(frame, text));
}

function inline(file: ArtifactFile, body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>): Response {
  return new Response(body, {
    headers: {
      "content-type": file.mediaType,
      "content-disposition": inlineHeader(file.fileName),
      "content-security-policy": previewPolicy(null),
    },
  });
}

async function previewPdf(file: ArtifactFile, stream: Readable): Promise<Response> {
  const { bytes } = await beginningOf(stream, PREVIEW_PDF_BYTES);
  if (createHash("sha256").update(bytes).digest("hex") !== file.sha256) {
    return sentence(file, "The stored bytes are not the ones that were uploaded, so nothing is shown.", 409);
  }
  if (isActivePdf(bytes, inflateWithin)) {
    return sentence(
      file,
      "This PDF holds scripts or forms that act, or hides whether it does. Download it to read it.",
    );
  }
  return inline(file, bytes);
}

async function previewText(file: ArtifactFile, stream: Readable, mark: string | null): Promise<Response> {
  const { bytes, more } = await beginningOf(stream, PREVIEW_BYTES);
  const { text, encoding } = decodeBeginning(bytes);
  const write = (frame: PreviewFrame) => {
    if (previewKind(file.mediaType) === "text") return textPage(frame, textPreview(text, more), encoding);
    const tabs = file.mediaType === "text/tab-separated-values";
    return tablePage(frame, tablePreview(text, more, tabs), encoding);
  };
  return framePage(file, 200, write, mark);
}

/**
 * One version to look at without a download: images and PDF as they are, text and tables as a page of ours with
 * everything escaped, all of it in a sandbox. Other types, large PDFs and PDFs that act answer with a sentence.
 */
export async function sendPreview(scope: Scope<"evidence:read">, place: Place): Promise<Response> {
  const file = await getArtifactFile(scope, place);
  return showFile(scope.workspaceId, file, () => countRead(scope, "preview"));
}

/**
 * The same for a version that the caller may look at; `count` is asked before its bytes are. `mark` lies over pages of ours;
 * pictures and PDF go out as they are, and the page around them lays it over.
 */
export async function showFile(
  workspaceId: string,
  file: ArtifactFile,
  count: () => Promise<void>,
  mark: string | null = null,
): Promise<Response> {
  const refusal = servingRefusal(file.scanState);
  if (refusal !== null) return sentence(file, refusal, 409);
  const kind = previewKind(file.mediaType);
  if (kind === "none") {
    return sentence(file, `${typeLabel(file.mediaType)} files are not shown here. Download it to read it.`);
  }
  if (kind === "pdf" && file.sizeBytes > PREVIEW_PDF_BYTES) {
    return sentence(file, "This PDF is too large to be shown here. Download it to read it.");
  }
  await count();
  const stream = await openStored(workspaceId, file);
  if (kind === "image") return inline(file, verified(stream, file.sha256));
  return kind === "pdf" ? previewPdf(file, stream) : previewText(file, stream, mark);
}
