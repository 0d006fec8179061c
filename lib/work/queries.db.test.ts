import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { evidenceItems } from "@/db/schema/evidence";
import { requirements, soaRows } from "@/db/schema/requirements";
import { soaVersions } from "@/db/schema/soa-versions";
import { requests } from "@/db/schema/work";
import { programmes } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { contextOf } from "@/db/testing/context";
import { evidenceOf, seenItem } from "@/db/testing/evidence";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { nonconformityPath } from "@/db/testing/nonconformity-path";
import { requestsOf } from "@/db/testing/requests";
import { returnedVersions } from "@/db/testing/returned";
import { riskPath } from "@/db/testing/risks";
import { suppliersOf } from "@/db/testing/suppliers";
import type { Role } from "@/lib/core/access";
import { addDays, dateIn } from "@/lib/core/dates";
import { compareWork, WORK_KINDS } from "@/lib/core/work";
import { returnEvidence } from "@/lib/evidence/mutations/moves";
import { setStatement } from "@/lib/nonconformities/mutations";
import { getNavCounts, getTeamWork, getWorkOf, listMyWork } from "@/lib/work/queries";

const today = dateIn("UTC", new Date());
let home: TestWorkspace;
let foreign: TestWorkspace;

const workOf = (role: Role, ws: TestWorkspace = home) => listMyWork(ws.scope(role, "workspace:read"), today);
const kindsOf = async (role: Role, ws: TestWorkspace = home) =>
  [...new Set((await workOf(role, ws)).map((row) => row.kind))].sort();

beforeAll(async () => {
  home = await createWorkspaceWith({ roles: ["owner", "lead", "contributor", "approver", "viewer"] });
  foreign = await createWorkspaceWith({ roles: ["owner", "lead", "contributor", "approver"] });
  const { contributor } = home.people;
  const evidence = evidenceOf(home);
  const own = { ownerId: contributor.userId };
  const mine = requestsOf(home);
  await evidence.add({ ...own, title: "Draft" });
  const renewed = await evidence.accepted({ ...own, title: "To renew" });
  const later = await evidence.accepted({ ...own, title: "Not yet" });
  const returned = await evidence.submitted({ ...own, title: "Returned" });
  await returnEvidence(home.scope("approver"), { itemIds: seenItem(returned), reason: "Blurred." });
  await inWorkspace(home.system, async (tx) => {
    const renew = (itemId: string, days: number) =>
      tx
        .update(evidenceItems)
        .set({ renewOn: addDays(today, days) })
        .where(eq(evidenceItems.id, itemId));
    await renew(renewed, -3);
    await renew(later, 90);
    await tx
      .update(requirements)
      .set({ ownerId: contributor.userId, dueOn: addDays(today, 5) })
      .where(eq(requirements.ref, "A.5.9"));
    await tx
      .update(requirements)
      .set({ ownerId: contributor.userId, dueOn: addDays(today, 5) })
      .where(eq(requirements.ref, "A.7.4"));
    await tx.update(soaRows).set({ applicability: "excluded" }).where(eq(soaRows.ref, "A.7.4"));
  });
  const asked = await mine.ask({ title: "Late request" });
  await inWorkspace(home.system, (tx) =>
    tx
      .update(requests)
      .set({ dueOn: addDays(today, -10) })
      .where(eq(requests.id, asked)),
  );
  const again = await mine.ask({ title: "Mend this" });
  await mine.answer(again);
  await mine.giveBack(again);
  const answered = await mine.ask({ title: "Answered" });
  await mine.answer(answered);
  const path = nonconformityPath(home);
  const nc = await path.raise();
  await path.act(nc);
  await setStatement(path.as("lead"), { ...(await path.statement(nc)), ownerId: contributor.userId });
  await path.toCheck("minor");
}, 120_000);

describe("listMyWork", () => {
  it("has everything that waits for the person, overdue first, each once", async () => {
    const rows = await workOf("contributor");
    expect(await kindsOf("contributor")).toEqual(
      [
        "action",
        "draft",
        "nonconformity",
        "renewal",
        "request",
        "requirement",
        "returned_evidence",
        "returned_request",
      ].sort(),
    );
    expect(
      [...rows]
        .sort(compareWork)
        .slice(0, 2)
        .map((row) => row.title),
    ).toEqual(["Late request", "To renew"]);
    expect(rows.filter((row) => row.title === "Mend this").map((row) => row.kind)).toEqual([
      "returned_request",
    ]);
    expect(rows.find((row) => row.kind === "requirement")).toMatchObject({
      ref: "A.5.9",
      title: "Inventory of information and other associated assets",
    });
    expect(rows.map((row) => row.title)).not.toContain("Not yet");
  });

  it("gives decisions to those who may decide, and no one's own answer to themselves", async () => {
    expect(await kindsOf("lead")).toEqual(["decide_request"]);
    expect(await kindsOf("owner")).toEqual(["decide_request"]);
    expect(await kindsOf("approver")).toEqual(["effectiveness", "review_evidence"]);
    expect(await workOf("viewer")).toEqual([]);
    const ws = await createWorkspaceWith({ roles: ["owner", "lead", "contributor"] });
    await evidenceOf(ws).submitted();
    expect([await kindsOf("lead", ws), await kindsOf("owner", ws)]).toEqual([[], ["review_evidence"]]);
    await inWorkspace(ws.system, (tx) => tx.update(programmes).set({ selfAcceptance: true }));
    expect(await kindsOf("lead", ws)).toEqual(["review_evidence"]);
  });

  it("knows every kind somewhere", async () => {
    const seen = new Set<string>();
    const elsewhere = await createWorkspaceWith({ roles: ["owner", "lead", "contributor", "approver"] });
    await suppliersOf(elsewhere).work();
    const { workspaceId } = elsewhere;
    const submittedBy = elsewhere.people.lead.userId;
    await inWorkspace(elsewhere.system, async (tx) => {
      const waiting = { workspaceId, state: "in_review", changeReason: "First.", submittedBy } as const;
      await tx.insert(soaVersions).values({ ...waiting, major: 1, minor: 0, content: "{}", sha256: "0" });
    });
    await contextOf(elsewhere).work();
    await riskPath(elsewhere).work();
    const back = await createWorkspaceWith({ roles: ["owner", "lead", "contributor", "approver"] });
    await returnedVersions(back);
    for (const role of ["owner", "lead", "contributor", "approver"] as const) {
      for (const ws of [home, elsewhere, back]) for (const kind of await kindsOf(role, ws)) seen.add(kind);
    }
    expect([...seen].sort()).toEqual([...WORK_KINDS].sort());
  });

  it("sees nothing of another workspace", async () => {
    for (const role of ["owner", "lead", "contributor", "approver"] as const) {
      expect(await workOf(role, foreign)).toEqual([]);
    }
  });
});

describe("the team", () => {
  it("counts open and overdue by person, most overdue first, and what any reviewer may take apart", async () => {
    const scope = home.scope("lead", "requirement:assign");
    const { people, shared } = await getTeamWork(scope, today);
    const rows = (await workOf("contributor")).length;
    expect(people[0]).toMatchObject({ userId: home.people.contributor.userId, open: rows, overdue: 2 });
    expect(people.map(({ userId }) => userId)).toHaveLength(5);
    expect(shared).toBe(2);
    const { name, rows: theirs } = await getWorkOf(scope, home.people.contributor.userId, today);
    expect([name, theirs.length]).toEqual([home.people.contributor.name, rows]);
  });

  it("does not show a stranger's list", async () => {
    const scope = foreign.scope("lead", "requirement:assign");
    await expect(getWorkOf(scope, home.people.contributor.userId, today)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("getNavCounts", () => {
  it("counts what is overdue and unread for the person alone", async () => {
    const counts = await getNavCounts(home.scope("contributor", "workspace:read"), today);
    expect(counts).toMatchObject({ openNonconformities: 2, overdueWork: 2 });
    expect(counts.unread).toBeGreaterThan(0);
    expect(await getNavCounts(home.scope("viewer", "workspace:read"), today)).toEqual({
      openNonconformities: 2,
      overdueWork: 0,
      unread: 0,
      starts: {},
    });
  });
});
