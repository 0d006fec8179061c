import postgres from "postgres";
import { afterAll, describe, expect, test } from "vitest";
import { databaseUrls } from "@/db/connections";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { record } from "@/lib/audit-log/mutations";
import { checkActivityChain, listActivity, listActivityAfter, listActors } from "@/lib/audit-log/queries";
import { readActivityFilter } from "@/lib/core/activity";

const owner = postgres(process.env.DATABASE_OWNER_URL ?? "", { max: 1, onnotice: () => undefined });
const app = postgres(databaseUrls().app, { max: 1 });
afterAll(async () => {
  await Promise.all([owner.end(), app.end()]);
});

const ANY = readActivityFilter({});

function write(ws: TestWorkspace, ref: string): Promise<void> {
  const scope = ws.scope("lead");
  return inWorkspace(scope, (tx) =>
    record(tx, scope, {
      verb: "comment.write",
      subject: { kind: "comment", ref },
      before: { note: null },
      after: { note: `Note ${ref}: "quotes", \u00FC and \u{1F333}` },
    }),
  );
}

describe("the chain", () => {
  test("200 entries at once have no gap and no fork", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner", "lead"] });
    await Promise.all(Array.from({ length: 200 }, (_, index) => write(ws, `C-${index}`)));
    const check = await checkActivityChain(ws.scope("lead", "activity:read"));
    expect(check).toEqual({ entries: 201, firstBroken: null, head: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  test("a change that is rolled back leaves no entry", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const scope = ws.scope("lead", "activity:read");
    const failing = inWorkspace(scope, async (tx) => {
      await record(tx, scope, { verb: "comment.write", subject: { kind: "comment", ref: "never" } });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect((await listActivity(scope, ANY, null)).total).toBe(1);
  });

  test.each([
    [
      "a changed text",
      "update activity set body = replace(body, 'C-2', 'C-9') where workspace_id = $1 and seq = 3",
      3,
    ],
    [
      "another name beside the text",
      "update activity set actor_name = 'Nobody' where workspace_id = $1 and seq = 2",
      2,
    ],
    [
      "a changed time",
      "update activity set at = at + interval '1 second' where workspace_id = $1 and seq = 3",
      3,
    ],
    ["an entry taken out", "delete from activity where workspace_id = $1 and seq = 3", 4],
    ["the newest entry cut off", "delete from activity where workspace_id = $1 and seq = 5", 5],
  ])("finds %s, even when the database's owner did it", async (_name, statement, broken) => {
    const ws = await createWorkspaceWith({ roles: ["owner", "lead"] });
    for (const ref of ["C-1", "C-2", "C-3", "C-4"]) await write(ws, ref);
    await owner.begin(async (tx) => {
      await tx`alter table activity disable trigger activity_is_append_only`;
      await tx.unsafe(statement, [ws.workspaceId]);
      await tx`alter table activity enable trigger activity_is_append_only`;
    });
    const check = await checkActivityChain(ws.scope("lead", "activity:read"));
    expect(check.firstBroken).toBe(broken);
  });
});

test.each([
  "update activity set body = body",
  "delete from activity",
  "truncate activity",
  "insert into activity (workspace_id) values (gen_random_uuid())",
  "update activity_heads set seq = 0",
  "delete from activity_heads",
  "alter table activity disable trigger all",
])("the application's role is refused: %s", async (statement) => {
  const ws = await createWorkspaceWith({ roles: ["owner"] });
  const attempt = app.begin(async (tx) => {
    await tx`select set_config('app.workspace_id', ${ws.workspaceId}, true)`;
    await tx.unsafe(statement);
  });
  await expect(attempt).rejects.toMatchObject({ code: "42501" });
});

describe("listActivity", () => {
  test("pages of 50, newest first, filtered by person, verb, subject and day", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner", "lead"] });
    for (let index = 1; index <= 60; index += 1) await write(ws, `C-${index}`);
    const scope = ws.scope("lead", "activity:read");
    const first = await listActivity(scope, ANY, null);
    expect(first.rows).toHaveLength(50);
    expect(first.rows[0]).toMatchObject({ seq: 61, subjectRef: "C-60", actorName: ws.people.lead.name });
    expect(first.total).toBe(61);
    const second = await listActivity(scope, ANY, first.before);
    expect(second.rows.map((row) => row.seq)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(second.before).toBeNull();
    const by = async (query: Record<string, string>) =>
      (await listActivity(scope, readActivityFilter(query), null)).total;
    expect(await by({ actor: ws.people.owner.userId })).toBe(1);
    expect(await by({ verb: "comment.write" })).toBe(60);
    expect(await by({ kind: "workspace" })).toBe(1);
    expect(await by({ ref: "c-6" })).toBe(2);
    expect(await by({ ref: "%" })).toBe(0);
    expect(await by({ from: "2020-01-01", to: "2020-12-31" })).toBe(0);
    expect(await by({ from: "2020-01-01" })).toBe(61);
    expect((await listActors(scope)).map((actor) => actor.userId).sort()).toEqual(
      [ws.people.owner.userId, ws.people.lead.userId].sort(),
    );
  });

  test("another workspace's entries are not there, in the list, the export or the check", async () => {
    const [ws, other] = await Promise.all([
      createWorkspaceWith({ roles: ["owner", "lead"] }),
      createWorkspaceWith({ roles: ["owner"] }),
    ]);
    await write(ws, "C-secret");
    const foreign = other.scope("owner", "activity:read");
    expect((await listActivity(foreign, readActivityFilter({ ref: "secret" }), null)).total).toBe(0);
    expect(await listActivityAfter(foreign, ANY, 0)).toHaveLength(1);
    expect((await checkActivityChain(foreign)).entries).toBe(1);
  });
});
