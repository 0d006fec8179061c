import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  answerSteps,
  burnUp,
  byReference,
  canMoveRoomRequest,
  groupOf,
  inListOrder,
  type RequestSide,
  spellReference,
  stateForAuditor,
} from "@/lib/core/room-request";
import { REQUEST_STATES, type RequestState } from "@/lib/core/work-statuses";

/** What the words say: the company asks, answers, reviews and gives; the auditor accepts or returns with a reason. */
type Model = { state: RequestState; given: number; decided: number };

class Step implements fc.Command<Model, Model> {
  constructor(
    readonly to: RequestState,
    readonly by: RequestSide,
    readonly reason: string | null,
  ) {}
  check(): boolean {
    return true;
  }
  private allowed({ state }: Model): boolean {
    const why = (this.reason ?? "").trim() !== "";
    if (this.by === "auditor") {
      return state === "submitted" && (this.to === "accepted" || (this.to === "returned" && why));
    }
    switch (this.to) {
      case "requested":
        return state === "draft" || state === "returned" || (state === "internal_review" && why);
      case "internal_review":
        return state === "requested";
      case "submitted":
        return state === "internal_review";
      case "cancelled":
        return (state === "draft" || state === "requested" || state === "returned") && why;
      default:
        return false;
    }
  }
  run(model: Model, real: Model): void {
    const decision = canMoveRoomRequest(real.state, this.to, { by: this.by, reason: this.reason });
    expect(decision.ok).toBe(this.allowed(model));
    if (!decision.ok) {
      expect(decision.reason).toMatch(/^[A-Z].*\.$/s);
      return;
    }
    for (const side of [model, real]) {
      side.state = this.to;
      if (this.to === "submitted") side.given += 1;
      if (this.by === "auditor") side.decided += 1;
    }
    expect(real.given - real.decided).toBe(real.state === "submitted" ? 1 : 0);
  }
  toString(): string {
    return `${this.by}:${this.to}(${this.reason ?? ""})`;
  }
}

const step = fc
  .tuple(
    fc.constantFrom(...REQUEST_STATES),
    fc.constantFrom<RequestSide>("team", "auditor"),
    fc.constantFrom(null, " ", "Too old"),
  )
  .map(([to, by, reason]) => new Step(to, by, reason));

describe("the states of a room's request", () => {
  test("follow the model in every order of steps, by either side (A-06)", () => {
    fc.assert(
      fc.property(fc.commands([step]), (steps) => {
        const start = (): Model => ({ state: "draft", given: 0, decided: 0 });
        fc.modelRun(() => ({ model: start(), real: start() }), steps);
      }),
    );
  });

  test("an answer is reachable from what waits for one, by steps of the company", () => {
    for (const from of ["requested", "returned"] as const) {
      let state: RequestState = from;
      for (const to of answerSteps(from)) {
        expect(canMoveRoomRequest(state, to, { by: "team", reason: null }).ok).toBe(true);
        state = to;
      }
      expect(state).toBe("internal_review");
    }
  });

  test("internal review is shown to no auditor", () => {
    for (const state of REQUEST_STATES) expect(stateForAuditor(state)).not.toBe("internal_review");
    expect(groupOf("submitted")).toBe("review");
    expect(groupOf("internal_review")).toBe("company");
  });
});

test("references sort as people count, and the list by whose turn it is", () => {
  const rows = ["R-10", "", "R-2", "S-1.03", "R-1", "S-1.1"].map((auditorRef, at) => ({
    auditorRef,
    number: `REQ-2026-00${at + 1}`,
  }));
  expect(rows.toSorted(byReference).map(({ auditorRef }) => auditorRef)).toEqual([
    ...["R-1", "R-2", "R-10", "S-1.1", "S-1.03", ""],
  ]);
  const states = fc.array(fc.constantFrom(...REQUEST_STATES).map((state) => ({ state })));
  fc.assert(
    fc.property(states, (list) => {
      const ordered = inListOrder(list);
      expect(ordered).toHaveLength(list.length);
      const groups = ordered.map(({ state }) => groupOf(state));
      expect(groups.filter((group, at) => at === 0 || groups[at - 1] !== group)).toEqual([
        ...new Set(groups),
      ]);
    }),
  );
});

test("references have one spelling", () => {
  expect(spellReference("  R\u00a0 14 ")).toBe("R 14");
});

test("burn-up counts never fall and accepted never passes asked", () => {
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-11-${String(n).padStart(2, "0")}`);
  const row = fc.tuple(day, day, fc.boolean()).map(([a, b, done]) => ({
    askedOn: a < b ? a : b,
    acceptedOn: done ? (a < b ? b : a) : null,
  }));
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
      const points = burnUp(rows);
      for (const [at, point] of points.entries()) {
        expect(point.accepted).toBeLessThanOrEqual(point.asked);
        const before = points[at - 1];
        if (before !== undefined) expect(point.asked).toBeGreaterThanOrEqual(before.asked);
      }
      expect(points.at(-1)?.asked ?? 0).toBe(rows.length);
    }),
  );
});
