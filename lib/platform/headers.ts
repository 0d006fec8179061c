// The headers of every answer.

/** Scripts and styles need the request's nonce; nothing comes from another host; nobody may frame the product. */
export function contentSecurityPolicy(nonce: string, development: boolean): string {
  const script = `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`;
  const style = development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`;
  return [
    "default-src 'self'",
    script,
    style,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/**
 * All security headers by name; HSTS only behind TLS. Tenant pages are never stored by anybody. Addresses are told to no
 * other site. Telling nobody at all, as some pages with a secret in their address might want, would close their forms: one
 * sent without script from such a page names no origin and is refused.
 */
export function securityHeaders(policy: string, secure: boolean): Readonly<Record<string, string>> {
  return {
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "cache-control": "private, no-store",
    ...(secure ? { "strict-transport-security": "max-age=31536000; includeSubDomains" } : {}),
  };
}

/** Whether the path is a public data file, which programs of other origins may read and caches may keep. */
export function isPublicData(pathname: string): boolean {
  return pathname.startsWith("/crosswalk/data/");
}

/** The headers of a public data file: readable from elsewhere, and the route itself says how long it may be kept. */
export function publicDataHeaders(
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const { "cache-control": _kept, ...rest } = headers;
  return { ...rest, "cross-origin-resource-policy": "cross-origin" };
}

/** Whether the path belongs to the auditors' rooms, whose links carry secrets. */
export function isRoomPath(pathname: string): boolean {
  return pathname === "/room" || pathname.startsWith("/room/");
}

/** What answers of rooms carry in addition: no search finds them. */
export const ROOM_HEADERS: Readonly<Record<string, string>> = { "x-robots-tag": "noindex, nofollow" };
