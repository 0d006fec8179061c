import { randomUUID } from "node:crypto";
import { and, desc, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { activity } from "@/db/schema/activity";
import { comments, nonconformities, nonconformityRequirements } from "@/db/schema/nonconformities";
import { findingAnswers, findingRequirements, findings } from "@/db/schema/room-work";
import { notifications } from "@/db/schema/work";
import { inRoom, inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { openRoomOf, sessionTokenIn } from "@/db/testing/rooms";
import { openSession } from "@/lib/auth/mutations";
import type { RoomScope } from "@/lib/core/access";
import { writeFindingAction } from "@/lib/findings/actions";
import { editFindingInput, writeFindingInput } from "@/lib/findings/input";
import {
  acceptPart,
  editFinding,
  returnPart,
  withdrawFinding,
  writeFinding,
} from "@/lib/findings/mutations/auditor";
import { answerFinding, takeOverFinding } from "@/lib/findings/mutations/company";
import {
  findFindingOf,
  getFinding,
  getFindingStart,
  getRoomFinding,
  listFindingsOfRoom,
  listRoomFindings,
} from "@/lib/findings/queries";
import { setCauseInput } from "@/lib/nonconformities/input";
import { setCause, setCorrection } from "@/lib/nonconformities/mutations";
import { addAction } from "@/lib/nonconformities/mutations/actions";
import { FINDING_COLUMNS, readPackFindings } from "@/lib/packs/queries/findings";
import { enterPreview, roomScope } from "@/lib/rooms/gate";
import { closeRoom } from "@/lib/rooms/mutations/rooms";
import { getRoomFrame } from "@/lib/rooms/queries/frame";

const browser = vi.hoisted(() => ({ jar: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (browser.jar.has(name) ? { value: browser.jar.get(name) } : undefined),
    set: (name: string, value: string) => browser.jar.set(name, value),
  }),
  headers: async () => new Headers({ origin: "http://localhost:3000", "x-forwarded-for": "203.0.113.7" }),
}));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

let home: TestWorkspace;
let foreign: TestWorkspace;
let mine: RoomScope;
let sister: RoomScope;
let abroad: RoomScope;

const lead = (workspace: TestWorkspace = home) =>
  workspace.scope("lead", "room:write", "room:read", "nonconformity:write", "nonconformity:read");

async function seatedIn(workspace: TestWorkspace, name: string): Promise<RoomScope> {
  const roomId = await openRoomOf(workspace, name, ["A.5.15", "A.5.18"]);
  browser.jar.set("carryover.room", await sessionTokenIn(workspace, roomId));
  return roomScope(roomId);
}

const words = {
  requirements: "A.5.18",
  grade: "minor",
  statement: "Leavers keep access for days.",
  objectiveEvidence: "2 of 10 leavers of May had live accounts.",
};
const write = (scope: RoomScope, change: Readonly<Record<string, unknown>> = {}) =>
  writeFinding(scope, writeFindingInput.parse({ ...words, raise: "on", ...change }));
const edit = (
  scope: RoomScope,
  id: string,
  version: number,
  change: Readonly<Record<string, unknown>> = {},
) => editFinding(scope, editFindingInput.parse({ ...words, id, version, ...change }));
const take = (id: string, version: number, onceKey = "") => takeOverFinding(lead(), { id, version, onceKey });
const answer = (id: string, version: number, part: "correction" | "action", body = "Done.") =>
  answerFinding(lead(), { id, version, part, body, onceKey: "" });

const logOf = (ref: string) =>
  inWorkspace(home.system, (tx) =>
    tx
      .select({ body: activity.body })
      .from(activity)
      .where(sql`${activity.body}::jsonb -> 'subject' ->> 'ref' = ${ref}`)
      .orderBy(activity.seq),
  );
const verbsOf = async (ref: string) =>
  (await logOf(ref)).map(({ body }) => (JSON.parse(body) as { verb: string }).verb);
const newestNotice = (personId: string) =>
  inWorkspace(home.system, async (tx) => {
    const [row] = await tx
      .select()
      .from(notifications)
      .where(and(eq(notifications.personId, personId), eq(notifications.subjectKind, "finding")))
      .orderBy(desc(notifications.createdAt), desc(notifications.id))
      .limit(1);
    return row;
  });

beforeAll(async () => {
  home = await createWorkspaceWith({ roles: ["owner", "lead", "contributor", "viewer"] });
  foreign = await createWorkspaceWith({ roles: ["owner", "lead"] });
  mine = await seatedIn(home, "Surveillance 1");
  sister = await seatedIn(home, "Sister");
  abroad = await seatedIn(foreign, "Abroad");
});

describe("an auditor's finding (A-11)", () => {
  it("A-11: is a draft of its room first, which no query of the company can read, and leaves no word in the log", async () => {
    const { id, number } = await write(mine, { raise: "", statement: "Only a thought so far" });
    expect(number).toBeNull();
    expect((await listRoomFindings(mine)).map((row) => row.id)).toContain(id);
    expect((await listFindingsOfRoom(lead(), mine.roomId)).map((row) => row.id)).not.toContain(id);
    await expect(getFinding(lead(), { roomId: mine.roomId, id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(take(id, 1)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const unfiltered = await inWorkspace(home.system, async (tx) => ({
      found: await tx.select({ id: findings.id }).from(findings).where(eq(findings.id, id)),
      refs: await tx.select().from(findingRequirements).where(eq(findingRequirements.findingId, id)),
    }));
    expect(unfiltered).toEqual({ found: [], refs: [] });
    await edit(mine, id, 1, { statement: "Another thought" });
    expect(JSON.stringify(await logOf(id))).not.toContain("thought");
    await withdrawFinding(mine, { id, version: 2, reason: "" });
    expect(await verbsOf(id)).toEqual(["finding.draft", "finding.draft", "finding.draft"]);
    expect(await newestNotice(home.people.lead.userId)).toBeUndefined();
  });

  it("A-11: gets the next number of its room when it is raised, tells the lead, and can be mended until it is taken over", async () => {
    const first = await write(mine);
    const other = await write(sister);
    const draft = await write(mine, { raise: "" });
    const raised = await edit(mine, draft.id, 1, { raise: "on", grade: "major" });
    expect([first.number, other.number, raised.number]).toEqual([1, 1, 2]);
    expect(await newestNotice(home.people.lead.userId)).toMatchObject({
      subjectId: `${mine.roomId}|${draft.id}`,
      title: "F-2 Leavers keep access for days",
      detail: "Major: A.5.18",
    });
    await edit(mine, draft.id, 2, { grade: "observation", requirements: "A.5.15, A.5.18" });
    const [row] = await listFindingsOfRoom(lead(), mine.roomId).then((rows) =>
      rows.filter(({ id }) => id === draft.id),
    );
    expect(row).toMatchObject({
      number: 2,
      grade: "observation",
      refs: ["A.5.15", "A.5.18"],
      standing: "raised",
    });
    expect(await verbsOf(draft.id)).toEqual(["finding.draft", "finding.raise", "finding.edit"]);
    await expect(edit(mine, draft.id, 2)).rejects.toMatchObject({ code: "CONFLICT" });
    await take(draft.id, 3);
    await expect(edit(mine, draft.id, 4)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("A-11: says what is missing at the field, and names only requirements of its room", async () => {
    await expect(write(mine, { requirements: "" })).rejects.toMatchObject({
      fields: { requirements: expect.stringContaining("requirement") },
    });
    await expect(write(mine, { objectiveEvidence: " " })).rejects.toMatchObject({
      fields: { objectiveEvidence: expect.stringContaining("evidence") },
    });
    await expect(write(mine, { requirements: "A.5.18, A.8.1" })).rejects.toMatchObject({
      fields: { requirements: "A.8.1 is not in the scope of this room." },
    });
    await expect(write(mine, { requestId: randomUUID() })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(writeFindingInput.safeParse({ ...words, rootCause: "Theirs to find" }).success).toBe(false);
    expect(writeFindingInput.safeParse({ ...words, requirements: "A.99.1" }).error?.message).toContain(
      "A.99.1",
    );
    expect(await getFindingStart(mine, { ref: "A.8.1", requestId: "x" })).toMatchObject({
      covered: ["A.5.15", "A.5.18"],
      refs: [],
      request: null,
    });
  });

  it("A-11: a form that is sent twice, or raised by two at once, gives each finding one number", async () => {
    const onceKey = randomUUID();
    const [one, two] = await Promise.all([write(mine, { onceKey }), write(mine, { onceKey })]);
    expect(one).toEqual(two);
    const many = await Promise.all(Array.from({ length: 5 }, () => write(sister)));
    expect(new Set(many.map(({ number }) => number)).size).toBe(5);
  });

  it("A-11: is withdrawn with a reason that the company reads, and keeps its number", async () => {
    const { id } = await write(mine);
    await expect(withdrawFinding(mine, { id, version: 1, reason: " " })).rejects.toMatchObject({
      fields: { reason: expect.stringContaining("Say why") },
    });
    await withdrawFinding(mine, { id, version: 1, reason: "The record was elsewhere" });
    await expect(take(id, 2)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await getFinding(lead(), { roomId: mine.roomId, id })).toMatchObject({
      standing: "withdrawn",
      stateReason: "The record was elsewhere",
    });
    expect(await newestNotice(home.people.lead.userId)).toMatchObject({
      detail: "Withdrawn: The record was elsewhere",
    });
  });
});

describe("a finding stays in its room (A-11, A-03)", () => {
  it("A-03: no other room, no other company and no preview reads or changes it", async () => {
    const { id } = await write(mine);
    const draft = await write(mine, { raise: "" });
    for (const scope of [sister, abroad]) {
      await expect(getRoomFinding(scope, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(edit(scope, id, 1)).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(withdrawFinding(scope, { id, version: 1, reason: "x" })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
      await expect(acceptPart(scope, { id, version: 1, part: "action" })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
      const seen = await inRoom(scope, async (tx) => ({
        findings: await tx.select().from(findings).where(eq(findings.id, id)),
        refs: await tx.select().from(findingRequirements).where(eq(findingRequirements.findingId, id)),
        answers: await tx.select().from(findingAnswers).where(eq(findingAnswers.findingId, id)),
      }));
      expect(seen).toEqual({ findings: [], refs: [], answers: [] });
    }
    const elsewhere = { roomId: sister.roomId, id };
    await expect(getFinding(lead(), elsewhere)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getFinding(lead(foreign), { roomId: mine.roomId, id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(takeOverFinding(lead(foreign), { id, version: 1, onceKey: "" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(getRoomFinding(mine, "no-id")).rejects.toMatchObject({ code: "NOT_FOUND" });

    await openSession(home.people.lead.userId, { ip: "203.0.113.7", agent: null });
    await enterPreview(lead(), mine.roomId);
    const looking = await roomScope(mine.roomId);
    const shown = (await listRoomFindings(looking)).map((row) => row.id);
    expect([shown.includes(id), shown.includes(draft.id)]).toEqual([true, false]);
    await expect(getRoomFinding(looking, draft.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const refused = await writeFindingAction(mine.roomId, null, { ...words, grade: "minor", raise: "on" });
    expect(refused).toMatchObject({ ok: false, code: "FORBIDDEN" });
    await expect(write(looking)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("the company's side of a finding (A-11, N-08)", () => {
  it("N-08: one step makes the nonconformity with everything the auditor wrote, once, and both name each other", async () => {
    const { id, number } = await write(mine, { grade: "major", requirements: "A.5.15, A.5.18" });
    const onceKey = randomUUID();
    const nc = await take(id, 1, onceKey);
    expect(await take(id, 1, onceKey)).toEqual(nc);
    await expect(take(id, 2)).rejects.toMatchObject({ code: "CONFLICT" });
    const stored = await inWorkspace(home.system, async (tx) => ({
      row: (await tx.select().from(nonconformities).where(eq(nonconformities.id, nc.id)))[0],
      refs: (
        await tx
          .select({ ref: nonconformityRequirements.ref })
          .from(nonconformityRequirements)
          .where(eq(nonconformityRequirements.nonconformityId, nc.id))
      ).map(({ ref }) => ref),
    }));
    expect(stored.refs.sort()).toEqual(["A.5.15", "A.5.18"]);
    expect(stored.row).toMatchObject({
      ...{ grade: "major", source: "surveillance", state: "open", title: "Leavers keep access for days" },
      ...{ gap: words.statement, objectiveEvidence: words.objectiveEvidence },
      ...{ ownerId: home.people.lead.userId, raisedBy: home.people.lead.userId },
    });
    expect(await findFindingOf(lead(), nc.id)).toMatchObject({
      ...{ id, number, statement: words.statement, objectiveEvidence: words.objectiveEvidence },
      ...{ raisedBy: "Auditor of Surveillance 1", room: { name: "Surveillance 1" } },
    });
    expect(await getRoomFinding(mine, id)).toMatchObject({
      standing: "taken_over",
      nonconformity: { number: nc.number },
    });
    expect(await verbsOf(id)).toEqual(["finding.raise", "finding.take-over"]);
    expect(await findFindingOf(lead(), randomUUID())).toBeNull();
  });

  it("A-11: only what is answered leaves, word for word; cause, extent and comments never do", async () => {
    const { id } = await write(mine);
    const nc = await take(id, 1);
    const version = async () =>
      (
        await inWorkspace(home.system, (tx) =>
          tx.select().from(nonconformities).where(eq(nonconformities.id, nc.id)),
        )
      )[0]?.version ?? 0;
    await setCorrection(lead(), {
      ...{ id: nc.id, version: await version(), correction: "Accounts closed.", correctionOn: "2026-11-02" },
    });
    const secret = { method: "free", text: "SECRET analysis", rootCause: "SECRET cause" };
    await setCause(lead(), setCauseInput.parse({ id: nc.id, version: await version(), ...secret }));
    await addAction(lead(), {
      ...{ id: nc.id, onceKey: "", title: "Script the leavers", ownerId: null, dueOn: "2026-12-01" },
    });
    await inWorkspace(home.system, (tx) =>
      tx.insert(comments).values({
        ...{ workspaceId: home.workspaceId, subjectKind: "nonconformity", subjectId: nc.id },
        ...{ authorId: home.people.lead.userId, body: "SECRET comment" },
      }),
    );
    expect((await getFinding(lead(), { roomId: mine.roomId, id })).proposed).toEqual({
      correction: "Accounts closed.\nDone on 2 Nov 2026.",
      action: "1. Script the leavers, due 1 Dec 2026: open",
    });
    const before = await getRoomFinding(mine, id);
    expect(before.given).toEqual([]);
    expect(JSON.stringify(before)).not.toMatch(/SECRET|Accounts closed|Script the leavers/);
    await answer(id, 2, "correction", "All accounts are closed now.");
    const after = await getRoomFinding(mine, id);
    expect(after.given).toMatchObject([
      { part: "correction", round: 1, body: "All accounts are closed now.", verdict: "waiting" },
    ]);
    expect(JSON.stringify(after)).not.toMatch(/SECRET|Script the leavers/);
  });

  it("A-11: correction and corrective action are accepted or returned on their own, round by round", async () => {
    const { id } = await write(mine);
    await expect(answer(id, 1, "action")).rejects.toMatchObject({ code: "CONFLICT" });
    const nc = await take(id, 1);
    const asOfMine = async () => (await getRoomFinding(mine, id)).version;
    await expect(acceptPart(mine, { id, version: 2, part: "action" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await answer(id, await asOfMine(), "correction", "Closed.");
    await answer(id, await asOfMine(), "action", "A script.");
    await expect(answer(id, await asOfMine(), "action")).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(acceptPart(mine, { id, version: 2, part: "correction" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await acceptPart(mine, { id, version: await asOfMine(), part: "correction" });
    const returned = { id, version: await asOfMine(), part: "action" as const };
    await expect(returnPart(mine, { ...returned, reason: " " })).rejects.toMatchObject({ code: "INVALID" });
    await returnPart(mine, { ...returned, reason: "Contractors are missing" });
    expect(await newestNotice(home.people.lead.userId)).toMatchObject({
      kind: "return",
      detail: "Corrective action returned: Contractors are missing",
    });
    expect(await findFindingOf(lead(), nc.id)).toMatchObject({ standing: "returned" });
    await answer(id, await asOfMine(), "action", "A script, contractors too.");
    await acceptPart(mine, { id, version: await asOfMine(), part: "action" });
    const origin = await findFindingOf(lead(), nc.id);
    expect(origin).toMatchObject({
      standing: "settled",
      answers: { correction: "accepted", action: "accepted" },
    });
    expect(
      origin?.given.map(({ part, round, verdict, decidedBy }) => [part, round, verdict, decidedBy]),
    ).toEqual([
      ["correction", 1, "accepted", "Auditor of Surveillance 1"],
      ["action", 1, "returned", "Auditor of Surveillance 1"],
      ["action", 2, "accepted", "Auditor of Surveillance 1"],
    ]);
    await expect(
      withdrawFinding(mine, { id, version: await asOfMine(), reason: "Late" }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    const packed = (roomId: string | null, nonconformityIds: readonly string[]) =>
      inWorkspace(home.system, (tx) => readPackFindings(tx, { roomId, timeZone: "UTC", nonconformityIds }));
    const lines = await packed(null, [nc.id]);
    expect(lines.map((line) => line.slice(10, 13))).toEqual([
      ["Correction", "1", "Closed."],
      ["Corrective action", "1", "A script."],
      ["Corrective action", "2", "A script, contractors too."],
    ]);
    expect(lines.every((line) => line.length === FINDING_COLUMNS.length)).toBe(true);
    const ofRoom = await packed(mine.roomId, []);
    expect(new Set(ofRoom.map((line) => line[1]))).toEqual(new Set(["Surveillance 1"]));
    expect(ofRoom.filter((line) => line[0] === "Draft")).toEqual([]);
    expect(await verbsOf(id)).toEqual([
      ...["finding.raise", "finding.take-over", "finding.answer", "finding.answer"],
      ...["finding.accept-correction", "finding.return-action", "finding.answer", "finding.accept-action"],
    ]);
  });

  it("A-11: counts are the same on both sides, and a room that is over takes no more answers", async () => {
    const other = await seatedIn(home, "Counts");
    const [one, two] = [await write(other), await write(other)];
    await write(other, { raise: "" });
    await take(one.id, 1);
    await answer(one.id, 2, "correction");
    expect((await getRoomFrame(other)).findings).toEqual({
      raised: 2,
      toReview: 1,
      withCompany: 1,
      settled: 0,
    });
    expect((await listFindingsOfRoom(lead(), other.roomId)).length).toBe(2);
    await take(two.id, 1);
    await closeRoom(lead(), { id: other.roomId, version: 3 });
    await expect(answer(two.id, 2, "action")).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await getFinding(lead(), { roomId: other.roomId, id: two.id })).room.open).toBe(false);
  });
});
