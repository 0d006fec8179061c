import { type NextRequest, NextResponse } from "next/server";
import { explorerUnknown } from "@/lib/core/explorer-address";
import {
  contentSecurityPolicy,
  isPublicData,
  isRoomPath,
  publicDataHeaders,
  ROOM_HEADERS,
  securityHeaders,
} from "@/lib/platform/headers";
import { isOwnOrigin } from "@/lib/platform/origin";
import { placeOfNonce, stillPage } from "@/lib/platform/still-pages";

const MAX_BODY_BYTES = 6 * 1024 * 1024;
const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

function refuse(status: number, message: string, headers: Readonly<Record<string, string>>): NextResponse {
  return new NextResponse(`${message}\n`, {
    status,
    headers: { ...headers, "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}

/** Our origin as the browser spells it: loopback names count as one. A request that only reads may name any origin, or none that can be read. */
function ownOrigin(request: NextRequest, appOrigin: string): string {
  const named = request.headers.get("origin");
  return named !== null && isOwnOrigin(request.headers, appOrigin) ? named : appOrigin;
}

/** Why the request goes no further: from elsewhere, or too large; null when it may. */
function refusal(
  request: NextRequest,
  appOrigin: string,
  headers: Readonly<Record<string, string>>,
): NextResponse | null {
  if (SAFE.has(request.method)) return null;
  if (!isOwnOrigin(request.headers, appOrigin)) {
    return refuse(403, "This request was sent from another address and was not carried out.", headers);
  }
  const tooLarge = Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES;
  return tooLarge ? refuse(413, "The upload is larger than 5 MB. Nothing was saved.", headers) : null;
}

/** Whether every percent sign of the path begins a character; the router has no answer but 500 to another one. */
function isReadable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

/** Headers on every answer, and a front check that turns foreign and oversized requests into 4xx. It does not authorise. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const appOrigin = process.env.APP_ORIGIN ?? request.nextUrl.origin;
  const place = placeOfNonce(request.headers);
  const nonce = place ?? Buffer.from(crypto.randomUUID()).toString("base64");
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");
  const secure = appOrigin.startsWith("https:");
  const headers = securityHeaders(policy, secure);
  const refused = refusal(request, appOrigin, headers);
  if (refused !== null) return refused;
  if (!isReadable(request.nextUrl.pathname)) return refuse(400, "This address cannot be read.", headers);
  const isUnknown = explorerUnknown(request.nextUrl) !== null;
  const keeps = process.env.NODE_ENV === "production" && place === null && !isUnknown;
  const still = keeps ? await stillPage(request, nonce, { port: process.env.PORT ?? "", secure }) : null;
  if (still !== null) {
    return new NextResponse(still, { headers: { ...headers, "content-type": "text/html; charset=utf-8" } });
  }
  const inward = new Headers(request.headers);
  inward.set("x-nonce", nonce);
  inward.set("x-request-id", crypto.randomUUID());
  inward.set("x-path", request.nextUrl.pathname + request.nextUrl.search);
  inward.set("x-forwarded-host", new URL(ownOrigin(request, appOrigin)).host);
  inward.set("content-security-policy", policy);
  // The page itself says what is not there: notFound() would leave browsers without script an empty document.
  const response = NextResponse.next({ request: { headers: inward }, ...(isUnknown ? { status: 404 } : {}) });
  const outward = isPublicData(request.nextUrl.pathname) ? publicDataHeaders(headers) : headers;
  for (const [name, value] of Object.entries(outward)) response.headers.set(name, value);
  const { pathname } = request.nextUrl;
  const more = isRoomPath(pathname) ? ROOM_HEADERS : {};
  for (const [name, value] of Object.entries(more)) response.headers.set(name, value);
  return response;
}

// Addresses of files are left out: a body that passes here is kept in memory and cut at 10 MB. Their handlers check the
// origin themselves and set the headers (lib/files/handlers.ts).
export const config = {
  matcher: [
    "/((?!_next/static/|w/[^/]+/files$|w/[^/]+/files/[^/]+/[^/]+$|w/[^/]+/files/[^/]+/[^/]+/preview$|room/[^/]+/files/[^/]+/[^/]+$|room/[^/]+/files/[^/]+/[^/]+/preview$).*)",
  ],
};
