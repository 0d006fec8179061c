import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { evidenceItems } from "@/db/schema/evidence";
import { comments } from "@/db/schema/nonconformities";
import { roomGrants, rooms } from "@/db/schema/rooms";
import { requests } from "@/db/schema/work";
import { inWorkspace, type Tx } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { queuedMails } from "@/db/testing/queue";
import { acceptRequest } from "@/lib/requests/mutations/decide";
import { inviteAuditor, revokeAuditor } from "@/lib/rooms/mutations/auditors";
import { writeRoomRequest } from "@/lib/rooms/mutations/requests";
import { closeRoom, createRoom, openRoom, revokeRoom, setScope } from "@/lib/rooms/mutations/rooms";
import { getRoom } from "@/lib/rooms/queries/rooms";

let home: TestWorkspace;
let foreign: TestWorkspace;

const facts = (name: string, copyFrom: string | null = null) => ({
  onceKey: "",
  name,
  standard: "iso27001" as const,
  type: "stage2" as const,
  windowFrom: "2025-10-01",
  windowTo: "2026-09-30",
  accessFrom: "2020-01-01",
  accessUntil: "2099-12-31",
  welcome: "",
  copyFrom,
});
const lead = (workspace: TestWorkspace = home) => workspace.scope("lead", "room:write", "room:read");
const read = (id: string) => getRoom(lead(), id, "2026-11-20");

async function draft(name: string): Promise<string> {
  return (await createRoom(lead(), facts(name))).id;
}

async function ask(roomId: string, auditorRef: string, draftOnly = false): Promise<string> {
  const { id } = await writeRoomRequest(lead(), {
    ...{ onceKey: "", roomId, auditorRef, title: `Request ${auditorRef}`, detail: "", kind: "document" },
    ...{ requirements: ["A.5.18"], dueOn: null, ownerId: home.people.contributor.userId, draft: draftOnly },
  });
  return id;
}

beforeAll(async () => {
  home = await createWorkspaceWith({ roles: ["owner", "lead", "contributor"] });
  foreign = await createWorkspaceWith({ roles: ["owner", "lead"] });
});

describe("a room", () => {
  it("covers its standard, opens when somebody is invited, mails links, and ends for good (A-01)", async () => {
    const id = await draft("Stage 2");
    const before = await read(id);
    expect([before.covered.length, before.phase, before.registers]).toEqual([123, "draft", ["soa"]]);
    const move = async () => ({ id, version: (await read(id)).version });
    await expect(openRoom(lead(), await move())).rejects.toMatchObject({ code: "CONFLICT" });
    const email = `auditor-${id.slice(-6)}@audit.example`;
    await inviteAuditor(lead(), { onceKey: "", roomId: id, name: "Ada Auditor", email });
    expect(await queuedMails(email)).toEqual([]);
    await openRoom(lead(), await move());
    expect(await queuedMails(email)).toMatchObject([{ kind: "room-invite", to: email, room: "Stage 2" }]);
    await expect(
      inviteAuditor(lead(), { onceKey: "", roomId: id, name: "Ada", email }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(revokeRoom(lead(), { ...(await move()), reason: " " })).rejects.toMatchObject({
      code: "INVALID",
    });
    await closeRoom(lead(), await move());
    await expect(openRoom(lead(), await move())).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("is not found from another workspace, and stale forms change nothing", async () => {
    const id = await draft("Ours");
    const input = { id, version: 1 };
    await expect(openRoom(lead(foreign), input)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getRoom(lead(foreign), id, "2026-11-20")).rejects.toMatchObject({ code: "NOT_FOUND" });
    const scope = { ...input, kinds: [], refs: ["A.5.15"], registers: [], evidenceSet: "scope" as const };
    await setScope(lead(), { ...scope, soaVersionId: null });
    expect((await read(id)).covered).toEqual(["A.5.15"]);
    await expect(setScope(lead(), { ...scope, soaVersionId: null })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });

  it("copies the requests of an earlier room as drafts, never its decisions (A-14)", async () => {
    const id = await draft("Last year");
    const accepted = await ask(id, "R-1");
    await ask(id, "R-2");
    await inWorkspace(home.system, (tx) =>
      tx.update(requests).set({ state: "accepted", decidedAt: new Date() }).where(eq(requests.id, accepted)),
    );
    const copy = await createRoom(lead(), facts("This year", id));
    const rows = await inWorkspace(home.system, (tx) =>
      tx.select().from(requests).where(eq(requests.roomId, copy.id)).orderBy(requests.auditorRef),
    );
    expect(rows).toMatchObject([
      { auditorRef: "R-1", state: "draft", copiedFrom: accepted, decidedAt: null },
      { auditorRef: "R-2", state: "draft", decidedAt: null },
    ]);
  });

  it("leaves decisions on its requests to the auditor, and references are used once (A-06)", async () => {
    const id = await draft("Decisions");
    const requestId = await ask(id, "R-7");
    await expect(ask(id, " R-7 ")).rejects.toMatchObject({ code: "INVALID" });
    await inWorkspace(home.system, (tx) =>
      tx.update(requests).set({ state: "submitted" }).where(eq(requests.id, requestId)),
    );
    const decide = home.scope("owner", "request:write", "evidence:review");
    await expect(
      acceptRequest(decide, { id: requestId, version: 1, sufficient: false }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("takes an auditor's sessions and links away at once (A-02)", async () => {
    const id = await draft("Access");
    await inviteAuditor(lead(), { onceKey: "", roomId: id, name: "Ada", email: "ada@audit.example" });
    const [auditor] = (await read(id)).auditorList;
    await openRoom(lead(), { id, version: 1 });
    await revokeAuditor(lead(), { roomId: id, auditorId: auditor?.id ?? "" });
    expect((await read(id)).auditorList).toMatchObject([{ link: "revoked", liveSessions: 0 }]);
    await expect(revokeAuditor(lead(), { roomId: id, auditorId: auditor?.id ?? "" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });
});

describe("the database inside a room", () => {
  it("shows no other room, no unshared evidence and no comment, whatever is asked", async () => {
    const [mine, theirs] = [await draft("Mine"), await draft("Theirs")];
    await ask(mine, "R-1");
    await ask(theirs, "R-1");
    const { workspaceId } = home;
    const inside = <T>(work: (tx: Tx) => Promise<T>) =>
      inWorkspace(home.system, async (tx) => {
        await tx.execute(sql`select set_config('app.room_id', ${mine}, true)`);
        return work(tx);
      });
    await inWorkspace(home.system, async (tx) => {
      await tx.insert(evidenceItems).values({ workspaceId, identity: "x", title: "A draft" });
      const author = { authorId: home.people.lead.userId, body: "Secret" };
      await tx.insert(comments).values({ workspaceId, subjectKind: "request", subjectId: mine, ...author });
    });
    const seen = await inside(async (tx) => ({
      rooms: (await tx.select({ id: rooms.id }).from(rooms)).map((row) => row.id),
      grants: (await tx.selectDistinct({ id: roomGrants.roomId }).from(roomGrants)).map((row) => row.id),
      requests: (await tx.select({ id: requests.roomId }).from(requests)).map((row) => row.id),
      items: await tx.select({ id: evidenceItems.id }).from(evidenceItems),
      comments: await tx.select({ id: comments.id }).from(comments),
    }));
    expect(seen).toEqual({ rooms: [mine], grants: [mine], requests: [mine], items: [], comments: [] });
    await expect(
      inside((tx) => tx.update(rooms).set({ name: "Taken" }).where(eq(rooms.id, theirs)).returning()),
    ).resolves.toEqual([]);
  });
});
