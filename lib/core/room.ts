// Auditors' rooms: what kinds there are, in which phase one is on a day, who may enter, and which step may follow.

import type { IsoDate } from "@/lib/core/dates";
import { ALLOWED, type Decision, isWritten, refused } from "@/lib/core/decision";
import type { RequirementKind, StatusDef } from "@/lib/core/statuses";

export const ROOM_STANDARDS = ["iso27001", "soc2"] as const;
export type RoomStandard = (typeof ROOM_STANDARDS)[number];
export const ROOM_STANDARD_LABEL: Readonly<Record<RoomStandard, string>> = {
  iso27001: "ISO/IEC 27001:2022",
  soc2: "SOC 2",
};

export const ROOM_TYPES = [
  "stage1",
  "stage2",
  "surveillance",
  "soc2_type1",
  "soc2_type2",
  "internal",
] as const;
export type RoomType = (typeof ROOM_TYPES)[number];
export const ROOM_TYPE_LABEL: Readonly<Record<RoomType, string>> = {
  stage1: "Stage 1",
  stage2: "Stage 2",
  surveillance: "Surveillance",
  soc2_type1: "Type 1",
  soc2_type2: "Type 2",
  internal: "Internal audit",
};

/** An internal audit can be of either; the others belong to one standard. */
export function typeFits(standard: RoomStandard, type: RoomType): boolean {
  if (type === "internal") return true;
  return (standard === "soc2") === (type === "soc2_type1" || type === "soc2_type2");
}

export const ROOM_STATES = ["draft", "open", "closed", "revoked"] as const;
export type RoomState = (typeof ROOM_STATES)[number];

/** `upcoming` and `expired` come from the dates of an open room; the other phases are its states. */
export const ROOM_PHASES = ["draft", "upcoming", "open", "expired", "closed", "revoked"] as const;
export type RoomPhase = (typeof ROOM_PHASES)[number];
export const ROOM_PHASE: Readonly<Record<RoomPhase, StatusDef>> = {
  draft: {
    label: "Draft",
    tone: "none",
    icon: "hollow",
    meaning: "Being set up. Nobody is told and nobody can enter.",
  },
  upcoming: {
    label: "Opens later",
    tone: "progress",
    icon: "half",
    meaning: "Auditors are invited; the room lets them in from its first day on.",
  },
  open: {
    label: "Open",
    tone: "ok",
    icon: "check",
    meaning: "Invited auditors can enter and see what the room shares.",
  },
  expired: {
    label: "Expired",
    tone: "due",
    icon: "triangle",
    meaning: "The last day of access has passed. Nobody can enter until it is moved.",
  },
  closed: {
    label: "Closed",
    tone: "none",
    icon: "slash",
    meaning: "The engagement is over. Nobody can enter; everything in it is kept.",
  },
  revoked: {
    label: "Revoked",
    tone: "gap",
    icon: "diamond",
    meaning: "Access was taken away with a reason, effective at once.",
  },
};

export type RoomDates = {
  readonly state: RoomState;
  /** First day on which auditors are let in. */
  readonly accessFrom: IsoDate;
  /** Last day on which auditors are let in. */
  readonly accessUntil: IsoDate;
};

/** The phase on the day, in the workspace's time zone. */
export function roomPhase(room: RoomDates, today: IsoDate): RoomPhase {
  if (room.state !== "open") return room.state;
  if (today > room.accessUntil) return "expired";
  return today < room.accessFrom ? "upcoming" : "open";
}

/** Whether an invited auditor is let in on the day. */
export function letsIn(room: RoomDates, today: IsoDate): boolean {
  return roomPhase(room, today) === "open";
}

export const ROOM_MOVES: Readonly<Record<RoomState, readonly RoomState[]>> = {
  draft: ["open"],
  open: ["closed", "revoked"],
  closed: [],
  revoked: [],
};

export type RoomFacts = RoomDates & {
  /** Requirements that the room covers. */
  readonly covers: number;
  /** Auditors whose access was not taken away. */
  readonly auditors: number;
};

function canOpen(room: RoomFacts, today: IsoDate): Decision {
  if (room.accessUntil < today) return refused("The last day of access has passed. Move it first.");
  if (room.covers === 0) return refused("The room covers no requirement yet. Choose its scope first.");
  return room.auditors === 0 ? refused("Nobody is invited yet. Add an auditor first.") : ALLOWED;
}

/** Whether the room may take the step today; a refusal says what is missing. */
export function canMoveRoom(
  room: RoomFacts,
  to: RoomState,
  facts: { readonly today: IsoDate; readonly reason: string | null },
): Decision {
  const is = ROOM_PHASE[room.state].label.toLowerCase();
  if (!ROOM_MOVES[room.state].includes(to)) {
    if (room.state === to) return refused(`The room is already ${is}.`);
    return room.state === "draft"
      ? refused("The room is a draft. Open it first.")
      : refused(`The room is ${is} and stays so. Make a new room, which can copy the requests of this one.`);
  }
  if (to === "open") return canOpen(room, facts.today);
  if (to === "revoked" && !isWritten(facts.reason)) {
    return refused("Say why access is taken away; auditors do not see the reason.");
  }
  return ALLOWED;
}

/** Whether what a room shares, its dates and its auditors can still be changed. */
export function isEditable(state: RoomState): boolean {
  return state === "draft" || state === "open";
}

/** The requirements of a standard: Annex A, own controls and clauses for one, criteria for the other. */
export function belongsTo(kind: RequirementKind, standard: RoomStandard): boolean {
  return (kind === "criterion") === (standard === "soc2");
}

/** Whether what is asked in the room can still be changed, sent and reminded of. Reading stays in every phase. */
export function canAskInRoom(phase: RoomPhase): Decision {
  switch (phase) {
    case "closed":
      return refused("The room is closed, so its requests stay as they are.");
    case "revoked":
      return refused("The room is revoked, so its requests stay as they are.");
    case "expired":
      return refused(
        "The last day of access to the room has passed. Move it first, in the facts and dates of the room.",
      );
    default:
      return ALLOWED;
  }
}

export const EVIDENCE_SETS = ["scope", "handed_over"] as const;
export type EvidenceSet = (typeof EVIDENCE_SETS)[number];
export const EVIDENCE_SET_LABEL: Readonly<Record<EvidenceSet, { label: string; help: string }>> = {
  scope: {
    label: "All evidence of the requirements",
    help: "Submitted and accepted evidence that is linked to a requirement of the scope, and what is handed over.",
  },
  handed_over: {
    label: "Only what is handed over",
    help: "Evidence that answers a request of this room, from the moment its answer is given to the auditor.",
  },
};

/** Registers that a room may show beside the requirements. */
export const ROOM_REGISTERS = ["soa", "nonconformities", "risks", "suppliers"] as const;
export type RoomRegister = (typeof ROOM_REGISTERS)[number];
export const ROOM_REGISTER_LABEL: Readonly<Record<RoomRegister, string>> = {
  soa: "Statement of Applicability",
  nonconformities: "Nonconformities",
  risks: "Risks",
  suppliers: "Suppliers",
};

export const GRANT_KINDS = ["requirement", "register", "withheld", "pack"] as const;
export type GrantKind = (typeof GRANT_KINDS)[number];

export const VIEW_KINDS = ["page", "preview", "download"] as const;
export type ViewKind = (typeof VIEW_KINDS)[number];
export const VIEW_KIND_LABEL: Readonly<Record<ViewKind, string>> = {
  page: "Opened",
  preview: "Looked at",
  download: "Downloaded",
};

/** What the state of a record means for the person who reads it from outside: the page explains it with these lines. */
export const VISIBILITY: readonly { readonly what: string; readonly seen: string; readonly never: string }[] =
  [
    {
      what: "Evidence",
      seen: "Submitted and accepted evidence inside the scope: shared description, dates, source, versions.",
      never:
        "Drafts, returned, withdrawn and superseded evidence, answers not given yet, what is held back; guidance and internal notes.",
    },
    {
      what: "Requests",
      seen: "Requests of this room from the moment they are sent; answers from the moment they are given.",
      never: "Drafts, answers in internal review, internal comments.",
    },
    {
      what: "Findings",
      seen: "Findings of this room, and answers to them word for word from the moment they are given.",
      never: "Everything else of the nonconformity: cause, extent, actions, comments.",
    },
    {
      what: "Statement of Applicability",
      seen: "The approved version chosen for the room, else the newest approved one, when the register is shared.",
      never: "The working draft, suggestions and checks.",
    },
    {
      what: "Registers",
      seen: "Nonconformities, risks and suppliers, each only when it is shared here.",
      never: "Everything else of the workspace: members, settings, the log, other rooms.",
    },
  ];

const NAME_SHOWN = 3;

/** `j...@example.com`: enough to recognise one's own address and nothing for anybody else. */
export function maskedEmail(email: string): string {
  const at = email.indexOf("@");
  return at <= 0
    ? "your address"
    : `${email.slice(0, Math.min(1, at))}${".".repeat(NAME_SHOWN)}${email.slice(at)}`;
}
