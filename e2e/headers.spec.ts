// What no page's own test covers: the files beside the pages, and addresses that only look like built files.
import { expect, test } from "@playwright/test";
import { origin } from "./support/server";

test("files and addresses beside the pages carry the headers, too", async ({ request }) => {
  const start = await (await request.get(`${origin()}/sign-in`)).text();
  const script = /\/_next\/static\/[^"]+\.js/.exec(start)?.[0] ?? "/_next/static/none.js";
  for (const path of ["/favicon.svg", "/favicon.svgx", "/_next/staticx", script]) {
    const headers = (await request.get(`${origin()}${path}`)).headers();
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    expect(headers["x-frame-options"], path).toBe("DENY");
    expect(headers["cross-origin-resource-policy"], path).toBe("same-origin");
    if (path !== script) expect(headers["content-security-policy"], path).toContain("default-src 'self'");
  }
});

test("no address beside the pages takes a change from elsewhere", async ({ request }) => {
  for (const path of ["/favicon.svg", "/favicon.svgx", "/_next/staticx"]) {
    const answer = await request.post(`${origin()}${path}`, {
      headers: { origin: "https://evil.example", "x-forwarded-host": "evil.example", "next-action": "60" },
      data: "[]",
    });
    expect(answer.status(), path).toBe(403);
  }
});

test("a page is read whatever origin the request names", async ({ request }) => {
  for (const named of ["null", "x", "https://evil.example", "https://[::"]) {
    const answer = await request.get(`${origin()}/sign-in`, { headers: { origin: named } });
    expect(answer.status(), named).toBe(200);
    expect(await answer.text(), named).not.toContain("evil.example");
  }
});

test("an address with a broken percent sign is answered as a bad one", async ({ request }) => {
  for (const path of ["/crosswalk/%zz", "/scorecard/%c3%28", "/w/%E0%A4%A"]) {
    const answer = await request.get(`${origin()}${path}`);
    expect(answer.status(), path).toBe(400);
    expect(await answer.text(), path).toContain("This address cannot be read.");
  }
});
