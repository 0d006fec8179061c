// Every page, empty and filled, light and dark, at desktop width and at 320 px: no accessibility violation, no sideways scrolling, no console error.
import { expect } from "@playwright/test";
import { expectGoodPages } from "./support/good-page";
import { idOf, signInAs, test } from "./support/journey";
import { join, newPerson } from "./support/people";
import { origin } from "./support/server";

const OPEN = ["/", "/sign-in", "/sign-up", "/forgot", "/reset/x", "/verify/x", "/invite/x", "/no-such-page"];
const EMPTY = [
  "",
  "/onboarding",
  "/crosswalk",
  "/controls",
  "/controls/A.5.15",
  "/controls?kind=own",
  "/controls?q=nothing-matches-this",
  "/controls/attach",
  "/evidence",
  "/evidence/new",
  "/evidence/import",
  "/evidence/proposals",
  "/soa",
  "/soa/print",
  "/nonconformities",
  "/nonconformities/new",
  "/activity",
  "/settings",
  "/settings/scope",
  "/settings/members",
  "/settings/roles",
  "/settings/notifications",
  "/work",
  "/work?tab=team",
  "/work?tab=mentions",
  "/requests",
  "/requests/new",
  "/notifications",
  "/no-access?needs=import:run",
  "/no/such/page",
];
const FILLED = [
  "",
  "/crosswalk",
  "/controls",
  "/controls?kind=clause",
  "/controls?kind=criterion",
  "/controls?open=A.5.15",
  "/controls?open=A.5.15&do=record",
  "/controls?open=A.5.15&do=attach",
  "/controls/A.5.15",
  "/controls/CC6.1",
  "/controls/6.1.2",
  "/evidence",
  "/evidence/proposals",
  "/evidence/proposals?view=item",
  "/soa",
  "/soa?open=A.5.15",
  "/soa/print",
  "/nonconformities",
  "/activity",
];
function slices(all: readonly string[], size: number): string[][] {
  const out: string[][] = [];
  for (let at = 0; at < all.length; at += size) out.push(all.slice(at, at + size));
  return out;
}

test.beforeEach(() => {
  test.setTimeout(180_000);
});

test("the pages in front of the sign-in", async ({ page }) => {
  await expectGoodPages(page, OPEN);
});

for (const [at, paths] of slices(EMPTY, 8).entries()) {
  test(`an empty workspace, part ${at + 1}`, async ({ page, context, team }) => {
    await signInAs(context, team.people.owner);
    await expectGoodPages(
      page,
      paths.map((path) => `/w/${team.slug}${path}`),
    );
  });
}

for (const [at, paths] of slices(FILLED, 8).entries()) {
  test(`the demo workspace, part ${at + 1}`, async ({ page, context, database }) => {
    const lead = await newPerson(database, "Demo Lead");
    await join(database, await idOf(database, "demo"), lead.userId, "lead");
    await signInAs(context, lead);
    await expectGoodPages(
      page,
      paths.map((path) => `/w/demo${path}`),
    );
  });
}

test("records of the demo workspace, the account, and a new workspace", async ({
  page,
  context,
  database,
}) => {
  const lead = await newPerson(database, "Demo Lead");
  const workspaceId = await idOf(database, "demo");
  await join(database, workspaceId, lead.userId, "lead");
  await signInAs(context, lead);
  const [row] = await database.inside(
    workspaceId,
    (sql) => sql<{ item: string; nc: string }[]>`
      select (select id from evidence_items where state = 'accepted' limit 1) as item,
             (select id from nonconformities order by number limit 1) as nc`,
  );
  await expectGoodPages(page, [
    `/w/demo/evidence/${row?.item}`,
    `/w/demo/evidence/${row?.item}?edit=1`,
    `/w/demo/nonconformities/${row?.nc}`,
    `/w/demo/nonconformities/${row?.nc}?edit=cause`,
    `/w/demo/nonconformities/${row?.nc}/print`,
    "/account",
    "/workspaces/new",
  ]);
});

test("every answer carries the headers that protect it", async ({ context, team }) => {
  await signInAs(context, team.people.owner);
  const paths = [
    "/",
    "/sign-in",
    "/api/health/live",
    "/no-such-page",
    `/w/${team.slug}`,
    `/w/${team.slug}/exports/controls.csv`,
    `/w/${team.slug}/search`,
  ];
  for (const path of paths) {
    const response = await context.request.get(`${origin()}${path}`);
    const headers = response.headers();
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    expect(headers["x-frame-options"], path).toBe("DENY");
    expect(headers["referrer-policy"], path).toBe("same-origin");
    expect(headers["cross-origin-opener-policy"], path).toBe("same-origin");
    expect(headers["cache-control"], path).toContain("no-store");
    expect(headers["x-powered-by"], path).toBeUndefined();
    const policy = headers["content-security-policy"] ?? "";
    for (const part of [
      "default-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "object-src 'none'",
      "form-action 'self'",
    ])
      expect(policy, path).toContain(part);
    expect(policy, path).not.toContain("unsafe-inline");
    expect(policy, path).not.toContain("unsafe-eval");
  }
  const nonces = await Promise.all(
    [1, 2].map(async () => {
      const response = await context.request.get(`${origin()}/sign-in`);
      return /'nonce-([^']+)'/.exec(response.headers()["content-security-policy"] ?? "")?.[1];
    }),
  );
  expect(nonces[0]).not.toBe(nonces[1]);
});

test("requests that change something are refused from other addresses and when they are too large", async ({
  context,
  team,
}) => {
  await signInAs(context, team.people.owner);
  const url = `${origin()}/preferences`;
  for (const from of ["https://evil.example", "null"]) {
    const response = await context.request.post(url, { headers: { origin: from }, form: { theme: "dark" } });
    expect(response.status(), from).toBe(403);
  }
  const large = await context.request.post(url, {
    headers: { origin: origin() },
    multipart: { file: { name: "x.csv", mimeType: "text/csv", buffer: Buffer.alloc(7 * 1024 * 1024) } },
  });
  expect(large.status()).toBe(413);
});
