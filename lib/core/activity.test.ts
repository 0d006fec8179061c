import { describe, expect, test } from "vitest";
import { activityQuery, changesOf, fieldWords, readActivityFilter } from "@/lib/core/activity";

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
    expect(changesOf([1], { deep: { a: 1 } })).toEqual([{ field: "deep", before: "", after: '{"a":1}' }]);
  });
});

test("fieldWords spells a field name as words", () => {
  expect(fieldWords("selfAcceptance")).toBe("self acceptance");
  expect(fieldWords("window_from")).toBe("window from");
});
