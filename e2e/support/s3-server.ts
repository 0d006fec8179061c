// An S3 server for tests that believes nothing: every request's signature and payload hash are computed again.
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Kept = { readonly bytes: Buffer; modifiedAt: Date };
export type S3Server = {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** What is stored, by key. */
  readonly objects: Map<string, Kept>;
  /** Method and path of every request, and the code of its refusal. */
  readonly log: string[];
  /** Answers the next requests with this status and nothing else. */
  readonly failNext: (status: number, times?: number) => void;
  readonly stop: () => Promise<void>;
};

const PAGE = 3;
const ACCESS_KEY = "AKIDTEST";
const SECRET = "test/secret+key";

const sha256 = (data: Buffer | string) => createHash("sha256").update(data).digest("hex");
const hmac = (key: Buffer | string, text: string) => createHmac("sha256", key).update(text).digest();
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

type Signed = {
  readonly key: string;
  readonly day: string;
  readonly region: string;
  readonly headers: readonly string[];
  readonly signature: string;
};

function readAuthorization(text: string): Signed | null {
  const found =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([\w;-]+), ?Signature=([0-9a-f]{64})$/.exec(
      text,
    );
  if (found === null) return null;
  const [, key = "", day = "", region = "", headers = "", signature = ""] = found;
  return { key, day, region, headers: headers.split(";"), signature };
}

/** The request as it has to have been signed. */
function canonical(request: IncomingMessage, url: URL, signed: Signed): string {
  const query = [...url.searchParams].map(([name, value]) => `${encoded(name)}=${encoded(value)}`).sort();
  const lines = signed.headers.map(
    (name) =>
      `${name}:${String(request.headers[name] ?? "")
        .trim()
        .replace(/\s+/g, " ")}`,
  );
  return [
    request.method,
    decodeURIComponent(url.pathname).split("/").map(encoded).join("/"),
    query.join("&"),
    `${lines.join("\n")}\n`,
    signed.headers.join(";"),
    request.headers["x-amz-content-sha256"],
  ].join("\n");
}

/** The code with which the request is refused; null when its signature is right. */
function refusal(request: IncomingMessage, url: URL, body: Buffer): string | null {
  const signed = readAuthorization(request.headers.authorization ?? "");
  const date = String(request.headers["x-amz-date"] ?? "");
  if (signed === null || !/^\d{8}T\d{6}Z$/.test(date)) return "AccessDenied";
  if (signed.key !== ACCESS_KEY) return "InvalidAccessKeyId";
  const required = ["host", "x-amz-content-sha256", "x-amz-date"];
  if (required.some((name) => !signed.headers.includes(name))) return "AccessDenied";
  const at = Date.parse(date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  if (Math.abs(Date.now() - at) > 15 * 60_000) return "RequestTimeTooSkewed";
  const scope = `${signed.day}/${signed.region}/s3/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", date, scope, sha256(canonical(request, url, signed))].join("\n");
  const key = hmac(hmac(hmac(hmac(`AWS4${SECRET}`, signed.day), signed.region), "s3"), "aws4_request");
  if (!timingSafeEqual(hmac(key, text), Buffer.from(signed.signature, "hex"))) return "SignatureDoesNotMatch";
  return request.headers["x-amz-content-sha256"] === sha256(body) ? null : "XAmzContentSHA256Mismatch";
}

function listing(objects: S3Server["objects"], query: URLSearchParams): string {
  const after = query.get("continuation-token") ?? "";
  const keys = [...objects.keys()]
    .filter((key) => key.startsWith(query.get("prefix") ?? "") && key > after)
    .sort();
  const page = keys.slice(0, PAGE);
  const rows = page.map((key) => {
    const kept = objects.get(key);
    return `<Contents><Key>${key}</Key><LastModified>${kept?.modifiedAt.toISOString()}</LastModified><ETag>&quot;x&quot;</ETag><Size>${kept?.bytes.length}</Size></Contents>`;
  });
  const more = keys.length > PAGE;
  const token = more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : "";
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${more}</IsTruncated>${token}${rows.join("")}</ListBucketResult>`;
}

function send(response: ServerResponse, status: number, body: Buffer | string = "", more: object = {}): void {
  response.writeHead(status, { "content-length": Buffer.byteLength(body), ...more }).end(body);
}

function sendError(response: ServerResponse, status: number, code: string): void {
  send(response, status, `<Error><Code>${code}</Code></Error>`, { "content-type": "application/xml" });
}

function serve(objects: S3Server["objects"], request: IncomingMessage, url: URL, body: Buffer) {
  const key = decodeURIComponent(url.pathname.split("/").slice(2).join("/"));
  const kept = objects.get(key);
  return (response: ServerResponse) => {
    if (key === "") return send(response, 200, listing(objects, url.searchParams));
    if (request.method === "PUT") {
      objects.set(key, { bytes: body, modifiedAt: new Date() });
      return send(response, 200);
    }
    if (request.method === "DELETE") {
      objects.delete(key);
      return send(response, 204);
    }
    if (kept === undefined) return sendError(response, 404, "NoSuchKey");
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
    const bytes = range === null ? kept.bytes : kept.bytes.subarray(Number(range[1]), Number(range[2]) + 1);
    const headers = { "content-length": bytes.length, "last-modified": kept.modifiedAt.toUTCString() };
    const status = range === null ? 200 : 206;
    response.writeHead(status, headers).end(request.method === "HEAD" ? undefined : bytes);
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Starts the server on a free port of the loopback interface, with one empty bucket. */
export async function startS3(): Promise<S3Server> {
  const objects: S3Server["objects"] = new Map();
  const log: string[] = [];
  let failing = { status: 0, times: 0 };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? "/", "http://x");
    const body = await bodyOf(request);
    const code = refusal(request, url, body);
    log.push(`${request.method} ${url.pathname}${code === null ? "" : ` ${code}`}`);
    if (failing.times > 0) {
      failing = { ...failing, times: failing.times - 1 };
      return sendError(response, failing.status, "SlowDown");
    }
    if (code !== null) return sendError(response, code.startsWith("XAmz") ? 400 : 403, code);
    if (url.pathname.split("/")[1] !== "evidence") return sendError(response, 404, "NoSuchBucket");
    return serve(objects, request, url, body)(response);
  };
  const server: Server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    bucket: "evidence",
    region: "eu-central-1",
    accessKeyId: ACCESS_KEY,
    secretAccessKey: SECRET,
    objects,
    log,
    failNext: (status, times = 1) => {
      failing = { status, times };
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
