import "server-only";
import type { IncomingMessage } from "node:http";
import { answerError, bodyText, type S3Config, sendS3 } from "@/lib/platform/file-store/s3-request";
import {
  checkedKey,
  type FileStore,
  FileStoreError,
  type StoredObject,
  type StoredPart,
} from "@/lib/platform/file-store/store";

const PAGE_BYTES = 4 * 1024 * 1024;

function done(answer: IncomingMessage): void {
  answer.resume();
}

function isOk(answer: IncomingMessage): boolean {
  return (answer.statusCode ?? 0) >= 200 && (answer.statusCode ?? 0) < 300;
}

function field(xml: string, name: string): string | null {
  const found = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return found === undefined ? null : found.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

type Page = { readonly objects: readonly StoredObject[]; readonly next: string | null };

function readPage(xml: string): Page {
  const parts = xml.match(/<Contents>[\s\S]*?<\/Contents>/g) ?? [];
  const objects = parts.map((part) => ({
    key: field(part, "Key") ?? "",
    sizeBytes: Number(field(part, "Size")),
    modifiedAt: new Date(field(part, "LastModified") ?? ""),
  }));
  return { objects, next: field(xml, "IsTruncated") === "true" ? field(xml, "NextContinuationToken") : null };
}

async function* listed(config: S3Config, prefix: string): AsyncGenerator<StoredObject> {
  let token: string | null = null;
  do {
    const query = { "list-type": "2", prefix, ...(token === null ? {} : { "continuation-token": token }) };
    const answer = await sendS3(config, { method: "GET", key: "", query });
    if (!isOk(answer)) throw await answerError(answer);
    const page = readPage(await bodyText(answer, PAGE_BYTES));
    yield* page.objects;
    token = page.next;
  } while (token !== null);
}

/** @throws FileStoreError refused (the store sent the whole file where a part was asked for) */
function asAsked(answer: IncomingMessage, part: StoredPart | undefined): IncomingMessage {
  if (part === undefined || answer.statusCode === 206) return answer;
  answer.destroy();
  throw new FileStoreError("refused", "The S3 store does not give parts of files.");
}

/** A bucket that speaks S3, addressed by path. One signed PUT per file, so a file is there as a whole or not at all. */
export function s3Store(config: S3Config): FileStore {
  return {
    put: async (key, staged) => {
      const answer = await sendS3(config, { method: "PUT", key: checkedKey(key), body: staged });
      if (!isOk(answer)) throw await answerError(answer);
      done(answer);
    },
    open: async (key, part) => {
      const call = { method: "GET", key: checkedKey(key) } as const;
      const answer = await sendS3(config, part === undefined ? call : { ...call, part });
      if (isOk(answer)) return asAsked(answer, part);
      if (answer.statusCode !== 404) throw await answerError(answer);
      const code = field(await bodyText(answer), "Code");
      if (code === "NoSuchBucket") throw new FileStoreError("refused", "The S3 bucket does not exist.");
      return null;
    },
    head: async (key) => {
      const answer = await sendS3(config, { method: "HEAD", key: checkedKey(key) });
      if (answer.statusCode !== 404 && !isOk(answer)) throw await answerError(answer);
      done(answer);
      if (answer.statusCode === 404) return null;
      return {
        key,
        sizeBytes: Number(answer.headers["content-length"]),
        modifiedAt: new Date(answer.headers["last-modified"] ?? ""),
      };
    },
    remove: async (key) => {
      const answer = await sendS3(config, { method: "DELETE", key: checkedKey(key) });
      if (!isOk(answer) && answer.statusCode !== 404) throw await answerError(answer);
      done(answer);
    },
    list: (prefix) => listed(config, prefix),
  };
}
