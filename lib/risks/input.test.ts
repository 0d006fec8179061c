import { expect, test } from "vitest";
import { addRiskInput, saveMethodInput } from "@/lib/risks/input";

// The fields carry no maxlength: a browser would cut what is pasted without a word.
test.each([
  ["a risk", addRiskInput, { title: "x".repeat(201) }, "title", "200"],
  ["a method", saveMethodInput, { number: 1, version: 1, approach: "x".repeat(50_000) }, "approach", "4,000"],
] as const)(
  "a text that is too long for %s is refused at its field",
  (_name, schema, given, field, words) => {
    const read = schema.safeParse(given);
    const found = read.error?.issues.map(({ path, message }) => [path[0], message]) ?? [];
    expect(found).toContainEqual([field, expect.stringContaining(words)]);
  },
);
