import { describe, expect, it } from "vitest";
import { entryOf } from "@/lib/core/frameworks/catalogue";
import { CHAPTERS } from "@/lib/core/frameworks/clauses";
import { NET_NEW } from "@/lib/core/frameworks/net-new";
import { ANNEX_THEMES, TSC_CATEGORIES } from "@/lib/core/frameworks/types";
import {
  type Answers,
  keyAt,
  optionOf,
  questionOf,
  SCORECARDS,
  scorecardReach,
  scorecardResult,
} from "@/lib/core/scorecard";
import { MAX_POINTS, SCORECARD_DIRECTIONS, type ScorecardDirection } from "@/lib/core/scorecard-question";

const all = SCORECARD_DIRECTIONS.flatMap((direction) => SCORECARDS[direction].questions);
const entries = (direction: ScorecardDirection) =>
  SCORECARDS[direction].questions.flatMap(({ refs }) => refs).map((ref) => entryOf(ref));

function answered(direction: ScorecardDirection, key: (id: string) => string | null): Answers {
  const pairs = SCORECARDS[direction].questions.map(({ id }) => [id, key(id)] as const);
  return new Map(pairs.flatMap(([id, value]) => (value === null ? [] : [[id, value] as const])));
}

describe("the questions", () => {
  it("are twenty in each direction", () => {
    for (const direction of SCORECARD_DIRECTIONS) expect(SCORECARDS[direction].questions).toHaveLength(20);
  });

  it("keep their order, because a published link counts on it", () => {
    expect(SCORECARDS.iso.questions.map(({ id }) => id).join(" ")).toBe(
      "context leadership risk-method treatment objectives support documents operation internal-audit management-review corrective suppliers incidents people premises technology assets obligations away engineering",
    );
    expect(SCORECARDS.soc2.questions.map(({ id }) => id).join(" ")).toBe(
      "window populations rhythm description commitments subservice user-duties board conduct fraud-change exceptions access change incident-records choice availability confidentiality processing-integrity privacy-handling privacy-rights",
    );
  });

  it("have ids of their own across both directions", () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(questionOf("board")?.refs).toEqual(["CC1.2"]);
    expect(questionOf("nothing")).toBeUndefined();
  });

  it.each(all.map((question) => [question.id, question] as const))("%s is complete", (_id, question) => {
    const strong = question.options.filter(({ points }) => points === MAX_POINTS);
    const counted = question.options.flatMap(({ points }) => (points === null ? [] : [points]));
    expect(strong).toHaveLength(1);
    expect(counted).toEqual([3, 2, 1, 0]);
    expect(new Set(question.options.map(({ label }) => label)).size).toBe(question.options.length);
    for (const text of [question.text, question.help, question.why, question.next])
      expect(text.length).toBeGreaterThan(20);
    for (const { label, meaning } of question.options) expect([label, meaning]).not.toContain("");
  });

  it("name only requirements of the catalogue, of the standard that their direction leads to", () => {
    for (const entry of entries("iso")) expect(["control", "clause"]).toContain(entry?.kind);
    for (const entry of entries("soc2")) expect(entry?.kind).toBe("criterion");
    for (const question of all) expect(question.refs.length).toBeGreaterThan(0);
  });

  it("belong to an area of their direction, and no area is empty", () => {
    for (const direction of SCORECARD_DIRECTIONS) {
      const { areas, questions } = SCORECARDS[direction];
      expect(new Set(questions.map(({ area }) => area))).toEqual(new Set(areas.map(({ id }) => id)));
    }
  });

  it("reach every chapter, every theme and the net-new list", () => {
    const iso = entries("iso");
    for (const { number } of CHAPTERS)
      expect(iso.some((entry) => entry?.kind === "clause" && entry.chapter === number)).toBe(true);
    for (const theme of ANNEX_THEMES)
      expect(iso.some((entry) => entry?.kind === "control" && entry.theme === theme)).toBe(true);
    const listed = new Set(NET_NEW.map(({ ref }) => ref));
    const netNew = SCORECARDS.iso.questions.filter(({ area }) => area === "net-new");
    expect(netNew.flatMap(({ refs }) => refs).filter((ref) => !listed.has(ref))).toEqual([]);
  });

  it("reach every category on the way back", () => {
    const reached = entries("soc2").flatMap((entry) => (entry?.kind === "criterion" ? [entry.category] : []));
    expect(new Set(reached)).toEqual(new Set(TSC_CATEGORIES));
  });

  it("say how much they leave out", () => {
    expect(scorecardReach("iso").of).toBe(123);
    expect(scorecardReach("soc2").of).toBe(61);
    expect(scorecardReach("iso").count).toBeLessThan(123);
  });
});

describe("the result", () => {
  it("gives an area the points of its answers, of the most it can give", () => {
    const answers = answered("iso", (id) => ({ context: "b", leadership: "a" })[id] ?? null);
    const [first] = scorecardResult("iso", answers).areas;
    expect([first?.points, first?.of]).toEqual([5, 6]);
  });

  it("never counts what is not known as yes", () => {
    const result = scorecardResult(
      "iso",
      answered("iso", () => "u"),
    );
    expect(result.areas.reduce((sum, { points }) => sum + points, 0)).toBe(0);
    expect(result.areas.reduce((sum, { of }) => sum + of, 0)).toBe(60);
    expect(result.states.unknown).toBe(20);
    expect(result.gaps).toHaveLength(20);
  });

  it("leaves what does not apply out of both sides", () => {
    const physical = (key: string) =>
      scorecardResult("iso", new Map([["premises", key]])).areas.find(({ area }) => area.id === "physical");
    expect([physical("a")?.points, physical("a")?.of]).toEqual([3, 3]);
    expect([physical("e")?.points, physical("e")?.of]).toEqual([0, 0]);
  });

  it("lists gaps by how many requirements they touch, then by what they cost", () => {
    const { gaps } = scorecardResult(
      "soc2",
      answered("soc2", () => "b"),
    );
    const rows = gaps.map(({ question }) => question.refs.length);
    expect(rows).toEqual([...rows].sort((a, b) => b - a));
    const weak = scorecardResult(
      "iso",
      new Map([
        ["internal-audit", "b"],
        ["corrective", "d"],
      ]),
    ).gaps;
    expect(weak.map(({ question }) => question.id)).toEqual(["corrective", "internal-audit"]);
  });

  it("keeps questions without an answer apart from gaps", () => {
    const result = scorecardResult("iso", new Map([["context", "a"]]));
    expect(result.gaps).toEqual([]);
    expect(result.unanswered).toHaveLength(19);
    expect(Object.values(result.states).reduce((sum, n) => sum + n, 0)).toBe(20);
  });

  it("reads keys by the place of their option", () => {
    const [question] = SCORECARDS.iso.questions;
    if (question === undefined) throw new Error("No question.");
    for (const [index, option] of question.options.entries())
      expect(optionOf(question, keyAt(index))).toBe(option);
    for (const key of ["", "ab", "z", "u", undefined]) expect(optionOf(question, key)).toBeUndefined();
  });
});
