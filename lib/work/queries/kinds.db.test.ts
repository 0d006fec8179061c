import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { soaVersions } from "@/db/schema/soa-versions";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { requestsOf } from "@/db/testing/requests";
import { returnedVersions } from "@/db/testing/returned";
import { riskPath } from "@/db/testing/risks";
import { openRoomOf } from "@/db/testing/rooms";
import { submitScope } from "@/lib/context/mutations/scope";
import type { Role } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { compareWork, workHref } from "@/lib/core/work";
import { submitMethod } from "@/lib/risks/mutations/method";
import { shareAnswer, writeRoomRequest } from "@/lib/rooms/mutations/requests";
import { closeRoom } from "@/lib/rooms/mutations/rooms";
import { getTeamWork, listMyWork } from "@/lib/work/queries";

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

describe("versions that were sent back", () => {
  it("wait for whoever handed them in, with who sent them and why, until they are handed in again", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner", "lead", "contributor", "approver"] });
    const work = async (role: Role) => {
      const rows = await listMyWork(ws.scope(role, "workspace:read"), today);
      return rows.filter(({ kind }) => /^returned|^approve|method/.test(kind));
    };
    await returnedVersions(ws);
    const { name, userId } = ws.people.approver;
    const rows = await work("lead");
    const soaId = rows.find(({ kind }) => kind === "returned_soa")?.id ?? "";
    expect(rows.toSorted(compareWork)).toMatchObject([
      { kind: "returned_soa", ref: "1.0", note: `${name}: Say more.`, dueOn: null },
      { kind: "returned_scope", title: "Scope statement 1", note: `${name}: Name the second site.` },
      { kind: "returned_method", ref: "Version 1", note: `${name}: Say how often.` },
    ]);
    expect(rows.toSorted(compareWork).map((row) => workHref("w", row))).toEqual([
      `/w/w/soa/versions/${soaId}`,
      "/w/w/context?view=scope",
      "/w/w/risks/method",
    ]);
    for (const role of ["owner", "contributor", "approver"] as const) expect(await work(role)).toEqual([]);
    const team = await getTeamWork(ws.scope("owner", "requirement:assign"), today);
    expect(team.people.find((one) => one.userId === ws.people.lead.userId)?.open).toBeGreaterThanOrEqual(3);

    await submitScope(ws.scope("lead", "context:write"), {
      number: 1,
      version: 4,
      changeReason: "Two sites",
    });
    const [draft] = await riskPath(ws).methods();
    await submitMethod(ws.scope("owner", "risk:manage"), { number: 1, version: draft?.version ?? 0 });
    await inWorkspace(ws.system, (tx) =>
      tx.insert(soaVersions).values({
        ...{
          workspaceId: ws.workspaceId,
          major: 1,
          minor: 0,
          content: "{}",
          sha256: "0",
          changeReason: "Again.",
        },
        ...{ submittedBy: userId, createdAt: sql`now() + interval '1 second'` },
      }),
    );
    expect(await work("lead")).toEqual([]);
    expect((await work("approver")).map(({ kind }) => kind).sort()).toEqual(["approve_scope", "risk_method"]);
  });
});
