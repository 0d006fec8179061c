import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readScorecardFile, SCORECARD_FILE_LIMIT, scorecardFile } from "@/lib/core/scorecard-file";

const ANSWERS = new Map([
  ["context", "b"],
  ["treatment", "u"],
  ["premises", "e"],
]);

describe("a scorecard file", () => {
  it("brings the answers back, not known and does not apply included", () => {
    const reading = readScorecardFile(scorecardFile("iso", ANSWERS));
    if (!reading.ok) throw new Error(reading.reason);
    expect(reading.direction).toBe("iso");
    expect(new Map(reading.answers)).toEqual(ANSWERS);
    expect(reading.left).toBe(0);
  });

  it("can be read by a person: words, points by area, data set, and what it is not", () => {
    const file = JSON.parse(scorecardFile("iso", ANSWERS));
    expect(file.answers).toHaveLength(20);
    expect(file.answers[0]).toMatchObject({ question: "context", answer: "b", points: 2 });
    expect(file.answers[3]).toMatchObject({ answered: "Not known", points: 0 });
    expect(file.areas[0]).toEqual({ area: "Context and leadership", points: 2, of: 6 });
    expect(file.dataset).toMatch(/^\d{4}\.\d{2}/);
    expect(file.notice).toContain("not of ISO or AICPA");
  });

  it("opens after an editor put a byte order mark before it", () => {
    expect(readScorecardFile(`\uFEFF${scorecardFile("soc2", new Map())}`).ok).toBe(true);
  });

  it("counts the answers that do not exist any more", () => {
    const file = JSON.parse(scorecardFile("iso", ANSWERS));
    file.answers.push({ question: "ghost", answer: "a" }, { question: "corrective", answer: "zz" });
    const reading = readScorecardFile(JSON.stringify(file));
    expect(reading).toMatchObject({ ok: true, left: 2 });
  });

  it("is refused in one sentence when it is something else", () => {
    const other = JSON.parse(scorecardFile("iso", ANSWERS));
    for (const text of [
      "",
      "{",
      "[]",
      "null",
      '{"format":"x"}',
      JSON.stringify({ ...other, direction: "up" }),
    ])
      expect(readScorecardFile(text)).toMatchObject({ ok: false });
    expect(readScorecardFile(JSON.stringify({ ...other, version: 9 }))).toMatchObject({
      reason: expect.stringContaining("another version"),
    });
    expect(readScorecardFile("x".repeat(SCORECARD_FILE_LIMIT + 1))).toMatchObject({
      reason: expect.stringContaining("larger"),
    });
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const reading = readScorecardFile(text);
        expect(reading.ok ? "" : reading.reason).not.toBeUndefined();
      }),
    );
  });
});
