import { expect, test } from "vitest";
import type { FindingRow } from "@/lib/core/finding-dto";
import { findingsCsv } from "@/lib/exports/findings-csv";

const ROW: FindingRow = {
  ...{ id: "1", number: 3, grade: "minor", statement: "Late", state: "taken_over", version: 1 },
  ...{ standard: "iso27001", answers: { correction: "waiting" }, standing: "answered", refs: ["A.5.18"] },
  ...{ raisedBy: "Ada", raisedOn: "2036-05-01", nonconformity: null, isNew: false },
};

test("says in words where each answer stands, and nothing of a part that the grade does not ask for", () => {
  const [, asked = "", observed = ""] = findingsCsv([ROW, { ...ROW, grade: "observation" }]).split("\r\n");
  expect(asked).toMatch(/,"With the auditor","Not answered yet"$/);
  expect(observed).toMatch(/,"","Not answered yet"$/);
});
