import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countsAsEvidence } from "@/lib/core/evidence";
import { missingWords } from "@/lib/core/evidence-missing";
import type { LinkedEvidence } from "@/lib/core/requirement-detail";
import { VERDICTS } from "@/lib/core/statuses";

const today = "2026-11-20";
const window = { from: "2025-10-01", to: "2026-09-30" };
let next = 0;

function linked(change: Partial<LinkedEvidence> = {}): LinkedEvidence {
  next += 1;
  return {
    itemId: `item-${next}`,
    reference: `E-${next}`,
    title: `Item ${next}`,
    category: "",
    state: "accepted",
    stateReason: "",
    ownerName: null,
    verdict: "sufficient",
    verdictNote: "",
    reviewerName: "Ray",
    reviewedOn: "2026-06-01",
    reviewedArtifact: 1,
    currentArtifact: 1,
    acceptedOn: "2026-06-01",
    effectiveOn: "2026-05-05",
    periodFrom: null,
    periodTo: null,
    renewOn: null,
    usedIn: 1,
    ...change,
  };
}

const said = (items: readonly LinkedEvidence[]) => {
  const { headline, lines } = missingWords(items, today, window);
  return [headline, ...lines.map((line) => `${line.step}: ${line.text}`)];
};

describe("missingWords", () => {
  it("says what waits and what expired, with the day", () => {
    const items = [
      linked({ state: "submitted" }),
      linked({ state: "submitted", verdict: "proposed" }),
      linked({ state: "submitted", renewOn: "2026-10-03" }),
    ];
    expect(said(items)).toEqual([
      "No accepted evidence.",
      "renew: 1 expired on 3 Oct 2026: renew it",
      "review: 2 wait for review",
    ]);
  });

  it("tells each other case apart", () => {
    expect(said([])).toEqual(["No evidence is linked."]);
    expect(said([linked()])).toEqual(["1 of 1 linked item counts today."]);
    expect(said([linked(), linked({ state: "draft" })])).toEqual([
      "1 of 2 linked items count today.",
      "submit: 1 is a draft",
    ]);
    expect(said([linked({ verdict: "proposed", reviewedArtifact: null })])).toEqual([
      "No linked evidence counts today.",
      "judge: 1 is accepted and has no verdict",
    ]);
    expect(said([linked({ currentArtifact: 2 })])[1]).toBe("judge: 1 has a newer version than its verdict");
    expect(said([linked({ verdict: "needs_supplement" })])[1]).toBe("mend: 1 needs a supplement");
    expect(said([linked({ verdict: "rejected" })])[1]).toBe("mend: 1 was found unsuitable");
    expect(said([linked({ state: "returned" })])[1]).toBe("mend: 1 was returned");
    expect(said([linked({ currentArtifact: 0, state: "draft" })])[1]).toBe("collect: 1 is not collected yet");
  });

  it("names evidence that counts today and not for the window", () => {
    expect(said([linked({ effectiveOn: "2026-10-12" })])).toEqual([
      "1 of 1 linked item counts today.",
      "dates: 1 counts today and speaks for days outside the observation window",
    ]);
  });

  it("names every item that does not count once, and none that does", () => {
    const item = fc
      .record({
        state: fc.constantFrom("draft", "submitted", "accepted", "returned"),
        verdict: fc.constantFrom(...VERDICTS),
        renewOn: fc.constantFrom(null, "2026-11-19", "2026-11-20"),
        currentArtifact: fc.integer({ min: 0, max: 2 }),
        reviewedArtifact: fc.constantFrom(null, 1, 2),
      })
      .map((change) => linked(change as Partial<LinkedEvidence>));
    fc.assert(
      fc.property(fc.array(item, { maxLength: 8 }), (items) => {
        const { lines, counted } = missingWords(items, today, window);
        const named = lines.flatMap((line) => line.items.map((one) => one.itemId));
        const open = items.filter((one) => !countsAsEvidence(one, one, today)).map((one) => one.itemId);
        expect([...named].sort()).toEqual([...open].sort());
        expect(counted).toBe(items.length - open.length);
      }),
    );
  });
});
