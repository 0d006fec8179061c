import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { activity } from "@/db/schema/activity";
import { soaReasons, soaRows } from "@/db/schema/requirements";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { writeComment } from "@/lib/comments/mutations";
import { addDays, dateIn } from "@/lib/core/dates";
import { scopeOfMember } from "@/lib/jobs/scope";
import { exportObligations } from "@/lib/obligations/handlers";
import { addObligationInput } from "@/lib/obligations/input";
import { importObligations } from "@/lib/obligations/mutations/import";
import {
  addObligation,
  archiveObligation,
  editObligation,
  restoreObligation,
} from "@/lib/obligations/mutations/register";
import { getObligation, listObligations } from "@/lib/obligations/queries";
import { listMyWork } from "@/lib/work/queries";

let ws: TestWorkspace;
let foreign: TestWorkspace;
beforeAll(async () => {
  ws = await createWorkspaceWith({ roles: ["owner", "lead", "contributor", "viewer"] });
  foreign = await createWorkspaceWith({ roles: ["owner"] });
});

const today = dateIn("UTC", new Date());
const write = () => ws.scope("lead", "obligation:write");
const fields = (over: Readonly<Record<string, unknown>> = {}) =>
  addObligationInput.parse({
    kind: "law",
    title: "Data protection act",
    refs: ["A.5.34", "A.5.31"],
    ...over,
  });
const edited = ({ onceKey: _key, ...rest }: ReturnType<typeof fields>) => rest;

const reasonsOf = (id: string) =>
  inWorkspace(ws.system, async (tx) => {
    const rows = await tx
      .select({ ref: soaReasons.ref, kind: soaReasons.kind, detail: soaReasons.detail })
      .from(soaReasons)
      .where(eq(soaReasons.targetId, id))
      .orderBy(soaReasons.ref);
    return rows.map(({ ref, kind, detail }) => `${ref} ${kind} ${detail}`);
  });

describe("obligations", () => {
  it("cite their controls, follow edits, and leave the rows when archived", async () => {
    const input = fields({ onceKey: randomUUID() });
    const [{ id, number }, again] = await Promise.all([
      addObligation(write(), input),
      addObligation(write(), input),
    ]);
    expect(again).toEqual({ id, number });
    expect(number).toBe("O-001");
    expect(await reasonsOf(id)).toEqual(["A.5.31 legal O-001", "A.5.34 legal O-001"]);

    const contract = edited(fields({ kind: "contract", refs: ["A.5.31", "A.8.24"] }));
    await editObligation(write(), { id, version: 1, ...contract });
    expect(await reasonsOf(id)).toEqual(["A.5.31 contractual O-001", "A.8.24 contractual O-001"]);
    await expect(editObligation(write(), { id, version: 1, ...contract })).rejects.toMatchObject({
      code: "CONFLICT",
      current: { title: "Data protection act", "refs[]": ["A.5.31", "A.8.24"], version: 2 },
    });

    await archiveObligation(write(), { id, version: 2 });
    expect(await reasonsOf(id)).toEqual([]);
    await expect(editObligation(write(), { id, version: 3, ...contract })).rejects.toMatchObject({
      message: "O-001 is archived. Bring it back before changing it.",
    });
    const detail = await getObligation(ws.scope("viewer", "obligation:read"), id);
    expect(detail).toMatchObject({ archived: true, refs: ["A.5.31", "A.8.24"] });
    await restoreObligation(write(), { id, version: 3 });
    expect(await reasonsOf(id)).toHaveLength(2);
    const { history } = await getObligation(ws.scope("viewer", "obligation:read"), id);
    expect(history.map(({ words }) => words)).toEqual([
      "brought it back",
      "archived it",
      "changed the kind; asked for A.8.24; no longer asked for A.5.34",
      "added it",
    ]);
  });

  it("never decide a row", async () => {
    const decided = () =>
      inWorkspace(ws.system, (tx) =>
        tx.select({ applicability: soaRows.applicability }).from(soaRows).where(eq(soaRows.ref, "A.7.4")),
      );
    const before = await decided();
    const { id } = await addObligation(write(), fields({ refs: ["A.7.4"] }));
    await archiveObligation(write(), { id, version: 1 });
    expect(await decided()).toEqual(before);
  });

  it("refuse what is no control and who is no member, and keep what was there", async () => {
    await expect(addObligation(write(), fields({ refs: ["X.77"] }))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const stranger = foreign.people.owner.userId;
    await expect(addObligation(write(), fields({ ownerId: stranger }))).rejects.toMatchObject({
      fields: { ownerId: expect.stringContaining("no member") },
    });
    expect(addObligationInput.safeParse({ ...fields(), refs: ["CC6.1"] }).success).toBe(false);
  });

  it("are not found from another workspace, and roles without the right get no scope", async () => {
    const { id } = await addObligation(write(), fields({ refs: [] }));
    const other = foreign.scope("owner", "obligation:write", "obligation:read", "comment:write");
    const calls = [
      editObligation(other, { id, version: 1, ...edited(fields()) }),
      archiveObligation(other, { id, version: 1 }),
      restoreObligation(other, { id, version: 1 }),
      getObligation(other, id),
      writeComment(other, { onceKey: "", subjectKind: "obligation", subjectId: id, body: "Hello" }),
    ];
    for (const call of await Promise.allSettled(calls)) {
      expect(call).toMatchObject({ status: "rejected", reason: { code: "NOT_FOUND" } });
    }
    expect(await listObligations(other)).toEqual([]);
    const { workspaceId, workspaceSlug, timeZone } = ws;
    const contributor = { ...ws.people.contributor, role: "contributor" } as const;
    const refused = () =>
      scopeOfMember({ workspaceId, workspaceSlug, timeZone }, contributor, "obligation:write");
    expect(refused).toThrow(expect.objectContaining({ code: "FORBIDDEN" }));
  });

  it("stand on their owner's list 30 days before the review", async () => {
    const ownerId = ws.people.contributor.userId;
    const soon = await addObligation(
      write(),
      fields({ ownerId, reviewOn: addDays(today, 30), title: "Soon" }),
    );
    await addObligation(write(), fields({ ownerId, reviewOn: addDays(today, 31), title: "Later" }));
    const work = await listMyWork(ws.scope("contributor", "workspace:read"), today);
    const mine = work.filter(({ kind }) => kind === "review_obligation");
    expect(mine).toMatchObject([{ ref: soon.number, title: "Soon", target: soon.id }]);
    await archiveObligation(write(), { id: soon.id, version: 1 });
    const after = await listMyWork(ws.scope("contributor", "workspace:read"), today);
    expect(after.some(({ kind }) => kind === "review_obligation")).toBe(false);
  });
});

describe("the register as a file", () => {
  it("is previewed, imported as announced, and changes nothing when it comes back as exported", async () => {
    const home = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const scope = home.scope("lead", "obligation:write", "obligation:read");
    const text = [
      "Kind,Title,Source,Owner,Review on,Controls,Colour",
      `Law,NIS2 act,§ 30,${home.people.lead.name},2027-03-01,"A.5.24; 5.26",red`,
      "Contract,=SUM(1),Annex 2,,,A.8.24,",
      "Promise,Nothing,,,,,",
      "Law,Wrong,,Nobody Known,2027-02-30,A.9.1,",
    ].join("\n");
    const preview = await importObligations(scope, { text });
    expect(preview.lines.map(({ outcome }) => outcome)).toEqual(["new", "new", "refused", "refused"]);
    expect(preview.lines[3]?.problems).toHaveLength(3);
    expect(preview.ignored).toEqual(["Colour"]);
    expect(await listObligations(scope)).toEqual([]);

    const { announced } = preview;
    const twice = await Promise.allSettled([
      importObligations(scope, { text, announced }),
      importObligations(scope, { text, announced }),
    ]);
    expect(twice.filter(({ status }) => status === "fulfilled").length).toBeGreaterThan(0);
    const rows = await listObligations(scope);
    expect(rows.slice(0, 2)).toMatchObject([
      { number: "O-001", title: "NIS2 act", refs: ["A.5.24", "A.5.26"], reviewOn: "2027-03-01" },
      { number: "O-002", title: "=SUM(1)", kind: "contract", refs: ["A.8.24"] },
    ]);
    expect(rows).toHaveLength(2);
    const cited = await inWorkspace(home.system, (tx) =>
      tx
        .select({ ref: soaReasons.ref, kind: soaReasons.kind, detail: soaReasons.detail })
        .from(soaReasons)
        .orderBy(soaReasons.ref),
    );
    expect(cited.map(({ ref, kind, detail }) => `${ref} ${kind} ${detail}`)).toEqual([
      "A.5.24 legal O-001",
      "A.5.26 legal O-001",
      "A.8.24 contractual O-002",
    ]);

    const file = await exportObligations(scope, "https://app.example/");
    const exported = await file.text();
    expect(exported).toContain('"\'=SUM(1)"');
    const back = await importObligations(scope, { text: exported });
    expect(back.lines.map(({ outcome }) => outcome)).toEqual(["unchanged", "unchanged"]);
    await expect(
      importObligations(scope, { text: exported, announced: back.announced }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    const logged = await inWorkspace(home.system, (tx) =>
      tx
        .select({ verb: activity.verb })
        .from(activity)
        .where(and(eq(activity.subjectKind, "obligation"), eq(activity.verb, "register.export"))),
    );
    expect(logged).toHaveLength(1);
  });
});
