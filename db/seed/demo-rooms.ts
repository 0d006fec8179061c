// The demo's two rooms: the Stage 2 audit with its requests, findings and sample, and the internal audit of last year.
import { eq, inArray } from "drizzle-orm";
import { roomAuditors } from "@/db/schema/rooms";
import { requestEvidence } from "@/db/schema/work";
import { addFindingsAndSample } from "@/db/seed/demo-room-findings";
import { dateLastYear, dateRoom, type RequestDates, sayAsOf, viewAsOf } from "@/db/seed/demo-room-past";
import {
  DEMO_POPULATION,
  DEMO_ROOM_REQUESTS,
  type DemoRoomRequest,
  type DemoRound,
} from "@/db/seed/demo-room-requests";
import { dayOf, STAGE_2, type Stage } from "@/db/seed/demo-story";
import { inWorkspace } from "@/db/tenant";
import { writeCommentInput } from "@/lib/comments/input";
import { writeComment } from "@/lib/comments/mutations";
import type { RoomScope } from "@/lib/core/access";
import { addDays, addMonths } from "@/lib/core/dates";
import { acceptEvidenceInput } from "@/lib/evidence/input";
import { acceptEvidence } from "@/lib/evidence/mutations/moves";
import { scopeOfAuditor } from "@/lib/jobs/scope";
import { answerRequestInput } from "@/lib/requests/input";
import { answerRequest } from "@/lib/requests/mutations/answer";
import {
  acceptAnswerInput,
  askInRoomInput,
  createRoomInput,
  inviteAuditorInput,
  moveRoomInput,
  returnAnswerInput,
  roomRequestInput,
  setScopeInput,
  shareAnswerInput,
} from "@/lib/rooms/input";
import { inviteAuditor } from "@/lib/rooms/mutations/auditors";
import { acceptAnswer, askInRoom, returnAnswer } from "@/lib/rooms/mutations/decide";
import { openRoomSession } from "@/lib/rooms/mutations/entry";
import { shareAnswer, writeRoomRequest } from "@/lib/rooms/mutations/requests";
import { closeRoom, createRoom, openRoom, setScope } from "@/lib/rooms/mutations/rooms";

export type DemoRoom = { readonly stage: Stage; readonly roomId: string; readonly auditor: RoomScope };
type Guest = { readonly name: string; readonly email: string };

const AUDITOR: Guest = { name: "Ruth Amsel", email: "ruth.amsel@larkfield.example" };
const REVIEWER: Guest = { name: "Tomas Reyes", email: "tomas.reyes@brookhill.example" };

async function openTo(
  stage: Stage,
  facts: Readonly<Record<string, string>>,
  shared: { readonly guest: Guest; readonly registers: readonly string[] },
): Promise<DemoRoom> {
  const { lead } = stage.scopes;
  const { id } = await createRoom(lead, createRoomInput.parse(facts));
  await setScope(
    lead,
    setScopeInput.parse({
      ...{ id, version: 1, kinds: ["control", "own", "clause"], registers: shared.registers },
      evidenceSet: "scope",
    }),
  );
  await inviteAuditor(lead, inviteAuditorInput.parse({ roomId: id, ...shared.guest }));
  await openRoom(lead, moveRoomInput.parse({ id, version: 2 }));
  const [invited] = await inWorkspace(lead, (tx) =>
    tx.select({ id: roomAuditors.id }).from(roomAuditors).where(eq(roomAuditors.roomId, id)),
  );
  const auditorId = invited?.id ?? "";
  const auditor = scopeOfAuditor(lead, { roomId: id, auditorId, ...shared.guest });
  await openRoomSession(auditor, null, { requestId: auditor.requestId, ip: null, agent: null });
  return { stage, roomId: id, auditor };
}

/** The request as its asker wrote it; returns its id. */
async function ask({ stage, roomId, auditor }: DemoRoom, asked: DemoRoomRequest): Promise<string> {
  const { ref: auditorRef, title, detail, kind, refs: requirements, due } = asked;
  const dueOn = due === null ? "" : addDays(stage.today, due);
  const words = { auditorRef, title, detail, kind, requirements, dueOn };
  if (asked.asker === "auditor") return (await askInRoom(auditor, askInRoomInput.parse(words))).id;
  const ownerId = stage.team[asked.owner].userId;
  const input = roomRequestInput.parse({ ...words, roomId, ownerId, draft: asked.draft === true });
  return (await writeRoomRequest(stage.scopes.lead, input)).id;
}

function answerOf({ stage }: DemoRoom, asked: DemoRoomRequest, round: DemoRound) {
  const { today, team } = stage;
  const file =
    round.file === undefined
      ? undefined
      : new File([round.file.text(today)], round.file.name, { type: "text/csv" });
  const isList = asked.kind === "population";
  return {
    kind: isList ? "population" : file === undefined ? "attestation" : "file",
    ...(file === undefined ? { body: round.body } : { file }),
    ...(isList ? DEMO_POPULATION : {}),
    effectiveOn: addDays(today, -round.answered),
    sourceSystem: round.source,
    collectedBy: team[round.by].name,
  };
}

/** One answer as far as it came; returns the version that the request has then. */
async function answer(room: DemoRoom, id: string, asked: DemoRoomRequest, from: number): Promise<number> {
  const { stage, auditor } = room;
  let version = from;
  for (const round of asked.rounds) {
    const input = answerRequestInput.parse({ id, version, ...answerOf(room, asked, round) });
    await answerRequest(stage.scopes[round.by], input, dayOf(stage, round.answered, 11));
    version += 1;
    if (round.shared === undefined) continue;
    const colleague = round.by === "lead" ? "owner" : "lead";
    await shareAnswer(stage.scopes[colleague], shareAnswerInput.parse({ id, version }));
    version += 1;
    if (round.decided === undefined) continue;
    const { reason } = round.decided;
    if (reason === undefined) await acceptAnswer(auditor, acceptAnswerInput.parse({ id, version }));
    else await returnAnswer(auditor, returnAnswerInput.parse({ id, version, reason }));
    version += 1;
  }
  return version;
}

function datesOf(id: string, { asked, rounds }: DemoRoomRequest): RequestDates {
  const last = rounds.at(-1);
  return {
    id,
    asked,
    answered: last?.answered ?? null,
    shared: last?.shared ?? null,
    decided: last?.decided?.ago ?? null,
  };
}

async function talk(room: DemoRoom, id: string, { said = [], noted = [] }: DemoRoomRequest): Promise<void> {
  await sayAsOf(room, id, said);
  for (const { by, body } of noted) {
    const input = writeCommentInput.parse({ subjectKind: "request", subjectId: id, body });
    await writeComment(room.stage.scopes[by], input);
  }
}

/** Evidence behind answers that the auditor accepted was looked at by the team's own reviewer as well. */
async function acceptHandedOver({ stage }: DemoRoom, ids: readonly string[]): Promise<void> {
  const rows = await inWorkspace(stage.scopes.approver, (tx) =>
    tx
      .selectDistinct({ itemId: requestEvidence.itemId })
      .from(requestEvidence)
      .where(inArray(requestEvidence.requestId, [...ids])),
  );
  const itemIds = rows.map(({ itemId }) => itemId);
  await acceptEvidence(stage.scopes.approver, acceptEvidenceInput.parse({ itemIds, sufficient: true }));
}

async function askAll(room: DemoRoom, all: readonly DemoRoomRequest[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const asked of all) {
    const id = await ask(room, asked);
    ids.set(asked.ref, id);
    await answer(room, id, asked, 1);
    await talk(room, id, asked);
  }
  await dateRoom(
    room,
    all.map((asked) => datesOf(ids.get(asked.ref) ?? "", asked)),
  );
  const accepted = all.filter(({ rounds }) => {
    const decided = rounds.at(-1)?.decided;
    return decided !== undefined && decided.reason === undefined;
  });
  await acceptHandedOver(
    room,
    accepted.flatMap(({ ref }) => ids.get(ref) ?? []),
  );
  return ids;
}

function lastYears(year: string): readonly DemoRoomRequest[] {
  const common = { kind: "document", owner: "lead", asker: "lead", due: null } as const;
  const round = { by: "lead", source: "Wiki", shared: 388, decided: { ago: 385 } } as const;
  return [
    {
      ...common,
      ...{ ref: "A-1", title: `Policy set of ${year}`, detail: "All policies in force.", refs: "A.5.1" },
      asked: 392,
      rounds: [{ ...round, answered: 390, body: "Twelve policies; two were in review at the time." }],
    },
    {
      ...common,
      ...{ ref: "A-2", title: `Access reviews of ${year}`, detail: "All four quarters.", refs: "A.5.18" },
      asked: 392,
      rounds: [{ ...round, answered: 389, body: "Four reviews; the one of spring was held two weeks late." }],
    },
    {
      ...common,
      ...{ ref: "A-3", title: `Incidents of ${year}`, detail: "Triage and lessons.", refs: "A.5.26" },
      asked: 391,
      rounds: [{ ...round, answered: 389, body: "Two incidents, both closed with a review of the cause." }],
    },
  ];
}

/** The internal audit of last year in a room that is closed, with three accepted requests. */
export async function addLastYearsRoom(stage: Stage): Promise<void> {
  const { today } = stage;
  const year = String(Number(today.slice(0, 4)) - 1);
  const room = await openTo(
    stage,
    {
      name: `Internal audit ${year}`,
      ...{ standard: "iso27001", type: "internal", accessFrom: addDays(today, -400), accessUntil: today },
      welcome: "First internal audit of the management system.",
    },
    { guest: REVIEWER, registers: ["soa"] },
  );
  await askAll(room, lastYears(year));
  await closeRoom(stage.scopes.lead, moveRoomInput.parse({ id: room.roomId, version: 3 }));
  await dateLastYear(room, year);
}

/** The room of the Stage 2 audit, open, with everything that is under way in it. Returns its id. */
export async function addStage2Room(stage: Stage): Promise<string> {
  const { today } = stage;
  const visit = addDays(today, STAGE_2);
  const room = await openTo(
    stage,
    {
      name: `Stage 2 ${visit.slice(0, 4)}`,
      ...{ standard: "iso27001", type: "stage2", windowFrom: addMonths(today, -12), windowTo: visit },
      ...{ accessFrom: addDays(today, -16), accessUntil: addDays(today, 74) },
      welcome:
        "Welcome to Northwind. Requests follow your list of documents. Leila Haddad answers what is unclear, and the visit is at the office in Hamburg.",
    },
    { guest: AUDITOR, registers: ["soa", "nonconformities", "risks", "suppliers"] },
  );
  const ids = await askAll(room, DEMO_ROOM_REQUESTS);
  await addFindingsAndSample(room, ids);
  await viewAsOf(room, ids);
  return room.roomId;
}
