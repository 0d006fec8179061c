import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Answers, isAnswer, SCORECARDS, scorecardResult } from "@/lib/core/scorecard";
import { codeOf, fieldOf, readScorecard, scorecardQuery } from "@/lib/core/scorecard-code";
import { SCORECARD_DIRECTIONS } from "@/lib/core/scorecard-question";

const directions = fc.constantFrom(...SCORECARD_DIRECTIONS);
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.constantFrom("", "1", "-", "abcdu", "__proto__", "constructor", "\uD800", "a".repeat(5_000)),
);
const value = fc.oneof(text, fc.array(text, { maxLength: 4 }), fc.constant(undefined));
const name = fc.oneof(
  text,
  fc.constantFrom("a", "v", "q.", "q.context", "q.board", "q.nothing", "__proto__", "toString"),
);
const queries = fc.array(fc.tuple(name, value), { maxLength: 12 }).map((pairs) => Object.fromEntries(pairs));

const answersOf = (direction: (typeof SCORECARD_DIRECTIONS)[number]) =>
  fc
    .tuple(
      ...SCORECARDS[direction].questions.map(({ options }) =>
        fc.constantFrom(null, "u", ..."abcdefgh".slice(0, options.length)),
      ),
    )
    .map((keys): Answers => {
      const pairs = SCORECARDS[direction].questions.map(
        ({ id }, index) => [id, keys[index] ?? null] as const,
      );
      return new Map(pairs.flatMap(([id, key]) => (key === null ? [] : [[id, key] as const])));
    });

describe("a link", () => {
  it("brings the same answers back without a remark", () => {
    fc.assert(
      fc.property(
        directions.chain((direction) => fc.tuple(fc.constant(direction), answersOf(direction))),
        ([direction, answers]) => {
          const reading = readScorecard(direction, scorecardQuery(direction, answers));
          expect(new Map(reading.answers)).toEqual(new Map(answers));
          expect(reading.ignored).toEqual([]);
          expect(reading.fromForm).toBe(false);
        },
      ),
    );
  });

  it("holds one plain character a question", () => {
    expect(
      codeOf(
        "iso",
        new Map([
          ["context", "b"],
          ["engineering", "u"],
        ]),
      ),
    ).toBe("b------------------u");
  });

  it("is read to the end, whatever was made of it", () => {
    fc.assert(
      fc.property(directions, queries, (direction, query) => {
        const { answers, ignored } = readScorecard(direction, query);
        for (const [id, key] of answers) {
          const question = SCORECARDS[direction].questions.find((one) => one.id === id);
          expect(question !== undefined && isAnswer(question, key)).toBe(true);
        }
        for (const sentence of ignored) {
          expect(sentence.length).toBeLessThan(400);
          expect(sentence).toMatch(/^[ -~]+\.$/);
        }
        const result = scorecardResult(direction, answers);
        for (const { points, of } of result.areas) expect(points).toBeLessThanOrEqual(of);
        expect(codeOf(direction, answers)).toHaveLength(20);
      }),
      { numRuns: 500 },
    );
  });

  it("says what of a code was left out", () => {
    const read = (query: Record<string, string | string[]>) => readScorecard("iso", query).ignored;
    expect(read({ v: "1", a: "abcdu---------------" })).toEqual([]);
    expect(read({})).toEqual([]);
    expect(read({ v: "2", a: "a" })[0]).toContain('version "2"');
    expect(readScorecard("iso", { v: "2", a: "a".repeat(20) }).answers.size).toBe(0);
    expect(read({ a: "a".repeat(20) })).toEqual(["The link names no version. It was read as version 1."]);
    expect(read({ v: "1", a: "a".repeat(25) })[0]).toContain("25 characters long");
    expect(read({ v: "1", a: "aa" })[0]).toContain("shorter than 20");
    expect(read({ v: "1", a: `z!${"a".repeat(18)}` })[0]).toContain("questions 1, 2");
    expect(read({ v: "1", a: ["a".repeat(20), "b".repeat(20)] })[0]).toContain('more than once: "a"');
    expect(read({ v: "1", a: "-".repeat(20), utm: "x" })[0]).toContain('"utm"');
  });

  it("takes letters in any case and the first of repeated values", () => {
    const { answers } = readScorecard("iso", { v: "1", a: [`BU${"-".repeat(18)}`, "a".repeat(20)] });
    expect([...answers]).toEqual([
      ["context", "b"],
      ["leadership", "u"],
    ]);
  });

  it("leaves parameters alone that the page knows", () => {
    expect(readScorecard("iso", { v: "1", a: "-".repeat(20), tab: "x" }, ["tab"]).ignored).toEqual([]);
  });
});

describe("the form", () => {
  it("sends one field a question", () => {
    const [first] = SCORECARDS.soc2.questions;
    if (first === undefined) throw new Error("No question.");
    const reading = readScorecard("soc2", { v: "1", [fieldOf(first)]: "c" });
    expect([...reading.answers]).toEqual([["window", "c"]]);
    expect(reading.fromForm).toBe(true);
    expect(reading.ignored).toEqual([]);
  });

  it("names questions and answers that do not exist", () => {
    const { answers, ignored } = readScorecard("iso", { v: "1", "q.ghost": "a", "q.context": "zz" });
    expect(answers.size).toBe(0);
    expect(ignored.join(" ")).toContain('"ghost"');
    expect(ignored.join(" ")).toContain("for context");
  });
});
