import "server-only";
import { createReadStream } from "node:fs";
import { type ClientRequest, type IncomingMessage, request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import { pipeline } from "node:stream/promises";
import { setTimeout as pause } from "node:timers/promises";
import { AwsV4Signer } from "aws4fetch";
import { FileStoreError, type Staged, type StoredPart } from "@/lib/platform/file-store/store";

export type S3Config = {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

export type S3Call = {
  readonly method: "GET" | "HEAD" | "PUT" | "DELETE";
  readonly key: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Staged;
  /** Of a GET: the bytes that are wanted. */
  readonly part?: StoredPart;
};

const EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
/** What is asked while a transaction is open has to be over before the transaction's own time limit. */
const PATIENCE = {
  GET: { silenceMs: 30_000, tries: 3 },
  PUT: { silenceMs: 30_000, tries: 3 },
  HEAD: { silenceMs: 4_000, tries: 2 },
  DELETE: { silenceMs: 8_000, tries: 1 },
} as const;
/** Once the answer has begun, a slow reader of ours may leave the connection silent for longer. */
const READING_MS = 600_000;
const ERROR_BYTES = 4_096;

function addressOf(config: S3Config, call: S3Call): URL {
  const url = new URL(`/${config.bucket}${call.key === "" ? "" : `/${call.key}`}`, config.endpoint);
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value);
  return url;
}

async function signedHeaders(config: S3Config, call: S3Call, url: URL): Promise<Record<string, string>> {
  const signer = new AwsV4Signer({
    method: call.method,
    url: url.toString(),
    service: "s3",
    region: config.region,
    accessKeyId: config.accessKeyId,
    secretAccessKey: config.secretAccessKey,
    headers: { "x-amz-content-sha256": call.body?.sha256 ?? EMPTY_SHA256 },
  });
  const { headers } = await signer.sign();
  return Object.fromEntries(headers);
}

function answerOf(request: ClientRequest, silenceMs: number): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once("response", (answer) => {
      request.setTimeout(READING_MS);
      resolve(answer);
    });
    request.once("error", reject);
    request.setTimeout(silenceMs, () => request.destroy(new Error("no answer within the time limit")));
  });
}

async function sendOnce(config: S3Config, call: S3Call): Promise<IncomingMessage> {
  const url = addressOf(config, call);
  const headers = await signedHeaders(config, call, url);
  const send = url.protocol === "https:" ? requestSecure : requestPlain;
  const length = call.method === "PUT" ? { "content-length": String(call.body?.sizeBytes ?? 0) } : {};
  const range = call.part === undefined ? {} : { range: `bytes=${call.part.from}-${call.part.to}` };
  const request = send(url, { method: call.method, headers: { ...headers, ...length, ...range } });
  const answer = answerOf(request, PATIENCE[call.method].silenceMs);
  if (call.body === undefined) request.end();
  // A refusal may come before all was sent; then the answer counts, not the broken pipe.
  else pipeline(createReadStream(call.body.path), request).catch(() => undefined);
  return answer;
}

/** The beginning of an answer's body, for the message of an error. */
export async function bodyText(answer: IncomingMessage, limit = ERROR_BYTES): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) break;
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** The answer's error as the store's: what the operator has to correct, or what may be tried again. */
export async function answerError(answer: IncomingMessage): Promise<FileStoreError> {
  const status = answer.statusCode ?? 0;
  const code = /<Code>([A-Za-z]{1,60})<\/Code>/.exec(await bodyText(answer))?.[1] ?? "no code";
  const problem = status === 507 ? "full" : status >= 500 || status === 429 ? "unreachable" : "refused";
  return new FileStoreError(problem, `The S3 store answered ${status} (${code}).`);
}

function isTransient(answer: IncomingMessage): boolean {
  return (answer.statusCode ?? 0) >= 500 && answer.statusCode !== 507;
}

/**
 * Sends one signed request, several times at the most while the store does not answer or answers 5xx. The payload's hash
 * is part of the signature, so that other bytes than the staged ones are not taken.
 * @throws FileStoreError unreachable
 */
export async function sendS3(config: S3Config, call: S3Call): Promise<IncomingMessage> {
  const most = PATIENCE[call.method].tries;
  for (let tries = 1; ; tries += 1) {
    try {
      const answer = await sendOnce(config, call);
      if (tries >= most || !isTransient(answer)) return answer;
      answer.resume();
    } catch (error) {
      if (tries >= most) throw new FileStoreError("unreachable", "The S3 store does not answer.", error);
    }
    await pause(100 * tries);
  }
}
