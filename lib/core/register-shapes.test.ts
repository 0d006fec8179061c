import { describe, expect, it } from "vitest";
import { mappingFor, recogniseShape } from "@/lib/core/register-shapes";

describe("mappingFor", () => {
  it("keeps the frameworks' own columns beside the ids of a tool", () => {
    const header = ["Evidence name", "Control ID", "SOC 2 criteria", "ISO 27001 controls", "Last collected"];
    expect(recogniseShape(header)).toBe("evidence_list");
    expect(mappingFor("evidence_list", header, { files: false })).toMatchObject({
      name: 0,
      criteria: 1,
      criteriaSecond: 2,
      criteriaThird: 3,
      collectedOn: 4,
    });
  });

  it("gives no column to two fields in any kind of list", () => {
    const header = ["Key", "Summary", "Labels", "SOC 2", "Annex A", "Assignee", "Status"];
    for (const shape of ["register", "evidence_list", "request_list", "ticket_export"] as const) {
      const used = Object.values(mappingFor(shape, header, { files: false })).filter((at) => at !== null);
      expect(new Set(used).size).toBe(used.length);
      expect(used).toEqual(expect.arrayContaining([3, 4]));
    }
  });
});
