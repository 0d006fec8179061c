import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { rooms } from "@/db/schema/rooms";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { requestsOf } from "@/db/testing/requests";
import { openRoomOf } from "@/db/testing/rooms";
import { cancelRequest, editRequest, remindRequests, sendRequest } from "@/lib/requests/mutations/ask";
import { getRequest } from "@/lib/requests/queries";
import { takeBackAnswer, writeRoomRequest } from "@/lib/rooms/mutations/requests";
import { closeRoom, revokeRoom } from "@/lib/rooms/mutations/rooms";
import { listRequestsOfRoom } from "@/lib/rooms/queries/requests";

let home: TestWorkspace;
const lead = () => home.scope("lead");
const rowOf = (id: string) => requestsOf(home).rowOf(id);

async function ask(roomId: string, draft: boolean): Promise<string> {
  const { id } = await writeRoomRequest(lead(), {
    ...{ onceKey: "", roomId, auditorRef: "", title: "Leavers", detail: "", kind: "document" },
    ...{ requirements: ["A.5.18"], dueOn: null, ownerId: home.people.contributor.userId, draft },
  });
  return id;
}

async function edit(id: string) {
  const { version, detail, kind, itemId, ownerId } = await rowOf(id);
  const words = { title: "Leavers of Q3", requirements: ["A.5.18"], dueOn: null };
  return editRequest(lead(), { id, version, detail, kind, itemId, ownerId, ...words });
}

const versioned = async (id: string) => ({ id, version: (await rowOf(id)).version });
const send = async (id: string) => sendRequest(lead(), await versioned(id));
const remind = (id: string) => remindRequests(lead(), { ids: [id] });
const cancel = async (id: string) =>
  cancelRequest(lead(), { ...(await versioned(id)), reason: "Not needed" });
const takeBack = async (id: string) => takeBackAnswer(lead(), { ...(await versioned(id)), reason: "Wrong" });

const ENDS: Readonly<Record<"closed" | "revoked" | "expired", (id: string) => Promise<unknown>>> = {
  closed: (id) => closeRoom(lead(), { id, version: 3 }),
  revoked: (id) => revokeRoom(lead(), { id, version: 3, reason: "Wrong firm" }),
  expired: (id) =>
    inWorkspace(home.system, (tx) =>
      tx.update(rooms).set({ accessUntil: "2020-02-01" }).where(eq(rooms.id, id)),
    ),
};

const saying = (text: string) => ({ code: "CONFLICT", message: expect.stringContaining(text) });
const STAYS = "its requests stay as they are";

beforeAll(async () => {
  home = await createWorkspaceWith({ roles: ["owner", "lead", "contributor"] });
});

describe.each(["closed", "revoked", "expired"] as const)("in a room that is %s (A-06)", (phase) => {
  it("requests are neither changed, sent nor reminded of, and are still read", async () => {
    const roomId = await openRoomOf(home, `Over, ${phase}`, ["A.5.18"]);
    const [asked, draft] = [await ask(roomId, false), await ask(roomId, true)];
    await ENDS[phase](roomId);
    const why = saying(phase === "expired" ? "last day of access to the room has passed" : STAYS);
    await expect(edit(asked)).rejects.toMatchObject(why);
    await expect(edit(draft)).rejects.toMatchObject(why);
    await expect(send(draft)).rejects.toMatchObject(why);
    await expect(remind(asked)).rejects.toMatchObject(
      saying(phase === "expired" ? "last day of access" : STAYS),
    );
    expect(await rowOf(asked)).toMatchObject({ title: "Leavers", state: "requested", version: 1 });
    expect(await rowOf(draft)).toMatchObject({ state: "draft", version: 1 });
    expect((await listRequestsOfRoom(lead(), roomId)).rows).toHaveLength(2);
    expect((await getRequest(lead(), asked, "2026-11-20")).request.roomPhase).toBe(phase);
  });
});

it("a closed room keeps its requests from being cancelled and its answers from being sent back", async () => {
  const roomId = await openRoomOf(home, "Kept", ["A.5.18"]);
  const [asked, reviewed] = [await ask(roomId, false), await ask(roomId, false)];
  await requestsOf(home).answer(reviewed);
  await ENDS.closed(roomId);
  await expect(cancel(asked)).rejects.toMatchObject(saying(STAYS));
  await expect(takeBack(reviewed)).rejects.toMatchObject(saying("closed"));
  expect((await rowOf(reviewed)).state).toBe("internal_review");
});

it("in an expired room nobody is asked anew, answers are still taken, and moving the day opens it again", async () => {
  const roomId = await openRoomOf(home, "Moved", ["A.5.18"]);
  const asked = await ask(roomId, false);
  await ENDS.expired(roomId);
  await expect(ask(roomId, false)).rejects.toMatchObject(saying("last day of access"));
  await ask(roomId, true);
  await requestsOf(home).answer(asked);
  await inWorkspace(home.system, (tx) =>
    tx.update(rooms).set({ accessUntil: "2099-01-01" }).where(eq(rooms.id, roomId)),
  );
  await ask(roomId, false);
  expect((await rowOf(asked)).state).toBe("internal_review");
});

it("many reminders at once leave out those of rooms that are over and say so", async () => {
  const [open, over] = [
    await openRoomOf(home, "Open", ["A.5.18"]),
    await openRoomOf(home, "Over", ["A.5.18"]),
  ];
  const [first, second] = [await ask(open, false), await ask(over, false)];
  await ENDS.closed(over);
  const answer = await remindRequests(lead(), { ids: [first, second] });
  expect(answer).toMatchObject({ done: 1, refused: [{ reason: expect.stringContaining("closed") }] });
});
