import fc from "fast-check";
import { expect, test } from "vitest";
import { PACK_STATES } from "@/lib/core/pack";
import { canSharePack, packScopeOf } from "@/lib/core/room-pack";

const at = (day: number) => new Date(Date.UTC(2026, 10, day));

test("a pack that may hold what the room holds back is never given (A-10)", () => {
  const facts = fc.record({
    state: fc.constantFrom(...PACK_STATES),
    roomId: fc.constantFrom(null, "this", "other"),
    created: fc.integer({ min: 1, max: 28 }),
    heldBack: fc.option(fc.integer({ min: 1, max: 28 })),
    narrowed: fc.option(fc.integer({ min: 1, max: 28 })),
    narrowedOpen: fc.boolean(),
  });
  fc.assert(
    fc.property(facts, ({ state, roomId, created, heldBack, narrowed, narrowedOpen }) => {
      const day = (one: number | null) => (one === null ? null : at(one));
      const decision = canSharePack(
        { state, roomId, createdAt: at(created) },
        { roomId: "this", heldBackAt: day(heldBack), narrowedAt: day(narrowed), narrowedOpen },
      );
      const isSafe = heldBack === null || (roomId === "this" && created > heldBack);
      const fits =
        narrowed === null || (roomId === "this" ? created > narrowed : roomId === null && !narrowedOpen);
      expect(decision.ok).toBe(state === "ready" && roomId !== "other" && isSafe && fits);
      if (!decision.ok) expect(decision.reason).toMatch(/^[A-Z].*\.$/);
    }),
  );
});

const room = {
  standard: "iso27001" as const,
  windowFrom: "2025-10-01",
  windowTo: "2026-09-30",
  covered: ["A.5.1", "A.5.2"],
  coverable: 2,
  registers: ["soa" as const],
  soaVersionId: "v",
};

test("a pack of the room holds what the room shares and no more (A-10)", () => {
  expect(packScopeOf(room, { activity: true })).toMatchObject({
    ...{ standard: "iso", refs: [], soa: "v", nonconformities: false, requests: true, activity: true },
    ...{ from: "2025-10-01", to: "2026-09-30" },
  });
  expect(packScopeOf({ ...room, coverable: 3 }, { activity: false }).refs).toEqual(["A.5.1", "A.5.2"]);
  expect(packScopeOf({ ...room, registers: ["nonconformities"] }, { activity: false })).toMatchObject({
    soa: "none",
    nonconformities: true,
  });
  expect(packScopeOf({ ...room, soaVersionId: null, standard: "soc2" }, { activity: false })).toMatchObject({
    soa: "none",
    standard: "soc2",
  });
});
