import { expect, test } from "vitest";
import { howWords, inMethodOrder, methodWords } from "@/lib/core/soa-methods";

test("methods are a set in one order, whatever order they come in", () => {
  expect(inMethodOrder(["provider", "policy", "provider"])).toEqual(["policy", "provider"]);
  expect(inMethodOrder(["technical", "procedure", "policy", "provider"])).toEqual([
    ...["policy", "procedure", "technical", "provider"],
  ]);
  expect(inMethodOrder([])).toEqual([]);
});

test("methods in words, none for a version frozen before they were recorded", () => {
  expect(methodWords(["policy", "technical"])).toBe("Policy, Technical");
  expect(methodWords(["procedure", "provider"], "; ")).toBe("Procedure; Provider");
  expect([methodWords([]), methodWords(undefined)]).toEqual(["", ""]);
});

test("one cell says the method above the words, either alone, and no method of an excluded row", () => {
  const row = {
    applicability: "included",
    methods: ["policy", "technical"],
    description: "By a job.",
  } as const;
  expect(howWords(row)).toBe("Policy, Technical\nBy a job.");
  expect(howWords({ ...row, description: "" })).toBe("Policy, Technical");
  expect(howWords({ ...row, methods: undefined })).toBe("By a job.");
  expect(howWords({ ...row, methods: [], description: "" })).toBe("");
  expect(howWords({ ...row, applicability: "excluded" })).toBe("By a job.");
});
