import { eq } from "drizzle-orm";
import { beforeAll, expect, it, vi } from "vitest";
import { nonconformities, nonconformityRequirements } from "@/db/schema/nonconformities";
import { requests } from "@/db/schema/work";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { requestsOf } from "@/db/testing/requests";
import { openRoomOf, sessionTokenIn } from "@/db/testing/rooms";
import type { NcState } from "@/lib/core/statuses";
import { readPackNonconformities, readPackRequests } from "@/lib/packs/queries/registers";
import { roomScope } from "@/lib/rooms/gate";
import { acceptAnswer, askInRoom } from "@/lib/rooms/mutations/decide";
import { shareAnswer, writeRoomRequest } from "@/lib/rooms/mutations/requests";
import { withholdEvidence } from "@/lib/rooms/mutations/withhold";

const browser = vi.hoisted(() => ({ jar: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => ({ value: browser.jar.get(name) ?? "" }) }),
  headers: async () => new Headers(),
}));

const ZONE = "Pacific/Auckland";
let home: TestWorkspace;
let roomId: string;
const lead = () => home.scope("lead");
const work = () => requestsOf(home);
const rowsOf = (id: string | null, timeZone = ZONE) =>
  inWorkspace(home.system, (tx) => readPackRequests(tx, { roomId: id, timeZone }));
const cellsOf = async (id: string) => (await rowsOf(roomId)).find((row) => row.id === id)?.cells ?? [];

async function answered(title: string): Promise<string> {
  const { id } = await writeRoomRequest(lead(), {
    ...{ onceKey: "", roomId, auditorRef: "", title, detail: "", kind: "document" },
    ...{ requirements: ["A.5.18"], dueOn: null, ownerId: home.people.contributor.userId, draft: false },
  });
  await work().answer(id, { body: title });
  return id;
}

beforeAll(async () => {
  home = await createWorkspaceWith({ roles: ["owner", "lead", "contributor", "approver"] });
  roomId = await openRoomOf(home, "Pack", ["A.5.18"]);
  browser.jar.set("carryover.room", await sessionTokenIn(home, roomId));
});

it("the request log of a room's pack names who decided and asked, and holds requests in internal review as open ones", async () => {
  const auditor = await roomScope(roomId);
  const id = await answered("Leavers");
  expect((await cellsOf(id)).slice(4)).toEqual([
    ...["Requested", "A.5.18", home.people.contributor.name, home.people.lead.name],
    ...[expect.any(String), null, null, null, null, ""],
  ]);
  await shareAnswer(lead(), { id, version: (await work().rowOf(id)).version });
  await acceptAnswer(auditor, { id, version: (await work().rowOf(id)).version });
  const at = new Date("2036-05-01T20:30:00Z");
  await inWorkspace(home.system, (tx) =>
    tx.update(requests).set({ submittedAt: at, decidedAt: at }).where(eq(requests.id, id)),
  );
  expect((await cellsOf(id)).slice(10)).toEqual([
    ...["2036-05-02", "Auditor of Pack", "2036-05-02", "Leavers, version 1"],
  ]);
  const asked = await askInRoom(auditor, {
    ...{
      onceKey: "",
      auditorRef: "R-1",
      title: "Joiners",
      detail: "",
      kind: "document",
      requirements: [],
      dueOn: null,
    },
  });
  expect((await cellsOf(asked.id))[7]).toBe("Auditor of Pack");
  const [given] = await work().answersOf(id);
  await withholdEvidence(lead(), { roomId, itemId: given?.itemId ?? "", reason: "A client's name" });
  expect((await cellsOf(id)).at(-1)).toBe("");
});

it("the nonconformities of a room's pack are those of its scope, without what the company keeps to itself", async () => {
  const add = async (number: string, state: NcState, ref: string | null) =>
    inWorkspace(home.system, async (tx) => {
      const { workspaceId } = home;
      const [row] = await tx
        .insert(nonconformities)
        .values({
          ...{ workspaceId, number, grade: "minor", title: number, source: "internal_audit", state },
          ...{
            requirementText: "Access is reviewed.",
            objectiveEvidence: "No record",
            correction: "zq-fix",
            rootCause: "zq-cause",
          },
          ...{ effectivenessCriteria: "zq-criteria", raisedBy: home.people.owner.userId },
        })
        .returning({ id: nonconformities.id });
      if (ref === null) return;
      await tx.insert(nonconformityRequirements).values({ workspaceId, nonconformityId: row?.id ?? "", ref });
    });
  await add("NC-2036-001", "open", "A.5.18");
  await add("NC-2036-002", "open", null);
  await add("NC-2036-003", "withdrawn", "A.5.18");
  await add("NC-2036-004", "open", "A.5.1");
  const read = (id: string | null) =>
    inWorkspace(home.system, (tx) =>
      readPackNonconformities(tx, new Set(["A.5.18"]), { roomId: id, timeZone: ZONE }),
    );
  const shown = await read(roomId);
  expect(shown.map(({ cells }) => cells[0])).toEqual(["NC-2036-001"]);
  expect(shown[0]?.cells).toContain("No record");
  expect(JSON.stringify(shown)).not.toContain("zq-");
  const whole = await read(null);
  expect(whole.map(({ cells }) => cells[0])).toEqual(["NC-2036-001", "NC-2036-002", "NC-2036-003"]);
  expect(JSON.stringify(whole)).toContain("zq-cause");
});
