import { describe, expect, it } from "vitest";
import { CRITERIA } from "@/lib/core/frameworks/tsc";
import { readCriteria } from "@/lib/core/register-criteria";

const refs = (text: string) => readCriteria(text).criteria;

describe("readCriteria", () => {
  it.each([
    "CC6.1, CC6.2",
    "CC6.1;CC6.2",
    "CC6.1 CC6.2",
    "CC6.1\nCC6.2",
    "cc6.2 / cc6.1",
    "CC 6.1 and CC 6.02",
    "CC6.1CC6.2",
    "CC6.2+CC6.1|CC6.1",
  ])("reads %j", (text) => {
    expect(readCriteria(text)).toEqual({ criteria: ["CC6.1", "CC6.2"], unknown: [], iso: [], ranges: [] });
  });

  it("reads every criterion in any case", () => {
    expect(refs(CRITERIA.map(({ ref }) => ref.toLowerCase()).join(" "))).toEqual(
      CRITERIA.map(({ ref }) => ref),
    );
  });

  it("tells P from PI, and A1.3 from Annex A", () => {
    expect(refs("pi1.1 p1.1 a1.3 c1.1")).toEqual(["A1.3", "C1.1", "PI1.1", "P1.1"]);
    expect(readCriteria("A1.3, A.5.15, A 8.2")).toMatchObject({
      criteria: ["A1.3"],
      iso: ["A.5.15", "A.8.2"],
    });
  });

  it("keeps what it knows and reports the rest", () => {
    expect(readCriteria("CC9.2; CC10.1")).toMatchObject({ criteria: ["CC9.2"], unknown: ["CC10.1"] });
    expect(readCriteria("CC6.1 (logical access), tbc, A.5.99")).toMatchObject({
      criteria: ["CC6.1"],
      unknown: ["A.5.99", "logical access", "tbc"],
    });
  });

  it.each(["", "  ", "n/a", "None", "-", "\u2013"])("reads %j as no criteria", (text) => {
    expect(readCriteria(text)).toEqual({ criteria: [], unknown: [], iso: [], ranges: [] });
  });

  it("expands ranges inside one group and says so", () => {
    expect(readCriteria("CC6.1-CC6.3")).toMatchObject({
      criteria: ["CC6.1", "CC6.2", "CC6.3"],
      ranges: [{ text: "CC6.1-CC6.3", refs: ["CC6.1", "CC6.2", "CC6.3"] }],
    });
    expect(refs("CC7.1 \u2013 7.3, CC1.1 to CC1.2")).toEqual(["CC1.1", "CC1.2", "CC7.1", "CC7.2", "CC7.3"]);
  });

  it("reads a dash between other references as a separator", () => {
    expect(readCriteria("CC6.3-CC6.1")).toMatchObject({ criteria: ["CC6.1", "CC6.3"], ranges: [] });
    expect(readCriteria("CC6.1 - CC7.2")).toMatchObject({ criteria: ["CC6.1", "CC7.2"], ranges: [] });
    expect(readCriteria("CC6.1 - CC10.1")).toMatchObject({ criteria: ["CC6.1"], unknown: ["CC10.1"] });
    expect(readCriteria("CC10.1-CC6.1")).toMatchObject({ criteria: ["CC6.1"], unknown: ["CC10.1"] });
  });
});
