import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, chromium, type Page } from "@playwright/test";
import { launchOptions } from "./browser.mjs";
import { reportAndExit } from "./report";

const PORT = 3399;
const ORIGIN = `http://localhost:${PORT}`;
const PASSWORD = "pictures of the demo workspace";
const FOLDER = "docs/screenshots";
const PAGES = [
  ["home", "/w/demo"],
  ["controls", "/w/demo/controls?open=A.5.15"],
  ["crosswalk", "/w/demo/crosswalk"],
  ["evidence", "/w/demo/evidence"],
  ["soa", "/w/demo/soa"],
  ["nonconformities", "/w/demo/nonconformities"],
] as const;
const VIEWS = [
  { name: "1280-light", width: 1280, height: 900, theme: "light" },
  { name: "1280-dark", width: 1280, height: 900, theme: "dark" },
  { name: "360-light", width: 360, height: 780, theme: "light" },
  { name: "360-dark", width: 360, height: 780, theme: "dark" },
] as const;

async function answers(): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const ready = await fetch(`${ORIGIN}/api/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return;
    await sleep(500);
  }
  throw new Error("The product did not start within five minutes.");
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${ORIGIN}/sign-in`);
  await page.getByLabel("E-mail address").fill("lead@demo.carryover.example");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.locator("main button[type=submit]").click();
  await page.waitForURL((url) => url.pathname.startsWith("/w/"));
}

async function shoot(browser: Browser): Promise<void> {
  const context = await browser.newContext();
  const first = await context.newPage();
  await signIn(first);
  const state = await context.storageState();
  for (const view of VIEWS) {
    const { width, height } = view;
    const framed = await browser.newContext({ viewport: { width, height }, storageState: state });
    await framed.addCookies([{ name: "theme", value: view.theme, url: ORIGIN }]);
    const page = await framed.newPage();
    for (const [name, path] of PAGES) {
      await page.goto(`${ORIGIN}${path}`, { waitUntil: "load" });
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      await page.screenshot({ path: `${FOLDER}/${name}-${view.name}.png`, animations: "disabled" });
    }
    await framed.close();
  }
}

/** Pictures of the main pages of the demo workspace, in both themes and two widths, into docs/screenshots. */
async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const command = ["--import", "tsx", "--conditions=react-server", "scripts/e2e-server.ts"];
  const server = spawn(process.execPath, command, {
    env: { ...process.env, E2E_PORT: String(PORT), DEMO_PASSWORD: PASSWORD },
    stdio: ["ignore", "inherit", "inherit"],
  });
  try {
    await answers();
    const browser = await chromium.launch(launchOptions());
    await shoot(browser);
    await browser.close();
  } finally {
    server.kill("SIGTERM");
  }
}

main().catch(reportAndExit);
