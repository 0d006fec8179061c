// Files: sent while a form is filled in, shown in place, given back byte by byte, and never run, whatever they hold.
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { type BrowserContext, expect, type Page } from "@playwright/test";
import { violationsIn } from "./support/axe";
import { itemOf, send, sha256 } from "./support/file-calls";
import { pdfFile, pngFile } from "./support/good-files";
import { signInAs, test } from "./support/journey";
import type { Team } from "./support/people";
import { origin } from "./support/server";

async function openForm(page: Page, context: BrowserContext, team: Team): Promise<void> {
  await signInAs(context, team.people.lead);
  await page.goto(`/w/${team.slug}/evidence/new`);
  await page.getByLabel("Title").fill("Access review Q4");
}

const chooser = (page: Page) => page.getByLabel("Files", { exact: true });
const row = (page: Page, name: string) => page.getByRole("listitem").filter({ hasText: name });

test("several files at once: progress, a wrong type beside good ones, a look at what was stored, the same bytes back", async ({
  page,
  context,
  team,
}) => {
  await openForm(page, context, team);
  await expect(page.getByText("Up to 100 MB each")).toBeVisible();
  const text = Buffer.from("Name,Reviewed on\nLena,2026-11-20\n<script>alert(1)</script>,x\n");
  await chooser(page).setInputFiles([
    { name: "review.csv", mimeType: "text/csv", buffer: text },
    { name: "page.html", mimeType: "text/html", buffer: Buffer.from("<html></html>") },
    { name: "screen.png", mimeType: "image/png", buffer: pngFile() },
  ]);
  await expect(row(page, "review.csv").getByText("Uploaded")).toBeVisible();
  await expect(row(page, "screen.png").getByText("Uploaded")).toBeVisible();
  await expect(row(page, "page.html")).toContainText("Files that end in .html are not taken");
  await expect(page.getByLabel("Title")).toHaveValue("Access review Q4");
  expect(await violationsIn(page, ["wcag2a", "wcag2aa", "wcag22aa"])).toEqual([]);

  await page.getByRole("button", { name: "Add and submit" }).click();
  await expect(page.getByText("A file was not uploaded. Send it again, or remove it")).toBeVisible();
  await page.getByRole("button", { name: "Remove screen.png" }).click();
  await expect(chooser(page)).toBeFocused();
  await page.getByRole("button", { name: "Remove page.html" }).click();
  await page.getByRole("button", { name: "Add and submit" }).click();
  await page.waitForURL(/\/evidence\/[0-9a-f-]{36}/);

  await expect(page.getByText(sha256(text))).toBeVisible();
  // Looked at from outside: a test that reaches into the frame runs script in its sandbox, and the console says so.
  const address = await page.locator('iframe[title="Preview of review.csv"]').getAttribute("src");
  const shown = await (await context.request.get(address ?? "")).text();
  expect(shown).toContain('<th scope="col">Reviewed on</th>');
  expect(shown).toContain("<td>&lt;script&gt;alert(1)&lt;/script&gt;</td>");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download review.csv" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("review.csv");
  expect(readFileSync(await download.path()).equals(text)).toBe(true);
});

test("a failed file is sent again without losing the form, and one on its way holds the form back", async ({
  page,
  context,
  team,
}) => {
  await openForm(page, context, team);
  let tries = 0;
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  await page.route(`**/w/${team.slug}/files`, async (route) => {
    tries += 1;
    // Not with its real status, which the console would count as an error of the page.
    if (tries === 1)
      return route.fulfill({ status: 200, json: { error: "The store for files does not answer." } });
    if (tries === 2) await opened;
    return route.continue();
  });
  await chooser(page).setInputFiles({
    name: "note.txt",
    mimeType: "text/plain",
    buffer: Buffer.from(randomBytes(20_000).toString("hex")),
  });
  await expect(row(page, "note.txt")).toContainText("The store for files does not answer.");
  await page.getByRole("button", { name: "Retry note.txt" }).click();
  await page.getByRole("button", { name: "Add and submit" }).click();
  await expect(page.getByText("A file is still on its way.")).toBeVisible();
  open();
  await expect(row(page, "note.txt").getByText("Uploaded")).toBeVisible();
  await expect(page.getByText("A file is still on its way.")).toHaveCount(0);
  await expect(page.getByLabel("Title")).toHaveValue("Access review Q4");
  await page.getByRole("button", { name: "Add and submit" }).click();
  await page.waitForURL(/\/evidence\/[0-9a-f-]{36}/);
});

test("cancelling leaves nothing, dropping works, and a file that is there already is named", async ({
  page,
  context,
  team,
  database,
}) => {
  await openForm(page, context, team);
  await page.route(`**/w/${team.slug}/files`, () => undefined, { times: 1 });
  const file = { name: "held.txt", mimeType: "text/plain", buffer: Buffer.from("held") };
  await chooser(page).setInputFiles(file);
  await page.getByRole("button", { name: "Cancel held.txt" }).click();
  await expect(row(page, "held.txt")).toHaveCount(0);
  const count = () =>
    database.inside(team.workspaceId, (sql) => sql<{ n: number }[]>`select count(*)::int as n from uploads`);
  expect((await count())[0]?.n).toBe(0);

  const first = await send(team, team.people.owner, "first.txt", "the same words");
  const itemId = await itemOf(database, team, [{ sha256: String(first.body.sha256), name: "first.txt" }]);
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["the same words"], "second.txt", { type: "text/plain" }));
    return transfer;
  });
  await page.locator(".drop").dispatchEvent("drop", { dataTransfer: data });
  await expect(row(page, "second.txt")).toContainText(
    "You already have this file as version 1 of Stored files",
  );
  await expect(row(page, "second.txt").getByRole("link")).toHaveAttribute("href", new RegExp(itemId));
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("one small file goes with the form", async ({ page, context, team }) => {
    await openForm(page, context, team);
    await expect(page.getByText("Without JavaScript: one file of up to 5 MB.")).toBeVisible();
    await chooser(page).setInputFiles({
      name: "plain.txt",
      mimeType: "text/plain",
      buffer: Buffer.from("plain"),
    });
    await page.getByRole("button", { name: "Add and submit" }).click();
    await page.waitForURL(/\/evidence\/[0-9a-f-]{36}/);
    await expect(page.getByText(sha256(Buffer.from("plain")))).toBeVisible();
  });
});

test("who may not upload, too much, too little and other origins are refused with a sentence, with all headers", async ({
  team,
}) => {
  const { lead, viewer } = team.people;
  expect((await send(team, viewer, "a.txt", "a")).status).toBe(403);
  expect((await send(team, null, "a.txt", "a")).status).toBe(401);
  expect((await send(team, lead, "a.txt", "a", { origin: "https://evil.example" })).status).toBe(403);
  const large = await send(team, lead, "a.txt", Buffer.alloc(101 * 1024 * 1024, 97));
  expect([large.status, large.body.error]).toEqual([413, expect.stringContaining("larger than 100 MB")]);
  const made = await fetch(`${origin()}/w/${team.slug}/files`, {
    method: "POST",
    headers: { cookie: lead.cookie, origin: origin(), "x-file-name": "a.svg" },
    body: "<svg/>",
  });
  expect([made.status, (await made.json()).error]).toEqual([
    415,
    expect.stringContaining("Print the page to PDF"),
  ]);
  for (const method of ["GET", "PUT", "DELETE"]) {
    expect(
      (await fetch(`${origin()}/w/${team.slug}/files`, { method, headers: { cookie: lead.cookie } })).status,
    ).toBe(405);
  }
  const headers = Object.fromEntries(made.headers);
  expect(headers).toMatchObject({
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, no-store",
  });
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
});

test("a download and a preview carry what keeps them from running, and another workspace gets neither", async ({
  team,
  database,
}) => {
  const pdf = await send(team, team.people.lead, "report.pdf", pdfFile());
  const itemId = await itemOf(database, team, [{ sha256: String(pdf.body.sha256), name: "report.pdf" }]);
  const address = `${origin()}/w/${team.slug}/files/${itemId}/1`;
  const headers = { cookie: team.people.viewer.cookie };
  const download = await fetch(address, { headers });
  expect(Object.fromEntries(download.headers)).toMatchObject({
    "content-type": "application/pdf",
    "content-disposition": "attachment; filename=\"report.pdf\"; filename*=UTF-8''report.pdf",
    etag: `"${pdf.body.sha256}"`,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
  });
  expect(download.headers.get("content-security-policy")).toContain("sandbox; default-src 'none'");
  expect(Buffer.from(await download.arrayBuffer()).equals(pdfFile())).toBe(true);
  const preview = await fetch(`${address}/preview`, { headers });
  expect(preview.headers.get("x-frame-options")).toBe("SAMEORIGIN");
  expect(preview.headers.get("content-security-policy")).toMatch(
    /^sandbox; default-src 'none'.*frame-ancestors 'self'/,
  );
  for (const path of ["", "/preview"]) {
    expect((await fetch(`${address}${path}`)).status).toBe(401);
    expect((await fetch(address.replace(/1$/, "2") + path, { headers })).status).toBe(404);
  }
  const entries = await database.inside(
    team.workspaceId,
    (sql) => sql<{ n: number }[]>`select count(*)::int as n from activity where verb = 'evidence.download'`,
  );
  expect(entries[0]?.n).toBe(1);
});
