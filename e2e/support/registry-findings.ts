// Rows of the registry: findings, what auditors do in their room and what the company does with them.
import { answeredFinding, findingWords, seatedRoom, takenOver, writtenFinding } from "./findings";
import type { Place } from "./place";
import type { ActionRow } from "./registry";
import type { PageRow } from "./registry-pages";

const findings = (name: string) => `lib/findings/actions.ts#${name}Action`;

export const FINDING_ACTIONS: Readonly<Record<string, ActionRow>> = {
  [findings("writeFinding")]: {
    kind: "room",
    input: async (at) => ({ ...findingWords(at), raise: "on", onceKey: "" }),
  },
  [findings("editFinding")]: {
    kind: "room",
    input: async (at, room) => ({
      ...findingWords(at, { grade: "major" }),
      id: await writtenFinding(at, room, { raise: "" }),
      version: 1,
    }),
  },
  [findings("withdrawFinding")]: {
    kind: "room",
    input: async (at, room) => ({
      id: await writtenFinding(at, room),
      version: 1,
      reason: "The record was in another system",
    }),
  },
  [findings("acceptPart")]: { kind: "room", input: answeredFinding },
  [findings("returnPart")]: {
    kind: "room",
    input: async (at, room) => ({ ...(await answeredFinding(at, room)), reason: "Two accounts are open" }),
  },
  [findings("takeOverFinding")]: {
    kind: "workspace",
    needs: ["room:write", "nonconformity:write"],
    input: async (at: Place) => ({
      id: await writtenFinding(at, await seatedRoom(at)),
      version: 1,
      onceKey: "",
    }),
  },
  [findings("answerFinding")]: {
    kind: "workspace",
    needs: ["room:write"],
    input: async (at: Place) => ({
      ...(await takenOver(at, await seatedRoom(at))),
      part: "action",
      body: `Answer ${at.canary}`,
      onceKey: "",
    }),
  },
};

const inRoom = (tail: string) => (room: string) => `/room/${room}${tail}`;

export const FINDING_PAGES: Readonly<Record<string, PageRow>> = {
  "/room/[room]/findings/page": { kind: "room", path: inRoom("/findings") },
  "/room/[room]/findings/new/page": { kind: "room", path: inRoom("/findings/new") },
  "/room/[room]/findings/[id]/page": {
    kind: "room",
    path: (room, ids) => `/room/${room}/findings/${ids.finding}`,
  },
  "/room/[room]/exports/findings.csv/route": {
    kind: "room",
    path: inRoom("/exports/findings.csv"),
    file: true,
  },
  "/w/[slug]/rooms/[id]/findings/[finding]/page": {
    kind: "tenant",
    needs: ["room:read"],
    path: (slug, ids) => `/w/${slug}/rooms/${ids.room}/findings/${ids.finding}`,
  },
  "/w/[slug]/exports/room-findings.csv/route": {
    kind: "tenant",
    needs: ["room:read"],
    path: (slug, ids) => `/w/${slug}/exports/room-findings.csv?room=${ids.room}`,
    nameless: true,
    method: "POST",
  },
};
