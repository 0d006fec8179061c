import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { moveRequirement } from "@/lib/core/evidence";
import { entryOf } from "@/lib/core/frameworks/catalogue";
import { questionOf, SCORECARDS } from "@/lib/core/scorecard";
import {
  acceptanceOf,
  type ProposalTarget,
  planCarryOver,
  proposalsOf,
  type StoredProposal,
  skippedWords,
} from "@/lib/core/scorecard-proposals";
import { SCORECARD_DIRECTIONS } from "@/lib/core/scorecard-question";
import { EVIDENCE_STATUSES, IMPLEMENTATIONS } from "@/lib/core/statuses";

const free = (ref: string, more: Partial<ProposalTarget> = {}): ProposalTarget => ({
  ref,
  evidenceStatus: "missing",
  implementation: "not_started",
  outside: null,
  ...more,
});
const RIGHTS = { owns: true, implementation: true };
const answers = fc.constantFrom(...SCORECARD_DIRECTIONS).chain((direction) =>
  fc.tuple(
    fc.constant(direction),
    fc
      .array(fc.constantFrom("a", "b", "c", "d", "e", "u", "-"), { minLength: 20, maxLength: 20 })
      .map((keys) => {
        const { questions } = SCORECARDS[direction];
        return new Map(
          questions.flatMap(({ id, options }, index) => {
            const key = keys[index] ?? "-";
            return key === "u" || "abcde".slice(0, options.length).includes(key) ? [[id, key] as const] : [];
          }),
        );
      }),
  ),
);

describe("what answers propose", () => {
  it("goes by the strength of the answer and never beyond a start", () => {
    const of = (key: string) => proposalsOf("iso", new Map([["corrective", key]]))[1];
    expect(of("a")).toMatchObject({ ref: "10.2", evidenceStatus: "in_progress", implementation: "partial" });
    expect(of("b")).toMatchObject({ evidenceStatus: "needs_supplement", implementation: "partial" });
    expect(of("c")).toMatchObject({ evidenceStatus: "in_progress", implementation: null });
    for (const key of ["d", "u"]) expect(of(key)).toBeUndefined();
  });

  it("names the answer, and what is to be added where there is a gap", () => {
    const [first] = proposalsOf("iso", new Map([["corrective", "b"]]));
    expect(first?.reason).toContain("Actions recorded, effect not checked.");
    expect(first?.reason).toContain(questionOf("corrective")?.next);
  });

  it("says nothing about rows that do not apply", () => {
    expect(proposalsOf("soc2", new Map([["processing-integrity", "e"]]))).toEqual([]);
  });

  it("lets the weakest of several answers about a row decide", () => {
    const of = (populations: string, access: string) =>
      proposalsOf(
        "soc2",
        new Map([
          ["populations", populations],
          ["access", access],
        ]),
      ).find(({ ref }) => ref === "CC6.2");
    expect(of("a", "b")?.question).toBe("access");
    expect(of("b", "a")?.question).toBe("populations");
    expect(of("a", "u")).toBeUndefined();
  });

  it("is at most one start per row, allowed by the state machine, and no implementation for criteria", () => {
    fc.assert(
      fc.property(answers, ([direction, given]) => {
        const proposals = proposalsOf(direction, given);
        expect(new Set(proposals.map(({ ref }) => ref)).size).toBe(proposals.length);
        for (const { ref, evidenceStatus, implementation, reason } of proposals) {
          expect(["in_progress", "needs_supplement"]).toContain(evidenceStatus);
          expect([null, "partial"]).toContain(implementation);
          if (entryOf(ref)?.kind === "criterion") expect(implementation).toBeNull();
          const move = { reason, evidenced: false, override: null };
          expect(moveRequirement("missing", evidenceStatus ?? "missing", move).ok).toBe(true);
        }
      }),
    );
  });
});

describe("carrying over", () => {
  const proposals = proposalsOf("iso", new Map([["corrective", "a"]]));
  const stored = (state: StoredProposal["state"], answer = "a"): StoredProposal => ({
    id: "one",
    ref: "10.1",
    question: "corrective",
    answer,
    state,
  });
  const both = [free("10.1"), free("10.2")];

  it("creates one proposal for each free row", () => {
    expect(planCarryOver(proposals, both, []).create.map(({ ref }) => ref)).toEqual(["10.1", "10.2"]);
  });

  it("leaves rows alone that somebody recorded, and proposes only the part that is free", () => {
    const plan = planCarryOver(
      proposals,
      [
        free("10.1", { evidenceStatus: "in_review", implementation: "implemented" }),
        free("10.2", { evidenceStatus: "ready" }),
      ],
      [],
    );
    expect(plan.skipped).toEqual([
      {
        ref: "10.1",
        kind: "recorded",
        reason: "Already recorded: evidence In review, implementation Implemented.",
      },
    ]);
    expect(plan.create).toMatchObject([{ ref: "10.2", evidenceStatus: null, implementation: "partial" }]);
  });

  it("skips rows that are excluded, out of scope or not there, with the reason", () => {
    const plan = planCarryOver(proposals, [free("10.1", { outside: "excluded" })], []);
    expect(plan.create).toEqual([]);
    expect(plan.skipped.map(({ reason }) => reason)).toEqual([
      "Excluded in the Statement of Applicability.",
      "Not in this workspace.",
    ]);
    expect(skippedWords(plan.skipped)).toBe(
      "1 excluded in the Statement of Applicability, 1 not in this workspace",
    );
    expect(skippedWords([])).toBe("");
  });

  it("changes nothing the second time, and replaces an answer that has changed", () => {
    expect(planCarryOver(proposals, both, [stored("open")])).toMatchObject({ kept: ["10.1"], replace: [] });
    expect(planCarryOver(proposals, both, [stored("open", "b")]).replace).toMatchObject([
      { id: "one", ref: "10.1", answer: "a" },
    ]);
  });

  it("does not ask again what was dismissed, unless the answer is another one", () => {
    expect(planCarryOver(proposals, both, [stored("dismissed")]).skipped).toMatchObject([{ ref: "10.1" }]);
    expect(planCarryOver(proposals, both, [stored("dismissed", "c")]).skipped).toEqual([]);
  });

  it("finds a place for every proposal, and none over a record", () => {
    const target = fc.record({
      evidenceStatus: fc.constantFrom(...EVIDENCE_STATUSES),
      implementation: fc.constantFrom(...IMPLEMENTATIONS),
      outside: fc.constantFrom(null, "excluded", "out_of_scope" as const),
    });
    fc.assert(
      fc.property(answers, target, ([direction, given], facts) => {
        const wanted = proposalsOf(direction, given);
        const plan = planCarryOver(
          wanted,
          wanted.map(({ ref }) => ({ ...facts, outside: facts.outside as ProposalTarget["outside"], ref })),
          [],
        );
        expect(plan.create.length + plan.skipped.length).toBe(wanted.length);
        for (const one of plan.create) {
          if (facts.evidenceStatus !== "missing") expect(one.evidenceStatus).toBeNull();
          if (facts.implementation !== "not_started") expect(one.implementation).toBeNull();
        }
        for (const { reason } of plan.skipped) expect(reason).toMatch(/\.$/);
      }),
    );
  });
});

describe("accepting", () => {
  const proposed = {
    evidenceStatus: "needs_supplement",
    implementation: "partial",
    reason: "Scorecard.",
  } as const;

  it("records both parts of a free row", () => {
    expect(acceptanceOf(proposed, free("A.5.9"), RIGHTS)).toEqual({
      decision: { ok: true },
      records: { evidenceStatus: "needs_supplement", implementation: "partial" },
    });
  });

  it("records only what nobody has recorded meanwhile", () => {
    const half = acceptanceOf(proposed, free("A.5.9", { evidenceStatus: "in_review" }), RIGHTS);
    expect(half.records).toEqual({ evidenceStatus: null, implementation: "partial" });
    const none = acceptanceOf(
      proposed,
      free("A.5.9", { evidenceStatus: "ready", implementation: "planned" }),
      RIGHTS,
    );
    expect(none.decision).toMatchObject({ ok: false, reason: expect.stringContaining("Already recorded") });
  });

  it("leaves the implementation to those who may record it", () => {
    const rights = { owns: true, implementation: false };
    expect(acceptanceOf(proposed, free("A.5.9"), rights).records.implementation).toBeNull();
    expect(acceptanceOf({ ...proposed, evidenceStatus: null }, free("A.5.9"), rights).decision).toMatchObject(
      {
        ok: false,
        reason: expect.stringContaining("owners and leads"),
      },
    );
  });

  it("is refused for somebody else's row and for an excluded one", () => {
    expect(acceptanceOf(proposed, free("A.5.9"), { ...RIGHTS, owns: false }).decision.ok).toBe(false);
    expect(acceptanceOf(proposed, free("A.5.9", { outside: "excluded" }), RIGHTS).decision.ok).toBe(false);
  });
});
