import fc from "fast-check";
import { expect, test } from "vitest";
import { COVER_KINDS, choiceOf, coveredRefs, kindsOf } from "@/lib/core/room-scope";

const all = [
  { ref: "A.5.1", kind: "control" },
  { ref: "A.5.15", kind: "control" },
  { ref: "X.1", kind: "own" },
  { ref: "6.1.2", kind: "clause" },
  { ref: "9.2.2", kind: "clause" },
  { ref: "CC6.1", kind: "criterion" },
] as const;

test("a choice and the list of references made by it stand for the same", () => {
  fc.assert(
    fc.property(fc.subarray([...COVER_KINDS]), fc.subarray(all.map(({ ref }) => ref)), (kinds, refs) => {
      const covered = coveredRefs(all, { kinds, refs: [...refs, "A.9.99"] });
      expect(covered).not.toContain("A.9.99");
      expect(coveredRefs(all, choiceOf(all, new Set(covered)))).toEqual(covered);
      for (const { ref, kind } of all) {
        expect(covered.includes(ref)).toBe(kinds.some((one) => one === kind) || refs.includes(ref));
      }
    }),
  );
});

test("each standard covers its own kinds", () => {
  expect(kindsOf("iso27001")).toEqual(["control", "own", "clause"]);
  expect(kindsOf("soc2")).toEqual(["criterion"]);
});
