import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween } from "@/lib/core/dates";
import {
  type EffortDirection,
  itemisedSums,
  monthsOf,
  phasesOf,
  planEffort,
  quotedMonths,
  sumOfWeeks,
  weeksOf,
} from "@/lib/core/effort";
import { EFFORT_WEEKS, readEffort, weekFields } from "@/lib/core/effort-form";
import { DISPUTE_BY_ID } from "@/lib/core/frameworks/catalogue";

const TODAY = "2026-11-20";
const read = (query: Record<string, string | undefined>, direction: EffortDirection = "iso") =>
  readEffort(query, direction, TODAY);

function planned(query: Record<string, string | undefined>, direction: EffortDirection = "iso") {
  const { input, errors } = read(query, direction);
  expect(errors).toEqual({});
  if (input === null) throw new Error("no input");
  return planEffort(input);
}

describe("the article's own figures", () => {
  it("add up to 14 to 20 weeks, or to 24 with the longer audit", () => {
    expect(itemisedSums()).toEqual({ shortAudit: { from: 14, to: 20 }, longAudit: { from: 14, to: 24 } });
    expect([14, 20, 24].map(monthsOf)).toEqual([3.2, 4.6, 5.5]);
  });

  it("stand beside the quoted months, which are longer than the sum", () => {
    expect(quotedMonths("iso", true)).toEqual({ from: 4, to: 6 });
    expect(quotedMonths("iso", false)).toEqual({ from: 9, to: 12 });
    expect(quotedMonths("soc2", true)).toBeNull();
    expect(weeksOf(4)).toBeGreaterThan(itemisedSums().longAudit.from);
    expect(weeksOf(6)).toBeGreaterThan(itemisedSums().longAudit.to);
  });

  it("leave to building controls what completes 9 to 12 months", () => {
    const total = sumOfWeeks(phasesOf("iso", false).map((phase) => phase.weeks));
    expect(total).toEqual({ from: 39, to: 52 });
    expect(phasesOf("iso", false)[0]).toMatchObject({ key: "implementation", origin: "computed" });
  });

  it("name their lines, and the disputed audit its dispute", () => {
    for (const phase of phasesOf("iso", true)) expect(phase.lines.length, phase.key).toBeGreaterThan(0);
    const disputed = phasesOf("iso", true).filter((phase) => phase.dispute !== null);
    expect(disputed.map((phase) => [phase.key, phase.dispute])).toEqual([["audit", "K33"]]);
    expect(DISPUTE_BY_ID.has("K33") && DISPUTE_BY_ID.has("K34")).toBe(true);
    expect(phasesOf("soc2", true).every((phase) => phase.origin === "own")).toBe(true);
  });
});

describe("a plan", () => {
  it("lays the phases on dates, one after the other", () => {
    const plan = planned({ start: "2026-12-01" });
    expect(plan.phases.map(({ key, short }) => [key, short.from, short.to])).toEqual([
      ["artefacts", "2026-12-01", "2027-01-12"],
      ["audit", "2027-01-12", "2027-02-09"],
      ["stages", "2027-02-09", "2027-03-09"],
    ]);
    expect(plan.endsOn).toEqual({ short: "2027-03-09", long: "2027-05-18" });
    expect(plan.total).toEqual({ from: 14, to: 24 });
  });

  it("marks lengths that differ from the usual ones as the visitor's", () => {
    const plan = planned({ "audit-from": "3", "audit-to": "8", "stages-from": "4", "stages-to": "8" });
    expect(plan.phases.map(({ key, origin }) => [key, origin])).toEqual([
      ["artefacts", "source"],
      ["audit", "yours"],
      ["stages", "source"],
    ]);
  });

  it("plans back from the day it is needed and says what is spare", () => {
    const plan = planned({ start: "2026-12-01", needed: "2027-03-30" });
    expect(plan.back?.latestStart).toEqual({ short: "2026-12-22", long: "2026-10-13" });
    expect(plan.back?.spareWeeks).toEqual({ short: 3, long: -7 });
    expect(plan.back?.phases.at(-1)?.short.to).toBe("2027-03-30");
    expect(plan.back?.phases.at(-1)?.long.to).toBe("2027-03-30");
  });

  const phaseWeeks = fc
    .tuple(fc.integer({ min: 1, max: 104 }), fc.integer({ min: 0, max: 40 }))
    .map(([from, more]) => ({ from, to: Math.min(104, from + more) }));
  const anyPlan = fc.record({
    direction: fc.constantFrom<EffortDirection>("iso", "soc2"),
    soc2InHand: fc.boolean(),
    start: fc.integer({ min: 0, max: 20_000 }).map((days) => addDays("2010-01-01", days)),
    needed: fc.integer({ min: 1, max: 3000 }),
    spans: fc.array(phaseWeeks, { minLength: 4, maxLength: 4 }),
    overlap: fc.integer({ min: 0, max: 12 }),
  });

  it("adds up, never runs backwards, and ends where planning back ends (property)", () => {
    fc.assert(
      fc.property(anyPlan, ({ direction, soc2InHand, start, needed, spans, overlap }) => {
        const phases = phasesOf(direction, soc2InHand);
        const weeks = Object.fromEntries(phases.map(({ key }, at) => [key, spans[at]]));
        const used = spans.slice(0, phases.length);
        const overlapWeeks = Math.min(overlap, Math.min(...used.map((span) => span.from)) - 1);
        const neededOn = addDays(start, needed);
        const input = { direction, soc2InHand, startOn: start, neededOn, weeks, overlapWeeks };
        const plan = planEffort(input);
        const sum = used.reduce((all, span) => all + span.from, 0) - overlapWeeks * (phases.length - 1);
        expect(plan.total.from).toBe(sum);
        expect(daysBetween(start, plan.endsOn.short)).toBe(7 * plan.total.from);
        expect(daysBetween(start, plan.endsOn.long)).toBe(7 * plan.total.to);
        for (const [at, phase] of plan.phases.entries()) {
          expect(daysBetween(phase.short.from, phase.short.to)).toBe(7 * phase.weeks.from);
          expect(daysBetween(phase.long.from, phase.long.to)).toBe(7 * phase.weeks.to);
          const before = plan.phases[at - 1];
          if (before !== undefined) {
            expect(before.short.from < phase.short.from).toBe(true);
            expect(before.long.from < phase.long.from).toBe(true);
          }
        }
        expect(plan.back?.phases.at(-1)?.short.to).toBe(neededOn);
        expect(plan.back?.phases.at(-1)?.long.to).toBe(neededOn);
        expect(plan.back?.phases[0]?.long.from).toBe(plan.back?.latestStart.long);
        expect((plan.back?.spareWeeks.short ?? 0) >= (plan.back?.spareWeeks.long ?? 0)).toBe(true);
      }),
    );
  });
});

describe("the form", () => {
  it("has usual values for everything that is absent", () => {
    const { values, errors, input } = read({});
    expect(errors).toEqual({});
    expect(values).toMatchObject({ start: TODAY, soc2: "yes", needed: "", overlap: "0", "audit-to": "8" });
    expect(input).toMatchObject({ startOn: TODAY, soc2InHand: true, neededOn: null, overlapWeeks: 0 });
    expect(read({ start: "" }).values.start).toBe(TODAY);
    expect(read({ soc2: "no" }).values).toMatchObject({ "implementation-from": "25" });
  });

  it.each([
    ["start", "yesterday", "Enter a date as year-month-day, such as 2026-11-20."],
    ["start", "2026-02-30", "Enter a date as year-month-day, such as 2026-11-20."],
    ["start", "1995-01-01", "Enter a date between 2000 and 2099."],
    ["needed", "31.12.2026", "Enter a date as year-month-day, such as 2026-11-20."],
    ["needed", "2026-11-20", "Enter a date after the start."],
    ["soc2", "perhaps", '"perhaps" is no answer here. Choose yes or no.'],
    ["artefacts-from", "0", "Enter whole weeks from 1 to 104."],
    ["artefacts-from", "six", "Enter whole weeks from 1 to 104."],
    ["stages-to", "105", "Enter whole weeks from 1 to 104."],
    ["stages-to", "-4", "Enter whole weeks from 1 to 104."],
    ["audit-to", "2", "The longer time is shorter than the shorter one. Enter 4 or more."],
    ["overlap", "4", "Enter whole weeks from 0 to 3: fewer than the shortest phase has."],
    ["overlap", "1.5", "Enter whole weeks from 0 to 3: fewer than the shortest phase has."],
  ])("says at %s what is wrong with %s and keeps the rest", (name, typed, sentence) => {
    const { values, errors, input } = read({ "artefacts-to": "9", [name]: typed });
    expect(errors).toEqual({ [name]: sentence });
    expect(input).toBeNull();
    expect(values["artefacts-to"]).toBe("9");
    if (name !== "soc2") expect(values[name]).toBe(typed);
  });

  it("allows no parallel work beside a phase of one week", () => {
    const { errors } = read({ "audit-from": "1", overlap: "1" });
    expect(errors.overlap).toContain("Enter 0.");
  });

  it("never fails, whatever the address holds, and what it accepts can be planned (property)", () => {
    const names = ["start", "needed", "soc2", "overlap"].concat(
      ["implementation", "artefacts", "audit", "stages", "window"].flatMap((key) =>
        Object.values(weekFields(key as "audit")),
      ),
    );
    const value = fc.oneof(
      fc.string(),
      fc.integer({ min: -5, max: 200 }).map(String),
      fc.constantFrom("yes", "no", "2027-03-01", "2026-01-01"),
    );
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...names), value),
        fc.constantFrom<EffortDirection>("iso", "soc2"),
        (query, direction) => {
          const { input, errors } = read(query, direction);
          expect(input === null).toBe(Object.keys(errors).length > 0);
          if (input === null) return;
          const plan = planEffort(input);
          expect(plan.total.from).toBeGreaterThanOrEqual(EFFORT_WEEKS.min);
          expect(plan.endsOn.short <= plan.endsOn.long).toBe(true);
        },
      ),
    );
  });
});
