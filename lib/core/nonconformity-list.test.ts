import { describe, expect, it } from "vitest";
import { nextListSort } from "@/lib/core/list-address";
import { ageing } from "@/lib/core/nonconformity";
import type { NcListRow } from "@/lib/core/nonconformity-dto";
import { causeFields, causeOf, readRefList } from "@/lib/core/nonconformity-fields";
import { listNc, ncHref, ncTabCounts, readNcView } from "@/lib/core/nonconformity-list";

const today = "2026-11-20";

function row(number: string, more: Partial<NcListRow> = {}): NcListRow {
  return {
    id: number,
    number,
    title: `Finding ${number}`,
    grade: "minor",
    state: "open",
    source: "self",
    refs: ["A.5.18"],
    owner: null,
    raisedOn: "2026-11-01",
    dueOn: "2026-12-20",
    ageDays: 19,
    bucket: "0-30",
    openActions: 0,
    overdueActions: 0,
    ...more,
  };
}

const rows = [
  row("NC-2026-005", { grade: "ofi", title: "Shorter forms" }),
  row("NC-2026-004", { state: "closed" }),
  row("NC-2026-003", { overdueActions: 1, owner: { userId: "u", name: "Ada" } }),
  row("NC-2026-002", { grade: "major", dueOn: "2026-11-19", raisedOn: "2026-09-30", bucket: "31-60" }),
  row("NC-2026-001", { refs: ["A.5.2", "6.1.3"], dueOn: null }),
];
const numbers = (query: Record<string, string>) =>
  listNc(rows, readNcView(query), today).rows.map(({ number }) => number.slice(-1));

describe("the register", () => {
  it("counts each tab as it lists it", () => {
    expect(ncTabCounts(rows, today)).toEqual({ open: 3, overdue: 2, closed: 1, all: 5, opportunities: 1 });
    expect(numbers({})).toEqual(["3", "2", "1"]);
    expect(numbers({ view: "overdue" })).toEqual(["3", "2"]);
    expect(numbers({ view: "opportunities" })).toEqual(["5"]);
  });

  it("opens exactly the rows behind each number of the ageing", () => {
    for (const { bucket, major, minor } of ageing(rows, today)) {
      expect(numbers({ age: bucket })).toHaveLength(major.length + minor.length);
    }
  });

  it("filters by each field and by words, and sorts both ways with empty dates last", () => {
    expect(numbers({ grade: "major" })).toEqual(["2"]);
    expect(numbers({ ref: "6.1.3" })).toEqual(["1"]);
    expect(numbers({ owner: "none" })).toEqual(["2", "1"]);
    expect(numbers({ q: "ada nc-2026" })).toEqual(["3"]);
    expect(numbers({ sort: "due" })).toEqual(["2", "3", "1"]);
    expect(numbers({ sort: "-number", view: "all" })).toEqual(["5", "4", "3", "2", "1"]);
  });

  it("keeps its view in the address and begins again when it changes", () => {
    const view = readNcView({ view: "all", grade: "minor", sort: "-age", from: "50", nonsense: "1" });
    expect(ncHref("acme", view)).toBe("/w/acme/nonconformities?view=all&grade=minor&sort=-age");
    expect(ncHref("acme", view, { from: 50 })).toContain("from=50");
    expect(readNcView({ view: "x", from: "-3", owner: "me", age: "old" })).toEqual(readNcView({}));
    expect(nextListSort("age", view.sort)).toBeNull();
    expect(nextListSort("due", view.sort)).toEqual({ by: "due", direction: "asc" });
  });
});

describe("the fields of the forms", () => {
  it("reads references in any separator and names what it does not know", () => {
    expect(readRefList("A 5.18, 6.1.3 cc6.1\nx.2;A.5.18")).toEqual({
      refs: ["A.5.18", "6.1.3", "CC6.1", "X.2"],
      unknown: [],
    });
    expect(readRefList("A.5.99, 8.2")).toEqual({ refs: ["8.2"], unknown: ["A.5.99"] });
  });

  it("gives back the analysis that it was given", () => {
    const whys = [{ why: "Why?", because: "By hand." }];
    const causes = [
      { method: "five_whys", whys },
      { method: "free", text: "Long" },
      causeOf({ ...causeFields(null), method: "fishbone", branch_people: "Nobody told IT" }),
    ] as const;
    for (const cause of causes) expect(causeOf(causeFields(cause))).toEqual(cause);
  });
});
