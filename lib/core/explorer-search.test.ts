import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SEARCH_LIMIT, SEARCH_REASONS, searchRequirements } from "@/lib/core/explorer-search";
import { ALL_REQUIREMENTS, ROW_BY_CRITERION } from "@/lib/core/frameworks/catalogue";

const found = (text: string) => searchRequirements(text).hits.map((hit) => hit.entry.ref);
const reasonsOf = (text: string) => searchRequirements(text).hits.map((hit) => hit.reason);

describe("searchRequirements", () => {
  it.each(["A 5.15", "a.5.15", "5.15", "A.5.15", "A5.15", " Annex A 5.15 ", "ISO 27001 A.5.15"])(
    "reads %s as A.5.15",
    (text) => {
      expect(found(text)[0]).toBe("A.5.15");
      expect(reasonsOf(text)[0]).toBe("exact");
    },
  );

  it.each(["cc6.1", "CC 6.1", "CC6.1", "cc06.01"])("reads %s as CC6.1", (text) => {
    expect(found(text)[0]).toBe("CC6.1");
  });

  it("gives both the control and the clause for a bare number that is both", () => {
    expect(found("5.1").slice(0, 2)).toEqual(["A.5.1", "5.1"]);
    expect(reasonsOf("5.1").slice(0, 3)).toEqual(["exact", "exact", "prefix"]);
  });

  it("finds every requirement first by its own reference and by its own title", () => {
    for (const { ref, title } of ALL_REQUIREMENTS) {
      expect(found(ref)[0], ref).toBe(
        ALL_REQUIREMENTS.find((one) => one.ref === ref || one.ref === `A.${ref}`)?.ref,
      );
      expect(found(title), title).toContain(ref);
    }
  });

  it("finds the criteria of a series and names the series", () => {
    expect(searchRequirements("cc6").group?.id).toBe("CC6");
    expect(found("cc6")).toEqual(["CC6.1", "CC6.2", "CC6.3", "CC6.4", "CC6.5", "CC6.6", "CC6.7", "CC6.8"]);
  });

  it("finds a kind of evidence where it is listed, then where it is paired, and says so", () => {
    const { hits } = searchRequirements("offboarding");
    expect(hits[0]).toMatchObject({ reason: "evidence", found: "Offboarding checklists", through: null });
    expect(hits[0]?.entry.ref).toBe("CC6.3");
    const paired = hits.filter((hit) => hit.reason === "paired_evidence");
    expect(paired.map((hit) => hit.entry.ref)).toEqual(["A.5.15", "A.5.18", "A.8.2"]);
    expect(paired.every((hit) => hit.through === "CC6.3")).toBe(true);
  });

  it("finds every evidence text of every row", () => {
    for (const [criterion, row] of ROW_BY_CRITERION) {
      for (const { text } of row.evidence) {
        if (text.length <= SEARCH_LIMIT) expect(found(text), text).toContain(criterion);
      }
    }
  });

  it("is not disturbed by case, accents, hyphens and plural", () => {
    expect(found("OFF-BOARDING")).toEqual(found("offboarding"));
    expect(found("b\u00e1ckups")).toEqual(found("backup"));
    expect(found("backups")[0]).toBe("A.8.13");
  });

  it("puts a better reason first", () => {
    const order = reasonsOf("access").map((reason) => SEARCH_REASONS.indexOf(reason));
    expect(order.length).toBeGreaterThan(20);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it("offers the nearest references and words when nothing matches", () => {
    const ref = searchRequirements("A.5.38");
    expect(ref.hits).toEqual([]);
    expect(ref.nearRefs[0]).toBe("A.5.37");
    const word = searchRequirements("offbording");
    expect(word.hits).toEqual([]);
    expect(word.nearWords[0]).toBe("offboarding");
    expect(searchRequirements("xq").nearWords).toEqual([]);
  });

  it("finds nothing for nothing", () => {
    expect(searchRequirements("   ")).toEqual({ hits: [], group: null, nearRefs: [], nearWords: [] });
  });

  it("answers any text, each requirement at most once", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const refs = found(text);
        expect(new Set(refs).size).toBe(refs.length);
      }),
    );
  });
});
