import { describe, expect, test } from "vitest";
import { SOA_TEXT_LIMIT } from "@/lib/core/soa";
import { type FullItem, suggestionsFor, suggestionText } from "@/lib/core/soa-suggestions";

const item = (id: string, more: Partial<FullItem> = {}): FullItem => ({
  ...{ id, label: `E-${id}`, linked: false, declined: false },
  ...more,
});
const ROW = { ref: "A.8.13", applicability: "included", description: "" } as const;
const ground = (items: readonly FullItem[], notes: readonly string[] = []) => ({
  full: new Map(items.length === 0 ? [] : [["A.8.13", { via: ["A1.2"], items }]]),
  risks: new Map([
    ["A.8.13", notes.map((note, at) => ({ number: `R-00${at + 1}`, title: "Loss of data", note }))],
  ]),
});

describe("suggestions for a row (S-08)", () => {
  test("are words for the implementation and evidence to attach, with what they rest on", () => {
    const [words, attach, ...more] = suggestionsFor([ROW], ground([item("1"), item("2")], ["Daily copies."]));
    expect(words).toEqual({
      ...{
        ref: "A.8.13",
        field: "description",
        because: "Full with A1.2, R-001",
        fromFull: true,
        itemIds: [],
      },
      text: "In operation for SOC 2 A1.2; evidence: E-1; E-2.\nTreats R-001 Loss of data: Daily copies.",
    });
    expect(attach).toMatchObject({ field: "evidence", text: "Attach E-1; E-2.", itemIds: ["1", "2"] });
    expect(more).toEqual([]);
  });

  test("leave out evidence that is linked or was declined, and treatments without words", () => {
    const given = ground([item("1", { linked: true }), item("2", { declined: true }), item("3")], [""]);
    expect(suggestionsFor([ROW], given).map(({ itemIds }) => itemIds)).toEqual([[], ["3"]]);
    const done = ground([item("1", { linked: true })]);
    expect(suggestionsFor([ROW], done).map(({ field }) => field)).toEqual(["description"]);
    expect(suggestionsFor([ROW], ground([], [""]))).toEqual([]);
  });

  test("are none for an excluded row, and no words where somebody wrote some", () => {
    const given = ground([item("1")], ["Daily copies."]);
    expect(suggestionsFor([{ ...ROW, applicability: "excluded" }], given)).toEqual([]);
    const written = suggestionsFor([{ ...ROW, description: "By a script." }], given);
    expect(written.map(({ field }) => field)).toEqual(["evidence"]);
    expect(suggestionsFor([{ ...ROW, ref: "A.8.14" }], given)).toEqual([]);
  });

  test("name five pieces at most, keep within the limit of the text, and are the same in any order", () => {
    const many = Array.from({ length: 7 }, (_, at) => item(String(at)));
    const [words, attach] = suggestionsFor([ROW], ground(many, ["x".repeat(SOA_TEXT_LIMIT)]));
    expect(attach?.text).toBe("Attach E-0; E-1; E-2; E-3; E-4 and 2 more.");
    expect([...(words?.text ?? "")].length).toBeLessThanOrEqual(SOA_TEXT_LIMIT);
    if (attach === undefined) throw new Error("Nothing was suggested.");
    const turned = { ...attach, itemIds: attach.itemIds.toReversed() };
    expect(suggestionText(turned)).toBe(suggestionText(attach));
    expect(suggestionText({ ...attach, itemIds: ["0"] })).not.toBe(suggestionText(attach));
  });
});
