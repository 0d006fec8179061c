import { describe, expect, it } from "vitest";
import { actionHref, type NextActionInput, nextActions } from "@/lib/core/next-actions";
import { filterContext, type RequirementFacts } from "@/lib/core/requirement-filters";

const TODAY = "2026-11-20";
const row = (ref: string, change: Partial<RequirementFacts> = {}): RequirementFacts => ({
  ref,
  kind: ref.startsWith("A.") ? "control" : "clause",
  title: `Title of ${ref}`,
  evidenceStatus: "in_progress",
  overridden: false,
  applicability: "included",
  implementation: "partial",
  evidencedCurrent: false,
  linkedCount: 1,
  expiredCount: 0,
  dueSoonCount: 0,
  returnedCount: 0,
  openMajor: 0,
  openMinor: 0,
  ownerId: null,
  dueOn: null,
  ...change,
});
const nothing: NextActionInput = {
  rows: [row("A.5.1"), row("A.5.2")],
  context: filterContext({ categories: ["security"], countWildcard: false, overrides: [] }, TODAY),
  stage1On: null,
  evidenceTotal: 10,
  troubled: [],
  ended: [],
  nonconformities: [],
  waiting: { items: 0, refs: [] },
  proposals: { items: 0, refs: [] },
};
const major = {
  id: "n1",
  number: "NC-2026-007",
  grade: "major" as const,
  dueOn: null,
  overdueActions: 3,
  refs: ["A.6.5", "A.5.18"],
};

describe("nextActions", () => {
  it("is empty when there is nothing to do", () => {
    expect(nextActions(nothing)).toEqual([]);
  });

  it("begins with the import while there is no evidence", () => {
    const actions = nextActions({
      ...nothing,
      evidenceTotal: 0,
      rows: [row("A.5.1", { linkedCount: 0 }), row("4.1", { linkedCount: 0 })],
    });
    expect(actions).toEqual([
      {
        kind: "import",
        title: "Import your SOC 2 evidence register",
        reason: "Every number starts from the evidence you already have.",
        verb: "Import",
        target: { page: "import" },
        unlocks: 1,
      },
    ]);
  });

  it("asks to renew a reliance that ended, before what only waits", () => {
    const ended = [{ id: "s1", name: "Nimbus", since: "2026-11-18", refs: ["A.7.5", "A.7.11"] }];
    const rows = [row("A.7.5", { linkedCount: 0 })];
    const [first, second] = nextActions({ ...nothing, rows, ended });
    expect(first).toEqual({
      kind: "rely",
      title: "Renew the reliance on Nimbus",
      reason: "Ended 18 Nov 2026. A.7.5, A.7.11 are inherited through it.",
      verb: "Renew",
      target: { page: "supplier", id: "s1" },
      unlocks: 2,
    });
    expect(second?.kind).toBe("attach");
    expect(actionHref("acme", { page: "supplier", id: "s1" })).toBe("/w/acme/suppliers/s1");
  });

  it("ranks what blocks the audit, then what is overdue, then what unlocks most; five at most", () => {
    const actions = nextActions({
      ...nothing,
      stage1On: "2027-01-18",
      rows: [
        row("A.5.1"),
        row("A.5.31", { linkedCount: 0 }),
        row("A.5.5", { linkedCount: 0 }),
        row("A.5.18", { dueOn: "2026-11-03", title: "Access rights" }),
      ],
      nonconformities: [major],
      troubled: [
        {
          id: "e1",
          title: "access removal confirmations",
          trouble: "expired",
          since: "2026-10-14",
          refs: ["A.5.18", "A.5.1"],
        },
      ],
      waiting: { items: 74, refs: ["A.5.1", "A.5.18"] },
      proposals: { items: 1, refs: ["A.5.5"] },
    });
    expect(actions.map(({ kind, title }) => [kind, title])).toEqual([
      ["close-major", "Close 3 overdue actions on NC-2026-007"],
      ["renew", "Renew access removal confirmations"],
      ["record", "Get A.5.18 ready"],
      ["review", "Review 74 submitted pieces of evidence"],
      ["propose", "Confirm the links proposed for 1 piece of evidence"],
    ]);
    expect(actions[0]?.reason).toBe("Major. Blocks Stage 1 in 59 days. Concerns A.5.18, A.6.5.");
    expect(actions[1]?.reason).toBe("Expired 14 Oct 2026. Used by A.5.1, A.5.18.");
    expect(actions[2]?.reason).toBe("Access rights. Was due 3 Nov 2026.");
  });

  it("shows minors only when they are late, observations never", () => {
    const minor = { ...major, grade: "minor" as const, overdueActions: 0, refs: [] };
    const titles = (...nonconformities: NextActionInput["nonconformities"]) =>
      nextActions({ ...nothing, nonconformities }).map(({ kind, title, reason }) => [kind, title, reason]);
    expect(titles(minor, { ...major, grade: "ofi" })).toEqual([]);
    expect(titles({ ...minor, dueOn: TODAY })).toEqual([]);
    expect(titles({ ...minor, dueOn: "2026-11-19" })).toEqual([
      ["close-minor", "Take the next step on NC-2026-007", "Minor, past its date."],
    ]);
    expect(titles({ ...minor, overdueActions: 1 })).toEqual([
      ["close-minor", "Close 1 overdue action on NC-2026-007", "Minor, past its date."],
    ]);
  });

  it.each([
    [null, "Major. Blocks certification."],
    ["2026-11-19", "Major. Blocks certification."],
    ["2026-11-20", "Major. Blocks Stage 1 in 0 days."],
    ["2026-11-21", "Major. Blocks Stage 1 in 1 day."],
  ])("names the date that a major blocks: %s", (stage1On, reason) => {
    const actions = nextActions({ ...nothing, stage1On, nonconformities: [{ ...major, refs: [] }] });
    expect(actions[0]?.reason).toBe(reason);
  });

  it("mends returned evidence, counting only requirements in scope", () => {
    const [action] = nextActions({
      ...nothing,
      rows: [row("A.5.1"), row("A.5.2", { applicability: "excluded" })],
      troubled: [{ id: "e1", title: "x", trouble: "returned", since: null, refs: ["A.5.1", "A.5.2"] }],
    });
    expect(action).toMatchObject({
      kind: "mend",
      title: "Correct x",
      reason: "Returned. Used by A.5.1.",
      unlocks: 1,
    });
    const [unused] = nextActions({
      ...nothing,
      troubled: [{ id: "e1", title: "x", trouble: "returned", since: null, refs: [] }],
    });
    expect(unused?.reason).toBe("Returned.");
  });

  it("counts what a queue unlocks: requirements that are not evidenced yet", () => {
    const rows = [
      row("A.5.1", { evidencedCurrent: true }),
      row("A.5.2"),
      row("A.5.3", { applicability: "undecided" }),
    ];
    const actions = nextActions({
      ...nothing,
      rows,
      waiting: { items: 1, refs: ["A.5.1", "A.5.2"] },
      proposals: { items: 2, refs: ["A.5.1", "A.5.2", "A.5.3"] },
    });
    expect(actions.map(({ kind, unlocks }) => [kind, unlocks])).toEqual([
      ["propose", 2],
      ["review", 1],
      ["decide", 1],
    ]);
    expect(actions[2]?.title).toBe("Decide 1 row of the Statement of Applicability");
  });

  it("asks for evidence where nothing is linked, with what has to be made", () => {
    const rows = [
      row("A.5.1", { linkedCount: 0 }),
      row("A.5.5", { linkedCount: 0 }),
      row("CC6.1", { kind: "criterion", linkedCount: 0 }),
    ];
    const actions = nextActions({ ...nothing, rows });
    expect(actions.map(({ reason }) => reason)).toEqual([
      "Title of A.5.1. No evidence.",
      "Title of A.5.5. No evidence. To be made: Contact list of authorities with triggers and a named caller.",
    ]);
  });

  it("shortens long lists and takes another limit", () => {
    const refs = ["A.5.1", "A.5.2", "A.5.3", "A.5.4", "A.5.5"];
    const input = {
      ...nothing,
      nonconformities: [{ ...major, refs }, major, { ...major, overdueActions: 0 }],
    };
    expect(nextActions(input)[0]?.reason).toContain("Concerns A.5.1, A.5.2, A.5.3 and 2 more.");
    expect(nextActions(input, 2)).toHaveLength(2);
  });
});

describe("actionHref", () => {
  it("opens the page of the action", () => {
    expect(
      (["import", "proposals", "soa", "review"] as const).map((page) => actionHref("acme", { page })),
    ).toEqual([
      "/w/acme/evidence/import",
      "/w/acme/evidence/proposals",
      "/w/acme/soa?show=undecided",
      "/w/acme/evidence?state=submitted",
    ]);
    expect(actionHref("acme", { page: "requirement", ref: "A.5.1" })).toBe("/w/acme/controls/A.5.1");
    expect(actionHref("acme", { page: "attach", ref: "A.5.1" })).toBe("/w/acme/controls/A.5.1?do=attach");
    expect(actionHref("acme", { page: "evidence", id: "e" })).toBe("/w/acme/evidence/e");
    expect(actionHref("acme", { page: "nonconformity", id: "n" })).toBe("/w/acme/nonconformities/n");
  });
});
