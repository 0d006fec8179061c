import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "@/lib/core/canonical-json";
import { coverage, pairsOf, soc2Only } from "@/lib/core/crosswalk";
import { DATASET_CHANGELOG, DATASET_VERSION } from "@/lib/core/frameworks/catalogue";
import { ROWS } from "@/lib/core/frameworks/crosswalk";
import { EDITIONS, findEdition, NEWEST_EDITION, newestOf } from "@/lib/core/frameworks/editions";
import { PRIVACY_ROWS } from "@/lib/core/frameworks/iso-27701";
import { TSC_CATEGORIES } from "@/lib/core/frameworks/types";

/** What a published edition says. An edition that fails here was changed: add a new one and keep the old rows. */
const PUBLISHED: Readonly<Record<string, string>> = {
  "2026.05.1": "001fa2b9fe4533ad",
  "2026.11.1": "001fa2b9fe4533ad",
};

const hash = (value: unknown) => createHash("sha256").update(canonicalJson(value)).digest("hex").slice(0, 16);

describe("the editions of the data set", () => {
  it.each(EDITIONS)("$version still says what it said when it was published", ({ version, rows }) => {
    expect(hash(rows)).toBe(PUBLISHED[version]);
  });

  it("are in order, each explained and named once", () => {
    const versions = EDITIONS.map((edition) => edition.version);
    expect(new Set(versions).size).toBe(versions.length);
    const days = EDITIONS.map((edition) => edition.publishedOn);
    expect(days).toEqual(days.toSorted());
    expect(EDITIONS.every(({ changes }) => changes.length > 0)).toBe(true);
  });

  it("end with the rows of the code, which the public pages and new workspaces read", () => {
    expect(newestOf(EDITIONS)).toBe(NEWEST_EDITION);
    expect(NEWEST_EDITION.rows).toBe(ROWS);
    expect(NEWEST_EDITION.privacy).toBe(PRIVACY_ROWS);
    expect(DATASET_VERSION).toBe(NEWEST_EDITION.version);
    expect(DATASET_CHANGELOG.map(({ version }) => version)).toEqual(
      EDITIONS.map(({ version }) => version).toReversed(),
    );
    expect(findEdition("1999.01.1", EDITIONS)).toBeUndefined();
  });

  it("move no number from 2026.05.1 to 2026.11.1: overlap, pairs and coverage are the same in every scope", () => {
    const [first, second] = EDITIONS.slice(0, 2);
    const said = (rows: typeof ROWS) =>
      rows.map(({ criterion, overlap, references, clauses, wildcardTheme }) => [
        ...[criterion, overlap, wildcardTheme],
        ...[references.map(({ ref, kind }) => `${ref} ${kind}`), clauses],
      ]);
    expect(said(second?.rows ?? [])).toEqual(said(first?.rows ?? []));
    expect(first?.privacy).toEqual([]);
    expect(second?.privacy).toHaveLength(18);
    for (let bits = 0; bits < 2 ** TSC_CATEGORIES.length; bits += 1) {
      const categories = TSC_CATEGORIES.filter((_, place) => bits & (1 << place));
      const numbers = [first, second].map((edition) => {
        const input = { categories, countWildcard: bits % 2 === 0, overrides: [], rows: edition?.rows ?? [] };
        return [coverage(input), soc2Only(input), pairsOf(input).length];
      });
      expect(numbers[1]).toEqual(numbers[0]);
    }
  });
});
