// Packs in a room: what a pack of the room holds, which packs can be given to it, and how both sides list them.

import { ALLOWED, type Decision, refused } from "@/lib/core/decision";
import type { PackCounts, PackScope, PackState } from "@/lib/core/pack";
import type { RoomRegister, RoomStandard } from "@/lib/core/room";

/** A pack as the company sees it from the room. */
export type CompanyPack = {
  readonly id: string;
  readonly title: string;
  readonly state: PackState;
  readonly step: string;
  readonly sizeBytes: number | null;
  readonly sha256: string | null;
  readonly counts: PackCounts | null;
  readonly error: string;
  readonly createdAt: Date;
  /** Built for this room; else for the workspace. */
  readonly ofRoom: boolean;
  readonly shared: boolean;
  /** Why it cannot be given to the room, or why auditors do not see it though it was given. */
  readonly refusal: string | null;
};

/** A pack as the auditor sees it. */
export type RoomPack = {
  readonly id: string;
  readonly title: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly counts: PackCounts | null;
  readonly createdAt: Date;
};

export type PackFactsForRoom = {
  readonly state: PackState;
  /** Null: built for the workspace. */
  readonly roomId: string | null;
  readonly createdAt: Date;
};

/** Since when a room shows less than it did before. */
export type SharesLess = {
  readonly roomId: string;
  /** When evidence was held back last. */
  readonly heldBackAt: Date | null;
  /** When its scope was made narrower last. */
  readonly narrowedAt: Date | null;
  /** Auditors had the room by then: what was taken away is not brought back by a pack of everything. */
  readonly narrowedOpen: boolean;
};

function canHoldTooMuch(pack: PackFactsForRoom, { narrowedAt, narrowedOpen }: SharesLess): Decision {
  if (narrowedAt === null) return ALLOWED;
  if (pack.roomId === null) {
    return narrowedOpen
      ? refused(
          "This room shares less than before, and a pack of the workspace may hold what it does not. Build a pack of this room.",
        )
      : ALLOWED;
  }
  return pack.createdAt > narrowedAt
    ? ALLOWED
    : refused(
        "This room shares less since this pack was asked for, so it may hold more. Build a new pack of this room.",
      );
}

/**
 * Whether the pack can be given to the room. A pack of another engagement cannot; and once something is held back or less is
 * shared, only a pack of this room that was asked for afterwards surely leaves it out. The database holds the same rule.
 */
export function canSharePack(pack: PackFactsForRoom, room: SharesLess): Decision {
  if (pack.roomId !== null && pack.roomId !== room.roomId) {
    return refused("This pack was built for another room.");
  }
  if (pack.state !== "ready") return refused("The pack is not ready yet.");
  const scope = canHoldTooMuch(pack, room);
  if (!scope.ok) return scope;
  if (room.heldBackAt === null) return ALLOWED;
  if (pack.roomId === null) {
    return refused(
      "This room holds evidence back, and a pack of the workspace may hold it. Build a pack of this room.",
    );
  }
  return pack.createdAt > room.heldBackAt
    ? ALLOWED
    : refused(
        "Evidence was held back after this pack was asked for, so it may hold it. Build a new pack of this room.",
      );
}

export type RoomForPack = {
  readonly standard: RoomStandard;
  readonly windowFrom: string | null;
  readonly windowTo: string | null;
  readonly covered: readonly string[];
  readonly coverable: number;
  readonly registers: readonly RoomRegister[];
  /** The version that the room shows; null while none is approved. */
  readonly soaVersionId: string | null;
};

/** What a pack of the room holds: the room's requirements and window, what it shares, and its own request log. */
export function packScopeOf(room: RoomForPack, chosen: { readonly activity: boolean }): PackScope {
  const all = room.covered.length === room.coverable;
  return {
    standard: room.standard === "soc2" ? "soc2" : "iso",
    from: room.windowFrom,
    to: room.windowTo,
    refs: all ? [] : [...room.covered],
    soa: room.registers.includes("soa") && room.soaVersionId !== null ? room.soaVersionId : "none",
    submitted: true,
    requests: true,
    nonconformities: room.registers.includes("nonconformities"),
    activity: chosen.activity,
  };
}
