// Whether a request that changes something comes from our own pages. Used by the proxy, by actions and by route handlers.

export type RequestHeaders = { readonly get: (name: string) => string | null };

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

function sameHost(a: URL, b: URL): boolean {
  if (a.origin === b.origin) return true;
  return (
    a.protocol === b.protocol && a.port === b.port && LOOPBACK.has(a.hostname) && LOOPBACK.has(b.hostname)
  );
}

/**
 * True when Origin equals the configured origin (loopback names count as one), or when there is no Origin and the
 * browser itself says same-origin. A missing Origin without that word is refused, and Host is never believed.
 */
export function isOwnOrigin(headers: RequestHeaders, appOrigin: string): boolean {
  const origin = headers.get("origin");
  if (origin === null) return headers.get("sec-fetch-site") === "same-origin";
  if (!URL.canParse(origin)) return false;
  return sameHost(new URL(origin), new URL(appOrigin));
}
