// Addresses of the public crosswalk: redirects, 404 with the nearest, no dead link, what is indexed, and every kind of page accessible.
import { expect } from "@playwright/test";
import { EXPLORER_GROUPS } from "@/lib/core/explorer-groups";
import { ALL_REQUIREMENTS } from "@/lib/core/frameworks/catalogue";
import { paths } from "@/lib/core/paths";
import { expectGoodPages } from "./support/good-page";
import { test } from "./support/journey";
import { origin } from "./support/server";

const LIST = paths.explorer();

test("other spellings move for good, with their query", async ({ request }) => {
  for (const [typed, path] of [
    ["/crosswalk/cc6.1", "/crosswalk/CC6.1"],
    ["/crosswalk/5.15?scope=security", "/crosswalk/A.5.15?scope=security"],
    ["/crosswalk/A%205.15", "/crosswalk/A.5.15"],
    ["/crosswalk/themes/cc6?to=soc2", "/crosswalk/themes/CC6?to=soc2"],
    ["/crosswalk/a.8", "/crosswalk/themes/A.8"],
  ]) {
    const answer = await request.get(`${origin()}${typed}`, { maxRedirects: 0 });
    expect(answer.status(), typed).toBe(308);
    expect(answer.headers().location, typed).toBe(path);
  }
});

const UNKNOWN = [
  ["/crosswalk/A.5.38", "A.5.37"],
  ["/crosswalk/CC6.9", "CC6.8"],
  ["/crosswalk/themes/A.9", "A.8"],
  ["/crosswalk?scope=availability,privcy", "scope=privacy"],
  ["/crosswalk/CC6.1?privacy=2020", "privacy=2025"],
  ["/crosswalk/themes/A.5?show=nothing", "show=net_new"],
  ["/crosswalk/about?to=soc3", "to=soc2"],
  ["/crosswalk/matrix?theme=A.9", "theme=A.8"],
] as const;

test("an address that names nothing answers 404 with the nearest, without script, too", async ({
  request,
  page,
}) => {
  for (const [address, nearest] of UNKNOWN) {
    const answer = await request.get(`${origin()}${address}`);
    expect(answer.status(), address).toBe(404);
    const html = (await answer.text()).replace(/<script[\s\S]*?<\/script>/g, "");
    expect(html, address).toContain("Not in the crosswalk");
    expect(html, address).toContain(`>${nearest}</a>`);
    expect(html, address).toMatch(/<meta name="robots" content="noindex/);
  }
  const response = await page.goto("/crosswalk/A.5.38");
  expect(response?.status()).toBe(404);
  await page.getByRole("link", { name: "A.5.37", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("A.5.37");
});

test("odd addresses never break a page", async ({ request }) => {
  for (const tail of [
    "/%F0%9F%92%A5",
    "/..%2F..%2Fetc",
    "/%00",
    `/${"A".repeat(2_000)}`,
    "/themes/%20",
    "?q=%00%FF",
    `?q=${"x".repeat(3_000)}`,
    "?scope=&scope=&to=&wildcard=&privacy=&show=&kind=",
    "?q=%3Cscript%3Ealert(1)%3C/script%3E",
    "?__proto__=1&constructor=2",
  ]) {
    const answer = await request.get(`${origin()}/crosswalk${tail}`);
    expect(answer.status(), tail).toBeLessThan(500);
    expect(await answer.text(), tail).not.toContain("<script>alert(1)");
  }
});

// ---- the crawl ----

const FILES = /^\/crosswalk\/data\/.|^\/scorecard\/[^/]+\/file|\/favicon/;
const SIGNED_IN = /^\/(?:w|account|workspaces|preferences|api)(?:\/|$)/;

type Found = { readonly ids: ReadonlySet<string>; readonly links: readonly string[] };

/** Kinds of pages: a query is followed once for each, a path always. */
function kindOf(pathname: string): string {
  if (/^\/crosswalk\/(?:CC|A1|C1|PI|P)\d*\.\d/.test(pathname)) return "criterion";
  if (/^\/crosswalk\/A\./.test(pathname)) return "control";
  if (/^\/crosswalk\/\d/.test(pathname)) return "clause";
  return /^\/crosswalk\/themes\//.test(pathname) ? `group ${pathname.length}` : pathname;
}

async function read(path: string): Promise<Found> {
  const answer = await fetch(`${origin()}${path}`);
  const isFile = FILES.test(path);
  const html = isFile ? "" : (await answer.text()).replace(/<script[\s\S]*?<\/script>/g, "");
  if (isFile) await answer.body?.cancel();
  expect.soft(answer.status, path).toBe(200);
  const links = [...html.matchAll(/<a [^>]*href="([^"]+)"/g)].map(([, href]) =>
    (href ?? "").replaceAll("&amp;", "&"),
  );
  return { links, ids: new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? "")) };
}

test("no public link is dead: every page from the start, every anchor, every page of the sitemap", async () => {
  test.setTimeout(300_000);
  const seen = new Map<string, ReadonlySet<string>>();
  const kinds = new Set<string>();
  const anchors: { from: string; path: string; id: string }[] = [];
  const queue: string[] = ["/", LIST];
  const want = (link: string, from: string) => {
    const url = new URL(link, `${origin()}${from}`);
    if (url.origin !== origin() || SIGNED_IN.test(url.pathname)) return;
    const path = url.pathname + url.search;
    if (url.hash !== "") anchors.push({ from, path, id: decodeURIComponent(url.hash.slice(1)) });
    const kind = `${kindOf(url.pathname)}${url.search}`;
    if (url.search !== "" && (from.includes("?") || kinds.has(kind))) return;
    kinds.add(kind);
    if (!seen.has(path) && !queue.includes(path)) queue.push(path);
  };
  while (queue.length > 0) {
    const batch = queue.splice(0, 6).filter((path) => !seen.has(path));
    for (const path of batch) seen.set(path, new Set());
    const pages = await Promise.all(batch.map(async (path) => ({ path, ...(await read(path)) })));
    for (const { path, links, ids } of pages) {
      seen.set(path, ids);
      for (const link of links) want(link, path);
    }
  }
  for (const { from, path, id } of anchors) {
    const ids = seen.get(path);
    if (ids !== undefined) expect.soft(ids.has(id), `${path}#${id}, linked from ${from}`).toBe(true);
  }
  const missing = [
    ...ALL_REQUIREMENTS.map(({ ref }) => paths.explorerRef(ref)),
    ...EXPLORER_GROUPS.map(({ id }) => paths.explorerTheme(id)),
  ].filter((path) => !seen.has(path));
  expect(missing, "pages that no link leads to").toEqual([]);
  const sitemap = await (await fetch(`${origin()}/sitemap.xml`)).text();
  const listed = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => new URL(url ?? "").pathname);
  expect(listed.length).toBeGreaterThan(ALL_REQUIREMENTS.length + EXPLORER_GROUPS.length);
  expect(listed.filter((path) => !seen.has(path))).toEqual([]);
  test.info().annotations.push({
    type: "crawled",
    description: `${seen.size} addresses, ${anchors.length} anchors`,
  });
});

test("robots, canonical addresses and what is indexed", async ({ request }) => {
  const get = async (path: string) => (await request.get(`${origin()}${path}`)).text();
  const robots = await get("/robots.txt");
  for (const line of ["Allow: /", "Disallow: /w/", "Disallow: /account", "Disallow: /api/"]) {
    expect(robots).toContain(line);
  }
  expect(robots).toContain(`Sitemap: ${origin()}/sitemap.xml`);
  const canonical = async (path: string) =>
    /<link rel="canonical" href="([^"]+)"/.exec(await get(path))?.[1]?.replace(origin(), "");
  expect(await canonical("/crosswalk?to=soc2&scope=privacy&q=access")).toBe("/crosswalk");
  expect(await canonical("/crosswalk/CC6.1?scope=security")).toBe("/crosswalk/CC6.1");
  expect(await canonical("/crosswalk/themes/A.5?show=mapped")).toBe("/crosswalk/themes/A.5");
  for (const path of ["/", "/crosswalk", "/crosswalk/CC6.1", "/scorecard", "/scorecard/soc2"]) {
    expect(await get(path), path).toContain('<meta name="robots" content="index, follow"');
  }
  for (const path of ["/sign-in", "/sign-up", "/forgot"]) {
    expect(await get(path), path).toContain('<meta name="robots" content="noindex');
  }
});

// ---- every kind of page, in both themes, small, on paper ----

for (const path of [
  LIST,
  "/crosswalk?to=soc2&scope=privacy,processing_integrity&wildcard=1",
  "/crosswalk?show=net_new&kind=control",
  "/crosswalk?q=access",
  "/crosswalk?q=zzzz",
  "/crosswalk/CC2.3",
  "/crosswalk/P2.1?privacy=2025",
  "/crosswalk/A.5.6",
  "/crosswalk/A.8.18?wildcard=1",
  "/crosswalk/6.1.2",
  "/crosswalk/themes/A.8",
  "/crosswalk/themes/P6",
  "/crosswalk/A.5.99",
  "/",
]) {
  test(`${path} is accessible in both themes and fits 320 px`, async ({ page }) => {
    await expectGoodPages(page, [path]);
  });
}

test("pages print without the frame and with their address", async ({ page }) => {
  await page.emulateMedia({ media: "print" });
  for (const path of ["/crosswalk/CC6.1", LIST]) {
    await page.goto(path);
    await expect(page.getByText(`${origin()}${path}`)).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("searchbox")).toBeHidden();
    await expect(page.getByRole("navigation", { name: "Site" })).toBeHidden();
  }
});

/** The bare page of the benchmark loads 134 KB of framework; the crosswalk may add 20. */
const SCRIPT_BYTES = 154 * 1024;

test("the pages load at most 20 KB of script beyond the framework", async ({ browser }) => {
  for (const path of [LIST, "/crosswalk/CC6.1", "/crosswalk/themes/A.5"]) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const sizes: Promise<number>[] = [];
    page.on("requestfinished", (request) => {
      if (request.resourceType() !== "script") return;
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await page.goto(`${origin()}${path}`, { waitUntil: "networkidle" });
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    test.info().annotations.push({ type: path, description: `${Math.round(bytes / 1024)} KB of script` });
    expect(bytes, path).toBeGreaterThan(0);
    expect(bytes, path).toBeLessThanOrEqual(SCRIPT_BYTES);
    await context.close();
  }
});
