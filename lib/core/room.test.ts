import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  belongsTo,
  canMoveRoom,
  isEditable,
  letsIn,
  maskedEmail,
  ROOM_MOVES,
  ROOM_STATES,
  ROOM_TYPES,
  type RoomFacts,
  type RoomState,
  roomPhase,
  typeFits,
} from "@/lib/core/room";

const TODAY = "2026-11-20";
const day = fc.integer({ min: -40, max: 40 }).map((days) => {
  const at = new Date(Date.UTC(2026, 10, 20 + days));
  return at.toISOString().slice(0, 10);
});

/** What the words of the feature say: set up, open, then closed or revoked for good. */
type Model = { state: RoomState };

class Step implements fc.Command<Model, { state: RoomState }> {
  constructor(
    readonly to: RoomState,
    readonly reason: string | null,
    readonly room: Omit<RoomFacts, "state">,
  ) {}
  check(): boolean {
    return true;
  }
  private allowed({ state }: Model): boolean {
    if (this.to === "open") {
      const { covers, auditors, accessUntil } = this.room;
      return state === "draft" && covers > 0 && auditors > 0 && accessUntil >= TODAY;
    }
    if (this.to === "closed") return state === "open";
    return this.to === "revoked" && state === "open" && (this.reason ?? "").trim() !== "";
  }
  run(model: Model, real: Model): void {
    const facts = { ...this.room, state: real.state };
    const decision = canMoveRoom(facts, this.to, { today: TODAY, reason: this.reason });
    expect(decision.ok).toBe(this.allowed(model));
    if (!decision.ok) {
      expect(decision.reason).toMatch(/^[A-Z].*\.$/s);
      return;
    }
    model.state = this.to;
    real.state = this.to;
    expect(isEditable(real.state)).toBe(real.state === "open");
  }
  toString(): string {
    return `${this.to}(${this.reason ?? ""})`;
  }
}

const step = fc
  .tuple(
    fc.constantFrom(...ROOM_STATES),
    fc.constantFrom(null, "", " ", "Contract ended"),
    fc.record({
      accessFrom: day,
      accessUntil: day,
      covers: fc.nat(3),
      auditors: fc.nat(2),
    }),
  )
  .map(([to, reason, room]) => new Step(to, reason, room));

describe("the states of a room", () => {
  test("follow the model in every order of steps (A-01)", () => {
    fc.assert(
      fc.property(fc.commands([step]), (steps) => {
        fc.modelRun(
          () => ({ model: { state: "draft" as RoomState }, real: { state: "draft" as RoomState } }),
          steps,
        );
      }),
    );
  });

  test("let somebody in on the days of an open room and on no other (A-01, A-02)", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ROOM_STATES), day, day, day, (state, accessFrom, accessUntil, today) => {
        const room = { state, accessFrom, accessUntil };
        const within = accessFrom <= today && today <= accessUntil;
        expect(letsIn(room, today)).toBe(state === "open" && within);
        const phase = roomPhase(room, today);
        if (state !== "open") expect(phase).toBe(state);
        if (phase === "expired") expect(today > accessUntil).toBe(true);
      }),
    );
  });

  test("end for good", () => {
    expect([ROOM_MOVES.closed, ROOM_MOVES.revoked]).toEqual([[], []]);
  });
});

describe("kinds of rooms", () => {
  test("every type belongs to one standard, the internal audit to both", () => {
    const fits = ROOM_TYPES.map((type) => [type, typeFits("iso27001", type), typeFits("soc2", type)]);
    expect(fits).toEqual([
      ["stage1", true, false],
      ["stage2", true, false],
      ["surveillance", true, false],
      ["soc2_type1", false, true],
      ["soc2_type2", false, true],
      ["internal", true, true],
    ]);
  });

  test("criteria belong to SOC 2, everything else to ISO", () => {
    expect(belongsTo("criterion", "soc2")).toBe(true);
    expect(belongsTo("control", "soc2")).toBe(false);
    expect(belongsTo("clause", "iso27001")).toBe(true);
  });
});

test("a masked address shows one letter and the domain", () => {
  expect(maskedEmail("jane.doe@example.com")).toBe("j...@example.com");
  expect(maskedEmail("nonsense")).toBe("your address");
});
