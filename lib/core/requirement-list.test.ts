import { describe, expect, it } from "vitest";
import { ALL_REQUIREMENTS } from "@/lib/core/frameworks/catalogue";
import { nextListSort } from "@/lib/core/list-address";
import { NUMBERS, type NumberName, numberOf } from "@/lib/core/readiness";
import { filterContext } from "@/lib/core/requirement-filters";
import {
  groupLabel,
  groupRows,
  groupsOfKind,
  kindPlural,
  listRows,
  readView,
  rowsOfKind,
  START_VIEW,
  tickedRefs,
  viewHref,
} from "@/lib/core/requirement-list";
import type { RequirementRow } from "@/lib/core/requirement-rows";
import { listChips, listTabs } from "@/lib/core/requirement-tabs";

const PERSON = "0193d6a0-0000-7000-8000-000000000001";
const context = filterContext(
  {
    categories: ["security", "availability", "confidentiality", "privacy"],
    countWildcard: false,
    overrides: [],
  },
  "2026-11-20",
);

function row(ref: string, more: Partial<RequirementRow> = {}): RequirementRow {
  const entry = ALL_REQUIREMENTS.find((one) => one.ref === ref);
  return {
    ref,
    kind: entry?.kind ?? "own",
    title: entry?.title ?? "Own control",
    ownAbout: null,
    evidenceStatus: "missing",
    overrideReason: null,
    overridden: false,
    applicability: "included",
    implementation: "not_started",
    targetOn: null,
    delivery: "own",
    evidencedCurrent: false,
    linkedCount: 0,
    sufficientCount: 0,
    needsSupplementCount: 0,
    expiredCount: 0,
    dueSoonCount: 0,
    returnedCount: 0,
    openMajor: 0,
    openMinor: 0,
    ownerId: null,
    ownerName: null,
    dueOn: null,
    note: "",
    version: 1,
    ...more,
  };
}

const changed: Readonly<Record<string, Partial<RequirementRow>>> = {
  "A.5.1": {
    evidenceStatus: "ready",
    linkedCount: 5,
    ownerId: PERSON,
    ownerName: "Lena Lead",
    implementation: "implemented",
    evidencedCurrent: true,
  },
  "A.5.12": { evidenceStatus: "needs_supplement", linkedCount: 2, dueOn: "2026-12-05" },
  "A.5.18": { evidenceStatus: "in_progress", linkedCount: 4, dueOn: "2026-10-14", expiredCount: 1 },
  "A.7.6": { applicability: "excluded" },
  "6.1.2": { dueOn: "2026-12-01" },
};
const rows = [
  ...ALL_REQUIREMENTS.map((entry) => row(entry.ref, changed[entry.ref])),
  row("X.1", { title: "Code words" }),
];
const refs = (query: Parameters<typeof readView>[0]) =>
  listRows(rows, readView(query), context).map((one) => one.ref);

describe("readView and viewHref", () => {
  it("start with Annex A and forget what they do not know", () => {
    expect(readView({})).toEqual(START_VIEW);
    expect(
      readView({ kind: "robot", show: "x", status: "done", owner: "me", sort: "colour", due: "31" }),
    ).toEqual(START_VIEW);
    expect(viewHref("acme", START_VIEW)).toBe("/w/acme/controls");
  });
  it("are inverse", () => {
    const query = {
      kind: "clause",
      show: "ready",
      group: "6",
      status: "ready",
      soa: "planned",
      owner: PERSON,
      due: "30",
      q: "risk",
      sort: "-due",
    };
    const view = readView(query);
    const href = viewHref("acme", view, { open: "6.1.2" });
    const back = Object.fromEntries(new URL(href, "http://x").searchParams);
    expect(readView(back)).toEqual(view);
    expect(back.open).toBe("6.1.2");
  });
  it("list all kinds for a number without a kind", () => {
    expect(readView({ show: "overdue" }).kind).toBeNull();
    expect(refs({ due: "30" })).toEqual(["A.5.12", "A.5.18", "6.1.2"]);
    expect(viewHref("a", readView({ show: "overdue" }))).toBe("/w/a/controls?show=overdue");
    expect(viewHref("a", readView({ show: "ready", kind: "control" }))).toBe(
      "/w/a/controls?kind=control&show=ready",
    );
  });
});

describe("listRows", () => {
  it("shows the rows of a kind, criteria only in scope", () => {
    expect(refs({})).toHaveLength(93);
    expect(refs({ kind: "clause" })).toHaveLength(30);
    expect(refs({ kind: "criterion" })).toHaveLength(56);
    expect(refs({ kind: "own" })).toEqual(["X.1"]);
    expect(rowsOfKind(rows, null, context)).toHaveLength(93 + 30 + 56 + 1);
  });
  it("filters by status, SoA, owner, group and words", () => {
    expect(refs({ status: "needs_supplement" })).toEqual(["A.5.12"]);
    expect(refs({ soa: "excluded" })).toEqual(["A.7.6"]);
    expect(refs({ soa: "implemented" })).toEqual(["A.5.1"]);
    expect(refs({ soa: "included" })).toHaveLength(92);
    expect(refs({ kind: "criterion", soa: "included" })).toEqual([]);
    expect(refs({ owner: "any" })).toEqual(["A.5.1"]);
    expect(refs({ owner: "none" })).toHaveLength(92);
    expect(refs({ owner: PERSON })).toEqual(["A.5.1"]);
    expect(refs({ group: "A.6" })).toHaveLength(8);
    expect(refs({ q: "a 5.15" })).toEqual(["A.5.15"]);
    expect(refs({ q: "lena" })).toEqual(["A.5.1"]);
    expect(refs({ q: "access rights" })).toContain("A.5.18");
    expect(refs({ q: "zebra" })).toEqual([]);
  });
  it("sorts with empty values last in both directions", () => {
    expect(refs({ sort: "due" }).slice(0, 3)).toEqual(["A.5.18", "A.5.12", "A.5.1"]);
    expect(refs({ sort: "-due" }).slice(0, 3)).toEqual(["A.5.12", "A.5.18", "A.5.1"]);
    expect(refs({ sort: "owner" })[0]).toBe("A.5.1");
    expect(refs({ sort: "-owner" })[0]).toBe("A.5.1");
    expect(refs({ sort: "-status" })[0]).toBe("A.5.1");
    expect(refs({ sort: "-ref" })[0]).toBe("A.8.34");
  });
  it("shows exactly the rows that each number counts", () => {
    for (const name of Object.keys(NUMBERS) as NumberName[]) {
      const { show, ...more }: { show: string; kind?: string } = NUMBERS[name].selection;
      expect(refs({ show, ...more }), name).toEqual(numberOf(name, rows, context).refs);
    }
  });
});

describe("tickedRefs, groupsOfKind, kindPlural", () => {
  it("read what the list's form sends, and name the groups of a kind", () => {
    expect([...tickedRefs({ "rows[]": ["A.5.1:4", "A.5.2:1", "A.5.1:4"] })]).toEqual(["A.5.1", "A.5.2"]);
    expect([...tickedRefs({ "rows[]": "6.1.2:1" })]).toEqual(["6.1.2"]);
    expect(tickedRefs({}).size).toBe(0);
    expect(groupsOfKind("control")).toHaveLength(4);
    expect(groupsOfKind("clause").map(groupLabel)[2]).toBe("6 Planning");
    expect(groupsOfKind("criterion").map(groupLabel)[0]).toBe("CC1 Control environment");
    expect(groupsOfKind(null)).toEqual([]);
    expect([groupLabel("own"), groupLabel("Z.9")]).toEqual(["Own controls", "Z.9"]);
    expect([kindPlural(null), kindPlural("criterion"), kindPlural("clause")]).toEqual([
      "Requirements",
      "SOC 2 criteria",
      "Clause requirements",
    ]);
  });
});

describe("groups, tabs, chips, sort", () => {
  it("groups by theme with the counts of the whole group", () => {
    const view = readView({ q: "A.5.1" });
    const [group] = groupRows(listRows(rows, view, context), rows, view, context);
    expect(group).toMatchObject({ label: "A.5 Organizational", inScope: 37, ready: 1 });
    expect(groupRows([], rows, view, context)).toEqual([]);
    const flat = groupRows(rows, rows, readView({ sort: "due" }), context);
    expect(flat).toHaveLength(1);
  });
  it("counts the saved views", () => {
    const tabs = listTabs(rows, readView({}), context).map((tab) => [tab.label, tab.count, tab.current]);
    expect(tabs).toEqual([
      ["Annex A", 93, true],
      ["No evidence", 89, false],
      ["Due in 30 days", 2, false],
      ["Clauses", 30, false],
      ["SOC 2", 56, false],
      ["Own", 1, false],
    ]);
    const none = rows.filter((one) => one.kind !== "own");
    expect(
      listTabs(none, readView({ kind: "clause", show: "ready" }), context).find((tab) => tab.current)?.label,
    ).toBe("Clauses");
    expect(listTabs(none, readView({}), context)).toHaveLength(5);
  });
  it("names the filters and takes one off at a time", () => {
    const view = readView({
      show: "overdue",
      soa: "planned",
      owner: "any",
      q: "x",
      status: "ready",
      due: "30",
      group: "A.5",
    });
    const chips = listChips(view, new Map());
    expect(chips.map((chip) => `${chip.field} ${chip.op} ${chip.value}`)).toEqual([
      "Kind is any",
      "Show is Overdue",
      "Due is in 30 days",
      "Series is A.5 Organizational",
      "Status is Ready",
      "SoA is Planned",
      "Owner is not empty",
      "Text has x",
    ]);
    expect(chips[1]?.without.show).toBeNull();
    expect(listChips(readView({ owner: PERSON }), new Map([[PERSON, "Lena Lead"]]))[0]?.value).toBe(
      "Lena Lead",
    );
    expect(listChips(readView({ owner: PERSON }), new Map())[0]?.value).toBe("former member");
    expect(listChips(readView({ owner: "none" }), new Map())[0]?.op).toBe("is");
  });
  it("cycles ascending, descending, none", () => {
    const one = nextListSort("due", null);
    const two = nextListSort("due", one);
    expect([one?.direction, two?.direction, nextListSort("due", two)]).toEqual(["asc", "desc", null]);
    expect(nextListSort("ref", one)).toEqual({ by: "ref", direction: "asc" });
  });
});
