import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bandOf,
  bandRanges,
  bandTones,
  highestScore,
  isAboveCriterion,
  methodGaps,
  PROPOSED_METHOD,
  type RiskScales,
  readLevel,
  readWhole,
  scaleProblems,
  scoreOf,
} from "@/lib/core/risk-method";

const levels = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    level: at + 1,
    label: `Level ${at + 1}`,
    criterion: "Words.",
  }));

/** Whole scales: 3 to 5 levels on both axes, 2 to 5 bands that end at the highest score. */
const scales: fc.Arbitrary<RiskScales> = fc
  .record({ rows: fc.integer({ min: 3, max: 5 }), columns: fc.integer({ min: 3, max: 5 }) })
  .chain(({ rows, columns }) => {
    const top = rows * columns;
    return fc
      .record({
        inner: fc.uniqueArray(fc.integer({ min: 1, max: top - 1 }), { minLength: 1, maxLength: 4 }),
        acceptanceMax: fc.integer({ min: 1, max: top }),
      })
      .map(({ inner, acceptanceMax }) => ({
        likelihood: levels(rows),
        consequence: levels(columns),
        bands: [...inner.sort((a, b) => a - b), top].map((to, at) => ({ to, label: `Band ${at + 1}` })),
        acceptanceMax,
      }));
  });

describe("bands", () => {
  it("cover every score exactly once, and a higher score is never in a lower band", () => {
    fc.assert(
      fc.property(scales, (given) => {
        const ranges = bandRanges(given.bands);
        let place = 0;
        for (let score = 1; score <= highestScore(given); score += 1) {
          const covering = ranges.filter(({ from, to }) => score >= from && score <= to);
          expect(covering).toHaveLength(1);
          expect(bandOf(score, given.bands)).toEqual(covering[0]);
          const at = ranges.indexOf(covering[0] as (typeof ranges)[number]);
          expect(at).toBeGreaterThanOrEqual(place);
          place = at;
        }
        expect(bandOf(highestScore(given) + 1, given.bands)).toBeUndefined();
        expect(bandOf(0, given.bands)).toBeUndefined();
      }),
    );
  });

  it("grow darker with the place, from the lightest to the darkest, and have a tone each", () => {
    fc.assert(
      fc.property(scales, ({ bands }) => {
        const heats = bandRanges(bands).map(({ heat }) => heat);
        expect(heats).toEqual([...new Set(heats)].sort((a, b) => a - b));
        expect([heats[0], heats.at(-1)]).toEqual([1, 5]);
        expect(bandTones(bands.length)).toHaveLength(bands.length);
      }),
    );
  });
});

describe("scales", () => {
  it("are whole for every generated method, and the score grows with both axes", () => {
    fc.assert(
      fc.property(scales, (given) => {
        expect(scaleProblems(given)).toEqual({});
        for (const { level } of given.likelihood.slice(1)) {
          expect(scoreOf(level, 2)).toBeGreaterThan(scoreOf(level - 1, 2));
        }
        expect(isAboveCriterion(given.acceptanceMax, given)).toBe(false);
        expect(isAboveCriterion(given.acceptanceMax + 1, given)).toBe(true);
      }),
    );
  });

  it("refuse two levels, equal names, bands that overlap or stop early, and a criterion off the scale", () => {
    const whole = { ...PROPOSED_METHOD };
    expect(scaleProblems({ ...whole, likelihood: levels(2) })).toHaveProperty("likelihood_label_3");
    const twins = [...levels(2), { level: 3, label: "level 1", criterion: "" }];
    expect(scaleProblems({ ...whole, consequence: twins })).toHaveProperty("consequence_label_3");
    const overlapping = [
      { to: 9, label: "Low" },
      { to: 4, label: "High" },
      { to: 25, label: "Top" },
    ];
    expect(scaleProblems({ ...whole, bands: overlapping })).toHaveProperty("band_to_2");
    expect(scaleProblems({ ...whole, bands: whole.bands.slice(0, 3) })).toMatchObject({
      band_to_3: expect.stringContaining("25"),
    });
    expect(
      scaleProblems({
        ...whole,
        likelihood: levels(3),
        bands: [
          { to: 5, label: "Low" },
          { to: 15, label: "High" },
        ],
        acceptanceMax: 16,
      }),
    ).toEqual({
      acceptanceMax: expect.stringContaining("15"),
    });
  });

  it("begin as a whole proposal that could be handed in", () => {
    expect(scaleProblems(PROPOSED_METHOD)).toEqual({});
    expect(methodGaps(PROPOSED_METHOD)).toEqual([]);
    expect(PROPOSED_METHOD.bands).toHaveLength(4);
  });

  it("name every criterion and every word that is missing", () => {
    const empty = PROPOSED_METHOD.likelihood.map((one) => ({
      ...one,
      criterion: one.level < 3 ? "" : one.criterion,
    }));
    const gaps = methodGaps({
      ...PROPOSED_METHOD,
      likelihood: empty,
      approach: " ",
      acceptanceCriterion: "",
    });
    expect(gaps).toHaveLength(3);
    expect(gaps.join(" ")).toContain("level 1, 2");
  });
});

describe("readLevel", () => {
  it("takes whole numbers of the scale and nothing else", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 5 }),
        fc.oneof(fc.integer(), fc.double(), fc.string()),
        (count, typed) => {
          const read = readLevel(String(typed), "The likelihood", levels(count));
          const text = String(typed).trim();
          const isOn = /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= count;
          expect(read.ok).toBe(isOn);
          if (read.ok) expect(levels(count).some(({ level }) => level === read.value)).toBe(true);
          else expect(read.reason).toContain(`from 1 to ${count}`);
        },
      ),
    );
  });

  it.each(["3.7", "3.0", "3,0", "+3", "0", "6", "-1", "high", "1e0", "0x2", "٣", ""])(
    "refuses %j with a sentence",
    (typed) => {
      expect(readLevel(typed, "The likelihood", levels(5))).toMatchObject({
        ok: false,
        reason: expect.stringMatching(/\.$/),
      });
    },
  );

  it("reads numbers with blanks around them", () => {
    expect(readWhole(" 4 ", "The score", 1, 25)).toEqual({ ok: true, value: 4 });
  });
});
