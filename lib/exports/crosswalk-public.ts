import { createHash } from "node:crypto";
import { crosswalkDocument } from "@/lib/core/crosswalk-export-document";
import { type ExplorerView, explorerQuery, readExplorerView } from "@/lib/core/explorer-view";
import { withQuery } from "@/lib/core/paths";
import {
  CROSSWALK_FILES,
  type CrosswalkFile,
  crosswalkFileType,
  renderCrosswalkFile,
} from "@/lib/exports/crosswalk-files";

type Kept = { readonly bytes: Uint8Array<ArrayBuffer>; readonly etag: string };

const KEPT_FILES = 48;
const kept = new Map<string, Promise<Kept>>();

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, HEAD, OPTIONS",
  "access-control-allow-headers": "If-None-Match",
  "access-control-expose-headers": "ETag, Content-Disposition",
};
const REVALIDATE = "public, max-age=0, must-revalidate";

async function make(file: CrosswalkFile, view: ExplorerView): Promise<Kept> {
  const bytes = await renderCrosswalkFile(file, crosswalkDocument(view));
  const etag = `"${createHash("sha256").update(bytes).digest("base64url")}"`;
  return { bytes, etag };
}

/** Files are the same for everybody, so the latest few are kept; a second request for one that is being made waits for it. */
function keep(file: CrosswalkFile, view: ExplorerView): Promise<Kept> {
  const key = withQuery(`/${file}`, file.startsWith("oscal-catalog") ? {} : explorerQuery(view));
  const known = kept.get(key);
  if (known !== undefined) return known;
  const [oldest] = kept.keys();
  if (kept.size >= KEPT_FILES && oldest !== undefined) kept.delete(oldest);
  const made = make(file, view);
  kept.set(key, made);
  made.catch(() => kept.delete(key));
  return made;
}

function refusal(status: 400 | 404, sentence: string): Response {
  return new Response(`${sentence}\n`, {
    status,
    headers: { ...CORS, "content-type": "text/plain; charset=utf-8", "cache-control": REVALIDATE },
  });
}

function matches(header: string | null, etag: string): boolean {
  if (header === null) return false;
  const asked = header.split(",").map((one) => one.trim().replace(/^W\//, ""));
  return asked.includes("*") || asked.includes(etag);
}

function queryOf(url: URL): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    [...url.searchParams.keys()].map((name) => [name, url.searchParams.getAll(name)]),
  );
}

/**
 * The answer to a request for a public file: 200 with a strong ETag, 304 to who has it, 404 for an unknown name and 400 for
 * an unknown value of the view, each with a sentence. Programs of every origin may read it; every use asks again.
 */
export async function publicCrosswalkFile(request: Request, name: string): Promise<Response> {
  const file = CROSSWALK_FILES.find((one) => one === name);
  if (file === undefined) {
    return refusal(404, `There is no file of this name. The files are: ${CROSSWALK_FILES.join(", ")}.`);
  }
  const reading = readExplorerView(queryOf(new URL(request.url)));
  if (!reading.ok) {
    const offered = reading.offered.join(", ");
    return refusal(400, `The value "${reading.unknown}" is not known. Known values: ${offered}.`);
  }
  const { bytes, etag } = await keep(file, reading.view);
  const headers = { ...CORS, etag, "cache-control": REVALIDATE };
  if (matches(request.headers.get("if-none-match"), etag))
    return new Response(null, { status: 304, headers });
  const place = file.endsWith(".json") ? "inline" : "attachment";
  return new Response(bytes, {
    headers: {
      ...headers,
      "content-type": crosswalkFileType(file),
      "content-disposition": `${place}; filename="${file}"`,
    },
  });
}

/** The answer to a browser that asks whether another origin's page may fetch a public file. */
export function publicCrosswalkOptions(): Response {
  return new Response(null, {
    status: 204,
    headers: { ...CORS, "access-control-max-age": "86400", allow: "GET, HEAD, OPTIONS" },
  });
}
