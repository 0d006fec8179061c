import { describe, expect, test } from "vitest";
import { type ContextDto, contextGaps, contextHref, liveParties, readContextView } from "@/lib/core/context";
import {
  ISSUE_STARTERS,
  openIssueStarters,
  openPartyStarters,
  PARTY_STARTERS,
} from "@/lib/core/context-starters";
import { ISSUE_SIDES } from "@/lib/core/isms-statuses";

const EMPTY: ContextDto = { climate: null, issues: [], parties: [] };
const issue = (side: "internal" | "external", over: object = {}) => ({
  ...{ id: side, side, title: side, effect: "", reviewedOn: null, archived: false, version: 1 },
  ...over,
});
const need = (over: object = {}) => ({
  ...{ id: "n", partyId: "p", need: "Care", answered: true, how: "So", climate: false, archived: false },
  version: 1,
  ...over,
});
const party = (needs: readonly ReturnType<typeof need>[], over: object = {}) => ({
  ...{ id: "p", name: "Customers", kind: "", archived: false, version: 1, needs },
  ...over,
});
const climate = { relevant: false, reason: "x", decidedBy: "Ann", decidedOn: "2026-01-01", version: 1 };
const FULL: ContextDto = {
  climate,
  issues: [issue("internal"), issue("external")],
  parties: [party([need()])],
};
const keys = (context: ContextDto) => contextGaps(context).map(({ key }) => key);

describe("what the context misses", () => {
  test("is everything at first: the climate determination is a gap of its own, not a no", () => {
    expect(keys(EMPTY)).toEqual(["climate", "internal", "external", "parties"]);
    expect(contextGaps(EMPTY).every(({ blocking }) => blocking)).toBe(true);
    expect(keys(FULL)).toEqual([]);
  });

  test("counts nothing that is archived", () => {
    expect(keys({ ...FULL, issues: [issue("internal"), issue("external", { archived: true })] })).toEqual([
      "external",
    ]);
    expect(keys({ ...FULL, parties: [party([need({ archived: true })])] })).toEqual(["parties"]);
    const archived = party([need({ answered: null })], { archived: true });
    expect(keys({ ...FULL, parties: [...FULL.parties, archived] })).toEqual([]);
    expect(liveParties({ parties: [archived] })).toEqual([]);
  });

  test("holds undecided needs against approval, and only warns of silence", () => {
    const parties = [
      party([need({ answered: null }), need({ answered: false, how: "" })]),
      party([], { id: "q" }),
    ];
    expect(contextGaps({ ...FULL, parties }).map(({ key, blocking }) => [key, blocking])).toEqual([
      ["needs", false],
      ["undecided", true],
      ["reasons", false],
    ]);
    const sentences = contextGaps({ ...FULL, parties }).map(({ sentence }) => sentence);
    expect(sentences[1]).toBe("1 need is not decided: say whether the management system answers it.");
  });
});

describe("suggestions", () => {
  test("have names of their own and disappear once they are used", () => {
    const all = [...ISSUE_STARTERS, ...PARTY_STARTERS].map(({ key }) => key);
    expect(new Set(all).size).toBe(all.length);
    for (const side of ISSUE_SIDES) {
      const [first] = openIssueStarters(EMPTY, side);
      const used = { ...EMPTY, issues: [issue(side, { title: ` ${first?.title.toUpperCase()} ` })] };
      expect(openIssueStarters(used, side)).toHaveLength(openIssueStarters(EMPTY, side).length - 1);
    }
    const used = { ...EMPTY, parties: [party([], { name: "customers" })] };
    expect(openPartyStarters(used)).toHaveLength(PARTY_STARTERS.length - 1);
  });

  test("count for nothing", () => {
    expect(keys(EMPTY)).toHaveLength(4);
  });
});

describe("the address of the page", () => {
  test("opens the form that it names and nothing else", () => {
    const id = "0190a0a0-0000-7000-8000-000000000001";
    const read = (edit: string) => readContextView({ edit }).edit;
    expect(read("internal-issue")).toEqual({ form: "issue", side: "internal", from: null });
    expect(read(`need-${id}`)).toEqual({ form: "need", party: id });
    expect(read(id)).toEqual({ form: "record", id });
    for (const text of ["", "issue", "need-x", "x-issue"]) expect(read(text)).toBeNull();
    expect(readContextView({ view: "nonsense" }).tab).toBe("issues");
    expect(contextHref("acme", "parties", id)).toBe(`/w/acme/context?view=parties&edit=${id}`);
    expect(contextHref("acme", "issues")).toBe("/w/acme/context");
  });
});
