import { expect, test } from "vitest";
import { packWords } from "@/lib/core/pack";

test("what a pack holds is counted in words that agree", () => {
  const one = { items: 1, requirements: 1, files: 1, requests: 1, nonconformities: 1, entries: 1 };
  const two = { items: 2, requirements: 0, files: 3, requests: 0, nonconformities: 2, entries: 12 };
  expect(packWords(one, "files", "requests", "nonconformities", "entries")).toBe(
    "1 piece of evidence for 1 requirement, 1 file, 1 request, 1 nonconformity, 1 entry of the log",
  );
  expect(packWords(two, "nonconformities", "entries")).toBe(
    "2 pieces of evidence for 0 requirements, 2 nonconformities, 12 entries of the log",
  );
  expect(packWords(two)).toBe("2 pieces of evidence for 0 requirements");
});
