import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type DrawRule,
  drawLines,
  drawWords,
  readLineNumbers,
  ruleOf,
  SAMPLE_LIMITS,
} from "@/lib/core/sample-draw";

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());
const draw = (population: number, rule: DrawRule) => drawLines(population, rule, sha256);
const random = (population: number, size: number, seed: number) =>
  draw(population, { method: "random", size, seed });
const linesOf = (given: ReturnType<typeof draw>): readonly number[] => (given.ok ? given.lines : []);
const reasonOf = (given: ReturnType<typeof draw>) => (given.ok ? null : [given.field, given.reason]);

const populations = fc.integer({ min: 1, max: 5_000 });
const seeds = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

describe("a random sample (A-08)", () => {
  it("is the one that docs/sampling.md prints, today and in every later version", () => {
    expect(linesOf(random(40, 5, 2026))).toEqual([19, 24, 27, 35, 30]);
    expect(linesOf(random(50_000, 4, 1))).toEqual([18_198, 13_541, 1_133, 14_838]);
  });

  it("has its size, no line twice and no line outside, for every list and seed", () => {
    fc.assert(
      fc.property(
        populations,
        seeds,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (population, seed, share) => {
          const size = Math.max(1, Math.round(Math.min(population, SAMPLE_LIMITS.size) * share));
          const lines = linesOf(random(population, size, seed));
          expect(lines).toHaveLength(size);
          expect(new Set(lines).size).toBe(size);
          expect(Math.min(...lines)).toBeGreaterThanOrEqual(1);
          expect(Math.max(...lines)).toBeLessThanOrEqual(population);
          expect(linesOf(random(population, size, seed))).toEqual(lines);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("begins with the smaller sample of the same seed, so that one can be enlarged", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 250 }), seeds, fc.nat(), (population, seed, at) => {
        const small = 1 + (at % (population - 1));
        const [less, more] = [random(population, small, seed), random(population, population, seed)];
        expect(linesOf(more).slice(0, small)).toEqual(linesOf(less));
        expect([...linesOf(more)].sort((a, b) => a - b)).toEqual(
          Array.from({ length: population }, (_, index) => index + 1),
        );
      }),
      { numRuns: 100 },
    );
  });

  it("takes every line about as often as any other", () => {
    const [population, size, seedsTried] = [37, 5, 4_000];
    const times = new Array<number>(population).fill(0);
    for (let seed = 0; seed < seedsTried; seed += 1) {
      for (const line of linesOf(random(population, size, seed)))
        times[line - 1] = (times[line - 1] ?? 0) + 1;
    }
    const expected = (seedsTried * size) / population;
    const chiSquare = times.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    // 36 degrees of freedom: beyond 80 with a chance of 1 in 30,000, were it not uniform by construction.
    expect(chiSquare).toBeLessThan(80);
    expect(chiSquare).toBeGreaterThan(10);
  });

  it("passes over hash values of the last, incomplete stretch", () => {
    const values = [2 ** 48 - 1, 5];
    const first = (bytes: Uint8Array) => {
      const counter = Number(new TextDecoder().decode(bytes).split(":")[1]);
      const value = values[counter - 1] ?? 0;
      return Uint8Array.from([0, 1, 2, 3, 4, 5], (at) => Math.floor(value / 2 ** (8 * (5 - at))) % 256);
    };
    const drawn = drawLines(7, { method: "random", size: 1, seed: 1 }, first);
    expect(drawn).toMatchObject({ ok: true, lines: [6] });
  });

  it("is refused with a sentence where it cannot be drawn", () => {
    expect(reasonOf(random(10, 11, 1))).toEqual(["size", "The list has 10 lines; 11 cannot be drawn."]);
    expect(reasonOf(random(1_000, 251, 1))?.[1]).toContain("at most 250");
    expect(reasonOf(random(10, 0, 1))?.[1]).toContain("at least one line");
    expect(reasonOf(random(0, 1, 1))?.[1]).toContain("no line to draw");
    expect(reasonOf(random(10, 1, -1))?.[0]).toBe("seed");
    expect(reasonOf(random(10, 1, 0.5))?.[0]).toBe("seed");
  });
});

describe("a sample at an interval (A-08)", () => {
  const interval = (population: number, size: number, start: number, step: number | null = null) =>
    draw(population, { method: "interval", size, start, step });

  it("takes every so many lines from the first one, by the widest step that fits unless told", () => {
    expect(interval(40, 4, 3)).toMatchObject({ lines: [3, 13, 23, 33], step: 10 });
    expect(interval(41, 4, 11)).toMatchObject({ lines: [11, 21, 31, 41], step: 10 });
    expect(interval(40, 4, 3, 2)).toMatchObject({ lines: [3, 5, 7, 9], step: 2 });
    expect(interval(3, 3, 1)).toMatchObject({ lines: [1, 2, 3], step: 1 });
  });

  it("says how many lines there are when the list ends too early", () => {
    expect(reasonOf(interval(40, 4, 20, 10))).toEqual([
      "step",
      "From line 20 in steps of 10 the list has 3 lines; 4 are asked for. Begin earlier or choose a smaller interval.",
    ]);
    expect(reasonOf(interval(40, 4, 20))?.[0]).toBe("start");
    expect(reasonOf(interval(40, 4, 0))?.[1]).toContain("from 1 to 40");
    expect(reasonOf(interval(40, 4, 41))?.[0]).toBe("start");
    expect(reasonOf(interval(40, 4, 1, 0))?.[0]).toBe("step");
    expect(reasonOf(interval(4, 5, 1))?.[0]).toBe("size");
  });

  it("keeps equal distances and stays inside, whatever is asked", () => {
    fc.assert(
      fc.property(
        populations,
        fc.integer({ min: 1, max: 250 }),
        fc.integer({ min: 1, max: 200 }),
        (n, size, start) => {
          const drawn = interval(n, size, start);
          if (!drawn.ok) return;
          expect(drawn.lines).toHaveLength(size);
          expect(drawn.lines[0]).toBe(start);
          expect(drawn.lines[size - 1]).toBeLessThanOrEqual(n);
          expect(drawn.lines.every((line, at) => line === start + at * (drawn.step ?? 0))).toBe(true);
        },
      ),
    );
  });
});

describe("a sample by judgement (A-08)", () => {
  const chosen = (population: number, lines: readonly number[], rationale = "Leavers with a late ticket") =>
    draw(population, { method: "judgemental", lines, rationale });

  it("takes the lines once each in the order of the list, and asks why", () => {
    expect(linesOf(chosen(40, [17, 3, 17]))).toEqual([3, 17]);
    expect(reasonOf(chosen(40, [3], " "))).toEqual(["rationale", "Say why these lines were chosen."]);
    expect(reasonOf(chosen(40, []))?.[1]).toContain("at least one");
    expect(reasonOf(chosen(40, [3, 41]))?.[1]).toBe("The list has the lines 1 to 40; 41 is none of them.");
    expect(reasonOf(chosen(40, [0]))?.[0]).toBe("lines");
    const many = Array.from({ length: 251 }, (_, at) => at + 1);
    expect(reasonOf(chosen(400, many))?.[1]).toContain("at most 250");
  });

  it("reads line numbers as people write them", () => {
    expect(readLineNumbers("3, 17; 40-42\n5")).toEqual({ ok: true, lines: [3, 17, 40, 41, 42, 5] });
    expect(readLineNumbers("")).toEqual({ ok: true, lines: [] });
    expect(readLineNumbers("3, seven")).toMatchObject({ ok: false });
    expect(readLineNumbers("9-3")).toMatchObject({ ok: false });
    expect(readLineNumbers("1-251")).toMatchObject({ ok: false });
    expect(readLineNumbers("1-200, 201-400, 500")).toMatchObject({ ok: false });
  });
});

describe("a recorded draw", () => {
  const facts = { size: 25, populationSize: 1_800, seed: null, step: null, start: null, rationale: "" };

  it("gives back the rule that it was drawn by, and says it in words", () => {
    const byChance = { ...facts, method: "random" as const, seed: 7 };
    expect(ruleOf(byChance, [])).toEqual({ method: "random", size: 25, seed: 7 });
    expect(drawWords(byChance)).toBe("25 of 1,800 lines, at random with seed 7");
    const steady = { ...facts, method: "interval" as const, step: 72, start: 9 };
    expect(ruleOf(steady, [])).toEqual({ method: "interval", size: 25, start: 9, step: 72 });
    expect(drawWords(steady)).toBe("25 of 1,800 lines, every 72 lines from line 9");
    const judged = { ...facts, method: "judgemental" as const, rationale: "Why" };
    expect(ruleOf(judged, [4])).toEqual({ method: "judgemental", lines: [4], rationale: "Why" });
    expect(drawWords(judged)).toBe("25 of 1,800 lines, chosen by the auditor");
  });
});
