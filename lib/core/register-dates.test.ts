import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDate } from "@/lib/core/dates";
import { ambiguityNote, dateOrderOf, readDate } from "@/lib/core/register-dates";

const dateOf = (text: string, order: "dmy" | "mdy" | null = null) => {
  const read = readDate(text, order);
  return read.ok ? read.date : read.reason;
};

describe("readDate", () => {
  it.each([
    ["2026-05-02", "2026-05-02"],
    ["2026/5/2", "2026-05-02"],
    ["2026.05.02", "2026-05-02"],
    ["2026-05-02T10:30:00Z", "2026-05-02"],
    ["2026-05-02 00:00", "2026-05-02"],
    ["30/06/2026", "2026-06-30"],
    ["06/30/2026", "2026-06-30"],
    ["30-06-2026", "2026-06-30"],
    ["15.01.2026", "2026-01-15"],
    ["01.15.2026", "2026-01-15"],
    ["1.2.2026", "2026-02-01"],
    ["March 3, 2026", "2026-03-03"],
    ["Mar 3 2026", "2026-03-03"],
    ["3 Mar 2026", "2026-03-03"],
    ["3-Mar-2026", "2026-03-03"],
    ["3rd of March 2026", "2026-03-03"],
    ["3. M\u00e4rz 2026", "2026-03-03"],
    ["1er ao\u00fbt 2026", "2026-08-01"],
    ["12 d\u00e9cembre 2026", "2026-12-12"],
    ["29 February 2028", "2028-02-29"],
    ["  2026-05-02 ", "2026-05-02"],
    ["\uff12026-05-02".replace("\uff12", "2"), "2026-05-02"],
  ])("reads %s", (text, date) => {
    expect(dateOf(text)).toBe(date);
  });

  it.each([
    ["2026-02-29", "not a day of the calendar"],
    ["31/04/2026", "not a day of the calendar"],
    ["13/13/2026", "not a day of the calendar"],
    ["30 February 2026", "not a day of the calendar"],
    ["3 Foo 2026", "is not a date that can be read"],
    ["soon", "is not a date that can be read"],
    ["46086", "spreadsheet day number"],
    ["46086.5", "spreadsheet day number"],
    ["1/2-2026", "is not a date that can be read"],
  ])("refuses %s with a sentence", (text, sentence) => {
    expect(dateOf(text)).toContain(sentence);
  });

  it("reads what could be two dates by the order, and says so", () => {
    expect(readDate("03/04/2026", "dmy")).toMatchObject({ date: "2026-04-03", otherwise: "2026-03-04" });
    expect(readDate("03/04/2026", "mdy")).toMatchObject({ date: "2026-03-04", otherwise: "2026-04-03" });
    expect(readDate("03/04/2026", null)).toMatchObject({ date: "2026-04-03", otherwise: "2026-03-04" });
    expect(readDate("04/04/2026", null)).toMatchObject({ otherwise: null });
    expect(readDate("03.04.2026", "mdy")).toMatchObject({ date: "2026-04-03", otherwise: null });
  });

  it("reads two-digit years as 20xx and says so", () => {
    expect(readDate("30.06.26", null)).toMatchObject({ date: "2026-06-30", shortYear: true });
  });

  it("reads every day as our own pages print it", () => {
    const day = fc.date({
      min: new Date("2000-01-01T00:00:00Z"),
      max: new Date("2099-12-31T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(day, (value) => {
        const iso = value.toISOString().slice(0, 10);
        expect(dateOf(formatDate(iso))).toBe(iso);
        expect(dateOf(iso)).toBe(iso);
      }),
    );
  });
});

describe("dateOrderOf", () => {
  it("is proven by the first value that can be read in one way only", () => {
    expect(dateOrderOf(["03/04/2026", "30/06/2026"])).toEqual({
      order: "dmy",
      provenBy: "30/06/2026",
      conflict: false,
    });
    expect(dateOrderOf(["03/04/2026", "06/30/2026"])).toEqual({
      order: "mdy",
      provenBy: "06/30/2026",
      conflict: false,
    });
  });

  it("is unknown when nothing proves it, and when values contradict each other", () => {
    expect(dateOrderOf(["03/04/2026", "2026-01-30", "30.06.2026", ""])).toEqual({
      order: null,
      provenBy: null,
      conflict: false,
    });
    expect(dateOrderOf(["30/06/2026", "06/30/2026"])).toEqual({
      order: null,
      provenBy: null,
      conflict: true,
    });
  });
});

describe("ambiguityNote", () => {
  const unproven = { order: null, provenBy: null, conflict: false };

  it("names both dates, and the value that decided", () => {
    expect(ambiguityNote("03/04/2026", readDate("03/04/2026", null), unproven)).toBe(
      "03/04/2026 was read as 3 Apr 2026; it could also be 4 Mar 2026.",
    );
    const proven = dateOrderOf(["06/30/2026"]);
    expect(ambiguityNote("03/04/2026", readDate("03/04/2026", proven.order), proven)).toBe(
      "03/04/2026 was read as 4 Mar 2026, like 06/30/2026 in the same column; it could also be 3 Apr 2026.",
    );
  });

  it("says nothing about clear or unreadable dates", () => {
    expect(ambiguityNote("2026-03-04", readDate("2026-03-04", null), unproven)).toBeNull();
    expect(ambiguityNote("x", readDate("x", null), unproven)).toBeNull();
  });
});
