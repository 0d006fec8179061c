import "server-only";
import type { Scope } from "@/lib/core/access";
import { AppError } from "@/lib/core/errors";
import { attachmentHeader } from "@/lib/core/file-names";
import { recordPackDownload } from "@/lib/packs/mutations";
import { getPackFile, type PackFileFacts, packKey } from "@/lib/packs/queries";
import { fileStore } from "@/lib/platform/file-store/file-store";
import { verified } from "@/lib/platform/file-store/verified";
import { log } from "@/lib/platform/log";
import { requireAttempts } from "@/lib/platform/rate-limit";

/** The bytes of a pack, hashed on the way: the same for the company and for its auditor. @throws AppError NOT_FOUND */
export async function packResponse(pack: PackFileFacts): Promise<Response> {
  const stream = await fileStore().open(packKey(pack.workspaceId, pack.sha256));
  if (stream === null) {
    log().error({ event: "file.missing", sha256: pack.sha256 });
    throw new AppError("NOT_FOUND", "The pack is missing in the file store. Tell the operator.");
  }
  return new Response(verified(stream, pack.sha256), {
    headers: {
      "content-type": "application/zip",
      "content-length": String(pack.sizeBytes),
      "content-disposition": attachmentHeader(pack.fileName),
      "cache-control": "private, no-store",
    },
  });
}

/** A pack for a member; who took it is noted first. */
export async function sendPack(scope: Scope<"pack:build">, id: string): Promise<Response> {
  await requireAttempts(
    [{ key: `pack-out:${scope.workspaceId}`, hits: 60, seconds: 3_600 }],
    "Sixty packs were downloaded within an hour. Wait until the hour is over.",
  );
  const pack = await getPackFile(scope, id);
  await recordPackDownload(scope, pack);
  return packResponse(pack);
}
