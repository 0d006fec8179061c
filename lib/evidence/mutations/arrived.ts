import "server-only";
import type { Scope } from "@/lib/core/access";
import { rowCounter } from "@/lib/core/artifact-population";
import { findUpload } from "@/lib/evidence/queries/uploads";
import { storeFormFile } from "@/lib/files/mutations/keep";
import { fileStore } from "@/lib/platform/file-store/file-store";
import { blobKey } from "@/lib/platform/file-store/store";

/** Lists beyond this are taken with the number that was stated. */
const COUNTED_BYTES = 20 * 1024 * 1024;
const COUNTED_TYPES = new Set(["text/csv", "text/tab-separated-values", "text/plain"]);

type Sent = {
  readonly kind: string;
  readonly uploads: readonly string[];
  readonly file: File | null;
  readonly list: string;
};

/** What a form brought, with its bytes kept: uploads to claim, and the records counted in a population's list. */
export type Arrived = { readonly uploads: readonly string[]; readonly records: number | null };

/** A pasted list is kept as the file that it would have been. */
function pasted(list: string): File {
  const [heading = ""] = list.split("\n", 1);
  return heading.includes("\t")
    ? new File([list], "population.tsv", { type: "text/tab-separated-values" })
    : new File([list], "population.csv", { type: "text/csv" });
}

async function countRecords(scope: Scope<"evidence:write">, uploadId: string): Promise<number | null> {
  const found = await findUpload(scope, uploadId);
  if (found === null || found.sizeBytes > COUNTED_BYTES || !COUNTED_TYPES.has(found.mediaType)) return null;
  const stream = await fileStore().open(blobKey(scope.workspaceId, found.sha256));
  if (stream === null) return null;
  const counter = rowCounter();
  for await (const chunk of stream) counter.push(chunk as Uint8Array);
  return counter.records();
}

/**
 * Keeps the bytes that came inside the form, before its transaction begins, and counts the rows of a population.
 * @throws AppError INVALID (the file is not taken), LIMITED (the store does not answer)
 */
export async function arrivedBytes(scope: Scope<"evidence:write">, sent: Sent): Promise<Arrived> {
  const isPopulation = sent.kind === "population";
  if (sent.kind !== "file" && !isPopulation) return { uploads: [], records: null };
  const kept = [...sent.uploads];
  if (sent.file !== null) kept.push(await storeFormFile(scope, sent.file));
  if (isPopulation && sent.list !== "") kept.push(await storeFormFile(scope, pasted(sent.list)));
  const [first] = kept;
  return {
    uploads: kept,
    records: isPopulation && first !== undefined ? await countRecords(scope, first) : null,
  };
}
