import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ALL_SCOPES, crosswalkJson } from "@/lib/core/crosswalk-export";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import { NEWEST_EDITION } from "@/lib/core/frameworks/editions";
import { CRITERIA } from "@/lib/core/frameworks/tsc";

const control = z.string().regex(/^A\.[5-8]\.\d+$/);
const category = z.enum(["Security", "Availability", "Confidentiality", "Processing Integrity", "Privacy"]);
const shape = z.strictObject({
  criteria: z.array(
    z.strictObject({
      id: z.string(),
      category,
      overlap: z.enum(["Full", "Partial", "Additive"]),
      controls: z.array(control),
      wildcards: z.array(z.string().regex(/^A\.[5-8]\.\*$/)),
      clauses: z.array(z.string().regex(/^\d+(\.\d+)+$/)),
    }),
  ),
  coverage: z.array(
    z.strictObject({
      scope: z.array(category),
      wildcard: z.boolean(),
      mapped: z.int(),
      reusableAsIs: z.int(),
      unmapped: z.array(control),
    }),
  ),
});

const ALL = CONTROLS.map(({ ref }) => ref);
const document = crosswalkJson();

/** Controls that a row names; the third part only where theme-level statements count. */
function namedBy(row: (typeof NEWEST_EDITION.rows)[number], wildcard: boolean) {
  const named = row.overlap === "additive" ? [] : row.references.map(({ ref }) => ref);
  const theme = wildcard ? row.wildcardTheme : null;
  return {
    asIs: row.overlap === "full" ? named : [],
    mapped: [...named, ...(theme === null ? [] : ALL.filter((ref) => ref.startsWith(`${theme}.`)))],
  };
}

/** Counted from the rows once more, without the product's own coverage. */
function counted(scope: readonly string[], wildcard: boolean) {
  const wanted = scope.map((name) => name.toLowerCase().replace(" ", "_"));
  const inScope = new Set(CRITERIA.filter((one) => wanted.includes(one.category)).map((one) => one.ref));
  const named = NEWEST_EDITION.rows
    .filter((row) => inScope.has(row.criterion))
    .map((row) => namedBy(row, wildcard));
  const mapped = new Set(named.flatMap((row) => row.mapped));
  return {
    mapped: mapped.size,
    reusableAsIs: new Set(named.flatMap((row) => row.asIs)).size,
    unmapped: ALL.filter((ref) => !mapped.has(ref)),
  };
}

describe("the document for other programs", () => {
  test("has the promised shape and nothing else", () => {
    expect(shape.safeParse(document).error?.message).toBeUndefined();
  });

  test("holds 61 criteria with 122 named pairs, 7 clause references and one theme-level row", () => {
    expect(document.criteria.map((row) => row.id)).toEqual(CRITERIA.map((one) => one.ref));
    const count = (key: "controls" | "clauses" | "wildcards") =>
      document.criteria.reduce((sum, row) => sum + row[key].length, 0);
    expect([count("controls"), count("clauses"), count("wildcards")]).toEqual([122, 7, 1]);
    const overlaps = document.criteria.map((row) => row.overlap);
    const shares = ["Full", "Partial", "Additive"].map((one) => overlaps.filter((o) => o === one).length);
    expect(shares).toEqual([27, 26, 8]);
    expect(document.criteria.find((row) => row.id === "CC6.8")?.controls).toEqual(
      expect.arrayContaining(["A.8.26", "A.8.27", "A.8.28", "A.8.29"]),
    );
    expect(new Set(document.criteria.flatMap((row) => row.clauses))).toEqual(new Set(["6.1.2", "6.1.3"]));
  });

  test("covers each of the sixteen scopes once without and once with the wildcard", () => {
    expect(ALL_SCOPES).toHaveLength(16);
    const keys = document.coverage.map(({ scope, wildcard }) => `${scope.join()} ${wildcard}`);
    expect(new Set(keys).size).toBe(32);
    expect(document.coverage.every(({ scope }) => scope[0] === "Security")).toBe(true);
  });

  test.each(document.coverage)("counts $scope, wildcard $wildcard, as the rows do", (entry) => {
    const { mapped, reusableAsIs, unmapped } = counted(entry.scope, entry.wildcard);
    expect(entry).toEqual({ scope: entry.scope, wildcard: entry.wildcard, mapped, reusableAsIs, unmapped });
    expect(entry.mapped + entry.unmapped.length).toBe(93);
  });
});

test("the command prints the document and nothing else", () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const run = spawnSync("npm", ["run", "-s", "crosswalk:json"], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "", DATABASE_APP_URL: "", DATABASE_AUTH_URL: "" },
    maxBuffer: 4 * 1024 * 1024,
    shell: process.platform === "win32",
  });
  expect(run.status, run.stderr).toBe(0);
  expect(JSON.parse(run.stdout)).toEqual(document);
}, 60_000);
