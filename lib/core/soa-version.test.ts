import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SoaCheck } from "@/lib/core/soa-checks";
import {
  blockedSentence,
  nextVersion,
  proposedChangeReason,
  type SoaVersionSummary,
  type VersionNumber,
  versionChoice,
  versionLabel,
} from "@/lib/core/soa-version";

const check = (severity: SoaCheck["severity"], sentence: string): SoaCheck => ({
  ...{ rule: "undecided", severity, refs: ["A.5.1"], sentence, mend: "" },
});

describe("the number", () => {
  test("starts with 1.0, then counts minor ones, or the major one that was chosen", () => {
    expect(versionLabel(nextVersion([], false))).toBe("1.0");
    expect(versionLabel(nextVersion([], true))).toBe("1.0");
    const done = [
      { major: 1, minor: 9 },
      { major: 1, minor: 10 },
      { major: 1, minor: 2 },
    ];
    expect(versionLabel(nextVersion(done, false))).toBe("1.11");
    expect(versionLabel(nextVersion(done, true))).toBe("2.0");
  });

  test("rises with every version, whichever kind is chosen", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }), (kinds) => {
        const done: VersionNumber[] = [];
        for (const isMajor of kinds) {
          const last = done.at(-1);
          const next = nextVersion(
            fc.sample(fc.shuffledSubarray(done, { minLength: done.length }), 1)[0] ?? [],
            isMajor,
          );
          if (last !== undefined) {
            expect(next.major > last.major || (next.major === last.major && next.minor > last.minor)).toBe(
              true,
            );
          }
          done.push(next);
        }
      }),
      { numRuns: 50 },
    );
  });
});

test("what blocks is named, two findings at most", () => {
  expect(blockedSentence([])).toBeNull();
  expect(blockedSentence([check("warning", "W.")])).toBeNull();
  expect(blockedSentence([check("blocking", "One."), check("warning", "W.")])).toBe(
    "1 check blocks approval. One.",
  );
  const three = ["One.", "Two.", "Three."].map((sentence) => check("blocking", sentence));
  expect(blockedSentence(three)).toBe("3 checks block approval. One. Two. And 1 more.");
});

test("the proposed reason says what is known", () => {
  expect(proposedChangeReason(null, 0)).toBe("First version.");
  expect(proposedChangeReason("1.0", 0)).toBe("Reviewed, unchanged since 1.0.");
  expect(proposedChangeReason("1.0", 1)).toBe("1 cell changed since 1.0.");
  expect(proposedChangeReason("1.4", 12)).toBe("12 cells changed since 1.4.");
});

test("a version in a list of choices says where it stands", () => {
  const version: SoaVersionSummary = {
    ...{ major: 1, minor: 1, id: "i", label: "1.1", state: "in_review", sha256: "", changeReason: "" },
    ...{
      submittedBy: "Lea",
      submitterId: "l",
      submittedOn: "2026-11-01",
      returnReason: "",
      returnedBy: null,
    },
    ...{ returnedOn: null, approval: null, version: 1 },
  };
  const approval = { name: "Ann", role: "Approver", on: "2026-12-01" };
  expect(versionChoice(version)).toBe("1.1, in review, submitted 1 Nov 2026");
  expect(versionChoice({ ...version, state: "draft" })).toBe("1.1, sent back, submitted 1 Nov 2026");
  expect(versionChoice({ ...version, state: "approved", approval })).toBe("1.1, approved 1 Dec 2026");
  expect(versionChoice({ ...version, state: "superseded", approval })).toBe(
    "1.1, superseded, approved 1 Dec 2026",
  );
});
