import { describe, expect, it } from "vitest";
import { guessMapping } from "@/lib/core/register-columns";
import { readLine } from "@/lib/core/register-line";

function read(headings: string, cells: string) {
  const header = headings.split(";");
  const record = { line: 2, cells: cells.split(";"), problem: null };
  const context = {
    header,
    mapping: guessMapping(header),
    dateOrder: null,
    programme: { categories: [] },
  };
  const { values, problems } = readLine(record, context, {});
  return { criteria: values.criteria, controls: values.controls, problems };
}

describe("readLine", () => {
  const header = "Name;SOC 2 criteria;ISO 27001 controls;Clauses";

  it("reads the requirements of several columns together, each problem beside its own column", () => {
    const { problems, ...named } = read(header, "a;CC6.2;5.15, A.8.2, tbc;CC6.1");
    expect(named).toEqual({ criteria: ["CC6.1", "CC6.2"], controls: ["A.5.15", "A.8.2"] });
    expect(problems).toMatchObject([{ column: "criteriaSecond", message: expect.stringContaining("tbc") }]);
  });

  it("reads a bare number as a control only where the heading says so", () => {
    expect(read("Name;Annex A", "a;5.15, 5.99")).toMatchObject({
      controls: ["A.5.15"],
      problems: [{ column: "criteria", message: expect.stringContaining("5.99") }],
    });
    expect(read(header, "a;5.15;;5.1")).toMatchObject({
      ...{ criteria: [], controls: [] },
      problems: [{ column: "criteria" }, { column: "criteriaThird" }],
    });
    expect(read("Name;ISO 27001", "a;A.5.15 A5.16 v5.17")).toMatchObject({ controls: ["A.5.15", "A.5.16"] });
  });
});
