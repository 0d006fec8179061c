import { randomBytes } from "node:crypto";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { writeXlsx } from "hucre/xlsx";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { evidenceItems } from "@/db/schema/evidence";
import { sampleItems, samples } from "@/db/schema/room-work";
import { roomAuditors, roomGrants, roomSessions } from "@/db/schema/rooms";
import { notifications, requestEvidence, requests } from "@/db/schema/work";
import { asSystem } from "@/db/system";
import { inRoom, inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { attachFile, ownDataFolder, upload } from "@/db/testing/files";
import { loggedVerbs } from "@/db/testing/log";
import { openSession } from "@/lib/auth/mutations";
import { hashToken } from "@/lib/auth/tokens";
import type { RoomScope } from "@/lib/core/access";
import { sampleCsv } from "@/lib/exports/sample-csv";
import { readPackSamples } from "@/lib/packs/queries/samples";
import { enterPreview, roomScope } from "@/lib/rooms/gate";
import { inviteAuditor } from "@/lib/rooms/mutations/auditors";
import { askInRoom } from "@/lib/rooms/mutations/decide";
import { writeRoomRequest } from "@/lib/rooms/mutations/requests";
import { createRoom, openRoom } from "@/lib/rooms/mutations/rooms";
import { askForSampleAction, drawSampleAction } from "@/lib/sampling/actions";
import { drawSampleInput } from "@/lib/sampling/input";
import { askForSample, drawSample } from "@/lib/sampling/mutations";
import { getPopulation, listPopulations } from "@/lib/sampling/queries/populations";
import {
  checkSample,
  checkSampleOfRoom,
  getSample,
  getSampleOfRoom,
  listSamples,
  listSamplesOfRoom,
} from "@/lib/sampling/queries/samples";

const jar = vi.hoisted(() => new Map<string, string>());
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { value: jar.get(name) } : undefined),
    set: (name: string, value: string) => jar.set(name, value),
  }),
  headers: async () => new Headers({ origin: "http://localhost:3000", "x-forwarded-for": "203.0.113.9" }),
}));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

const LEAVERS = `employee_id,terminated_on,ticket\n${Array.from({ length: 40 }, (_, at) => `P-${1_001 + at},2026-05-${String((at % 28) + 1).padStart(2, "0")},HR-${at + 1}`).join("\n")}\n`;

let dataDir: string;
let home: TestWorkspace;
let foreign: TestWorkspace;
type Room = { readonly id: string; readonly scope: RoomScope };
let room: Room;
let sister: Room;
let abroad: Room;

/** An open room with an auditor who sits in it. */
async function opened(ws: TestWorkspace, name: string): Promise<Room> {
  const lead = ws.scope("lead");
  const { id } = await createRoom(lead, {
    ...{ onceKey: "", name, standard: "iso27001", type: "stage2", windowFrom: null, windowTo: null },
    ...{ accessFrom: "2020-01-01", accessUntil: "2099-12-31", welcome: "", copyFrom: null },
  });
  await inviteAuditor(lead, { onceKey: "", roomId: id, name: "Ada Auditor", email: `${name}@audit.example` });
  await openRoom(lead, { id, version: 1 });
  const token = randomBytes(16).toString("hex");
  await inWorkspace(ws.system, async (tx) => {
    const [auditor] = await tx.select().from(roomAuditors).where(eq(roomAuditors.roomId, id));
    await tx.insert(roomSessions).values({
      ...{ workspaceId: ws.workspaceId, roomId: id, auditorId: auditor?.id ?? "" },
      ...{ tokenHash: hashToken(token), expiresAt: new Date("2099-01-01") },
    });
  });
  jar.set("carryover.room", token);
  return { id, scope: await roomScope(id) };
}

/** A file that answered a request for a population and was given to the auditor. */
async function given(ws: TestWorkspace, at: Room, name: string, body: string | Uint8Array<ArrayBuffer>) {
  const { answer } = await upload(ws, name, body);
  const itemId = await attachFile(ws, answer.sha256, name);
  const asked = await writeRoomRequest(ws.scope("lead"), {
    ...{ onceKey: "", roomId: at.id, auditorRef: "", title: `List ${name}`, detail: "", kind: "population" },
    ...{ requirements: ["A.5.18"], dueOn: null, ownerId: ws.people.contributor.userId, draft: false },
  });
  await inWorkspace(ws.system, async (tx) => {
    await tx.insert(requestEvidence).values({
      ...{ workspaceId: ws.workspaceId, requestId: asked.id, itemId, artifactNumber: 1 },
      addedBy: ws.people.contributor.userId,
    });
    await tx.update(requests).set({ state: "submitted" }).where(eq(requests.id, asked.id));
    await tx.update(evidenceItems).set({ state: "submitted" }).where(eq(evidenceItems.id, itemId));
  });
  return { itemId, requestId: asked.id, number: asked.number, sha256: answer.sha256 };
}

const form = (itemId: string, more: Readonly<Record<string, unknown>> = {}) => ({
  ...{ itemId, number: "1", idColumn: "0", method: "random", size: "5", seed: "2026" },
  ...more,
});
const draw = (at: Room, itemId: string, more: Readonly<Record<string, unknown>> = {}) =>
  drawSample(at.scope, drawSampleInput.parse(form(itemId, more)));
const shown = { sheet: null, from: 1, find: "", limit: 5 };

beforeAll(async () => {
  dataDir = ownDataFolder();
  home = await createWorkspaceWith({ roles: ["owner", "lead", "contributor"] });
  foreign = await createWorkspaceWith({ roles: ["owner", "lead", "contributor"] });
  abroad = await opened(foreign, "abroad");
  sister = await opened(home, "sister");
  room = await opened(home, "room");
});
beforeEach(() => jar.clear());

describe("a sample (A-08)", () => {
  it("is drawn from the list that was given, recorded with everything that repeats it, and drawn again", async () => {
    const list = await given(home, room, "leavers.csv", LEAVERS);
    const [population] = await listPopulations(room.scope);
    expect(population).toMatchObject({ itemId: list.itemId, problem: null, request: { id: list.requestId } });
    const seen = await getPopulation(room.scope, { itemId: list.itemId, number: "1" }, shown);
    expect(seen).toMatchObject({ refusal: null, facts: { lines: 40, idColumn: 0, repeated: 0 } });
    expect(seen.facts?.kept).toHaveLength(5);
    const onceKey = randomBytes(8).toString("hex");
    const { id, number } = await draw(room, list.itemId, { onceKey });
    expect(await draw(room, list.itemId, { onceKey })).toEqual({ id, number });
    const sample = await getSample(room.scope, id);
    expect(sample).toMatchObject({
      ...{ number: 1, method: "random", size: 5, populationSize: 40, seed: 2026, sha256: list.sha256 },
      ...{ columns: ["employee_id", "terminated_on", "ticket"], drawnBy: "Ada Auditor", artifactNumber: 1 },
      ...{ request: { id: list.requestId }, counts: { items: 5, asked: 0, answered: 0 } },
    });
    expect(sample.items.map(({ line }) => line)).toEqual([19, 24, 27, 35, 30]);
    expect(sample.items[0]?.cells).toEqual(["P-1019", "2026-05-19", "HR-19"]);
    expect((await loggedVerbs(home.system)).filter((verb) => verb.includes(id))).toEqual([
      `sample.draw ${id}`,
    ]);
    const told = await inWorkspace(home.system, (tx) =>
      tx.select().from(notifications).where(eq(notifications.subjectKind, "sample")),
    );
    expect(told).toMatchObject([
      { personId: home.people.lead.userId, title: "S-1 Item of leavers.csv", subjectId: `${room.id}|${id}` },
    ]);
    expect(told[0]?.detail).toBe("5 of 40 lines, at random with seed 2026.");
    expect(await checkSample(room.scope, sample)).toEqual({ same: true });
    const ours = await getSampleOfRoom(home.scope("lead"), room.id, id);
    expect(await checkSampleOfRoom(home.scope("lead"), ours)).toEqual({ same: true });
    const [first, ...rest] = ours.items;
    const forged = { ...ours, items: [{ ...(first ?? ours.items[1]), cells: ["P-1020"] }, ...rest] };
    expect(await checkSampleOfRoom(home.scope("lead"), forged as typeof ours)).toMatchObject({ same: false });
    expect(await checkSampleOfRoom(home.scope("lead"), { ...ours, seed: 2027 })).toMatchObject({
      same: false,
    });
    const packed = await inWorkspace(home.system, (tx) => readPackSamples(tx, room.id));
    expect(packed.map(({ path }) => path)).toEqual(["samples/S-1.csv"]);
    expect(packed[0]?.text).toBe(sampleCsv(sample));
    expect(packed[0]?.text).toContain(`"${list.sha256}","","40","At random","2026"`);
    expect(await inWorkspace(home.system, (tx) => readPackSamples(tx, null))).toEqual([]);
  });

  it("asks for every item in one step, once, with what the list was about, and counts the answers", async () => {
    const list = await given(home, room, "changes.csv", LEAVERS);
    const { id } = await draw(room, list.itemId, { size: "12" });
    const ask = () => askForSample(room.scope, { id, detail: "The ticket.", dueOn: "2036-01-31" });
    expect(await ask()).toMatchObject({ created: 12 });
    await expect(ask()).rejects.toMatchObject({ code: "CONFLICT" });
    const { items, number } = await getSample(room.scope, id);
    const [item] = items;
    const children = await inWorkspace(home.system, (tx) =>
      tx.select().from(requests).where(eq(requests.kind, "sample")).orderBy(requests.number),
    );
    expect(children).toHaveLength(12);
    expect(new Set(children.map((one) => one.number)).size).toBe(12);
    expect(children[0]).toMatchObject({
      ...{
        title: `${item?.cells[0]}, from Item of changes.csv`,
        auditorRef: `S-${number}.01`,
        state: "requested",
      },
      ...{ ownerId: home.people.contributor.userId, dueOn: "2036-01-31", roomId: room.id },
    });
    expect(children[0]?.detail).toContain(`which answered ${list.number} List changes.csv.`);
    expect(children[0]?.detail).toContain(`ticket: ${item?.cells[2]}`);
    const mine = await inWorkspace(home.system, (tx) =>
      tx.select().from(notifications).where(eq(notifications.personId, home.people.contributor.userId)),
    );
    expect(mine.filter(({ title }) => title === "12 requests")).toHaveLength(1);
    const [one, two, three] = children;
    const move = (given: typeof one, state: "accepted" | "submitted" | "internal_review") =>
      inWorkspace(home.system, (tx) =>
        tx
          .update(requests)
          .set({ state })
          .where(eq(requests.id, given?.id ?? "")),
      );
    await move(one, "accepted");
    await move(two, "submitted");
    await move(three, "internal_review");
    const [row] = (await listSamples(room.scope)).filter((sample) => sample.id === id);
    expect(row?.counts).toEqual({ items: 12, asked: 12, answered: 2, accepted: 1, returned: 0 });
    const states = (await getSample(room.scope, id)).items.map(({ request }) => request?.state);
    expect(states.slice(0, 3)).toEqual(["accepted", "submitted", "requested"]);
    const ours = await getSampleOfRoom(home.scope("lead"), room.id, id);
    expect(ours.items[2]?.request?.state).toBe("internal_review");
  });

  it("takes an interval and chosen lines, and refuses with a sentence at the field", async () => {
    const { itemId } = await given(home, room, "joiners.csv", LEAVERS);
    const steady = await draw(room, itemId, { method: "interval", size: "4", start: "3" });
    const sample = await getSample(room.scope, steady.id);
    expect(sample).toMatchObject({ start: 3, step: 10, seed: null });
    expect(sample.items.map(({ line }) => line)).toEqual([3, 13, 23, 33]);
    expect(await checkSample(room.scope, sample)).toEqual({ same: true });
    const pick = ["40", "3"];
    const judged = await draw(room, itemId, { method: "judgemental", lines: "7-8", pick, rationale: "Late" });
    const chosen = await getSample(room.scope, judged.id);
    expect([chosen.rationale, ...chosen.items.map(({ line }) => line)]).toEqual(["Late", 3, 7, 8, 40]);
    expect(await checkSample(room.scope, chosen)).toEqual({ same: true });
    const before = await listSamples(room.scope);
    for (const [more, field] of [
      [{ size: "41" }, "size"],
      [{ method: "interval", size: "4", start: "20", step: "10" }, "step"],
      [{ method: "judgemental", lines: "41", rationale: "x" }, "lines"],
      [{ method: "judgemental", lines: "4", rationale: "" }, "rationale"],
    ] as const) {
      const refused = await draw(room, itemId, more).catch((error) => error);
      expect(refused).toMatchObject({ code: "INVALID" });
      expect(Object.keys(refused.fields)).toEqual([field]);
    }
    await expect(draw(room, itemId, { idColumn: "9" })).rejects.toMatchObject({ code: "INVALID" });
    for (const more of [{ size: "" }, { seed: "one" }, { method: "interval" }, { method: "none" }]) {
      expect(drawSampleInput.safeParse(form(itemId, more)).success).toBe(false);
    }
    expect(await listSamples(room.scope)).toHaveLength(before.length);
  });

  it("reads 50,000 lines, old encodings and workbooks, and warns of names that repeat", async () => {
    const long = Array.from({ length: 50_001 }, (_, at) => `T-${at},2026-01-01,Ticket number ${at}`).join(
      "\n",
    );
    const { itemId } = await given(home, room, "tickets.csv", long);
    const began = Date.now();
    const { id } = await draw(room, itemId, { size: "25", seed: "1" });
    expect(Date.now() - began).toBeLessThan(8_000);
    const { items, populationSize } = await getSample(room.scope, id);
    expect([populationSize, items.length]).toEqual([50_000, 25]);
    expect(items.slice(0, 4).map(({ line }) => line)).toEqual([18_198, 13_541, 1_133, 14_838]);
    expect(items[0]?.cells[0]).toBe("T-18198");
    const old = await given(
      home,
      room,
      "old.csv",
      Uint8Array.from(Buffer.from("id;name\n1;Zo\u00eb\n1;B\n", "latin1")),
    );
    const seen = await getPopulation(room.scope, { itemId: old.itemId, number: "1" }, shown);
    expect(seen.facts?.kept[0]?.cells).toEqual(["1", "Zo\u00eb"]);
    expect(seen.facts).toMatchObject({ repeated: 2, repeatedName: "1" });
    const sheets = [
      { name: "Notes", rows: [["About"], ["Exported"]] },
      {
        name: "People",
        rows: [
          ["id", "name"],
          ["a", "Ada"],
          [null, null],
          ["b", "Bob"],
        ],
      },
    ];
    const bytes = Uint8Array.from(await writeXlsx({ sheets }));
    const book = await given(home, room, "people.xlsx", bytes);
    const place = { itemId: book.itemId, number: "1" };
    const people = await getPopulation(room.scope, place, { ...shown, sheet: "People" });
    expect(people).toMatchObject({
      sheets: ["Notes", "People"],
      facts: { lines: 2, header: ["id", "name"] },
    });
    const drawn = await draw(room, book.itemId, { size: "2", sheet: "People" });
    const fromBook = await getSample(room.scope, drawn.id);
    expect(fromBook).toMatchObject({ sheet: "People", populationSize: 2 });
    expect(await checkSample(room.scope, fromBook)).toEqual({ same: true });
  });

  it("is refused from a file that is damaged, of the wrong type or wider than the limits", async () => {
    const refusal = async (name: string, body: string | Uint8Array<ArrayBuffer>) => {
      const { itemId } = await given(home, room, name, body);
      await expect(draw(room, itemId)).rejects.toMatchObject({ code: "INVALID" });
      return (await getPopulation(room.scope, { itemId, number: "1" }, shown)).refusal;
    };
    expect(await refusal("notes.log", "just text")).toContain("CSV, TSV or XLSX");
    expect(await refusal("wide.csv", `${"c,".repeat(100)}c\n1,2`)).toContain("101 columns");
    expect(await refusal("heading.csv", "id,name\n")).toContain("no line below it");
    expect(await refusal("open.csv", 'id,name\n1,"never closed\n2,x\n')).toContain("never closed");
    const { itemId, sha256 } = await given(home, room, "spoiled.csv", `${LEAVERS}P-9,x,y\n`);
    const at = readdirSync(dataDir, { recursive: true })
      .map(String)
      .find((path) => path.endsWith(sha256));
    writeFileSync(join(dataDir, at ?? ""), `${LEAVERS}P-8,x,y\n`);
    await expect(draw(room, itemId)).rejects.toMatchObject({
      code: "CONFLICT",
      message: "The stored bytes are not the ones that were uploaded, so nothing is drawn from them.",
    });
  });
});

describe("samples of a room (A-08)", () => {
  it("are nobody else's: another room and another workspace find nothing and change nothing", async () => {
    const list = await given(home, room, "secret.csv", LEAVERS);
    const { id } = await draw(room, list.itemId);
    const missing = { code: "NOT_FOUND" };
    for (const other of [sister, abroad]) {
      expect(await listPopulations(other.scope)).toEqual([]);
      expect(await listSamples(other.scope)).toEqual([]);
      const place = { itemId: list.itemId, number: "1" };
      await expect(getPopulation(other.scope, place, shown)).rejects.toMatchObject(missing);
      await expect(draw(other, list.itemId)).rejects.toMatchObject(missing);
      await expect(getSample(other.scope, id)).rejects.toMatchObject(missing);
      await expect(askForSample(other.scope, { id, detail: "x", dueOn: null })).rejects.toMatchObject(
        missing,
      );
      const rows = await inRoom(other.scope, async (tx) => [
        ...(await tx.select({ id: samples.id }).from(samples)),
        ...(await tx.select({ id: sampleItems.sampleId }).from(sampleItems)),
      ]);
      expect(rows).toEqual([]);
      await inRoom(other.scope, (tx) => tx.update(sampleItems).set({ requestId: null }));
    }
    const theirs = foreign.scope("lead");
    expect(await listSamplesOfRoom(theirs, room.id)).toEqual([]);
    await expect(getSampleOfRoom(theirs, room.id, id)).rejects.toMatchObject(missing);
    await expect(getSampleOfRoom(home.scope("lead"), sister.id, id)).rejects.toMatchObject(missing);
    await expect(getSampleOfRoom(home.scope("lead"), "x", "y")).rejects.toMatchObject(missing);
    expect(await listSamplesOfRoom(home.scope("lead"), room.id)).not.toEqual([]);
    await expect(
      inRoom(room.scope, (tx) => tx.update(samples).set({ seed: 1 }).where(eq(samples.id, id))),
    ).rejects.toThrow();
  });

  it("cannot be drawn or asked for by a member who looks as the auditor", async () => {
    const list = await given(home, room, "looked-at.csv", LEAVERS);
    const { id } = await draw(room, list.itemId);
    const before = await listSamples(room.scope);
    await openSession(home.people.lead.userId, { ip: "203.0.113.9", agent: null });
    await enterPreview(home.scope("lead"), room.id);
    const refused = { ok: false, code: "FORBIDDEN" };
    const input = form(list.itemId) as unknown as FormData;
    expect(await drawSampleAction(room.id, null, input)).toMatchObject(refused);
    expect(await askForSampleAction(room.id, null, { id, detail: "x" })).toMatchObject(refused);
    const preview = await roomScope(room.id);
    expect((await getSample(preview, id)).items).toHaveLength(5);
    await expect(drawSample(preview, drawSampleInput.parse(form(list.itemId)))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    expect(await listSamples(room.scope)).toEqual(before);
  });

  it("are drawn from no list that is withheld, in work or of another kind of request", async () => {
    const held = await given(home, room, "held-back.csv", LEAVERS);
    expect((await listPopulations(room.scope)).map(({ itemId }) => itemId)).toContain(held.itemId);
    const { workspaceId } = home;
    await inWorkspace(home.system, (tx) =>
      tx.insert(roomGrants).values({
        ...{ workspaceId, roomId: room.id, kind: "withheld", subjectId: held.itemId, reason: "Names" },
      }),
    );
    await expect(draw(room, held.itemId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await listPopulations(room.scope)).map(({ itemId }) => itemId)).not.toContain(held.itemId);
    const list = await given(home, room, "taken-back.csv", LEAVERS);
    await inWorkspace(home.system, (tx) =>
      tx.update(requests).set({ state: "internal_review" }).where(eq(requests.id, list.requestId)),
    );
    await expect(draw(room, list.itemId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await inWorkspace(home.system, (tx) =>
      tx
        .update(requests)
        .set({ state: "submitted", kind: "document" })
        .where(eq(requests.id, list.requestId)),
    );
    await expect(draw(room, list.itemId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

it("says so when references of a sample are taken, and reads 600 lists an hour at most", async () => {
  const at = await opened(home, "busy");
  const { itemId } = await given(home, at, "busy.csv", LEAVERS);
  const { id, number } = await draw(at, itemId);
  const mine = { auditorRef: `S-${number}.3`, title: "Mine", detail: "", requirements: [], dueOn: null };
  await askInRoom(at.scope, { ...mine, kind: "document", onceKey: "" });
  const asking = askForSample(at.scope, { id, detail: "x", dueOn: null });
  await expect(asking).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining("S-") });
  expect((await getPopulation(at.scope, { itemId, number: "1" }, shown)).refusal).toBeNull();
  const used = sql`update rate_limits set hits = 600 where key = ${`list-read:${at.scope.sessionId}`}`;
  await asSystem("rate-limit", (database) => database.execute(used));
  expect((await getPopulation(at.scope, { itemId, number: "1" }, shown)).refusal).toContain("600 lists");
});
