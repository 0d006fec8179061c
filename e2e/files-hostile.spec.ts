// A corpus of hostile files through the real upload, every one that was taken opened in a real browser; and one large file.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { type BrowserContext, type Download, expect, type Page } from "@playwright/test";
import { viewerLaunchOptions } from "../scripts/browser.mjs";
import { itemOf, type Sent, send, sha256 } from "./support/file-calls";
import type { HostileFile } from "./support/hostile-file";
import { hostileFiles } from "./support/hostile-files";
import { signInAs, test } from "./support/journey";
import type { Team } from "./support/people";
import { type Database, forgetLimits, origin } from "./support/server";

// A preview of a PDF is shown by the browser itself, and only a whole browser does that.
test.use({ launchOptions: viewerLaunchOptions() });

/** Whatever ran, asked for something or tried to, in any page of a context. */
function watchRuns(context: BrowserContext): string[] {
  const seen: string[] = [];
  context.on("dialog", (dialog) => {
    seen.push(`dialog ${dialog.message()}`);
    dialog.dismiss().catch(() => undefined);
  });
  context.on("console", (message) => {
    if (/executed|content security policy/i.test(message.text())) seen.push(`console ${message.text()}`);
  });
  context.on("request", (request) => {
    if (/executed|evil\.example/.test(new URL(request.url()).href)) seen.push(`request ${request.url()}`);
  });
  context.on("page", (page) => {
    page.on("popup", (popup) => seen.push(`popup ${popup.url()}`));
  });
  return seen;
}

/** Sends files from a page, as the product's own script does. */
async function sendFrom(page: Page, slug: string, files: readonly HostileFile[]): Promise<readonly Sent[]> {
  const sent = files.map(({ name, bytes }) => ({
    name: encodeURIComponent(name),
    base64: bytes.toString("base64"),
  }));
  return page.evaluate(
    async ({ address, sent: all }) => {
      const one = async ({ name, base64 }: (typeof all)[number]): Promise<Sent> => {
        const body = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        const response = await fetch(address, {
          method: "POST",
          body,
          headers: { "x-file-name": name, "content-type": "application/octet-stream" },
        });
        return { status: response.status, body: await response.json() };
      };
      const out: Sent[] = [];
      for (let at = 0; at < all.length; at += 6) {
        out.push(...(await Promise.all(all.slice(at, at + 6).map(one))));
      }
      return out;
    },
    { address: `/w/${slug}/files`, sent },
  );
}

/** Opens addresses in frames of a page of the product, all at once, and waits until each has loaded or been saved. */
async function frame(page: Page, addresses: readonly string[], saved = 0): Promise<void> {
  let downloads = 0;
  const count = (download: Download) => {
    downloads += 1;
    expect(download.suggestedFilename()).not.toMatch(/[/\\]/);
    download.cancel().catch(() => undefined);
  };
  page.on("download", count);
  await page.evaluate(
    async ({ all, waits }) => {
      const host = document.createElement("div");
      host.id = "frames";
      document.body.append(host);
      const loads = all.map(
        (address) =>
          new Promise((resolve) => {
            const one = document.createElement("iframe");
            one.addEventListener("load", resolve);
            one.src = address;
            host.append(one);
          }),
      );
      if (waits) await Promise.all(loads);
    },
    { all: addresses, waits: saved === 0 },
  );
  await expect.poll(() => downloads, { timeout: 30_000 }).toBe(saved);
  page.off("download", count);
  await page.evaluate(() => document.getElementById("frames")?.remove());
}

type Kept = { readonly file: HostileFile; readonly sha256: string; readonly name: string };

/** The answer is one of those that there are, and the one that this file has to get. */
function expectJudged(file: HostileFile, { status, body }: Sent): void {
  const said = `${file.family}, ${JSON.stringify(file.name)}: ${status} ${JSON.stringify(body)}`;
  expect([201, 415, 422], said).toContain(status);
  if (file.expect !== "either") expect(status === 201 ? "taken" : "refused", said).toBe(file.expect);
  if (status !== 201) expect(String(body.error), said).toMatch(/^[A-Z][\s\S]{10,}\.$/);
}

async function sendAll(page: Page, team: Team, database: Database): Promise<readonly Kept[]> {
  const files = hostileFiles();
  expect(files.length).toBeGreaterThanOrEqual(500);
  const kept: Kept[] = [];
  for (let at = 0; at < files.length; at += 30) {
    await forgetLimits(database);
    const batch = files.slice(at, at + 30);
    const answers = await sendFrom(page, team.slug, batch);
    for (const [index, file] of batch.entries()) {
      const answer = answers[index] ?? { status: 0, body: {} };
      expectJudged(file, answer);
      const { sha256, fileName } = answer.body;
      if (answer.status === 201) kept.push({ file, sha256: String(sha256), name: String(fileName) });
    }
  }
  return kept;
}

test("hundreds of hostile files: each is judged, and none of those taken ever runs", async ({
  browser,
  team,
  database,
}) => {
  test.setTimeout(300_000);
  const context = await browser.newContext({ baseURL: origin() });
  const seen = watchRuns(context);
  await signInAs(context, team.people.owner);
  const page = await context.newPage();
  await page.goto(`/w/${team.slug}/settings`);
  const kept = await sendAll(page, team, database);
  const itemId = await itemOf(database, team, kept);
  const address = (index: number) => `/w/${team.slug}/files/${itemId}/${index + 1}`;
  const all = kept.map((_, index) => address(index));
  const shows = await page.evaluate(() => navigator.pdfViewerEnabled);
  if (!shows) process.stdout.write("files: this browser shows no PDF, their previews are left out\n");
  const isShown = (index: number) => shows || !kept[index]?.name.endsWith(".pdf");

  for (let at = 0; at < all.length; at += 25) {
    await forgetLimits(database);
    const batch = all.slice(at, at + 25);
    await frame(
      page,
      batch.filter((_, index) => isShown(at + index)).map((one) => `${one}/preview`),
    );
    await frame(page, batch, batch.length);
  }
  expect(await page.evaluate(() => "executed" in window)).toBe(false);

  const kinds = new Map(
    kept.map(({ file, name }, index) => [`${file.family} ${name.split(".").at(-1)}`, index]),
  );
  const visitor = await context.newPage();
  for (const index of [...kinds.values()].filter(isShown)) {
    await visitor.goto(`${address(index)}/preview`);
    expect(await visitor.evaluate(() => "executed" in window)).toBe(false);
  }
  expect(seen).toEqual([]);
  process.stdout.write(`files: ${hostileFiles().length} sent, ${kept.length} taken and opened, 0 ran\n`);
  await context.close();
});

test("the watch over the corpus sees a script that runs", async ({ browser }) => {
  const context = await browser.newContext();
  const seen = watchRuns(context);
  const page = await context.newPage();
  await page.setContent("<script>console.log('executed');alert('executed')</script>");
  await expect.poll(() => seen.length).toBe(2);
  await context.close();
});

/** Resident memory of the web process under test in MB; null where the system does not tell. */
function serverMemory(): number | null {
  const port = `PORT=${process.env.E2E_PORT}\0`;
  for (const pid of existsSync("/proc") ? readdirSync("/proc").filter((name) => /^\d+$/.test(name)) : []) {
    try {
      const isServer = readFileSync(`/proc/${pid}/cmdline`, "latin1").startsWith("next-server");
      if (!isServer || !readFileSync(`/proc/${pid}/environ`, "latin1").includes(port)) continue;
      return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
    } catch {
      // A process of somebody else's, or one that has just ended.
    }
  }
  return null;
}

/** The work's outcome and the most memory that the server had meanwhile. */
async function measured<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly peak: number }> {
  let peak = serverMemory() ?? 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, serverMemory() ?? 0);
  }, 50);
  try {
    return { value: await work(), peak };
  } finally {
    clearInterval(timer);
  }
}

async function hashOfDownload(address: string, cookie: string): Promise<string> {
  const response = await fetch(address, { headers: { cookie } });
  const hash = createHash("sha256");
  const reader = response.body?.getReader();
  for (;;) {
    const piece = await reader?.read();
    if (piece === undefined || piece.done) return hash.digest("hex");
    hash.update(piece.value);
  }
}

test("100 MB arrive and leave whole while the server's memory stays far below that", async ({
  team,
  database,
}) => {
  test.setTimeout(180_000);
  const { lead, viewer } = team.people;
  const upload = (bytes: Buffer, name: string) => measured(() => send(team, lead, name, bytes));
  await upload(Buffer.alloc(20 * 1024 * 1024, "warm,up\n"), "warm-up.csv");
  const before = serverMemory();
  const bytes = Buffer.alloc(100 * 1024 * 1024, "a,b,c\n");
  const sent = await upload(bytes, "big.csv");
  expect(sent.value).toMatchObject({
    status: 201,
    body: { sizeBytes: bytes.length, sha256: sha256(bytes) },
  });
  const itemId = await itemOf(database, team, [{ sha256: sha256(bytes), name: "big.csv" }]);
  const address = `${origin()}/w/${team.slug}/files/${itemId}/1`;
  const taken = await measured(() => hashOfDownload(address, viewer.cookie));
  expect(taken.value).toBe(sha256(bytes));
  if (before === null) return;
  const grown = [sent.peak, taken.peak].map((peak) => Math.round(peak - before));
  process.stdout.write(
    `files: 100 MB up and down, server ${Math.round(before)} MB, grew by ${grown.join(" and ")} MB\n`,
  );
  for (const growth of grown) expect(growth).toBeLessThan(70);
});
