import "server-only";
import type { Scope } from "@/lib/core/access";
import { AppError, notFound } from "@/lib/core/errors";
import { attachmentHeader, cleanFileName } from "@/lib/core/file-names";
import { FileRefusal } from "@/lib/core/file-refusal";
import { env } from "@/lib/platform/env";
import { fileStore, stagingFolder } from "@/lib/platform/file-store/file-store";
import { stageStream, tooLarge } from "@/lib/platform/file-store/stage";
import { verified } from "@/lib/platform/file-store/verified";
import { requireAttempts } from "@/lib/platform/rate-limit";
import { recordArchiveDownload } from "@/lib/transfers/mutations/export";
import { offerImport } from "@/lib/transfers/mutations/offer";
import { getArchive } from "@/lib/transfers/queries";

async function* chunks(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return "archive.zip";
  }
}

/** Takes an archive as the body of a request, streamed to the disk, and checks it. Answers with the id of the offer. */
export async function receiveArchive(scope: Scope<"workspace:export">, request: Request): Promise<Response> {
  const limitBytes = env().maxArchiveBytes;
  const announced = request.headers.get("content-length");
  const expectedBytes = announced !== null && /^\d{1,15}$/.test(announced) ? Number(announced) : null;
  if (expectedBytes !== null && expectedBytes > limitBytes) throw tooLarge(limitBytes);
  await requireAttempts(
    [{ key: `archive:${scope.workspaceId}`, hits: 20, seconds: 3_600 }],
    "Twenty archives were uploaded within an hour. Wait until the hour is over.",
  );
  if (request.body === null) throw new FileRefusal("empty", "The file is empty.");
  const staged = await stageStream(chunks(request.body), stagingFolder(), { limitBytes, expectedBytes });
  const name = cleanFileName(decoded(request.headers.get("x-file-name") ?? ""));
  return Response.json({ id: await offerImport(scope, staged, name) }, { status: 201 });
}

async function body(key: string, sha256: string): Promise<ReadableStream<Uint8Array>> {
  const stream = await fileStore().open(key);
  if (stream === null) throw notFound("The archive");
  return verified(stream, sha256);
}

/** The archive of a finished export, streamed and hashed on the way; who took it is noted in the log first. */
export async function sendArchive(scope: Scope<"workspace:export">, id: string): Promise<Response> {
  await requireAttempts(
    [{ key: `archive-out:${scope.workspaceId}`, hits: 30, seconds: 3_600 }],
    "Thirty archives were downloaded within an hour. Wait until the hour is over.",
  );
  const archive = await getArchive(scope, id);
  const head = await fileStore().head(archive.key);
  if (head === null)
    throw new AppError("NOT_FOUND", "The archive is missing in the file store. Export again.");
  await recordArchiveDownload(scope, archive);
  return new Response(await body(archive.key, archive.sha256), {
    headers: {
      "content-type": "application/zip",
      "content-length": String(archive.sizeBytes),
      "content-disposition": attachmentHeader(archive.fileName),
      "cache-control": "private, no-store",
    },
  });
}
