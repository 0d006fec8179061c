// Coverage of all sixteen scopes, with and without theme-level rows, computed a second time in another way, and the rows
// themselves against the extraction of the article where that folder stands beside the project.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type CoverageGroup, coverage } from "@/lib/core/crosswalk";
import { ROWS } from "@/lib/core/frameworks/crosswalk";
import type { TscCategory } from "@/lib/core/frameworks/types";

const LETTER: Readonly<Record<string, TscCategory>> = {
  A: "availability",
  C: "confidentiality",
  I: "processing_integrity",
  P: "privacy",
};
const SCOPES = [
  "",
  "A",
  "C",
  "I",
  "P",
  "AC",
  "AI",
  "AP",
  "CI",
  "CP",
  "IP",
  "ACI",
  "ACP",
  "AIP",
  "CIP",
  "ACIP",
];
const THEME_SIZE = { "A.5": 37, "A.6": 8, "A.7": 14, "A.8": 34 } as const;
const CLAUSES = [
  ...["4.1", "4.2", "4.3", "4.4", "5.1", "5.2", "5.3", "6.1.1", "6.1.2", "6.1.3", "6.2", "6.3"],
  ...["7.1", "7.2", "7.3", "7.4", "7.5.1", "7.5.2", "7.5.3", "8.1", "8.2", "8.3"],
  ...["9.1", "9.2.1", "9.2.2", "9.3.1", "9.3.2", "9.3.3", "10.1", "10.2"],
];

type Theme = keyof typeof THEME_SIZE;
const THEMES: readonly Theme[] = ["A.5", "A.6", "A.7", "A.8"];

function controlsOf(theme: Theme): string[] {
  return Array.from({ length: THEME_SIZE[theme] }, (_, index) => `${theme}.${index + 1}`);
}

/** The category of a criterion by its letters alone. */
function letterOf(criterion: string): string {
  const letters = criterion.replace(/\d.*$/, "");
  return { CC: "", A: "A", C: "C", PI: "I", P: "P" }[letters] ?? "?";
}

function union(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set(sets.flatMap((one) => [...one]));
}

/** What one criterion names, as sets: controls and clauses, those of a Full row once more. */
const PER_CRITERION = ROWS.map((row) => {
  const named = new Set([...row.references.map(({ ref }) => ref), ...row.clauses]);
  return {
    letter: letterOf(row.criterion),
    named,
    full: row.overlap === "full" ? named : new Set<string>(),
    theme: row.wildcardTheme,
  };
});

type Oracle = {
  readonly mapped: string[];
  readonly reusable: string[];
  readonly unmapped: string[];
  readonly themeLevel: string[];
};

function oracle(letters: string, universe: readonly string[], wildcard: boolean): Oracle {
  const counted = PER_CRITERION.filter(({ letter }) => letter === "" || letters.includes(letter));
  const named = union(counted.map((one) => one.named));
  const full = union(counted.map((one) => one.full));
  const themes = wildcard ? counted.flatMap(({ theme }) => (theme === null ? [] : [theme])) : [];
  const broadly = new Set<string>(themes.flatMap(controlsOf));
  const inUniverse = new Set(universe);
  const mapped = new Set([...named].filter((ref) => inUniverse.has(ref)));
  const unmapped = universe.filter((ref) => !mapped.has(ref));
  return {
    mapped: universe.filter((ref) => mapped.has(ref)),
    reusable: universe.filter((ref) => full.has(ref)),
    unmapped,
    themeLevel: unmapped.filter((ref) => broadly.has(ref)),
  };
}

function expectGroup(found: CoverageGroup, wanted: Oracle, of: number): void {
  expect(found.mapped).toEqual({ count: wanted.mapped.length, of, refs: wanted.mapped });
  expect(found.reusable).toEqual({ count: wanted.reusable.length, of, refs: wanted.reusable });
  expect(found.netNew).toEqual({ count: wanted.unmapped.length, of, refs: wanted.unmapped });
  expect(found.themeLevel).toEqual({ count: wanted.themeLevel.length, of, refs: wanted.themeLevel });
  const supplement = wanted.mapped.filter((ref) => !wanted.reusable.includes(ref));
  expect(found.supplement).toEqual({ count: supplement.length, of, refs: supplement });
}

function measured(letters: string, countWildcard: boolean) {
  const categories = [...letters].flatMap((letter) => LETTER[letter] ?? []);
  return coverage({ categories: ["security", ...categories], countWildcard, overrides: [] });
}

describe("coverage against a second computation from the rows", () => {
  const cases = SCOPES.flatMap((letters) => [false, true].map((wildcard) => ({ letters, wildcard })));

  it("looks at sixteen scopes, each with and without theme-level rows", () => {
    expect(new Set(cases.map(({ letters, wildcard }) => `${letters} ${wildcard}`)).size).toBe(32);
    expect(THEMES.flatMap(controlsOf)).toHaveLength(93);
    expect(CLAUSES).toHaveLength(30);
  });

  it.each(cases)("S+$letters, theme-level rows $wildcard: Annex A as a whole", ({ letters, wildcard }) => {
    expectGroup(measured(letters, wildcard), oracle(letters, THEMES.flatMap(controlsOf), wildcard), 93);
  });

  it.each(cases)("S+$letters, theme-level rows $wildcard: each theme", ({ letters, wildcard }) => {
    const { byTheme } = measured(letters, wildcard);
    expect(byTheme.map((group) => group.theme)).toEqual(THEMES);
    for (const group of byTheme) {
      const size = THEME_SIZE[group.theme];
      expectGroup(group, oracle(letters, controlsOf(group.theme), wildcard), size);
    }
  });

  it.each(cases)("S+$letters, theme-level rows $wildcard: the clauses apart", ({ letters, wildcard }) => {
    expectGroup(measured(letters, wildcard).clauses, oracle(letters, CLAUSES, wildcard), 30);
  });

  it("never lets a theme-level row lift a control to mapped or reusable", () => {
    for (const letters of SCOPES) {
      expect(measured(letters, true).mapped).toEqual(measured(letters, false).mapped);
      expect(measured(letters, true).reusable).toEqual(measured(letters, false).reusable);
    }
  });
});

describe("coverage against figures counted from the article by another program", () => {
  // Scope, mapped, reusable as is, mapped or theme level, then A.5, A.6, A.7, A.8 mapped, then clauses mapped.
  it.each([
    ["", 61, 56, 71, [26, 6, 5, 24], 2],
    ["A", 65, 59, 74, [27, 6, 7, 25], 2],
    ["C", 65, 56, 73, [28, 6, 5, 26], 2],
    ["I", 62, 56, 71, [26, 6, 5, 25], 2],
    ["P", 62, 56, 72, [27, 6, 5, 24], 2],
    ["AC", 69, 59, 76, [29, 6, 7, 27], 2],
    ["AI", 66, 59, 74, [27, 6, 7, 26], 2],
    ["AP", 66, 59, 75, [28, 6, 7, 25], 2],
    ["CI", 66, 56, 73, [28, 6, 5, 27], 2],
    ["CP", 66, 56, 74, [29, 6, 5, 26], 2],
    ["IP", 63, 56, 72, [27, 6, 5, 25], 2],
    ["ACI", 70, 59, 76, [29, 6, 7, 28], 2],
    ["ACP", 70, 59, 77, [30, 6, 7, 27], 2],
    ["AIP", 67, 59, 75, [28, 6, 7, 26], 2],
    ["CIP", 67, 56, 74, [29, 6, 5, 27], 2],
    ["ACIP", 71, 59, 77, [30, 6, 7, 28], 2],
  ])("S+%s", (letters, mapped, reusable, withThemeLevel, byTheme, clauses) => {
    const found = measured(letters, true);
    expect(found.mapped.count).toBe(mapped);
    expect(found.reusable.count).toBe(reusable);
    expect(found.mapped.count + found.themeLevel.count).toBe(withThemeLevel);
    expect(found.byTheme.map((group) => group.mapped.count)).toEqual(byTheme);
    expect(found.clauses.mapped.count).toBe(clauses);
  });
});

const EXTRACTION = fileURLToPath(new URL("../../../shared/domain/crosswalk.json", import.meta.url));

type ExtractedRow = {
  readonly id: string;
  readonly overlap: string;
  readonly seedLine: number;
  readonly controls: readonly { readonly control: string; readonly kind: string }[];
  readonly clauses: readonly { readonly clause: string }[];
};

function extracted(): readonly ExtractedRow[] {
  return (JSON.parse(readFileSync(EXTRACTION, "utf8")) as { rows: readonly ExtractedRow[] }).rows;
}

describe("the rows against the extraction of the article", () => {
  it("are the same criteria, references, overlaps and lines", (context) => {
    if (!existsSync(EXTRACTION)) {
      process.stdout.write(
        "Skipped: no ../shared/domain/crosswalk.json beside the project to compare the rows with.\n",
      );
      context.skip("no extraction beside the project");
    }
    const ours = ROWS.map((row) => ({
      id: row.criterion,
      overlap: row.overlap,
      line: row.source.line,
      controls: row.references.map(({ ref, kind }) => `${ref} ${kind}`),
      wildcards: row.wildcardTheme === null ? [] : [`${row.wildcardTheme}.*`],
      clauses: row.clauses,
    }));
    const theirs = extracted().map((row) => ({
      id: row.id,
      overlap: row.overlap.toLowerCase(),
      line: row.seedLine,
      controls: row.controls
        .filter(({ kind }) => kind !== "wildcard")
        .map(({ control, kind }) => `${control} ${kind === "single" ? "named" : kind}`),
      wildcards: row.controls.filter(({ kind }) => kind === "wildcard").map(({ control }) => control),
      clauses: row.clauses.map(({ clause }) => clause),
    }));
    expect(ours).toEqual(theirs);
  });
});
