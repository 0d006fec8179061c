import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  canArchive,
  canMoveItem,
  canReview,
  checkVerdict,
  choicesFor,
  countsAsEvidence,
  EVIDENCE_MOVES,
  freshness,
  ITEM_MOVES,
  isExpired,
  itemMoveNeedsReason,
  moveRequirement,
  REQUIREMENT_FLAGS,
  requirementFlags,
} from "@/lib/core/evidence";
import {
  EVIDENCE_STATUSES,
  type EvidenceStatus,
  ITEM_STATES,
  type ItemState,
  VERDICTS,
} from "@/lib/core/statuses";

describe("an evidence item", () => {
  const edges: readonly string[] = [
    "draft>submitted",
    "draft>withdrawn",
    "submitted>accepted",
    "submitted>returned",
    "returned>submitted",
    "accepted>superseded",
    "accepted>withdrawn",
  ];
  const all = ITEM_STATES.flatMap((from) => ITEM_STATES.map((to) => [from, to] as const));

  it.each(all)("from %s to %s is allowed exactly when the machine has the edge", (from, to) => {
    expect(canMoveItem(from, to, { reason: "because" }).ok).toBe(edges.includes(`${from}>${to}`));
  });

  it("needs a reason to be returned or withdrawn, and only then", () => {
    expect(ITEM_STATES.filter(itemMoveNeedsReason)).toEqual(["returned", "withdrawn"]);
    for (const edge of edges) {
      const [from, to] = edge.split(">") as [ItemState, ItemState];
      for (const reason of [null, " "]) {
        expect(canMoveItem(from, to, { reason }).ok).toBe(!itemMoveNeedsReason(to));
      }
    }
  });

  it("says what is possible instead", () => {
    expect(canMoveItem("draft", "accepted", { reason: null })).toEqual({
      ok: false,
      reason: "Draft evidence cannot become accepted. Possible: Submitted, Withdrawn.",
    });
    expect(canMoveItem("draft", "draft", { reason: null })).toEqual({
      ok: false,
      reason: "The evidence is already draft.",
    });
    expect(canMoveItem("withdrawn", "draft", { reason: "x" })).toEqual({
      ok: false,
      reason: "Withdrawn evidence stays as it is. Add a new item instead.",
    });
  });

  it("is never accepted without having been submitted", () => {
    const moves = fc.array(fc.constantFrom(...ITEM_STATES), { maxLength: 12 });
    fc.assert(
      fc.property(moves, (tries) => {
        let state: ItemState = "draft";
        const path: ItemState[] = [state];
        for (const to of tries) {
          if (!canMoveItem(state, to, { reason: "r" }).ok) continue;
          if (to === "accepted") expect(state).toBe("submitted");
          expect(ITEM_MOVES[state]).toContain(to);
          state = to;
          path.push(state);
        }
        expect(path.slice(0, -1)).not.toContain("withdrawn");
        expect(path.slice(0, -1)).not.toContain("superseded");
      }),
    );
  });
});

describe("canArchive", () => {
  it("lets only what counts for nothing out of the lists", () => {
    expect(ITEM_STATES.filter((state) => canArchive(state).ok)).toEqual([
      "draft",
      "returned",
      "superseded",
      "withdrawn",
    ]);
    expect(canArchive("accepted")).toEqual({
      ok: false,
      reason: "Accepted evidence counts. Withdraw it with a reason before you archive it.",
    });
  });
});

describe("canReview", () => {
  it("keeps submitter and reviewer apart unless the workspace waived it", () => {
    expect(canReview({ submitterId: "a", actorId: "b", selfAcceptance: false }).ok).toBe(true);
    expect(canReview({ submitterId: null, actorId: "b", selfAcceptance: false }).ok).toBe(true);
    expect(canReview({ submitterId: "a", actorId: "a", selfAcceptance: true }).ok).toBe(true);
    expect(canReview({ submitterId: "a", actorId: "a", selfAcceptance: false })).toEqual({
      ok: false,
      reason: "You submitted this evidence. Somebody else has to review it.",
    });
  });
});

describe("freshness on 20 Nov 2026", () => {
  const today = "2026-11-20";
  it.each([
    [null, null, "never_collected"],
    ["2026-01-01", null, "never_collected"],
    [null, "2026-01-01", "current"],
    ["2026-11-19", "2026-01-01", "expired"],
    ["2026-11-20", "2026-01-01", "due_soon"],
    ["2026-12-20", "2026-01-01", "due_soon"],
    ["2026-12-21", "2026-01-01", "current"],
  ] as const)("renewal %s, collected %s: %s", (renewOn, effectiveOn, expected) => {
    expect(freshness({ renewOn, effectiveOn }, today)).toBe(expected);
  });

  it("takes another lead time", () => {
    expect(freshness({ renewOn: "2026-12-20", effectiveOn: "2026-01-01" }, today, 7)).toBe("current");
  });

  it("is expired from the day after the renewal date", () => {
    expect([isExpired(null, today), isExpired(today, today), isExpired("2026-11-19", today)]).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe("countsAsEvidence", () => {
  type Given = Parameters<typeof countsAsEvidence>;
  const counts = (link: Partial<Given[0]>, item: Partial<Given[1]>) =>
    countsAsEvidence(
      { verdict: "sufficient", reviewedArtifact: 2, ...link },
      { state: "accepted", renewOn: null, currentArtifact: 2, ...item },
      "2026-11-20",
    );

  it("lets a verdict speak only for the version that was judged", () => {
    expect(counts({}, {})).toBe(true);
    expect(counts({ reviewedArtifact: 1 }, {})).toBe(false);
    expect(counts({ reviewedArtifact: null }, { currentArtifact: 1 })).toBe(false);
  });

  it("asks for all three: sufficient, accepted, not expired", () => {
    const counted = VERDICTS.flatMap((verdict) =>
      ITEM_STATES.flatMap((state) =>
        ["2026-11-20", "2026-11-19", null]
          .filter((renewOn) => counts({ verdict }, { state, renewOn }))
          .map((renewOn) => [verdict, state, renewOn]),
      ),
    );
    expect(counted).toEqual([
      ["sufficient", "accepted", "2026-11-20"],
      ["sufficient", "accepted", null],
    ]);
  });
});

describe("checkVerdict", () => {
  it("asks what to add and why it does not fit", () => {
    expect(VERDICTS.map((verdict) => checkVerdict(verdict, null).ok)).toEqual([true, true, false, false]);
    expect(VERDICTS.every((verdict) => checkVerdict(verdict, "note").ok)).toBe(true);
  });
});

describe("the evidence status of a requirement", () => {
  const given = { reason: null, evidenced: false, override: null };
  const index = (status: EvidenceStatus) => EVIDENCE_STATUSES.indexOf(status);
  const all = EVIDENCE_STATUSES.flatMap((from) => EVIDENCE_STATUSES.map((to) => [from, to] as const));

  it.each(all)("from %s to %s", (from, to) => {
    const forward = index(to) > index(from);
    const plain = moveRequirement(from, to, given).ok;
    const reasoned = moveRequirement(from, to, { ...given, reason: "found a gap" }).ok;
    const evidenced = moveRequirement(from, to, { ...given, evidenced: true }).ok;
    const overridden = moveRequirement(from, to, { ...given, override: "tested by hand" }).ok;
    const toReady = to === "ready" && from === "in_review";
    expect(plain).toBe(forward && to !== "ready");
    expect(reasoned).toBe(from !== to && to !== "ready");
    expect(evidenced).toBe((forward && to !== "ready") || toReady);
    expect(overridden).toBe((forward && to !== "ready") || toReady);
  });

  it("lists every other status once as forward or back, except the jumps to Ready", () => {
    const listed = EVIDENCE_STATUSES.map((from) => {
      const { forward, back } = EVIDENCE_MOVES[from];
      return forward.length + back.length;
    });
    expect(listed).toEqual([3, 3, 3, 4, 4]);
  });

  it("refuses with a sentence", () => {
    const reasonOf = (from: EvidenceStatus, to: EvidenceStatus) => {
      const decision = moveRequirement(from, to, { ...given, reason: " ", override: " " });
      return decision.ok ? null : decision.reason;
    };
    expect(reasonOf("missing", "missing")).toBe("The status is already Missing.");
    expect(reasonOf("missing", "ready")).toBe("Ready follows a review. Move it to In review first.");
    expect(reasonOf("in_review", "ready")).toBe(
      "Ready needs a sufficient, current and accepted piece of evidence, or a written override that says why not.",
    );
    expect(reasonOf("ready", "in_progress")).toBe("Going back from Ready to In progress needs a reason.");
  });

  it("reaches Ready on no path without evidence or an override", () => {
    const step = fc.record({ to: fc.constantFrom(...EVIDENCE_STATUSES), reason: fc.constantFrom(null, "r") });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let status: EvidenceStatus = "missing";
        for (const { to, reason } of steps) {
          if (moveRequirement(status, to, { ...given, reason }).ok) status = to;
        }
        expect(status).not.toBe("ready");
      }),
    );
  });

  it("offers all choices, with what they need and why they are refused", () => {
    const choices = choicesFor("in_review", { evidenced: false });
    expect(choices.map(({ status, allowed, needs, current }) => [status, allowed, needs, current])).toEqual([
      ["missing", true, "reason", false],
      ["in_progress", true, "reason", false],
      ["needs_supplement", true, "reason", false],
      ["in_review", false, null, true],
      ["ready", true, "override", false],
    ]);
    expect(choices.map(({ refusal }) => refusal === null)).toEqual([false, false, false, true, false]);
    expect(choicesFor("in_review", { evidenced: true })[4]).toMatchObject({
      allowed: true,
      needs: null,
      refusal: null,
    });
    expect(choicesFor("missing", { evidenced: true })[4]).toMatchObject({
      label: "Ready",
      allowed: false,
      needs: null,
      refusal: "Ready follows a review. Move it to In review first.",
    });
    expect(choicesFor("missing", { evidenced: false })[1]).toMatchObject({ allowed: true, refusal: null });
  });
});

describe("requirementFlags", () => {
  const quiet = {
    evidenceStatus: "in_progress",
    evidencedCurrent: false,
    overridden: false,
    expired: 0,
    dueSoon: 0,
    returned: 0,
    openNonconformities: 0,
    disputed: false,
  } as const;

  it("is empty when nothing deserves attention", () => {
    expect(requirementFlags(quiet)).toEqual([]);
    expect(requirementFlags({ ...quiet, evidenceStatus: "ready", evidencedCurrent: true })).toEqual([]);
    expect(requirementFlags({ ...quiet, evidenceStatus: "ready", overridden: true })).toEqual([]);
  });

  it("raises each flag by its fact, in order", () => {
    const loud = {
      ...quiet,
      evidenceStatus: "ready" as const,
      expired: 1,
      dueSoon: 1,
      returned: 1,
      openNonconformities: 1,
      disputed: true,
    };
    expect(requirementFlags(loud)).toEqual([...REQUIREMENT_FLAGS]);
    expect(requirementFlags({ ...quiet, returned: 2 })).toEqual(["returned"]);
  });
});
