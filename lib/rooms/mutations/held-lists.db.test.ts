import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, expect, it, vi } from "vitest";
import { artifacts, evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { roomAuditors, rooms } from "@/db/schema/rooms";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { ownDataFolder, upload } from "@/db/testing/files";
import { requestsOf } from "@/db/testing/requests";
import { openRoomOf, sessionTokenIn } from "@/db/testing/rooms";
import type { RoomScope } from "@/lib/core/access";
import { writeFindingInput } from "@/lib/findings/input";
import { withdrawFinding, writeFinding } from "@/lib/findings/mutations/auditor";
import { readPackSamples } from "@/lib/packs/queries/samples";
import { roomScope } from "@/lib/rooms/gate";
import { revokeAuditor } from "@/lib/rooms/mutations/auditors";
import { acceptAnswer, askInRoom, sayInRoom } from "@/lib/rooms/mutations/decide";
import { importInRoom } from "@/lib/rooms/mutations/import";
import { shareAnswer } from "@/lib/rooms/mutations/requests";
import { closeRoom, revokeRoom } from "@/lib/rooms/mutations/rooms";
import { withholdEvidence } from "@/lib/rooms/mutations/withhold";
import { drawSampleInput } from "@/lib/sampling/input";
import { askForSample, drawSample } from "@/lib/sampling/mutations";
import { getSample, getSampleOfRoom, listSamples } from "@/lib/sampling/queries/samples";

const browser = vi.hoisted(() => ({ jar: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => ({ value: browser.jar.get(name) ?? "" }) }),
  headers: async () => new Headers(),
}));

const LIST = `employee_id,left_on\n${Array.from({ length: 20 }, (_, at) => `P-10${at},2026-05-01`).join("\n")}\n`;
let home: TestWorkspace;
const lead = () => home.scope("lead");

async function seated(roomId: string): Promise<RoomScope> {
  browser.jar.set("carryover.room", await sessionTokenIn(home, roomId));
  return roomScope(roomId);
}

/** An accepted list of the scope. */
async function populationIn(ref: string): Promise<string> {
  const { workspaceId } = home;
  const fileName = `later-${ref}.csv`;
  const { answer } = await upload(home, fileName, LIST);
  const itemId = randomUUID();
  const by = home.people.lead.userId;
  await inWorkspace(home.system, async (tx) => {
    const item = { workspaceId, id: itemId, identity: itemId, title: `Title of ${fileName}` };
    await tx.insert(evidenceItems).values({ ...item, state: "accepted", currentArtifact: 1 });
    const file = { blobSha256: answer.sha256, fileName, kind: "population" as const };
    await tx.insert(artifacts).values({ workspaceId, itemId, number: 1, addedBy: by, ...file });
    const link = { workspaceId, itemId, ref, origin: "manual" as const, linkedBy: by };
    await tx.insert(evidenceLinks).values(link);
  });
  return itemId;
}

const ruleOn = (itemId: string) =>
  drawSampleInput.parse({ itemId, number: "1", idColumn: "0", method: "random", size: "3", seed: "7" });

beforeAll(async () => {
  ownDataFolder();
  home = await createWorkspaceWith({ roles: ["owner", "lead", "contributor", "approver"] });
});

it("a sample tells nothing of a list that is held back afterwards, in the room and in its pack (A-03, A-08)", async () => {
  const roomId = await openRoomOf(home, "Held", ["A.5.18"]);
  const itemId = await populationIn("A.5.18");
  const auditor = await seated(roomId);
  const { id } = await drawSample(auditor, ruleOn(itemId));
  expect(JSON.stringify((await getSample(auditor, id)).items)).toContain("P-10");
  await withholdEvidence(lead(), { roomId, itemId, reason: "A client's name" });
  const told = await getSample(auditor, id);
  expect(told).toMatchObject({ held: true, seed: 7, populationSize: 20, size: 3, columns: [] });
  const packed = await inWorkspace(home.system, (tx) => readPackSamples(tx, roomId));
  expect(packed).toHaveLength(1);
  for (const seen of [told, await listSamples(auditor), packed]) {
    expect(JSON.stringify(seen)).not.toMatch(/later-A|P-10|employee_id/);
  }
  const asking = askForSample(auditor, { id, detail: "The ticket.", dueOn: null });
  await expect(asking).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining("back") });
  const own = await getSampleOfRoom(lead(), roomId, id);
  expect([own.held, own.columns]).toEqual([false, ["employee_id", "left_on"]]);
});

const ENDS: Readonly<Record<string, (roomId: string) => Promise<unknown>>> = {
  "the room is closed": (id) => closeRoom(lead(), { id, version: 3 }),
  "the room is revoked": (id) => revokeRoom(lead(), { id, version: 3, reason: "Wrong firm" }),
  "the last day passes": (id) =>
    inWorkspace(home.system, (tx) =>
      tx.update(rooms).set({ accessUntil: "2020-02-01" }).where(eq(rooms.id, id)),
    ),
  "the auditor's access is taken away": async (roomId) => {
    const [one] = await inWorkspace(home.system, (tx) =>
      tx.select().from(roomAuditors).where(eq(roomAuditors.roomId, roomId)),
    );
    return revokeAuditor(lead(), { roomId, auditorId: one?.id ?? "" });
  },
};

it.each(Object.keys(ENDS))("nothing that an auditor began is saved once %s (A-02)", async (end) => {
  const ref = "A.5.17";
  const roomId = await openRoomOf(home, `Begun, ${end}`, [ref]);
  const itemId = await populationIn(ref);
  const auditor = await seated(roomId);
  const asked = { auditorRef: "R-1", title: "Leavers", detail: "", kind: "document" as const };
  const ask = (auditorRef: string) =>
    askInRoom(auditor, { ...asked, auditorRef, requirements: [ref], dueOn: null, onceKey: "" });
  const { id } = await ask("R-1");
  const work = requestsOf(home);
  await work.answer(id, {}, "lead");
  const { version } = await work.rowOf(id);
  await shareAnswer(home.scope("owner"), { id, version });
  const { id: sample } = await drawSample(auditor, ruleOn(itemId));
  const words = {
    requirements: ref,
    grade: "minor",
    statement: "Two accounts were left open.",
    onceKey: "",
  };
  const finding = writeFindingInput.parse({ ...words, objectiveEvidence: "The list of May.", raise: "on" });
  const { id: raised } = await writeFinding(auditor, finding);
  await ENDS[end]?.(roomId);
  const over = { code: "CONFLICT", message: expect.stringContaining("Your access to this room has ended") };
  const tries = [
    () => acceptAnswer(auditor, { id, version: version + 1 }),
    () => sayInRoom(auditor, { id, body: "Which system?", onceKey: "" }),
    () => ask("R-2"),
    () => importInRoom(auditor, { step: "import", text: "Reference,Title\nR-9,Joiners\n" }),
    () => writeFinding(auditor, finding),
    () => withdrawFinding(auditor, { id: raised, version: 1, reason: "A mistake" }),
    () => drawSample(auditor, ruleOn(itemId)),
    () => askForSample(auditor, { id: sample, detail: "", dueOn: null }),
  ];
  for (const attempt of tries) await expect(attempt()).rejects.toMatchObject(over);
  expect((await work.rowOf(id)).state).toBe("submitted");
});
