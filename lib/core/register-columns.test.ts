import { describe, expect, it } from "vitest";
import {
  EMPTY_MAPPING,
  foldHeading,
  guessMapping,
  mappingProblem,
  unreadHeadings,
} from "@/lib/core/register-columns";

describe("guessMapping", () => {
  it("knows the headings of an English register", () => {
    const header =
      "Reference,Evidence name,Type,SOC 2 criteria,Owner,Collected on,Period start,Period end,Renewal date,Status,Source system,Link";
    expect(guessMapping(header.split(","))).toEqual({
      reference: 0,
      name: 1,
      type: 2,
      criteria: 3,
      criteriaSecond: null,
      criteriaThird: null,
      owner: 4,
      collectedOn: 5,
      periodFrom: 6,
      periodTo: 7,
      renewOn: 8,
      status: 9,
      source: 10,
      link: 11,
      file: null,
      comment: null,
    });
  });

  it("knows mixed headings such as those of a grown register", () => {
    const header = ["Nom / Name", "Control(s)", "Evidence owner", "Date collected", "Next review", "Comment"];
    expect(guessMapping(header)).toEqual({
      ...EMPTY_MAPPING,
      name: 0,
      criteria: 1,
      owner: 2,
      collectedOn: 3,
      renewOn: 4,
      comment: 5,
    });
  });

  it.each([
    [
      ["Name", "SOC 2 criteria", "ISO controls"],
      [1, 2, null],
    ],
    [
      ["Name", "ISO/IEC 27001:2022 Annex A", "ISO 27001 clauses", "TSC"],
      [3, 1, 2],
    ],
    [
      ["Name", "Annex A", "Owner"],
      [1, null, null],
    ],
    [
      ["Name", "Control ID", "Control description", "Criteria"],
      [3, null, null],
    ],
    [
      ["Name", "Control", "Isometric view", "SOC 2 report"],
      [1, null, null],
    ],
    [
      ["Name", "SOC 2", "ISO 27001", "Anhang A", "Trust services criteria"],
      [4, 1, 2],
    ],
  ])("gives every framework of %j a column", (header, [criteria, criteriaSecond, criteriaThird]) => {
    expect(guessMapping(header)).toMatchObject({ criteria, criteriaSecond, criteriaThird });
  });

  it("knows German and French headings", () => {
    const german = [
      "Referenz",
      "Bezeichnung",
      "Kriterien",
      "Verantwortlich",
      "Erhoben am",
      "G\u00fcltig bis",
      "Quelle",
    ];
    expect(guessMapping(german)).toMatchObject({
      reference: 0,
      name: 1,
      criteria: 2,
      owner: 3,
      collectedOn: 4,
      renewOn: 5,
      source: 6,
    });
    const french = [
      "R\u00e9f\u00e9rence",
      "Intitul\u00e9",
      "Crit\u00e8res",
      "Responsable",
      "Date de collecte",
      "\u00c9ch\u00e9ance",
      "Commentaire",
    ];
    expect(guessMapping(french)).toMatchObject({
      reference: 0,
      name: 1,
      criteria: 2,
      owner: 3,
      collectedOn: 4,
      renewOn: 5,
      comment: 6,
    });
  });

  it("gives a column to one field only, the most telling heading first", () => {
    const mapping = guessMapping(["Description", "Evidence name", "My own column"]);
    expect(mapping.name).toBe(1);
    expect(Object.values(mapping).filter((column) => column !== null)).toEqual([1]);
    expect(guessMapping(["Internal evidence name of the team"]).name).toBe(0);
    expect(guessMapping([])).toEqual(EMPTY_MAPPING);
  });

  it("folds headings", () => {
    expect(foldHeading("  Pr\u00fcf-Gr\u00f6\u00dfe (SOC\u00a02) ")).toBe("pruf grosse soc 2");
  });
});

describe("mappingProblem", () => {
  it("asks for a name, for columns of the file, and for one field per column", () => {
    expect(mappingProblem(EMPTY_MAPPING, 3)).toContain("holds the name");
    expect(mappingProblem({ ...EMPTY_MAPPING, name: 3 }, 3)).toContain("not in the file");
    expect(mappingProblem({ ...EMPTY_MAPPING, name: -1 }, 3)).toContain("not in the file");
    expect(mappingProblem({ ...EMPTY_MAPPING, name: 0, owner: 0 }, 3)).toContain("two fields");
    expect(mappingProblem({ ...EMPTY_MAPPING, name: 0, owner: 1 }, 3)).toBeNull();
  });
});

describe("unreadHeadings", () => {
  it("names what no field takes, and no column without a heading", () => {
    const header = ["Evidence name", "Annex A", "", "SOC 2 criteria"];
    expect(unreadHeadings(header, { ...EMPTY_MAPPING, name: 0, criteria: 3 })).toEqual(["Annex A"]);
    expect(unreadHeadings(header, { ...EMPTY_MAPPING, name: 0, criteria: 1, comment: 3 })).toEqual([]);
  });
});
