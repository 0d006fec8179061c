import { and, eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { artifacts, evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { packs } from "@/db/schema/packs";
import { roomAuditors, roomGrants } from "@/db/schema/rooms";
import { requests } from "@/db/schema/work";
import { asSystem } from "@/db/system";
import { inRoom, inWorkspace } from "@/db/tenant";
import { evidenceOf } from "@/db/testing/evidence";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { attachFile, upload } from "@/db/testing/files";
import { newestNonce, queuedMails } from "@/db/testing/queue";
import { requestsOf } from "@/db/testing/requests";
import { endSessionOfToken, openSession } from "@/lib/auth/mutations";
import { linkToken, mailedCode } from "@/lib/auth/tokens";
import type { RoomScope } from "@/lib/core/access";
import type { PackScope } from "@/lib/core/pack";
import { forgetAttempts } from "@/lib/platform/rate-limit";
import {
  askForCode,
  confirmCode,
  defineRoomAction,
  enterByLink,
  enterPreview,
  lookAtLink,
  roomScope,
} from "@/lib/rooms/gate";
import { noInput } from "@/lib/rooms/input";
import { inviteAuditor, resendInvitation, revokeAuditor } from "@/lib/rooms/mutations/auditors";
import { acceptAnswer, askInRoom, sayInRoom } from "@/lib/rooms/mutations/decide";
import { shareAnswer, writeRoomRequest } from "@/lib/rooms/mutations/requests";
import { closeRoom, createRoom, openRoom, setScope } from "@/lib/rooms/mutations/rooms";
import { listRoomPacks } from "@/lib/rooms/queries/packs";
import { getRoomControl, getRoomEvidence, getRoomFile } from "@/lib/rooms/queries/reading";
import { getRoomRequest } from "@/lib/rooms/queries/requests";

const browser = vi.hoisted(() => ({ jar: new Map<string, string>(), origin: "http://localhost:3000" }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => {
      const value = browser.jar.get(name);
      return value === undefined ? undefined : { value };
    },
    set: (name: string, value: string, { maxAge }: { maxAge?: number }) =>
      maxAge === 0 ? browser.jar.delete(name) : browser.jar.set(name, value),
  }),
  headers: async () => new Headers({ origin: browser.origin, "x-forwarded-for": "203.0.113.7" }),
}));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

const FACTS = { requestId: "", ip: "203.0.113.7", agent: null };
const ROOM = "carryover.room";
let home: TestWorkspace;
const lead = () => home.scope("lead");

type Opened = { readonly roomId: string; readonly email: string };

async function opened(name: string, email = `${name.toLowerCase()}@audit.example`): Promise<Opened> {
  const { id } = await createRoom(lead(), {
    ...{ onceKey: "", name, standard: "iso27001", type: "stage2", windowFrom: null, windowTo: null },
    ...{ accessFrom: "2020-01-01", accessUntil: "2099-12-31", welcome: "", copyFrom: null },
  });
  await inviteAuditor(lead(), { onceKey: "", roomId: id, name: `Auditor of ${name}`, email });
  await openRoom(lead(), { id, version: 1 });
  return { roomId: id, email };
}

async function auditorIn({ roomId, email }: Opened): Promise<string> {
  const [row] = await inWorkspace(lead(), (tx) =>
    tx
      .select({ id: roomAuditors.id })
      .from(roomAuditors)
      .where(and(eq(roomAuditors.roomId, roomId), eq(roomAuditors.email, email))),
  );
  return row?.id ?? "";
}

const linkOf = async ({ email }: Opened) => linkToken("room", await newestNonce(email, "room-invite"));
const codeFor = async (email: string) => mailedCode(await newestNonce(email, "room-code"));

async function seated(room: Opened): Promise<RoomScope> {
  browser.jar.clear();
  await enterByLink(await linkOf(room));
  await confirmCode(await codeFor(room.email));
  return roomScope(room.roomId);
}

beforeAll(async () => {
  home = await createWorkspaceWith({ roles: ["owner", "lead", "contributor", "approver"] });
});
beforeEach(async () => {
  browser.jar.clear();
  browser.origin = "http://localhost:3000";
  for (const prefix of ["room-code:", "token:", "mail:"]) await forgetAttempts(prefix);
});

describe("a link", () => {
  it("is used up by one of two browsers that enter at once, and opens nothing where the address is not proven", async () => {
    const room = await opened("Link");
    const token = await linkOf(room);
    expect(await enterByLink(token)).toBe("/room/code");
    expect(browser.jar.has(ROOM)).toBe(false);
    await confirmCode(await codeFor(room.email));
    expect(browser.jar.has(ROOM)).toBe(true);
    expect(await lookAtLink(token)).toBeNull();
    await expect(enterByLink(token)).rejects.toMatchObject({ code: "INVALID" });
    await resendInvitation(lead(), { roomId: room.roomId, auditorId: await auditorIn(room) });
    const next = await linkOf(room);
    const both = await Promise.allSettled([enterByLink(next), enterByLink(next)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("of an auditor whose access was taken away, or of a closed room, enters nothing any more", async () => {
    const room = await opened("Gone");
    const scope = await seated(room);
    await revokeAuditor(lead(), { roomId: room.roomId, auditorId: await auditorIn(room) });
    await expect(roomScope(scope.roomId)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    const before = (await queuedMails(room.email)).length;
    expect(await askForCode(room.email)).toBe("/room/code");
    expect(await queuedMails(room.email)).toHaveLength(before);
    const closed = await opened("Closed");
    await seated(closed);
    await closeRoom(lead(), { id: closed.roomId, version: 2 });
    await expect(roomScope(closed.roomId)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });
});

describe("a session", () => {
  it("opens its own room only, and a made-up or planted one opens none", async () => {
    const [one, two] = [await opened("One"), await opened("Two")];
    await seated(one);
    await expect(roomScope(two.roomId)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    const planted = "A".repeat(43);
    browser.jar.set(ROOM, planted);
    await expect(roomScope(one.roomId)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    await enterByLink(await linkOf(two));
    await confirmCode(await codeFor(two.email));
    expect(browser.jar.get(ROOM)).not.toBe(planted);
    expect((await roomScope(two.roomId)).roomId).toBe(two.roomId);
  });

  it("of a member who looks as the auditor changes nothing and ends with their sign-in", async () => {
    const { roomId } = await opened("Preview");
    const member = await openSession(home.people.lead.userId, FACTS);
    await enterPreview(lead(), roomId);
    expect((await roomScope(roomId)).actor.kind).toBe("preview");
    const act = defineRoomAction({ input: noInput, run: async () => null });
    expect(await act(roomId, null, {})).toMatchObject({ ok: false, code: "FORBIDDEN" });
    await endSessionOfToken(member);
    await expect(roomScope(roomId)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });

  it("acts 600 times an hour at most, in all sessions of the auditor together", async () => {
    const room = await opened("Busy");
    const { actor } = await seated(room);
    const auditorId = actor.kind === "auditor" ? actor.auditorId : "";
    const act = defineRoomAction({ input: noInput, run: async () => null });
    expect(await act(room.roomId, null, {})).toMatchObject({ ok: true });
    await asSystem("rate-limit", (database) =>
      database.execute(sql`update rate_limits set hits = 600 where key = ${`room-act:${auditorId}`}`),
    );
    expect(await act(room.roomId, null, {})).toMatchObject({ ok: false, code: "LIMITED" });
    await forgetAttempts(`room-act:${auditorId}`);
    browser.origin = "https://evil.example";
    expect(await act(room.roomId, null, {})).toMatchObject({ ok: false, code: "FORBIDDEN" });
  });
});

describe("what a room shows", () => {
  async function handedOver(room: Opened, scope: RoomScope) {
    const { id } = await writeRoomRequest(lead(), {
      ...{ onceKey: "", roomId: room.roomId, auditorRef: "", title: "Leavers", detail: "", kind: "document" },
      ...{ requirements: ["A.5.18"], dueOn: null, ownerId: home.people.contributor.userId, draft: false },
    });
    const work = requestsOf(home);
    await work.answer(id, { body: "The secret list" });
    expect(await getRoomRequest(scope, id)).toMatchObject({ answers: [], state: "requested" });
    await shareAnswer(lead(), { id, version: (await work.rowOf(id)).version });
    const [given] = await work.answersOf(id);
    return { id, itemId: given?.itemId ?? "" };
  }

  it("is taken back from answers that were given before, once the evidence is held back", async () => {
    const room = await opened("Withheld");
    const scope = await seated(room);
    const { id, itemId } = await handedOver(room, scope);
    expect((await getRoomRequest(scope, id)).answers).toMatchObject([{ body: "The secret list" }]);
    await inWorkspace(lead(), (tx) =>
      tx
        .insert(roomGrants)
        .values({ workspaceId: home.workspaceId, roomId: room.roomId, kind: "withheld", subjectId: itemId }),
    );
    expect((await getRoomRequest(scope, id)).answers).toEqual([]);
    await expect(getRoomEvidence(scope, itemId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getRoomFile(scope, { itemId, number: "1" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("never holds the words that colleagues wrote beside a verdict", async () => {
    const room = await opened("Verdicts");
    const scope = await seated(room);
    const itemId = await evidenceOf(home).submitted({ title: "Policy", requirements: "A.5.1" });
    await inWorkspace(lead(), (tx) =>
      tx
        .insert(evidenceLinks)
        .values({
          ...{ workspaceId: home.workspaceId, itemId, ref: "A.5.1", origin: "manual" },
          ...{ linkedBy: home.people.lead.userId, verdict: "needs_supplement", verdictNote: "zqwordszq" },
        })
        .onConflictDoUpdate({
          target: [evidenceLinks.workspaceId, evidenceLinks.itemId, evidenceLinks.ref],
          set: { verdict: "needs_supplement", verdictNote: "zqwordszq" },
        }),
    );
    const shown = [await getRoomEvidence(scope, itemId), await getRoomControl(scope, "A.5.1")];
    expect(JSON.stringify(shown)).toContain("needs_supplement");
    expect(JSON.stringify(shown)).not.toContain("zqwordszq");
    const mine = and(eq(evidenceLinks.itemId, itemId), eq(evidenceLinks.ref, "A.5.1"));
    await inWorkspace(lead(), (tx) => tx.update(evidenceLinks).set({ verdict: "rejected" }).where(mine));
    await expect(getRoomEvidence(scope, itemId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("tells nobody which controls of their own the workspace has: requests are about what is covered", async () => {
    const room = await opened("Own");
    const scope = await seated(room);
    const ask = (requirements: readonly string[]) =>
      askInRoom(scope, {
        ...{ onceKey: "", auditorRef: "", title: "Anything", detail: "", kind: "document", dueOn: null },
        requirements: [...requirements],
      });
    for (const ref of ["X.1", "X.999", "CC6.1"]) {
      await expect(ask([ref]), ref).rejects.toMatchObject({
        code: "INVALID",
        message: `This room does not cover ${ref}. Choose from its requirements.`,
      });
    }
    expect((await ask(["A.5.18"])).number).toMatch(/^REQ-/);
  });
});

it("loses its packs when the room shares less than before, and keeps them when it shares more", async () => {
  const room = await opened("Packs");
  const scope = await seated(room);
  const { workspaceId } = home;
  const chosen: PackScope = {
    ...{ standard: "iso", from: null, to: null, refs: [], soa: "none" },
    ...{ submitted: true, requests: true, nonconformities: true, activity: false },
  };
  const id = await inWorkspace(lead(), async (tx) => {
    const [pack] = await tx
      .insert(packs)
      .values({
        ...{ workspaceId, title: "Stage 2", scope: chosen, fileName: "p.zip", state: "ready" },
        ...{ requestedBy: home.people.lead.userId, sha256: "a".repeat(64), sizeBytes: 1 },
        ...{ manifestSha256: "b".repeat(64), checkpointSize: 1 },
      })
      .returning({ id: packs.id });
    const subjectId = pack?.id ?? "";
    await tx.insert(roomGrants).values({ workspaceId, roomId: room.roomId, kind: "pack", subjectId });
    return subjectId;
  });
  const given = async () => (await listRoomPacks(scope)).map((pack) => pack.id);
  const share = { id: room.roomId, kinds: ["clause", "control"], refs: [], soaVersionId: null } as const;
  const set = (version: number, registers: ("soa" | "risks")[], refs?: string[]) =>
    setScope(lead(), {
      ...{ ...share, kinds: refs === undefined ? [...share.kinds] : [], refs: refs ?? [], version },
      ...{ registers, evidenceSet: "scope" },
    });
  await set(2, ["soa", "risks"]);
  expect(await given()).toEqual([id]);
  await set(3, ["soa", "risks"], ["A.5.1"]);
  expect(await given()).toEqual([]);
});

it("gives the newest version of a file, and no earlier one that was never handed over", async () => {
  const scope = await seated(await opened("Versions"));
  const { sha256 } = (await upload(home, "report.txt", "Second")).answer;
  const itemId = await attachFile(home, sha256, "report.txt");
  const [workspaceId, addedBy] = [home.workspaceId, home.people.lead.userId];
  const next = {
    workspaceId,
    itemId,
    number: 2,
    kind: "file",
    blobSha256: sha256,
    fileName: "report.txt",
  } as const;
  await inWorkspace(home.system, async (tx) => {
    await tx.insert(artifacts).values({ ...next, addedBy });
    await tx
      .insert(evidenceLinks)
      .values({ workspaceId, itemId, ref: "A.5.1", origin: "manual", linkedBy: addedBy });
    await tx
      .update(evidenceItems)
      .set({ state: "accepted", currentArtifact: 2 })
      .where(eq(evidenceItems.id, itemId));
  });
  expect(await getRoomFile(scope, { itemId, number: "2" })).toMatchObject({ sha256 });
  await expect(getRoomFile(scope, { itemId, number: "1" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("does not know requests that are drafts, whatever is done to them", async () => {
  const room = await opened("Drafts");
  const scope = await seated(room);
  const { id } = await writeRoomRequest(lead(), {
    ...{ onceKey: "", roomId: room.roomId, auditorRef: "", title: "Draft", detail: "", kind: "document" },
    ...{ requirements: [], dueOn: null, ownerId: home.people.contributor.userId, draft: true },
  });
  const missing = { code: "NOT_FOUND" };
  await expect(getRoomRequest(scope, id)).rejects.toMatchObject(missing);
  await expect(sayInRoom(scope, { onceKey: "", id, body: "Hello" })).rejects.toMatchObject(missing);
  await expect(acceptAnswer(scope, { id, version: 1 })).rejects.toMatchObject(missing);
});

describe("inside a room the database itself", () => {
  const CONFINED = ["rooms", "room_auditors", "room_invitations", "room_sessions", "room_grants", "requests"];
  const KEPT_OUT = ["comments", "notifications", "activity", "soa_rows", "invitations"];

  it("shows no row of another room and nothing of the team alone, whatever a query asks for", async () => {
    const [mine, theirs] = [await opened("Mine"), await opened("Theirs")];
    await seated(theirs);
    const scope = await seated(mine);
    await requestsOf(home).ask({ title: "Internal" });
    const hidden = await evidenceOf(home).add({ title: "Only a draft" });
    await inRoom(scope, async (tx) => {
      for (const table of CONFINED) {
        const column = table === "rooms" ? sql`id` : sql`room_id`;
        const rows = await tx.execute<{ room: string | null }>(
          sql`select distinct ${column} as room from ${sql.identifier(table)}`,
        );
        expect(
          [...rows].map(({ room }) => room).filter((room) => room !== mine.roomId),
          table,
        ).toEqual([]);
      }
      for (const table of KEPT_OUT) {
        const [row] = await tx.execute<{ n: number }>(
          sql`select count(*)::int as n from ${sql.identifier(table)}`,
        );
        expect(row?.n, table).toBe(0);
      }
      const items = await tx.execute(sql`select 1 from evidence_items where id = ${hidden}`);
      expect([...items]).toEqual([]);
      const changed = await tx
        .update(requests)
        .set({ title: "Taken" })
        .where(sql`room_id is distinct from ${mine.roomId}`)
        .returning({ id: requests.id });
      expect(changed).toEqual([]);
    });
    const plant = inRoom(scope, (tx) =>
      tx.insert(roomGrants).values({
        ...{ workspaceId: home.workspaceId, roomId: theirs.roomId },
        ...{ kind: "requirement", subjectId: "A.5.1" },
      }),
    );
    await expect(plant).rejects.toMatchObject({ cause: { code: "42501" } });
  });
});
