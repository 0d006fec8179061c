import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ROLES, roleHas } from "@/lib/core/access";
import {
  awaitsAnswer,
  canBeAsked,
  canDecideRequest,
  canMoveRequest,
  isLateRequest,
  isOpenRequest,
  isPossibleDue,
  REQUEST_MOVES,
  requestNumber,
} from "@/lib/core/request";
import { REQUEST_STATES, type RequestState } from "@/lib/core/work-statuses";

/** What the words of the feature say, written apart from the table: asked, answered, accepted or returned with a reason. */
type Model = { state: RequestState; answers: number; returns: number };
type Real = { state: RequestState; answers: number; returns: number };

class Step implements fc.Command<Model, Real> {
  constructor(
    readonly to: RequestState,
    readonly reason: string | null,
  ) {}

  check(): boolean {
    return true;
  }

  private allowed({ state }: Model): boolean {
    const reasoned = this.reason !== null && this.reason.trim() !== "";
    switch (this.to) {
      case "requested":
        return state === "draft";
      case "submitted":
        return state === "requested" || state === "returned" || state === "internal_review";
      case "accepted":
        return state === "submitted";
      case "returned":
        return (state === "submitted" || state === "internal_review") && reasoned;
      case "cancelled":
        return (state === "draft" || state === "requested" || state === "returned") && reasoned;
      default:
        return false;
    }
  }

  run(model: Model, real: Real): void {
    const decision = canMoveRequest(real.state, this.to, { reason: this.reason });
    expect(decision.ok).toBe(this.allowed(model));
    if (!decision.ok) {
      expect(decision.reason).toMatch(/^[A-Z].*\.$/s);
      return;
    }
    for (const side of [model, real]) {
      side.state = this.to;
      if (this.to === "submitted") side.answers += 1;
      if (this.to === "returned") side.returns += 1;
    }
    expect(real.answers).toBeGreaterThanOrEqual(real.returns);
    expect(isOpenRequest(real.state)).toBe(real.state !== "accepted" && real.state !== "cancelled");
    if (real.state === "accepted") expect(real.answers).toBeGreaterThan(0);
  }

  toString(): string {
    return `${this.to}(${this.reason ?? ""})`;
  }
}

const step = fc
  .tuple(fc.constantFrom(...REQUEST_STATES), fc.constantFrom(null, "", "  ", "Too old"))
  .map(([to, reason]) => new Step(to, reason));

describe("the states of a request", () => {
  test("follow the model in every order of steps", () => {
    fc.assert(
      fc.property(fc.constantFrom<RequestState>("draft", "requested"), fc.commands([step]), (from, steps) => {
        const start = () => ({ state: from, answers: 0, returns: 0 });
        fc.modelRun(() => ({ model: start(), real: start() }), steps);
      }),
    );
  });

  test("never leave accepted and cancelled, and never reach draft again", () => {
    for (const from of REQUEST_STATES) {
      expect(canMoveRequest(from, "draft", { reason: "why" }).ok).toBe(false);
      if (from === "accepted" || from === "cancelled") expect(REQUEST_MOVES[from]).toEqual([]);
      else expect(REQUEST_MOVES[from].length).toBeGreaterThan(0);
    }
  });

  test("name the possible steps when one is refused", () => {
    expect(canMoveRequest("requested", "accepted", { reason: null })).toEqual({
      ok: false,
      reason: "The request is requested and cannot become accepted. Possible: submitted, cancelled.",
    });
    expect(canMoveRequest("accepted", "accepted", { reason: null })).toMatchObject({
      reason: "The request is already accepted.",
    });
    expect(canMoveRequest("cancelled", "submitted", { reason: null })).toMatchObject({
      reason: expect.stringContaining("Ask again with a new request."),
    });
  });
});

describe("who decides and who can be asked", () => {
  test("the submitter does not decide unless the workspace waived it", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), fc.boolean(), (submitterId, actorId, selfAcceptance) => {
        const same = submitterId === actorId;
        expect(canDecideRequest({ submitterId, actorId, selfAcceptance }).ok).toBe(!same || selfAcceptance);
      }),
    );
    expect(canDecideRequest({ submitterId: "a", actorId: "a", selfAcceptance: false }).ok).toBe(false);
    expect(canDecideRequest({ submitterId: "a", actorId: "a", selfAcceptance: true }).ok).toBe(true);
  });

  test("only roles that can add evidence can be asked for it", () => {
    for (const role of ROLES) expect(canBeAsked(role).ok).toBe(roleHas(role, "evidence:write"));
  });
});

describe("dates", () => {
  test("a request is late only while its owner has to answer", () => {
    for (const state of REQUEST_STATES) {
      expect(isLateRequest({ state, dueOn: "2026-11-19" }, "2026-11-20")).toBe(awaitsAnswer(state));
      expect(isLateRequest({ state, dueOn: "2026-11-20" }, "2026-11-20")).toBe(false);
      expect(isLateRequest({ state, dueOn: null }, "2026-11-20")).toBe(false);
    }
  });

  test("what has passed cannot be asked for", () => {
    expect(isPossibleDue("2026-11-19", "2026-11-20")).toBe(false);
    expect(isPossibleDue("2026-11-20", "2026-11-20")).toBe(true);
    expect(isPossibleDue("2026-02-30", "2026-01-01")).toBe(false);
    expect(isPossibleDue(null, "2026-11-20")).toBe(true);
  });

  test("numbers have three digits until they need four", () => {
    expect([requestNumber(2026, 1), requestNumber(2026, 1_000)]).toEqual(["REQ-2026-001", "REQ-2026-1000"]);
  });
});
