import { expect, test } from "vitest";
import { addIssueInput, saveScopeInput } from "@/lib/context/input";

// The fields carry no maxlength: a browser would cut what is pasted without a word.
test.each([
  ["a scope", saveScopeInput, { number: 1, version: 1, sites: "x".repeat(8_001) }, "sites", "8,000"],
  [
    "an issue",
    addIssueInput,
    { side: "internal", title: "Heat", effect: "x".repeat(50_000) },
    "effect",
    "at most",
  ],
] as const)(
  "a text that is too long for %s is refused at its field",
  (_name, schema, given, field, words) => {
    const read = schema.safeParse(given);
    const found = read.error?.issues.map(({ path, message }) => [path[0], message]) ?? [];
    expect(found).toEqual([[field, expect.stringContaining(words)]]);
  },
);
