// Which browser the end-to-end tests drive: Playwright's own, else the system's. The headless shell comes first: it starts no interface for each context.
import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { chromium } from "@playwright/test";

const SYSTEM = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The paths at which Playwright keeps the shell of its Chromium: `<cache>/chromium_headless_shell-<revision>/<platform>/`. */
function playwrightShells() {
  const revision = dirname(dirname(chromium.executablePath()));
  const folder = join(
    dirname(revision),
    basename(revision).replace(/^chromium-/, "chromium_headless_shell-"),
  );
  if (!existsSync(folder)) return [];
  const names = ["chrome-headless-shell", "chrome-headless-shell.exe"];
  return readdirSync(folder).flatMap((platform) => names.map((name) => join(folder, platform, name)));
}

/** The path of a browser, or null when there is none. E2E_BROWSER overrides the search. */
export function findBrowser() {
  const candidates = [process.env.E2E_BROWSER, ...playwrightShells(), chromium.executablePath(), ...SYSTEM];
  return candidates.find((path) => path && existsSync(path)) ?? null;
}
