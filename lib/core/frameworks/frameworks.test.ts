import { describe, expect, it } from "vitest";
import { CONTROLS } from "./annex-a";
import {
  ALL_REQUIREMENTS,
  CLAUSE_BY_REF,
  CONTROL_BY_REF,
  CRITERION_BY_REF,
  compareRefs,
  DATASET_CHANGELOG,
  DATASET_VERSION,
  DISPUTE_BY_ID,
  entryOf,
  parseRef,
  ROW_BY_CRITERION,
} from "./catalogue";
import { CHAPTERS, CLAUSES } from "./clauses";
import { ROWS } from "./crosswalk";
import { DISPUTES } from "./disputes";
import { NET_NEW } from "./net-new";
import { SOURCES } from "./sources";
import { CRITERIA } from "./tsc";
import { ANNEX_THEMES, type CrosswalkRow, type TscCategory } from "./types";

const EXPLAINED = [...CONTROLS, ...CLAUSES, ...CRITERIA];

function countBy<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}

function pairsOf(rows: readonly CrosswalkRow[]) {
  return rows.flatMap((row) =>
    row.references.map(({ ref, kind }) => ({
      criterion: row.criterion,
      ref,
      kind,
      overlap: row.overlap,
    })),
  );
}

function rowsOf(categories: readonly TscCategory[]) {
  return ROWS.filter((row) =>
    categories.includes(CRITERION_BY_REF.get(row.criterion)?.category ?? "privacy"),
  );
}

function reach(categories: readonly TscCategory[]) {
  const pairs = pairsOf(rowsOf(categories));
  return {
    mapped: new Set(pairs.map((pair) => pair.ref)).size,
    full: new Set(pairs.filter((pair) => pair.overlap === "full").map((pair) => pair.ref)).size,
  };
}

function naturalKey(ref: string): number[] {
  return ref.replace(/^\D+/, "").split(".").map(Number);
}

function isAscending(refs: readonly string[]): boolean {
  return refs.every((ref, index) => {
    const before = refs[index - 1];
    if (before === undefined) return true;
    const a = naturalKey(before);
    const b = naturalKey(ref);
    const at = [0, 1, 2].find((i) => (a[i] ?? 0) !== (b[i] ?? 0)) ?? 0;
    return (a[at] ?? 0) < (b[at] ?? 0);
  });
}

function allOwnTexts(): { where: string; text: string }[] {
  return [
    ...EXPLAINED.flatMap((entry) => [
      { where: `${entry.ref} about`, text: entry.about },
      { where: `${entry.ref} shownBy`, text: entry.shownBy },
    ]),
    ...CRITERIA.map((entry) => ({ where: entry.ref, text: entry.sourceNameNote ?? "" })),
    ...CLAUSES.flatMap((entry) =>
      [...entry.artefacts, entry.amendment2024 ?? ""].map((text) => ({ where: entry.ref, text })),
    ),
    ...ROWS.flatMap((row) =>
      [row.toAdd ?? "", row.caveat ?? "", ...row.evidence.map((hint) => hint.text)].map((text) => ({
        where: `row ${row.criterion}`,
        text,
      })),
    ),
    ...DISPUTES.flatMap((dispute) =>
      [dispute.claim, dispute.finding, dispute.presented].map((text) => ({
        where: dispute.id,
        text,
      })),
    ),
    ...NET_NEW.map((item) => ({ where: `net-new ${item.ref}`, text: item.artefact })),
  ];
}

describe("the catalogue", () => {
  it("has 61 criteria in 33 + 3 + 2 + 5 + 18", () => {
    expect(countBy(CRITERIA, (criterion) => criterion.category)).toEqual({
      security: 33,
      availability: 3,
      confidentiality: 2,
      processing_integrity: 5,
      privacy: 18,
    });
    expect(countBy(CRITERIA, (criterion) => criterion.series)).toEqual({
      ...{ CC1: 5, CC2: 3, CC3: 4, CC4: 2, CC5: 3, CC6: 8, CC7: 5, CC8: 1, CC9: 2 },
      ...{ A1: 3, C1: 2, PI1: 5 },
      ...{ P1: 1, P2: 1, P3: 2, P4: 3, P5: 2, P6: 7, P7: 1, P8: 1 },
    });
  });

  it("numbers the COSO principles 1 to 17 once each, in CC1 to CC5 only", () => {
    const numbered = CRITERIA.filter((criterion) => criterion.cosoPrinciple !== null);
    expect(numbered.map((criterion) => criterion.cosoPrinciple ?? 0).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 17 }, (_, index) => index + 1),
    );
    expect(numbered.every((criterion) => /^CC[1-5]$/.test(criterion.series))).toBe(true);
  });

  it("has 93 controls in 37 + 8 + 14 + 34, eleven of them new in 2022", () => {
    expect(countBy(CONTROLS, (control) => control.theme)).toEqual({
      "A.5": 37,
      "A.6": 8,
      "A.7": 14,
      "A.8": 34,
    });
    expect(CONTROLS.every((control) => control.ref.startsWith(`${control.theme}.`))).toBe(true);
    expect(CONTROLS.filter((control) => control.newIn2022).map((control) => control.ref)).toEqual([
      ...["A.5.7", "A.5.23", "A.5.30", "A.7.4", "A.8.9", "A.8.10"],
      ...["A.8.11", "A.8.12", "A.8.16", "A.8.23", "A.8.28"],
    ]);
  });

  it("gives every control at least one value for each attribute", () => {
    for (const control of CONTROLS) {
      for (const values of Object.values(control.attributes)) {
        expect(values.length, control.ref).toBeGreaterThan(0);
      }
    }
  });

  it("has 30 clause requirements in seven chapters, with the amendment on 4.1 and 4.2 only", () => {
    expect(countBy(CLAUSES, (clause) => clause.chapter)).toEqual({
      "4": 4,
      "5": 3,
      "6": 5,
      "7": 7,
      "8": 3,
      "9": 6,
      "10": 2,
    });
    expect(CHAPTERS.map((chapter) => chapter.number)).toEqual("4 5 6 7 8 9 10".split(" "));
    expect(CLAUSES.filter((clause) => clause.amendment2024 !== null).map((clause) => clause.ref)).toEqual([
      "4.1",
      "4.2",
    ]);
    expect(CLAUSES.every((clause) => clause.artefacts.length > 0)).toBe(true);
  });

  it("lists 184 unique references in natural order", () => {
    const refs = ALL_REQUIREMENTS.map((entry) => entry.ref);
    expect(new Set(refs).size).toBe(184);
    expect(refs).toHaveLength(184);
    for (const theme of ANNEX_THEMES) {
      expect(isAscending(refs.filter((ref) => ref.startsWith(`${theme}.`)))).toBe(true);
    }
    expect(isAscending(CLAUSES.map((clause) => clause.ref))).toBe(true);
    for (const prefix of ["CC", "A", "C", "PI", "P"]) {
      const own = CRITERIA.filter((criterion) => criterion.ref.replace(/[\d.]+$/, "") === prefix);
      expect(isAscending(own.map((criterion) => criterion.ref)), prefix).toBe(true);
    }
    expect(CRITERION_BY_REF.size + CONTROL_BY_REF.size + CLAUSE_BY_REF.size).toBe(184);
  });

  it("finds entries by canonical reference only", () => {
    expect(entryOf("A.5.15")?.title).toBe("Access control");
    expect(entryOf("6.1.3")?.kind).toBe("clause");
    expect(entryOf("CC6.1")?.kind).toBe("criterion");
    expect(entryOf("A 5.15")).toBeUndefined();
  });

  it("explains the current version in the changelog and names both sources", () => {
    expect(DATASET_CHANGELOG[0]?.version).toBe(DATASET_VERSION);
    expect(SOURCES.map((source) => source.document)).toEqual(["mapping-article", "side-by-side"]);
  });
});

describe("the explanations", () => {
  it("are one sentence each, 85 to 170 characters, all different", () => {
    const texts = EXPLAINED.flatMap((entry) => [entry.about, entry.shownBy]);
    expect(new Set(texts).size).toBe(368);
    for (const text of texts) {
      expect(text).toMatch(/^[A-Z][^.!?]*(?:[.!?](?! )[^.!?]*)*\.$/);
      expect(text.length, text).toBeGreaterThanOrEqual(85);
      expect(text.length, text).toBeLessThanOrEqual(170);
    }
  });

  it.each([
    /\bshall\b/i,
    /\bshould be\b/i,
    /\bthe entity\b/i,
    /\bthe organi[sz]ation('s)?\b/i,
    /\bto meet (its|the entity's) objectives\b/i,
    /\b(are|is) to be (established|implemented|documented)\b/i,
    /\b(defined|established), (implemented|documented|approved)\b/i,
    /\bcommensurate with\b/i,
    /\binternal control (responsibilities|system)\b/i,
    /\bdata subjects?\b/i,
    /\bwithout undue delay\b/i,
    /!/,
  ])("never use the wording of the standards: %s", (marker) => {
    expect(allOwnTexts().filter(({ text }) => marker.test(text))).toEqual([]);
  });
});

describe("the crosswalk rows", () => {
  it("are one per criterion, in the order of the criteria", () => {
    expect(ROWS.map((row) => row.criterion)).toEqual(CRITERIA.map((criterion) => criterion.ref));
    expect(ROW_BY_CRITERION.size).toBe(61);
  });

  it("are 27 full, 26 partial and 8 additive", () => {
    expect(countBy(ROWS, (row) => row.overlap)).toEqual({ full: 27, partial: 26, additive: 8 });
    expect(countBy(rowsOf(["security"]), (row) => row.overlap)).toEqual({ full: 22, partial: 11 });
    expect(countBy(rowsOf(["availability"]), (row) => row.overlap)).toEqual({
      full: 2,
      partial: 1,
    });
    expect(countBy(rowsOf(["confidentiality"]), (row) => row.overlap)).toEqual({
      full: 1,
      partial: 1,
    });
    expect(countBy(rowsOf(["processing_integrity"]), (row) => row.overlap)).toEqual({ partial: 5 });
    expect(countBy(rowsOf(["privacy"]), (row) => row.overlap)).toEqual({
      full: 2,
      partial: 8,
      additive: 8,
    });
  });

  it("carry 122 pairs, 72 in full rows and 50 in partial rows, none twice", () => {
    const pairs = pairsOf(ROWS);
    expect(countBy(pairs, (pair) => pair.overlap)).toEqual({ full: 72, partial: 50 });
    expect(new Set(pairs.map((pair) => `${pair.criterion} ${pair.ref}`)).size).toBe(122);
    expect(pairs.filter((pair) => !CONTROL_BY_REF.has(pair.ref))).toEqual([]);
  });

  it("carry seven clause references: 6.1.2 four times, 6.1.3 three times", () => {
    const clauses = ROWS.flatMap((row) => row.clauses);
    expect(countBy(clauses, (ref) => ref)).toEqual({ "6.1.2": 4, "6.1.3": 3 });
    expect(clauses.every((ref) => CLAUSE_BY_REF.has(ref))).toBe(true);
  });

  it("keep the wildcard of CC5.2 as a statement about the theme, never as a pair", () => {
    expect(ROWS.filter((row) => row.wildcardTheme !== null).map((row) => row.criterion)).toEqual(["CC5.2"]);
    const row = ROW_BY_CRITERION.get("CC5.2");
    expect(row?.wildcardTheme).toBe("A.8");
    expect(row?.references).toEqual([{ ref: "A.5.3", kind: "named" }]);
  });

  it("expand the range of CC6.8 to A.8.26 through A.8.29 beside its named controls", () => {
    expect(ROW_BY_CRITERION.get("CC6.8")?.references).toEqual([
      { ref: "A.8.7", kind: "named" },
      { ref: "A.8.8", kind: "named" },
      { ref: "A.8.25", kind: "named" },
      { ref: "A.8.26", kind: "range" },
      { ref: "A.8.27", kind: "range" },
      { ref: "A.8.28", kind: "range" },
      { ref: "A.8.29", kind: "range" },
    ]);
    expect(pairsOf(ROWS).filter((pair) => pair.kind === "range")).toHaveLength(4);
  });

  it("leave 11 rows without a control and 8 without any ISO reference", () => {
    const without = ROWS.filter((row) => row.references.length === 0);
    expect(without).toHaveLength(11);
    const soc2Only = without.filter((row) => row.clauses.length === 0);
    expect(soc2Only.map((row) => row.criterion)).toEqual([
      ...["P2.1", "P3.1", "P3.2", "P4.1", "P5.1", "P5.2", "P6.7", "P7.1"],
    ]);
    expect(ROWS.filter((row) => row.direction === "soc2_only")).toEqual(soc2Only);
    expect(ROWS.filter((row) => row.overlap === "additive")).toEqual(soc2Only);
  });

  it("list 176 reusable evidence items and 7 of other kinds", () => {
    const evidence = ROWS.flatMap((row) => row.evidence);
    expect(countBy(evidence, (hint) => hint.kind)).toEqual({
      evidence: 176,
      third_party_assurance: 2,
      extend: 3,
      iso_obligation: 1,
      net_new_iso: 1,
    });
    const reusable = evidence.filter((hint) => hint.kind === "evidence");
    expect(new Set(reusable.map((hint) => hint.text.toLowerCase())).size).toBe(161);
    expect(evidence.every((hint) => /^[A-Z]/.test(hint.text))).toBe(true);
    expect(ROW_BY_CRITERION.get("CC5.3")?.evidence[0]?.text).toBe("Full policy library");
  });

  it("say what to add wherever the overlap is partial, and never where nothing is asked for", () => {
    for (const row of ROWS) {
      if (row.overlap === "partial") expect(row.toAdd?.length, row.criterion).toBeGreaterThan(60);
      if (row.direction === "soc2_only") expect(row.toAdd, row.criterion).toBeNull();
    }
    const given = ROWS.flatMap((row) => row.toAdd ?? []);
    expect(new Set(given).size).toBe(given.length);
  });

  it("cite a line of the article each, in order", () => {
    const lines = ROWS.map((row) => row.source.line ?? 0);
    expect(lines[0]).toBe(42);
    expect(lines.at(-1)).toBe(132);
    expect([...lines].sort((a, b) => a - b)).toEqual(lines);
    expect(ROWS.every((row) => row.source.document === "mapping-article")).toBe(true);
  });

  it.each([
    { categories: ["security"], mapped: 61, full: 56 },
    {
      categories: ["security", "availability", "confidentiality"],
      mapped: 69,
      full: 59,
    },
  ] as const)("reach $mapped controls, $full of them in full, for $categories", (scope) => {
    const found = reach(scope.categories);
    expect(found.mapped).toBe(scope.mapped);
    expect(found.full).toBe(scope.full);
  });

  it("reach 71 controls with all five categories and leave 22 unnamed", () => {
    const named = new Set(pairsOf(ROWS).map((pair) => pair.ref));
    expect(named.size).toBe(71);
    expect(CONTROLS.filter((control) => !named.has(control.ref))).toHaveLength(22);
  });
});

describe("the disputes", () => {
  it("are 51 with unique ids and existing references", () => {
    expect(DISPUTES).toHaveLength(51);
    expect(DISPUTE_BY_ID.size).toBe(51);
    const dangling = DISPUTES.flatMap((dispute) => dispute.refs).filter((ref) => entryOf(ref) === undefined);
    expect(dangling).toEqual([]);
    expect(DISPUTES.every((dispute) => dispute.lines.length > 0)).toBe(true);
  });

  it("mark a row exactly when they name its criterion", () => {
    for (const row of ROWS) {
      const naming = DISPUTES.filter((dispute) => dispute.refs.includes(row.criterion));
      expect(row.disputes, row.criterion).toEqual(naming.map((dispute) => dispute.id));
    }
  });

  it("list in K25 the twenty controls that are full in one row and partial in another", () => {
    const pairs = pairsOf(ROWS);
    const both = CONTROLS.map((control) => control.ref).filter(
      (ref) =>
        pairs.some((pair) => pair.ref === ref && pair.overlap === "full") &&
        pairs.some((pair) => pair.ref === ref && pair.overlap === "partial"),
    );
    expect(both).toHaveLength(20);
    expect(DISPUTE_BY_ID.get("K25")?.refs).toEqual(both);
  });
});

describe("the net-new list", () => {
  it("names every control and clause without a row, and the new parts of 6.1.2 and 6.1.3", () => {
    const mapped = new Set(ROWS.flatMap((row) => row.references.map(({ ref }) => ref)));
    const expected = [
      ...CONTROLS.map((control) => control.ref).filter((ref) => !mapped.has(ref)),
      ...CLAUSES.map((clause) => clause.ref),
    ];
    expect(NET_NEW.map((item) => item.ref)).toEqual(expected);
    expect(NET_NEW).toHaveLength(52);
  });
});

describe("parseRef", () => {
  it.each([
    ["A 5.15", "A.5.15"],
    ["a.5.15", "A.5.15"],
    ["A5.15", "A.5.15"],
    ["A.5.15", "A.5.15"],
    ["5.15", "A.5.15"],
    ["5.10", "A.5.10"],
    ["A.5.01", "A.5.1"],
    ["Annex A 8.9", "A.8.9"],
    ["a\u00a07.4", "A.7.4"],
    ["cc6.1", "CC6.1"],
    ["CC 6.1", "CC6.1"],
    ["CC6.1.", "CC6.1"],
    ["a1.3", "A1.3"],
    ["A 1.3", "A1.3"],
    ["c1.2", "C1.2"],
    ["pi1.1", "PI1.1"],
    ["PI 1.5", "PI1.5"],
    ["p4.2", "P4.2"],
    ["6.1.3", "6.1.3"],
    ["6.1.3 d)", "6.1.3"],
    ["6.1.3d", "6.1.3"],
    ["Clause 6.1.2", "6.1.2"],
    ["ISO 27001 Clause 6.1.2", "6.1.2"],
    ["ISO/IEC 27001:2022 clause 9.3.2", "9.3.2"],
    ["Clause 5.1", "5.1"],
    ["10.2", "10.2"],
    ["4.1", "4.1"],
    ["5.1", "A.5.1"],
    ["8.3", "A.8.3"],
    ["6.1", "A.6.1"],
    ["5.1 a)", "5.1"],
  ])("reads %j as %s", (text, expected) => {
    expect(parseRef(text)).toBe(expected);
  });

  it.each([
    ["5.1", "5.1"],
    ["7.2", "7.2"],
    ["8.3", "8.3"],
    ["5.15", "A.5.15"],
    ["A 5.1", "A.5.1"],
  ])("reads %j as %s when a clause is preferred", (text, expected) => {
    expect(parseRef(text, "clause")).toBe(expected);
  });

  it.each(
    [
      ...["", "A", "CC10.1", "A.5.38", "A 8.26-8.29", "A 8.x broadly", "CC6.1, CC6.2"],
      ...["11.1", "XY6.1", "Clause 5.15", "CC6.1 extra", "CC6.1 a", "A.1.9", "99999999999999"],
    ].map((text) => [text]),
  )("finds nothing in %j", (text) => {
    expect(parseRef(text)).toBeNull();
  });
});

describe("compareRefs", () => {
  it("sorts controls, clauses, criteria, then the rest, with numbers as numbers", () => {
    const sorted = ["A.5.2", "A.5.10", "A.8.1", "4.1", "9.3.1", "10.2"];
    const more = ["CC6.1", "A1.1", "C1.1", "PI1.1", "P1.1", "X.2", "X.10"];
    const all = [...sorted, ...more];
    expect([...all].reverse().sort(compareRefs)).toEqual(all);
    expect(compareRefs("A.5.1", "A.5.1")).toBe(0);
  });
});
