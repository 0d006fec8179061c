import { beforeAll, describe, expect, it } from "vitest";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { requestsOf } from "@/db/testing/requests";
import { openRoomOf } from "@/db/testing/rooms";
import type { Role } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { shareAnswer, writeRoomRequest } from "@/lib/rooms/mutations/requests";
import { closeRoom } from "@/lib/rooms/mutations/rooms";
import { listMyWork } from "@/lib/work/queries";

const today = dateIn("UTC", new Date());
let home: TestWorkspace;
const lead = () => home.scope("lead");
const work = () => requestsOf(home);

async function kindsOf(role: Role): Promise<readonly string[]> {
  const rows = await listMyWork(home.scope(role, "workspace:read"), today);
  return rows.map(({ kind }) => kind).sort();
}

async function asked(roomId: string, title: string): Promise<string> {
  const { id } = await writeRoomRequest(lead(), {
    ...{ onceKey: "", roomId, auditorRef: "", title, detail: "", kind: "document", dueOn: "2020-01-31" },
    ...{ requirements: ["A.5.18"], ownerId: home.people.contributor.userId, draft: false },
  });
  return id;
}

beforeAll(async () => {
  home = await createWorkspaceWith({ roles: ["owner", "lead", "contributor", "approver"] });
});

describe("requests of a room", () => {
  it("leave the evidence to be reviewed, since an auditor's decision accepts none of it", async () => {
    const roomId = await openRoomOf(home, "Given", ["A.5.18"]);
    const id = await asked(roomId, "Leavers");
    await work().answer(id);
    expect(await kindsOf("lead")).toEqual(["decide_request", "review_evidence"]);
    await shareAnswer(lead(), { id, version: (await work().rowOf(id)).version });
    expect(await kindsOf("lead")).toEqual(["review_evidence"]);
    expect(await kindsOf("approver")).toEqual(["review_evidence"]);
  });

  it("are nobody's work once the room is over, and take no answer any more", async () => {
    const before = await kindsOf("lead");
    const roomId = await openRoomOf(home, "Over", ["A.5.18"]);
    const [open, answered] = [await asked(roomId, "Joiners"), await asked(roomId, "Movers")];
    await work().answer(answered);
    expect(await kindsOf("contributor")).toEqual(["request"]);
    await closeRoom(lead(), { id: roomId, version: 3 });
    expect(await kindsOf("contributor")).toEqual([]);
    expect(await kindsOf("lead")).toEqual([...before, "review_evidence"]);
    await expect(work().answer(open)).rejects.toMatchObject({ code: "CONFLICT", message: /room is over/ });
  });
});
