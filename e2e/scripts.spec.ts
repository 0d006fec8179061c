// The scripts that a browser loads for a page before anything was opened on it, as the build lists them.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { builtRoutes, scriptsOf } from "./support/build-manifest";

const AT_MOST = 150 * 1024;

const sizes = new Map<string, number>();
function sizeOf(file: string): number {
  const known = sizes.get(file) ?? gzipSync(readFileSync(file)).length;
  sizes.set(file, known);
  return known;
}

test("every page loads at most 150 kB of scripts, compressed", () => {
  const pages = builtRoutes().filter((route) => route.endsWith("/page"));
  const workspace = pages.filter((page) => page.startsWith("/w/[slug]/"));
  expect(workspace.length).toBeGreaterThan(50);
  const weights = pages.map((page) => ({
    page,
    bytes: scriptsOf(page).reduce((sum, file) => sum + sizeOf(file), 0),
  }));
  // The framework alone: less means that the build lists its files elsewhere.
  expect(Math.min(...weights.map(({ bytes }) => bytes))).toBeGreaterThan(100_000);
  expect(weights.filter(({ bytes }) => bytes > AT_MOST)).toEqual([]);
});
