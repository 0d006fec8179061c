import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { activity } from "@/db/schema/activity";
import { requests } from "@/db/schema/work";
import { counters } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { requestsOf } from "@/db/testing/requests";
import { openRoomOf, sessionTokenIn } from "@/db/testing/rooms";
import type { RoomScope } from "@/lib/core/access";
import { editRequest, sendRequest } from "@/lib/requests/mutations/ask";
import { roomScope } from "@/lib/rooms/gate";
import { askInRoom } from "@/lib/rooms/mutations/decide";
import { shareAnswer, writeRoomRequest, writeToAuditor } from "@/lib/rooms/mutations/requests";
import { closeRoom } from "@/lib/rooms/mutations/rooms";
import { listRequestsOfRoom, listRoomRequests } from "@/lib/rooms/queries/requests";

const browser = vi.hoisted(() => ({ jar: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => ({ value: browser.jar.get(name) ?? "" }) }),
  headers: async () => new Headers(),
}));

let home: TestWorkspace;
const lead = () => home.scope("lead");

async function seated(roomId: string): Promise<RoomScope> {
  browser.jar.set("carryover.room", await sessionTokenIn(home, roomId));
  return roomScope(roomId);
}

beforeAll(async () => {
  home = await createWorkspaceWith({ roles: ["owner", "lead", "contributor", "approver"] });
});

describe("an auditor's request", () => {
  const LEAVERS = {
    ...{ auditorRef: "", title: "Leavers", detail: "", kind: "population" as const },
    ...{ requirements: ["A.5.18"], dueOn: null },
  };

  it("sent twice from one form, also at once, is one request with one number and one entry (A-05)", async () => {
    const roomId = await openRoomOf(home, "Twice", ["A.5.18"]);
    const auditor = await seated(roomId);
    const form = { ...LEAVERS, onceKey: randomUUID() };
    const both = await Promise.all([1, 2, 3].map(() => askInRoom(auditor, form)));
    expect(new Set(both.map(({ id }) => id)).size).toBe(1);
    expect(await askInRoom(auditor, form)).toEqual(both[0]);
    expect((await listRequestsOfRoom(lead(), roomId)).rows).toHaveLength(1);
    const entries = await inWorkspace(home.system, (tx) =>
      tx
        .select()
        .from(activity)
        .where(eq(activity.subjectRef, both[0]?.id ?? "")),
    );
    expect(entries).toHaveLength(1);
    const other = await askInRoom(auditor, { ...LEAVERS, onceKey: randomUUID() });
    expect(other.id).not.toBe(both[0]?.id);
    const [counter] = await inWorkspace(home.system, (tx) => tx.select().from(counters));
    expect(other.number.endsWith(String(counter?.last))).toBe(true);
    expect(counter?.last).toBe(2);
  });
});

describe("what an auditor asked for", () => {
  it("can be handed on by the company and not be rewritten (A-05, A-06)", async () => {
    const roomId = await openRoomOf(home, "Words", ["A.5.18"]);
    const { id } = await askInRoom(await seated(roomId), {
      ...{ onceKey: "", auditorRef: "R-1", title: "Leavers", detail: "All of May\nand June" },
      ...{ kind: "document" as const, requirements: ["A.5.18"], dueOn: null },
    });
    const form = {
      ...{ id, version: 1, title: "Leavers", detail: "All of May\r\nand June", kind: "document" as const },
      ...{ requirements: ["A.5.18"], itemId: null, ownerId: home.people.contributor.userId, dueOn: null },
    };
    for (const change of [{ title: "Some leavers" }, { detail: "Of May" }, { requirements: [] }]) {
      await expect(editRequest(lead(), { ...form, ...change })).rejects.toMatchObject({
        ...{ code: "CONFLICT", message: /An auditor wrote this request/ },
      });
    }
    await editRequest(lead(), form);
    expect(await requestsOf(home).rowOf(id)).toMatchObject({
      ...{ title: "Leavers", ownerId: home.people.contributor.userId, version: 2 },
    });
  });
});

describe("a draft that is sent later", () => {
  it("is asked on the day on which it is sent, and new to an auditor who was there in between (A-05)", async () => {
    const roomId = await openRoomOf(home, "Later", ["A.5.18"]);
    const { id } = await writeRoomRequest(lead(), {
      ...{ onceKey: "", roomId, auditorRef: "", title: "Movers", detail: "", kind: "document" },
      ...{ requirements: ["A.5.18"], dueOn: null, ownerId: home.people.contributor.userId, draft: true },
    });
    await inWorkspace(home.system, async (tx) => {
      await tx
        .update(requests)
        .set({ createdAt: new Date("2020-02-01T12:00:00Z") })
        .where(eq(requests.id, id));
    });
    await seated(roomId);
    await sendRequest(lead(), { id, version: 1 });
    const { rows } = await listRequestsOfRoom(lead(), roomId);
    expect(rows[0]?.askedOn.slice(0, 4)).not.toBe("2020");
    const [seen] = await listRoomRequests(await seated(roomId));
    expect(seen).toMatchObject({ id, isNew: true, askedOn: rows[0]?.askedOn });
  });
});

describe("a room that is over", () => {
  it("takes no answer and no message any more, and says so (A-06)", async () => {
    const roomId = await openRoomOf(home, "Over", ["A.5.18"]);
    const { id } = await writeRoomRequest(lead(), {
      ...{ onceKey: "", roomId, auditorRef: "", title: "Joiners", detail: "", kind: "document" },
      ...{ requirements: ["A.5.18"], dueOn: null, ownerId: home.people.contributor.userId, draft: false },
    });
    const work = requestsOf(home);
    await work.answer(id);
    await closeRoom(lead(), { id: roomId, version: 3 });
    const { version } = await work.rowOf(id);
    await expect(shareAnswer(lead(), { id, version })).rejects.toMatchObject({
      ...{ code: "CONFLICT", message: "The room is closed and stays as it is." },
    });
    const said = writeToAuditor(home.scope("contributor", "comment:write"), {
      ...{ onceKey: "", id, body: "Here it is" },
    });
    await expect(said).rejects.toMatchObject({ code: "CONFLICT", message: /room is over/ });
  });
});
