import { describe, expect, it } from "vitest";
import {
  ageBucket,
  ageing,
  DEFAULT_DEADLINE_DAYS,
  isOpenNc,
  ncNumber,
  proposedDueOn,
} from "@/lib/core/nonconformity";
import { NC_STATES, type NcState } from "@/lib/core/statuses";

describe("time and numbers", () => {
  it("proposes a due date by grade, from days that can be changed", () => {
    expect(proposedDueOn("major", "2026-11-03")).toBe("2027-01-02");
    expect(proposedDueOn("minor", "2026-11-03")).toBe("2027-02-01");
    expect(proposedDueOn("major", "2026-11-03", { ...DEFAULT_DEADLINE_DAYS, major: 30 })).toBe("2026-12-03");
  });

  it.each([
    ["2026-11-20", "0-30"],
    ["2026-12-01", "0-30"],
    ["2026-10-21", "0-30"],
    ["2026-10-20", "31-60"],
    ["2026-09-21", "31-60"],
    ["2026-09-20", "61-90"],
    ["2026-08-22", "61-90"],
    ["2026-08-21", "over-90"],
  ])("raised on %s is %s on 20 Nov 2026", (raisedOn, bucket) => {
    expect(ageBucket(raisedOn, "2026-11-20")).toBe(bucket);
  });

  it("ages open majors and minors only", () => {
    const record = (id: string, grade: "major" | "minor" | "ofi", state: NcState, raisedOn: string) => ({
      id,
      grade,
      state,
      raisedOn,
    });
    const found = ageing(
      [
        record("1", "major", "open", "2026-11-03"),
        record("2", "minor", "effectiveness_check", "2026-08-08"),
        record("3", "minor", "closed", "2026-11-03"),
        record("4", "ofi", "open", "2026-11-03"),
      ],
      "2026-11-20",
    );
    expect(found.map(({ bucket, major, minor }) => [bucket, major, minor])).toEqual([
      ["0-30", ["1"], []],
      ["31-60", [], []],
      ["61-90", [], []],
      ["over-90", [], ["2"]],
    ]);
    expect(NC_STATES.filter((state) => !isOpenNc(state))).toEqual([
      "closed",
      "withdrawn",
      "done",
      "declined",
    ]);
  });

  it("numbers records by year", () => {
    expect([ncNumber(2026, 1), ncNumber(2026, 42), ncNumber(2027, 1000)]).toEqual([
      "NC-2026-001",
      "NC-2026-042",
      "NC-2027-1000",
    ]);
  });
});
