import { describe, expect, it } from "vitest";
import {
  countWords,
  itemDetail,
  itemReference,
  itemTitle,
  requestName,
  sampleCounts,
} from "@/lib/core/sample";

describe("samples in words (A-08)", () => {
  it("counts an item as answered while the auditor has its answer", () => {
    const counts = sampleCounts(["requested", "internal_review", "submitted", "accepted", "returned", null]);
    expect(counts).toEqual({ items: 6, asked: 5, answered: 2, accepted: 1, returned: 1 });
    expect(countWords(counts)).toBe("2 of 6 answered, 1 accepted, 1 returned");
    expect(countWords(sampleCounts([null, null]))).toBe("Not asked for yet");
    expect(countWords(sampleCounts(["accepted"]))).toBe("1 of 1 answered, 1 accepted");
  });

  it("gives references that sort by position", () => {
    expect([
      itemReference(2, 3, 9),
      itemReference(2, 3, 25),
      itemReference(2, 25, 25),
      itemReference(2, 3, 250),
    ]).toEqual(["S-2.3", "S-2.03", "S-2.25", "S-2.003"]);
  });

  it("writes a request for one item: what is asked, where it comes from, its line", () => {
    const request = { id: "", number: "REQ-2026-004", auditorRef: "", title: "List of leavers" };
    const sample = {
      ...{
        number: 1,
        size: 25,
        title: "Leavers",
        columns: ["id", ""],
        idColumn: 0,
        artifactNumber: 2,
        request,
      },
    };
    const item = { position: 3, line: 17, cells: ["P-17", "2026-05-27", "more"] };
    expect(itemTitle(sample, item)).toBe("P-17, from Leavers");
    expect(itemDetail(sample, item, "The ticket.")).toBe(
      [
        "The ticket.",
        "",
        "Item 3 of 25 of sample S-1: line 17 of version 2 of Leavers, which answered REQ-2026-004 List of leavers.",
        "id: P-17",
        "Column 2: 2026-05-27",
        "Column 3: more",
      ].join("\n"),
    );
    const wide = Array.from({ length: 40 }, () => "y".repeat(900));
    const long = itemDetail({ ...sample, request: null }, { ...item, cells: wide }, "");
    expect(long).toContain("10 more columns stand on the sample's page.");
    expect(long.length).toBeLessThan(10_000);
    expect(itemTitle(sample, { line: 3, cells: wide }).length).toBeLessThanOrEqual(300);
    expect(requestName({ ...request, auditorRef: "R-4" })).toBe("R-4 List of leavers");
  });
});
