import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readContextView } from "@/lib/core/context";
import { addDays } from "@/lib/core/dates";
import {
  compareWork,
  compareWorkloads,
  isInPeriod,
  isOverdue,
  kindsOf,
  listWork,
  readWorkView,
  WORK_KIND,
  WORK_KINDS,
  WORK_PERIODS,
  type WorkRow,
  workHref,
  workLine,
  workViewHref,
} from "@/lib/core/work";

const today = "2026-11-20";
const row = (more: Partial<WorkRow> = {}): WorkRow => ({
  kind: "request",
  id: "1",
  target: "1",
  ref: "REQ-2026-001",
  title: "Access review",
  note: "",
  dueOn: null,
  ...more,
});
const rows = fc.array(
  fc.record({
    kind: fc.constantFrom(...WORK_KINDS),
    id: fc.uuid(),
    target: fc.uuid(),
    ref: fc.constantFrom("", "A.5.2", "A.5.15"),
    title: fc.string({ maxLength: 10 }),
    note: fc.constant(""),
    dueOn: fc.option(fc.integer({ min: -60, max: 60 }).map((days) => addDays(today, days))),
  }),
  { maxLength: 40 },
);
const everything = { tab: "mine", kind: null, period: null, person: null } as const;

describe("the order", () => {
  test("puts what is overdue first, then by date, what has none at the end, and loses no row", () => {
    fc.assert(
      fc.property(rows, (all) => {
        const listed = listWork(all, everything, today);
        expect(listed).toHaveLength(all.length);
        const late = listed.map((one) => isOverdue(one, today));
        expect(late.lastIndexOf(true)).toBe(late.filter(Boolean).length - 1);
        const dates = listed.map((one) => one.dueOn ?? "9999-12-31");
        expect(dates).toEqual([...dates].sort());
      }),
    );
  });

  test("is the same whatever order the rows come in", () => {
    fc.assert(
      fc.property(rows, (all) => {
        const names = (list: readonly WorkRow[]) =>
          [...list].sort(compareWork).map((one) => `${one.dueOn} ${one.kind} ${one.ref} ${one.title}`);
        expect(names([...all].reverse())).toEqual(names(all));
      }),
    );
  });

  test("puts returned work before new work of the same day", () => {
    const returned = row({ kind: "returned_request", dueOn: today });
    expect(listWork([row({ dueOn: today }), returned], everything, today)[0]).toBe(returned);
  });
});

describe("periods", () => {
  test("every row falls into one of overdue, next 30 days, later and no date", () => {
    fc.assert(
      fc.property(rows, (all) => {
        for (const one of all) {
          const found = WORK_PERIODS.filter((period) => period !== "week" && isInPeriod(one, period, today));
          expect(found).toHaveLength(1);
        }
      }),
    );
  });

  test("today is due in the next days and not overdue", () => {
    const due = row({ dueOn: today });
    expect(WORK_PERIODS.filter((period) => isInPeriod(due, period, today))).toEqual(["week", "month"]);
    expect(isOverdue(due, today)).toBe(false);
  });
});

describe("the view", () => {
  test("survives its address", () => {
    const person = "0190a0a0-0000-7000-8000-00000000dead";
    for (const view of [
      everything,
      { tab: "team", kind: "renewal", period: "overdue", person } as const,
      { tab: "mentions", kind: null, period: null, person: null } as const,
    ]) {
      const query = Object.fromEntries(new URL(workViewHref("acme", view), "http://x").searchParams);
      expect(readWorkView(query)).toEqual(view);
    }
    expect(readWorkView({ tab: "nope", kind: "x", due: ["week"], person: "1" })).toEqual(everything);
  });

  test("counts the kinds that are there", () => {
    const list = [row(), row({ kind: "draft" }), row({ kind: "draft" })];
    expect(kindsOf(list)).toEqual([
      { kind: "request", n: 1 },
      { kind: "draft", n: 2 },
    ]);
    expect(listWork(list, { ...everything, kind: "draft" }, today)).toHaveLength(2);
  });
});

test("every kind has a button and leads to a page of the workspace", () => {
  for (const kind of WORK_KINDS) {
    expect(WORK_KIND[kind].verb).toMatch(/^[A-Z]/);
    expect(workHref("acme", { kind, target: "t" })).toMatch(/^\/w\/acme\/.+t/);
  }
  expect(workHref("acme", { kind: "renewal", target: "i" })).toBe("/w/acme/evidence/i/new-version");
  const returned = new URL(workHref("acme", { kind: "returned_scope", target: "1" }), "http://x");
  expect(readContextView(Object.fromEntries(returned.searchParams)).tab).toBe("scope");
});

test("workloads stand with the most overdue first", () => {
  const load = (name: string, overdue: number, open: number) => ({
    ...{ userId: name, name, overdue, open },
    dueThisWeek: 0,
  });
  const sorted = [load("C", 0, 9), load("A", 2, 2), load("B", 0, 9)].sort(compareWorkloads);
  expect(sorted.map((one) => one.name)).toEqual(["A", "B", "C"]);
});

test("a line of a mail names the day only where there is one", () => {
  expect(workLine(row({ dueOn: today }), (date) => date)).toBe("REQ-2026-001 Access review, due 2026-11-20");
  expect(workLine(row({ ref: "" }), (date) => date)).toBe("Access review");
});
