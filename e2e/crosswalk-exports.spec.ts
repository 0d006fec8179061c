// The crosswalk as files: public ones for every program and origin, and a workspace's own with its decisions, noted in the log.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "@playwright/test";
import { readXlsx } from "hucre/xlsx";
import { crosswalkJson } from "@/lib/core/crosswalk-export";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import { mappingCollectionShape } from "@/lib/core/oscal/mapping-collection";
import { signInAs, test } from "./support/journey";
import { origin } from "./support/server";

const FILES = {
  "crosswalk.json": "application/json",
  "crosswalk.csv": "text/csv",
  "crosswalk.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "oscal-mapping.json": "application/json",
  "oscal-catalog-soc2.json": "application/json",
  "oscal-catalog-iso27001.json": "application/json",
} as const;
const data = (file: string) => `${origin()}/crosswalk/data/${file}`;

test("every public file has a stable address, a strong ETag, and 304 for who has it", async ({ request }) => {
  for (const [file, type] of Object.entries(FILES)) {
    const first = await request.get(data(file));
    expect(first.status(), file).toBe(200);
    const headers = first.headers();
    expect(headers["content-type"], file).toContain(type);
    expect(headers.etag, file).toMatch(/^"[\w-]{40,}"$/);
    expect(headers["cache-control"], file).toBe("public, max-age=0, must-revalidate");
    expect(headers["access-control-allow-origin"], file).toBe("*");
    expect(headers["cross-origin-resource-policy"], file).toBe("cross-origin");
    expect(headers["x-content-type-options"], file).toBe("nosniff");
    const again = await request.get(data(file), { headers: { "if-none-match": headers.etag ?? "" } });
    expect([again.status(), again.headers().etag, (await again.body()).length], file).toEqual([
      304,
      headers.etag,
      0,
    ]);
    const changed = await request.get(data(file), { headers: { "if-none-match": '"other"' } });
    expect(changed.status(), file).toBe(200);
    const head = await request.head(data(file));
    expect([head.status(), head.headers().etag, (await head.body()).length], file).toEqual([
      200,
      headers.etag,
      0,
    ]);
  }
  const asked = await request.fetch(data("crosswalk.json"), { method: "OPTIONS" });
  expect([asked.status(), asked.headers()["access-control-allow-methods"]]).toEqual([
    204,
    "GET, HEAD, OPTIONS",
  ]);
  expect((await request.post(data("crosswalk.json"), { headers: { origin: origin() } })).status()).toBe(405);
});

test("a page of another origin reads them in a browser, and no other page of ours", async ({ page }) => {
  const elsewhere = createServer((_request, response) => {
    response.setHeader("content-type", "text/html");
    response.end("<!doctype html><title>Elsewhere</title><link rel='icon' href='data:,'>");
  });
  await new Promise<void>((ready) => elsewhere.listen(0, "127.0.0.1", ready));
  try {
    await page.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`);
    const seen = await page.evaluate(async (address) => {
      const first = await fetch(address);
      const etag = first.headers.get("etag") ?? "";
      const { criteria } = (await first.json()) as { criteria: unknown[] };
      const again = await fetch(address, { headers: { "If-None-Match": etag } });
      return { etag, criteria: criteria.length, again: again.status };
    }, data("crosswalk.json"));
    expect(seen).toEqual({ etag: expect.stringMatching(/^".+"$/), criteria: 61, again: 304 });
    const refused = await page.request.get(`${origin()}/crosswalk`);
    expect(refused.headers()["access-control-allow-origin"]).toBeUndefined();
    expect(refused.headers()["cross-origin-resource-policy"]).toBe("same-origin");
  } finally {
    elsewhere.close();
  }
});

test("the view of the address stands in the file, and what is unknown is answered with a sentence", async ({
  request,
}) => {
  const small = crosswalkJson();
  const query = "scope=privacy&wildcard=1&to=iso&privacy=2019";
  const document = await (await request.get(data(`crosswalk.json?${query}`))).json();
  expect(document.view).toMatchObject({
    scope: ["Security", "Privacy"],
    wildcard: true,
    privacyExtension: "ISO/IEC 27701:2019",
  });
  const expected = small.coverage.find(
    ({ scope, wildcard }) => wildcard && scope.join() === "Security,Privacy",
  );
  const { mapped, themeLevel } = document.numbers.annexA;
  expect(mapped.count + themeLevel.count).toBe(expected?.mapped);
  const back = await (await request.get(data("oscal-mapping.json?to=soc2"))).json();
  const [mapping] = mappingCollectionShape.parse(back)["mapping-collection"].mappings;
  expect(mapping?.["source-resource"].href).toBe("oscal-catalog-iso27001.json");
  const book = await readXlsx(new Uint8Array(await (await request.get(data("crosswalk.xlsx"))).body()));
  const cells = book.sheets.find((sheet) => sheet.name === "Pairs")?.rows.flat() ?? [];
  for (const number of ["5.1", "5.10"]) expect(cells).toContain(number);
  expect(CONTROLS.length).toBe(93);

  const missing = await request.get(data("crosswalk.pdf"));
  expect([missing.status(), await missing.text()]).toEqual([404, expect.stringContaining("crosswalk.json")]);
  for (const [bad, sentence] of [
    ["scope=secrecy", 'The value "secrecy" is not known.'],
    ["to=nist", 'The value "nist" is not known.'],
    ["privacy=2031", 'The value "2031" is not known.'],
  ] as const) {
    const answer = await request.get(data(`crosswalk.json?${bad}`));
    expect([answer.status(), await answer.text()], bad).toEqual([400, expect.stringContaining(sentence)]);
  }
});

test("64 at once are answered, equal addresses with equal bytes", async ({ request }) => {
  const queries = ["", "?wildcard=1", "?to=soc2", "?scope=security"];
  const asked = Array.from({ length: 64 }, (_, index) => {
    const files = Object.keys(FILES);
    return `${files[index % files.length]}${queries[Math.floor(index / 6) % queries.length]}`;
  });
  const answers = await Promise.all(asked.map((address) => request.get(data(address))));
  expect(answers.map((answer) => answer.status())).toEqual(asked.map(() => 200));
  const bytes = new Map<string, string>();
  for (const [index, answer] of answers.entries()) {
    const body = (await answer.body()).toString("base64");
    const address = asked[index] ?? "";
    expect(bytes.get(address) ?? body, address).toBe(body);
    bytes.set(address, body);
  }
});

test("the page of the files leads to all of them", async ({ page }) => {
  await page.goto("/crosswalk/data?scope=security");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Crosswalk data");
  for (const file of Object.keys(FILES)) {
    const href = await page.getByRole("link", { name: file, exact: true }).getAttribute("href");
    expect(href).toBe(`/crosswalk/data/${file}?scope=security`);
    expect((await page.request.get(href ?? "")).status()).toBe(200);
  }
});

test("a workspace exports its own crosswalk, and the log says who took it", async ({
  page,
  context,
  team,
}) => {
  await signInAs(context, team.people.viewer);
  const exports = `${origin()}/w/${team.slug}/exports`;
  for (const file of ["crosswalk.json", "crosswalk.csv", "crosswalk.xlsx", "oscal-mapping.json"]) {
    expect((await context.request.get(`${exports}/${file}`)).status(), file).toBe(405);
    const foreign = await context.request.post(`${exports}/${file}`, {
      headers: { origin: "https://evil.example" },
    });
    expect(foreign.status(), file).toBe(403);
    const answer = await context.request.post(`${exports}/${file}`, { headers: { origin: origin() } });
    expect(answer.status(), file).toBe(200);
    const [base] = file.split(".");
    expect(answer.headers()["content-disposition"], file).toContain(`${team.slug}_${base}_`);
    expect(answer.headers()["cache-control"], file).toContain("no-store");
  }
  const answer = await context.request.post(`${exports}/crosswalk.json?to=nist`, {
    headers: { origin: origin() },
  });
  expect(answer.status()).toBe(422);
  await page.goto(`/w/${team.slug}/activity`);
  await expect(page.getByRole("main").locator("table").getByText("exported the crosswalk")).toHaveCount(4);
});
