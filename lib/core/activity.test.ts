import { describe, expect, test } from "vitest";
import { activityQuery, changesOf, fieldWords, readActivityFilter, valueWords } from "@/lib/core/activity";

describe("readActivityFilter", () => {
  test("takes known values and drops the rest", () => {
    const filter = readActivityFilter({
      actor: "not-a-uuid",
      verb: "evidence.accept",
      kind: "planet",
      ref: "  A.5.15 ",
      from: "2026-02-30",
      to: "2026-02-28",
    });
    expect(filter).toEqual({
      actorId: null,
      verb: "evidence.accept",
      kind: null,
      ref: "A.5.15",
      from: null,
      to: "2026-02-28",
    });
    expect(activityQuery(filter)).toMatchObject({ verb: "evidence.accept", ref: "A.5.15", from: null });
  });
});

describe("changesOf", () => {
  test("lists every field of both sides once", () => {
    expect(
      changesOf({ role: "lead", due: null }, { role: "owner", refs: ["A.5.1", "A.5.2"], on: true }),
    ).toEqual([
      { field: "role", before: "lead", after: "owner" },
      { field: "due", before: "", after: "" },
      { field: "refs", before: "", after: "A.5.1, A.5.2" },
      { field: "on", before: "", after: "yes" },
    ]);
  });

  test("reads anything without failing", () => {
    expect(changesOf(null, "text")).toEqual([]);
    expect(changesOf([1], { deep: { a: 1 } })).toEqual([{ field: "deep", before: "", after: "a 1" }]);
  });
});

describe("valueWords", () => {
  const id = "01a202aa-3319-7564-913c-fb696655e38a";
  const read = (value: string) => valueWords(value, new Map([[id, "Leila Haddad"]]), "Europe/Berlin");

  test("names people, shortens other ids and spells dates and states", () => {
    expect(read(id)).toBe("Leila Haddad");
    expect(read(`${id}, 11a202aa-3319-7564-913c-fb696655e38a`)).toBe("Leila Haddad, 11a202aa");
    expect(read("2026-11-07")).toBe("7 Nov 2026");
    expect(read("2026-11-07T23:30:00.000Z")).toBe("8 Nov 2026, 00:30");
    expect(read("action_planned")).toBe("action planned");
  });

  test("leaves every other text as it was written", () => {
    for (const text of ["A.5.15", "2026-02-30", "a sentence of words", "Q3_report", ""]) {
      expect(read(text)).toBe(text);
    }
  });
});

test("fieldWords spells a field name as words", () => {
  expect(fieldWords("selfAcceptance")).toBe("self acceptance");
  expect(fieldWords("window_from")).toBe("window from");
  for (const ref of ["A.5.15", "CC6.1", "X.1"]) expect(fieldWords(ref)).toBe(ref);
});
