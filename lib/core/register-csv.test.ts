import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CSV_BOM } from "@/lib/core/csv";
import type { TscCategory } from "@/lib/core/frameworks/types";
import { EMPTY_MAPPING, guessMapping, type RegisterMapping } from "@/lib/core/register-columns";
import {
  contentIdentity,
  type ExistingItem,
  type ImportPlan,
  identityOf,
  planImport,
  rejectedCsv,
} from "@/lib/core/register-csv";
import type { DateOrder } from "@/lib/core/register-dates";
import { decodeRegister, parseRegister } from "@/lib/core/register-text";

const SAC: readonly TscCategory[] = ["security", "availability", "confidentiality"];
const ALL: readonly TscCategory[] = [...SAC, "processing_integrity", "privacy"];

type Options = {
  categories?: readonly TscCategory[];
  existing?: readonly ExistingItem[];
  members?: readonly string[];
  dateOrder?: DateOrder | null;
  mapping?: RegisterMapping;
};

function read(text: string) {
  const parsed = parseRegister(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed;
}

function plan(text: string, options: Options = {}): ImportPlan {
  const { header, records } = read(text);
  return planImport({
    records,
    header,
    mapping: options.mapping ?? guessMapping(header),
    dateOrder: options.dateOrder ?? null,
    programme: { categories: options.categories ?? SAC },
    existing: options.existing ?? [],
    members: options.members ?? [],
  });
}

function fixture(name: string): string {
  const decoded = decodeRegister(new Uint8Array(readFileSync(`e2e/fixtures/${name}`)));
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.text;
}

const stored = (done: ImportPlan): readonly ExistingItem[] =>
  done.lines
    .filter((line) => line.outcome === "create")
    .map(({ line, values }) => ({
      ...{ id: `item-${line}`, values, ownerNames: [] },
      isDraft: values.state === "draft",
    }));

const messages = (done: ImportPlan, line: number) =>
  done.lines
    .find((one) => one.line === line)
    ?.problems.map(({ column, severity, message }) => [column, severity, message]);

describe("the messy register", () => {
  const text = fixture("soc2-evidence-register-messy.csv");
  const done = plan(text);

  it("creates 8, skips 1 duplicate and rejects 3", () => {
    const none = { update: 0, unchanged: 0, skipped: 0 };
    expect(done.counts).toEqual({ ...none, create: 8, duplicate: 1, rejected: 3 });
    expect(done.lines.map(({ line, outcome }) => [line, outcome])).toEqual([
      [2, "create"],
      [4, "duplicate"],
      [5, "create"],
      [6, "create"],
      [7, "create"],
      [8, "rejected"],
      [9, "create"],
      [10, "create"],
      [11, "rejected"],
      [12, "create"],
      [13, "rejected"],
      [14, "create"],
    ]);
  });

  it("reads day-first, month-name and dotted dates", () => {
    const dates = done.lines.map(({ line, values }) => [line, values.collectedOn, values.renewOn]);
    expect(dates).toContainEqual([2, "2026-06-30", "2026-09-30"]);
    expect(dates).toContainEqual([7, "2026-03-03", "2027-03-03"]);
    expect(dates).toContainEqual([10, "2026-01-15", "2026-07-15"]);
  });

  it("keeps formula-like names as plain text", () => {
    expect(done.lines[2]?.values.name).toBe('=HYPERLINK("http://evil.example","click")');
    expect(done.lines[3]?.values.name).toBe("+1 phone list of on-call staff");
  });

  it("normalises criteria, reports the unknown and keeps the known", () => {
    expect(done.lines.find(({ line }) => line === 10)?.values.criteria).toEqual(["A1.3"]);
    expect(done.lines.find(({ line }) => line === 7)?.values.criteria).toEqual(["CC4.1", "CC7.1"]);
    expect(done.lines.find(({ line }) => line === 9)?.values.criteria).toEqual(["CC9.2"]);
    expect(messages(done, 9)).toEqual([
      ["criteria", "warning", "CC10.1 names no SOC 2 criterion and no control of Annex A. CC9.2 is kept."],
    ]);
  });

  it("keeps the Privacy line and marks it out of scope", () => {
    const line = done.lines.find((one) => one.line === 14);
    expect(line?.outOfScope).toEqual(["P1.1"]);
    expect(line?.values.criteria).toEqual(["P1.1"]);
    expect(messages(done, 14)).toEqual([
      ["criteria", "note", "P1.1 is outside the SOC 2 scope of this workspace. The line is kept."],
    ]);
    expect(plan(text, { categories: ALL }).lines.at(-1)?.outOfScope).toEqual([]);
  });

  it("gives each rejection and the duplicate its sentence", () => {
    expect(messages(done, 8)).toEqual([["collectedOn", "error", "2026-02-29 is not a day of the calendar."]]);
    expect(messages(done, 11)).toEqual([["name", "error", "The line has no name."]]);
    expect(messages(done, 13)?.[0]).toEqual(["name", "error", "Name has 3,005 characters; at most 300."]);
    expect(messages(done, 4)).toEqual([
      [null, "note", "Same name, criteria and source as line 2. Only the first line is imported."],
    ]);
  });

  it("imports everything as draft because the register has no status", () => {
    expect(done.lines.every((line) => line.values.state === "draft")).toBe(true);
  });

  it("names the owners who are no members once", () => {
    expect(done.unknownOwners).toEqual([
      "it@example.com",
      "security@example.com",
      "legal@example.com",
      "platform@example.com",
    ]);
    expect(plan(text, { members: ["IT@example.com"] }).unknownOwners).not.toContain("it@example.com");
  });

  it("creates nothing the second time", () => {
    expect(plan(text, { existing: stored(done) }).counts).toEqual({
      create: 0,
      update: 0,
      unchanged: 8,
      duplicate: 1,
      rejected: 3,
      skipped: 0,
    });
  });

  it("gives the rejected lines back with reasons, in a form that can be mended and imported", () => {
    const csv = rejectedCsv(done, read(text).header);
    expect(csv.startsWith(CSV_BOM)).toBe(true);
    const back = read(csv.slice(1));
    expect(back.header.slice(-2)).toEqual(["Line", "Why it was rejected"]);
    expect(back.records.map((record) => record.cells.at(-2))).toEqual(["8", "11", "13"]);
    expect(back.records[0]?.cells.at(-1)).toBe("Collected on: 2026-02-29 is not a day of the calendar.");
    const mended = csv.replace("2026-02-29", "2026-02-28").slice(1);
    expect(plan(mended).counts).toMatchObject({ create: 1, rejected: 2 });
  });
});

describe("the clean registers", () => {
  it("imports all 111 lines without a problem: 74 handed in, 37 drafts", () => {
    const done = plan(fixture("soc2-evidence-register.csv"));
    expect(done.counts).toEqual({
      create: 111,
      update: 0,
      unchanged: 0,
      duplicate: 0,
      rejected: 0,
      skipped: 0,
    });
    expect(done.lines.flatMap((line) => line.problems)).toEqual([]);
    expect(done.lines.filter((line) => line.values.state === "submitted")).toHaveLength(74);
    expect(done.lines.filter((line) => line.values.state === "draft")).toHaveLength(37);
    expect(done.lines.every((line) => line.values.renewOn !== null)).toBe(true);
  });

  it("imports the 54 privacy and integrity lines without a problem, in scope or out of it", () => {
    const text = fixture("soc2-evidence-privacy-integrity.csv");
    expect(plan(text, { categories: ALL }).lines.flatMap((line) => line.problems)).toEqual([]);
    const outside = plan(text);
    expect(outside.counts.create).toBe(54);
    expect(outside.linesWithProblems).toBe(0);
    expect(outside.lines.every((line) => line.outOfScope.length > 0)).toBe(true);
  });

  it("creates nothing the second time", () => {
    const text = fixture("soc2-evidence-register.csv");
    expect(plan(text, { existing: stored(plan(text)) }).counts).toMatchObject({ create: 0, unchanged: 111 });
  });

  it("plans 10,000 lines", () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => `Item ${index},CC6.1,2026-05-02`);
    expect(plan(`Name,Criteria,Collected on\n${rows.join("\n")}`).counts.create).toBe(10_000);
  });
});

describe("identity", () => {
  const item = { reference: null, name: "Access Review", criteria: ["CC6.2", "CC6.3"], source: "Okta" };

  it("is the reference when there is one, whatever else the line says", () => {
    expect(identityOf({ ...item, reference: "e-001" })).toBe(
      identityOf({ ...item, reference: "E-001 ", name: "Other" }),
    );
  });

  it("is name, criteria and source otherwise, without regard to case, spaces and order", () => {
    const same = { ...item, name: " access  review", criteria: ["CC6.3", "CC6.2"], source: "OKTA" };
    expect(identityOf(same)).toBe(identityOf(item));
    expect(identityOf({ ...item, source: "GitHub" })).not.toBe(identityOf(item));
    expect(identityOf({ ...item, criteria: ["CC6.2"] })).not.toBe(identityOf(item));
    expect(contentIdentity(item)).toBe(identityOf({ ...item, reference: " " }));
  });

  it("finds a line without reference in an item that has one, and never joins two references", () => {
    const header = "Reference,Name,Criteria,Source\n";
    const done = plan(`${header}E-1,Review,CC6.1,Okta\nE-2,Review,CC6.1,Okta\n,Review,CC6.1,Okta`);
    expect(done.lines.map((line) => line.outcome)).toEqual(["create", "create", "duplicate"]);
    const again = plan(`${header},review,cc6.1,okta`, { existing: stored(done) });
    expect(again.lines[0]).toMatchObject({ outcome: "update", changes: expect.any(Array) });
  });

  it("lets a good line follow a rejected one with the same identity", () => {
    const done = plan(
      "Name,Criteria,Collected on\nReview,CC6.1,2026-02-30\nReview,CC6.1,2026-02-28\nReview,CC6.1,2026-03-01",
    );
    expect(done.lines.map((line) => line.outcome)).toEqual(["rejected", "create", "duplicate"]);
  });

  it("takes one line for each stored item, however a later one names it", () => {
    const existing = stored(plan("Reference,Name,Criteria\nE-1,Plan,CC1.1\n"));
    const done = plan(
      "Reference,Name,Criteria,Collected on\nE-1,Plan B,CC1.2,2026-01-01\n,Plan,CC1.1,2026-02-01\n",
      { existing },
    );
    expect(done.lines.map((line) => line.outcome)).toEqual(["update", "duplicate"]);
    const told = "Line 2 is about the same item. Only the first line is imported.";
    expect(messages(done, 3)).toEqual([[null, "note", told]]);
  });

  it("names the reference of a duplicate", () => {
    const done = plan("Reference,Name\nE-1,a\nE-1,b");
    expect(messages(done, 3)).toEqual([
      [null, "note", "E-1 is already on line 2. Only the first line is imported."],
    ]);
  });
});

describe("updates", () => {
  const header = "Reference,Name,Criteria,Owner,Collected on,Comment\n";
  const existing = stored(plan(`${header}E-1,Review,CC6.1,it@example.com,2026-01-02,first`));

  it("lists what the line says differently", () => {
    const done = plan(`${header}E-1,Review,CC6.1; CC6.2,it@example.com,2026-02-03,first`, { existing });
    expect(done.lines[0]).toMatchObject({
      outcome: "update",
      existingId: "item-2",
      changes: [
        { field: "criteria", from: "CC6.1", to: "CC6.1, CC6.2" },
        { field: "collectedOn", from: "2026-01-02", to: "2026-02-03" },
      ],
    });
  });

  it("adds criteria and takes none away, whatever their order", () => {
    const two = stored(plan(`${header}E-1,Review,CC6.2; CC6.1,,,`));
    expect(plan(`${header}E-1,Review,CC6.1,,,`, { existing: two }).lines[0]?.outcome).toBe("unchanged");
    expect(plan(`${header}E-1,Review,CC6.3 CC6.1,,,`, { existing: two }).lines[0]?.changes).toEqual([
      { field: "criteria", from: "CC6.1, CC6.2", to: "CC6.1, CC6.2, CC6.3" },
    ]);
  });

  it("takes nothing away for empty cells", () => {
    const done = plan("Reference,Name,Status,Owner\nE-1,Review,,", { existing });
    expect(done.lines[0]).toMatchObject({ outcome: "unchanged", changes: [] });
  });

  it("hands a draft in that it calls ready, and moves nothing back", () => {
    const ready = "Reference,Name,Status\nE-1,Review,Ready";
    expect(plan(ready, { existing }).lines[0]).toMatchObject({
      outcome: "update",
      changes: [{ field: "status", from: "Draft", to: "Submitted" }],
    });
    const further = existing.map((item) => ({ ...item, isDraft: false }));
    expect(plan(ready, { existing: further }).lines[0]?.outcome).toBe("unchanged");
    expect(plan(ready.replace("Ready", "In progress"), { existing: further }).lines[0]?.outcome).toBe(
      "unchanged",
    );
  });

  it("knows the stored owner by other names", () => {
    const named = existing.map((item) => ({ ...item, ownerNames: ["Ida Tee"] }));
    const line = `${header}E-1,Review,CC6.1,ida tee,2026-01-02,first`;
    expect(plan(line, { existing: named }).lines[0]?.outcome).toBe("unchanged");
    expect(plan(line, { existing }).lines[0]?.outcome).toBe("update");
  });
});

describe("problems of a line", () => {
  it("takes Ready as handed in and every other word as draft", () => {
    const states = plan("Name,Status\na,Ready\nb, ready \nc,Accepted\nd,\ne,Ready soon").lines;
    expect(states.map((line) => line.values.state)).toEqual([
      "submitted",
      "submitted",
      "draft",
      "draft",
      "draft",
    ]);
  });

  it("warns about a date that could be two, unless the column or the person settles it", () => {
    const open = plan("Name,Collected on\na,03/04/2026");
    expect(messages(open, 2)).toEqual([
      ["collectedOn", "warning", "03/04/2026 was read as 3 Apr 2026; it could also be 4 Mar 2026."],
    ]);
    expect(open.linesWithProblems).toBe(1);
    const inferred = plan("Name,Collected on\na,03/04/2026\nb,06/30/2026");
    expect(inferred.lines[0]?.values.collectedOn).toBe("2026-03-04");
    expect(messages(inferred, 2)?.[0]?.[1]).toBe("note");
    expect(inferred.dateColumns.collectedOn).toEqual({
      order: "mdy",
      provenBy: "06/30/2026",
      conflict: false,
    });
    const chosen = plan("Name,Collected on\na,03/04/2026", { dateOrder: "mdy" });
    expect(chosen.lines[0]?.values.collectedOn).toBe("2026-03-04");
    expect(messages(chosen, 2)).toEqual([]);
  });

  it("notes a two-digit year", () => {
    expect(messages(plan("Name,Collected on\na,30.06.26"), 2)).toEqual([
      ["collectedOn", "note", "30.06.26 was read with the year 2026."],
    ]);
  });

  it("rejects a period that ends before it starts and warns about an early renewal", () => {
    const done = plan(
      "Name,Period start,Period end,Collected on,Renewal date\na,2026-02-01,2026-01-01,,\nb,,,2026-02-01,2026-01-01",
    );
    expect(done.lines.map((line) => line.outcome)).toEqual(["rejected", "create"]);
    expect(messages(done, 2)?.[0]?.[2]).toBe("The period ends (2026-01-01) before it starts (2026-02-01).");
    expect(messages(done, 3)?.[0]?.[1]).toBe("warning");
  });

  it("keeps texts that are no web address in the comment", () => {
    const done = plan(
      "Name,Link,Comment\na,javascript:alert(1),seen\nb,https://example.com/x,\nc,S:\\share,",
    );
    expect(done.lines.map((line) => [line.values.link, line.values.comment])).toEqual([
      [null, "seen\nLink: javascript:alert(1)"],
      ["https://example.com/x", ""],
      [null, "Link: S:\\share"],
    ]);
    expect(messages(done, 2)?.[0]?.[1]).toBe("warning");
  });

  it("notes ranges keeps controls, and warns about lines left without criteria", () => {
    const done = plan("Name,Criteria\na,CC6.1-CC6.2\nb,A.5.15\nc,foo");
    expect(messages(done, 2)).toEqual([["criteria", "note", "CC6.1-CC6.2 was read as CC6.1, CC6.2."]]);
    expect(messages(done, 3)).toEqual([]);
    expect(done.lines[1]?.values).toMatchObject({ criteria: [], controls: ["A.5.15"] });
    expect(messages(done, 4)?.[0]?.[2]).toMatch(/^foo names no SOC 2 criterion .* It is left out\.$/);
  });

  it("accepts names of 300 and comments of 4,000 characters, counted as characters, and no more", () => {
    const edge = plan(`Name,Comment\n${"\u{1f600}".repeat(300)},${"c".repeat(4000)}`);
    expect(edge.counts.create).toBe(1);
    const over = plan(`Name,Comment,Owner\n${"n".repeat(301)},${"c".repeat(4001)},${"o".repeat(201)}`);
    expect(messages(over, 2)?.map((entry) => entry[2])).toEqual([
      "Name has 301 characters; at most 300.",
      "Comment has 4,001 characters; at most 4,000.",
      "Owner has 201 characters; at most 200.",
    ]);
  });

  it("rejects a line that is broken as CSV", () => {
    const done = plan('Name,Criteria\n"a"b,CC6.1\nc,d,e');
    expect(done.counts.rejected).toBe(2);
    expect(messages(done, 2)?.[0]?.[0]).toBeNull();
  });

  it("leaves fields empty that no column feeds", () => {
    const done = plan("a,b\nx,y", { mapping: { ...EMPTY_MAPPING, name: 1 } });
    expect(done.lines[0]?.values).toEqual({
      ...{ reference: null, name: "y", type: "", criteria: [], controls: [], owner: "" },
      ...{ collectedOn: null, periodFrom: null, periodTo: null, renewOn: null, state: "draft" },
      ...{ statusText: "", source: "", link: null, file: null, comment: "" },
    });
    expect(done.dateColumns).toEqual({});
  });
});
