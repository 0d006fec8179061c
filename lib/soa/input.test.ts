import { expect, test } from "vitest";
import type { z } from "zod";
import { decidePairInput } from "@/lib/crosswalk/input";
import { writeFindingInput } from "@/lib/findings/input";
import { raiseNonconformityInput } from "@/lib/nonconformities/input";
import { assignInput } from "@/lib/requirements/input";
import { treatRiskInput } from "@/lib/risks/input";
import { withholdInput } from "@/lib/rooms/input";
import { bulkEditSoaInput, setSoaRowInput } from "@/lib/soa/input";
import { addEntityControlInput, addRelianceInput } from "@/lib/suppliers/input";

const long = (length: number) => "x".repeat(length);
const sentencesAt = (schema: z.ZodType, given: unknown, field: string) =>
  schema
    .safeParse(given)
    .error?.issues.filter(({ path }) => path[0] === field)
    .map(({ message }) => message);

// No field carries a maxlength: a browser would cut what is pasted without a word, so the sentence has to come from here.
test.each([
  [
    "a cell",
    setSoaRowInput,
    "justification",
    long(50_000),
    "The justification has at most 4,000 characters.",
  ],
  [
    "many rows",
    bulkEditSoaInput,
    "justification",
    long(4_001),
    "The justification has at most 4,000 characters.",
  ],
  ["a reason of many rows", bulkEditSoaInput, "addDetail", long(301), "A reason has at most 300 characters."],
  ["a decision on a pair", decidePairInput, "reason", long(2_001), "A reason has at most 2,000 characters."],
  ["a finding", writeFindingInput, "statement", long(4_001), "The statement has at most 4,000 characters."],
  ["a finding's references", writeFindingInput, "requirements", long(2_001), "At most 2,000 characters."],
  ["references", raiseNonconformityInput, "refs", long(2_001), "At most 2,000 characters."],
  ["risks", raiseNonconformityInput, "risks", long(1_001), "At most 1,000 characters."],
  ["a note", assignInput, "note", long(4_001), "A note has at most 4,000 characters."],
  ["chosen controls", treatRiskInput, "controls", long(2_001), "At most 2,000 characters."],
  ["what is held back", withholdInput, "reason", long(1_001), "A reason has at most 1,000 characters."],
  ["relied controls", addRelianceInput, "refs", long(2_001), "At most 2,000 characters."],
  ["an own control", addEntityControlInput, "ref", long(51), "Enter one reference, such as A.5.18."],
] as const)(
  "what is pasted into %s and is too long is refused with its limit",
  (_, schema, field, text, says) => {
    expect(sentencesAt(schema, { [field]: text }, field)).toContain(says);
  },
);

test("methods come as a set; a form that shows them unticked takes them away, one that does not leaves them", () => {
  const row = { ref: "A.5.1", version: 1, requirementVersion: 1 };
  const patchOf = (more: object) => setSoaRowInput.parse({ ...row, ...more }).patch;
  expect(patchOf({ hasMethods: "on", methods: ["provider", "policy", "policy"] })).toEqual({
    methods: ["policy", "provider"],
  });
  expect(patchOf({ hasMethods: "on" })).toEqual({ methods: [] });
  expect(patchOf({})).toEqual({});
  expect(sentencesAt(setSoaRowInput, { ...row, methods: ["magic"] }, "methods")).toEqual([
    "Choose a method from the list.",
  ]);
  const rows = ["A.5.1:1:1"];
  expect(bulkEditSoaInput.parse({ rows, methods: ["technical"] }).patch).toEqual({ methods: ["technical"] });
  expect(bulkEditSoaInput.safeParse({ rows }).success).toBe(false);
});

test("a text near its limit is counted as it was typed, and a control character is refused at its cell", () => {
  const row = { ref: "A.5.1", version: 1, requirementVersion: 1 };
  const typed = `${"line\n".repeat(799)}lines`;
  const saved = setSoaRowInput.parse({ ...row, justification: typed.replaceAll("\n", "\r\n") });
  expect(saved.patch).toEqual({ justification: typed });
  expect(sentencesAt(setSoaRowInput, { ...row, description: "Escape \u001b[31m" }, "description")).toEqual([
    'The text holds a control character (U+001B) after "Escape". Take it out.',
  ]);
});
