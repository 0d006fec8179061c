import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextListSort } from "@/lib/core/list-address";
import type { RequestListRow } from "@/lib/core/request-dto";
import {
  listRequestRows,
  REQUEST_SORTS,
  REQUEST_TABS,
  readRequestView,
  requestChips,
  requestQuery,
  requestTabCounts,
} from "@/lib/core/request-list";
import { REQUEST_KINDS, REQUEST_STATES } from "@/lib/core/work-statuses";

const TODAY = "2026-11-20";
const ANN = { userId: "0190a0a0-0000-7000-8000-00000000000a", name: "Ann" };
const BO = { userId: "0190a0a0-0000-7000-8000-00000000000b", name: "Bo" };
const reader = { userId: ANN.userId, today: TODAY };

function row(number: number, more: Partial<RequestListRow> = {}): RequestListRow {
  return {
    id: String(number),
    roomId: null,
    auditorRef: "",
    number: `RQ-${number}`,
    kind: "document",
    title: `Request ${number}`,
    state: "requested",
    stateReason: "",
    owner: ANN,
    askedBy: BO,
    refs: [],
    item: null,
    askedOn: "2026-11-01",
    dueOn: null,
    submittedOn: null,
    decidedOn: null,
    version: 1,
    ...more,
  };
}

const rows: readonly RequestListRow[] = [
  row(1, { dueOn: "2026-11-19", title: "Access review", refs: ["CC6.1"] }),
  row(2, { dueOn: TODAY, owner: BO }),
  row(3, { state: "submitted", dueOn: "2026-11-01" }),
  row(4, { state: "returned", owner: BO, dueOn: "2026-11-18" }),
  row(5, { state: "accepted" }),
  row(6, { state: "internal_review", roomId: "room", auditorRef: "PBC-7" }),
  row(7, { state: "submitted", roomId: "room" }),
  row(10, { state: "draft", title: "access list" }),
];
const view = (query: Record<string, string> = {}) => readRequestView(query);
const shown = (query: Record<string, string>) =>
  listRequestRows(rows, view(query), reader).rows.map((one) => one.number.slice(3));

describe("the list of requests", () => {
  it("opens under each tab exactly the rows that its number counts", () => {
    const counts = requestTabCounts(rows, reader);
    for (const tab of REQUEST_TABS) {
      expect([tab, shown({ view: tab }).length]).toEqual([tab, counts[tab]]);
    }
    expect(shown({ view: "mine" })).toEqual(["1"]);
    expect(shown({ view: "overdue" })).toEqual(["1", "4"]);
    expect(shown({ view: "decide" })).toEqual(["3", "6"]);
    expect(shown({ view: "done" })).toEqual(["5"]);
  });

  it("finds every word in number, title, owner, requirement and the auditor's reference", () => {
    expect(shown({ view: "all", q: "ACCESS review" })).toEqual(["1"]);
    expect(shown({ view: "all", q: "cc6.1" })).toEqual(["1"]);
    expect(shown({ view: "all", q: "pbc-7 ann" })).toEqual(["6"]);
    expect(shown({ view: "all", q: "nothing" })).toEqual([]);
  });

  it("filters by state, kind, owner and requirement, and says how many the tab has", () => {
    expect(shown({ view: "all", owner: BO.userId })).toEqual(["2", "4"]);
    expect(shown({ view: "all", state: "returned" })).toEqual(["4"]);
    expect(shown({ view: "all", ref: "CC6.1" })).toEqual(["1"]);
    expect(listRequestRows(rows, view({ view: "all", state: "returned" }), reader).of).toBe(rows.length);
  });

  it("sorts numbers as numbers, and rows without a date last when dates rise", () => {
    expect(shown({ view: "all", sort: "-number" })).toEqual(["10", "7", "6", "5", "4", "3", "2", "1"]);
    expect(shown({ view: "all", sort: "due" }).slice(0, 4)).toEqual(["3", "4", "1", "2"]);
    expect(nextListSort<"due">("due", null)).toEqual({ by: "due", direction: "asc" });
    expect(nextListSort<"due">("due", { by: "due", direction: "asc" })).toEqual({
      by: "due",
      direction: "desc",
    });
    expect(nextListSort<"due">("due", { by: "due", direction: "desc" })).toBeNull();
  });

  it("names each filter in force with the change that takes it out", () => {
    const names = new Map([[BO.userId, BO.name]]);
    const chips = requestChips(view({ state: "returned", owner: BO.userId, q: "x" }), names);
    expect(chips.map((chip) => [chip.field, chip.value])).toEqual([
      ["State", "Returned"],
      ["Owner", "Bo"],
      ["Text", "x"],
    ]);
  });

  it("reads back every view that it writes, and never fails on an address", () => {
    const known = fc.record({
      view: fc.constantFrom(...REQUEST_TABS),
      state: fc.constantFrom("", ...REQUEST_STATES),
      kind: fc.constantFrom("", ...REQUEST_KINDS),
      owner: fc.constantFrom("", ANN.userId),
      ref: fc.constantFrom("", "A.5.1"),
      q: fc.string({ maxLength: 20 }),
      sort: fc.constantFrom("", ...REQUEST_SORTS, ...REQUEST_SORTS.map((sort) => `-${sort}`)),
      from: fc.integer({ min: 0, max: 500 }).map(String),
    });
    fc.assert(
      fc.property(known, (query) => {
        const read = view(query);
        const written = Object.entries(requestQuery(read)).filter(([, value]) => value !== null);
        expect(view(Object.fromEntries(written) as Record<string, string>)).toEqual(read);
      }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (query) => {
        expect(listRequestRows(rows, view(query), reader).of).toBeLessThanOrEqual(rows.length);
      }),
    );
  });
});
