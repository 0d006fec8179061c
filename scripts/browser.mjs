// Which browser the end-to-end tests drive: Playwright's own, else the system's. The headless shell comes first: it starts no interface for each context.
import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { chromium } from "@playwright/test";

const SYSTEM_SHELLS = ["/usr/bin/chromium-headless-shell"];
const SYSTEM = [
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

function launchable(path) {
  return {
    ...(path ? { executablePath: path } : {}),
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  };
}

const present = (paths) => paths.find((path) => path && existsSync(path)) ?? null;

/** The path of a browser, or null when there is none. E2E_BROWSER overrides the search. */
export function findBrowser() {
  const whole = [chromium.executablePath(), ...SYSTEM];
  return present([process.env.E2E_BROWSER, ...playwrightShells(), ...SYSTEM_SHELLS, ...whole]);
}

/** How Playwright starts that browser. */
export function launchOptions() {
  return launchable(findBrowser());
}

/** The same for a browser that shows PDF files by itself, which the shell does not; the shell where there is no other. */
export function viewerLaunchOptions() {
  return launchable(
    present([process.env.E2E_BROWSER, chromium.executablePath(), ...SYSTEM]) ?? findBrowser(),
  );
}
