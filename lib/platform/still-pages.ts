// Whole public pages, kept by address and by what cookies change of them: rendered once for all who see the same, with a fresh nonce each time.
import { randomBytes } from "node:crypto";
import { sharedCookies } from "@/lib/core/visitor";
import { now } from "@/lib/platform/clock";

const LIMITS = { pages: 400, chars: 24_000_000, query: 200, seconds: 20 } as const;

/** What a request says about itself; Next hides from the proxy which requests are its own router's. */
type Asked = {
  readonly method: string;
  readonly headers: Pick<Headers, "get">;
  readonly nextUrl: Pick<URL, "pathname" | "search">;
};

const STILL = /^\/crosswalk(?:\/(?:themes\/)?[^/]+)?$/;
/** Forms that people fill in: kept as they are when empty. */
const FORMS = /\/(?:first|effort)$/;

/** Documents only: a router's fetch says that its destination is empty. */
function mayBeKept({ method, headers, nextUrl }: Asked): boolean {
  const destination = headers.get("sec-fetch-dest") ?? "document";
  return (
    method === "GET" &&
    destination === "document" &&
    STILL.test(nextUrl.pathname) &&
    nextUrl.search.length <= (FORMS.test(nextUrl.pathname) ? 0 : LIMITS.query)
  );
}

/** Where this process listens, and whether browsers reach it over TLS. */
type OwnDoor = { readonly port: string; readonly secure: boolean };

/** The page for these cookies around each place of the nonce; null when the address answers anything but a page. */
export type LoadPage = (address: string, cookies: string, port: string) => Promise<readonly string[] | null>;

const sizeOf = (parts: readonly string[]) => parts.reduce((sum, part) => sum + part.length, 0);

/** The day that a page without a person's time zone counts by. */
const utcDay = () => now().toISOString().slice(0, 10);

/** Pages by day, cookies and address, the least recently asked for forgotten first: a page that says today says another day tomorrow. */
export function stillPages(
  load: LoadPage,
  limits: { readonly pages: number; readonly chars: number } = LIMITS,
  day: () => string = utcDay,
) {
  const kept = new Map<string, readonly string[]>();
  const loading = new Map<string, Promise<readonly string[] | null>>();
  let chars = 0;
  const forget = (key: string) => {
    chars -= sizeOf(kept.get(key) ?? []);
    kept.delete(key);
  };
  const keep = (key: string, parts: readonly string[]) => {
    forget(key);
    kept.set(key, parts);
    chars += sizeOf(parts);
    for (const oldest of kept.keys()) {
      if (kept.size <= limits.pages && chars <= limits.chars) break;
      forget(oldest);
    }
  };
  const fresh = (key: string, ...from: Parameters<LoadPage>) => {
    const before = loading.get(key);
    if (before !== undefined) return before;
    const made = load(...from)
      .catch(() => null)
      .finally(() => loading.delete(key));
    loading.set(key, made);
    return made;
  };
  /** The page with the nonce in its places; null when it has to be rendered for this request. */
  return async (asked: Asked, nonce: string, { port, secure }: OwnDoor): Promise<string | null> => {
    if (!mayBeKept(asked)) return null;
    const cookies = sharedCookies(asked.headers.get("cookie") ?? "", secure);
    if (cookies === null) return null;
    const address = asked.nextUrl.pathname + asked.nextUrl.search;
    const key = `${day()} ${address} ${cookies}`;
    const parts = kept.get(key) ?? (await fresh(key, address, cookies, port));
    if (parts === null) return null;
    keep(key, parts);
    return parts.join(nonce);
  };
}

const SECRET = randomBytes(24).toString("base64url");
const PLACE = randomBytes(24).toString("base64url");
const HEADER = "x-still-page";

/** The nonce that marks its places while a page is rendered to be kept; null for everybody else's requests. */
export function placeOfNonce(headers: Pick<Headers, "get">): string | null {
  return headers.get(HEADER) === SECRET ? PLACE : null;
}

/** Asks this very process, never the host that a request names, and without anything that the visitor sent. */
async function loadOwnPage(
  address: string,
  cookies: string,
  port: string,
): Promise<readonly string[] | null> {
  if (!/^\d+$/.test(port)) return null;
  const answer = await fetch(`http://127.0.0.1:${port}${address}`, {
    headers: {
      [HEADER]: SECRET,
      "accept-encoding": "identity",
      ...(cookies === "" ? {} : { cookie: cookies }),
    },
    redirect: "manual",
    cache: "no-store",
    signal: AbortSignal.timeout(LIMITS.seconds * 1_000),
  });
  const html = await answer.text();
  const isPage =
    answer.status === 200 && answer.headers.get("content-type")?.startsWith("text/html") === true;
  return isPage ? html.split(PLACE) : null;
}

/** The kept page of this process; null when the request has to be rendered. */
export const stillPage = stillPages(loadOwnPage);
