import { describe, expect, it } from "vitest";
import type { Role } from "@/lib/core/access";
import { requestRights } from "@/lib/core/request-rights";
import { ROOM_PHASES, type RoomPhase } from "@/lib/core/room";
import { REQUEST_STATES, type RequestState } from "@/lib/core/work-statuses";

const ME = { userId: "me", name: "Ann" };
const OTHER = { userId: "other", name: "Bo" };

// Only the actor decides about rights; a proven scope is made by the server alone.
const scope = (role: Role) =>
  ({ actor: { kind: "member", userId: ME.userId, name: ME.name, role } }) as never;

function rights(
  role: Role,
  state: RequestState,
  more: {
    owner?: typeof ME;
    submittedBy?: typeof ME | null;
    roomId?: string | null;
    roomPhase?: RoomPhase | null;
  } = {},
  selfAcceptance = false,
) {
  const request = { state, owner: OTHER, submittedBy: OTHER, roomId: null, roomPhase: null, ...more };
  return requestRights(scope(role), request, selfAcceptance);
}

describe("what a person may do with a request", () => {
  it("lets a contributor answer what they are asked, and says who was asked otherwise", () => {
    expect(rights("contributor", "requested", { owner: ME })).toMatchObject({ isAsked: true, answer: true });
    const other = rights("contributor", "returned");
    expect(other).toMatchObject({ isAsked: false, answer: false });
    expect(other.answerRefusal).toBe("Bo was asked. Contributors answer what they are asked.");
    expect(rights("lead", "requested").answer).toBe(true);
  });

  it("tells whoever is asked without the right to add evidence what to do", () => {
    for (const role of ["viewer", "approver"] as const) {
      const asked = rights(role, "requested", { owner: ME });
      expect(asked.answer).toBe(false);
      expect(asked.answerRefusal).toContain("Your role cannot add evidence");
      expect(rights(role, "requested").answerRefusal).toBeNull();
    }
  });

  it("keeps who answered from deciding, unless the workspace waived that", () => {
    const own = rights("lead", "submitted", { submittedBy: ME });
    expect(own.decide).toBe(false);
    expect(own.decideRefusal).toContain("Somebody else");
    expect(rights("lead", "submitted", { submittedBy: ME }, true).decide).toBe(true);
    expect(rights("lead", "submitted").decide).toBe(true);
    expect(rights("contributor", "submitted")).toMatchObject({
      decide: false,
      decideRefusal: "Owners and leads decide on answers.",
    });
  });

  it("shares answers of a room instead of deciding on them", () => {
    const room = { roomId: "room" };
    expect(rights("lead", "submitted", room)).toMatchObject({ decide: false, decideRefusal: null });
    expect(rights("lead", "internal_review", room).share).toBe(true);
    expect(rights("lead", "internal_review", { ...room, submittedBy: ME }).share).toBe(false);
    expect(rights("contributor", "internal_review", room).shareRefusal).toContain("owner or a lead");
    expect(rights("lead", "internal_review").share).toBe(false);
  });

  it("offers nothing that changes a request of a room that is over, and says why", () => {
    for (const roomPhase of ["closed", "revoked"] as const) {
      for (const state of REQUEST_STATES) {
        expect(rights("owner", state, { roomId: "room", roomPhase })).toMatchObject({
          ...{ answer: false, share: false, edit: false, send: false, cancel: false, remind: false },
          ...{ write: false, comment: true, answerRefusal: null },
          roomRefusal: `The room is ${roomPhase}, so its requests stay as they are.`,
        });
      }
    }
  });

  it("neither changes, sends nor reminds in an expired room, and still takes answers there", () => {
    const expired = { roomId: "room", roomPhase: "expired" } as const;
    expect(rights("lead", "draft", expired)).toMatchObject({ edit: false, send: false, cancel: true });
    expect(rights("lead", "requested", expired)).toMatchObject({ edit: false, remind: false, answer: true });
    expect(rights("lead", "requested", expired).roomRefusal).toContain("last day of access");
    expect(rights("lead", "internal_review", expired).share).toBe(true);
    for (const roomPhase of ROOM_PHASES.filter((one) => !["closed", "revoked", "expired"].includes(one))) {
      const live = rights("lead", "requested", { roomId: "room", roomPhase });
      expect(live).toMatchObject({ edit: true, remind: true, write: true, roomRefusal: null });
    }
  });

  it("offers nothing on what was decided for good, and managing to owners and leads alone", () => {
    for (const state of ["accepted", "cancelled"] as const) {
      expect(rights("owner", state)).toMatchObject({
        ...{ answer: false, decide: false, edit: false, send: false, cancel: false, remind: false },
      });
    }
    for (const state of REQUEST_STATES) {
      for (const role of ["contributor", "approver", "viewer"] as const) {
        expect(rights(role, state)).toMatchObject({ edit: false, send: false, cancel: false, remind: false });
      }
    }
    expect(rights("lead", "draft")).toMatchObject({ edit: true, send: true, cancel: true, remind: false });
    expect(rights("lead", "requested")).toMatchObject({
      edit: true,
      send: false,
      cancel: true,
      remind: true,
    });
  });
});
