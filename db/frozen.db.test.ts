import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databaseUrls } from "@/db/connections";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { layGround } from "@/db/testing/soa-ground";

let ws: TestWorkspace;
let sql: postgres.Sql;

beforeAll(async () => {
  ws = await createWorkspaceWith({ roles: ["owner", "lead"] });
  await layGround(ws);
  sql = postgres(databaseUrls().app, { max: 1 });
  const [owner, lead] = [ws.people.owner.userId, ws.people.lead.userId];
  await inside(
    `insert into soa_versions (workspace_id, id, major, minor, state, content, sha256, change_reason, submitted_by, approved_by, approved_at)
     values ('${ws.workspaceId}', gen_random_uuid(), 1, 0, 'approved', 'frozen', 'x', 'First.', '${lead}', '${owner}', now()),
       ('${ws.workspaceId}', gen_random_uuid(), 1, 1, 'in_review', 'waiting', 'y', 'Second.', '${lead}', null, null)`,
  );
  await inside(
    `insert into risk_levels (workspace_id, method_number, axis, level, label, criterion) values ('${ws.workspaceId}', 1, 'likelihood', 1, 'Rare', 'Once in ten years')`,
  );
});
afterAll(() => sql.end());

/** One statement with the rights of the application, inside the workspace. */
function inside(statement: string) {
  return sql.begin(async (tx) => {
    await tx`select set_config('app.workspace_id', ${ws.workspaceId}, true)`;
    return tx.unsafe(statement);
  });
}

describe("what was approved", () => {
  it.each([
    "update soa_versions set content = 'other' where state = 'approved'",
    "update soa_versions set sha256 = 'other' where state = 'approved'",
    "update soa_versions set approver_name = 'Somebody else' where state = 'approved'",
    "update soa_versions set approved_at = now() - interval '1 year' where state = 'approved'",
    "update soa_versions set state = 'in_review' where state = 'approved'",
    "update soa_versions set content = 'other', sha256 = 'z' where state = 'in_review'",
    "update soa_versions set submitted_by = (select user_id from memberships where role = 'owner') where state = 'in_review'",
    "delete from soa_versions",
    "update soa_exports set sha256 = 'x'",
    "update scope_statements set content = '{\"a\":1}'",
    "update scope_statements set statement = 'Less'",
    "update scope_statements set state = 'draft'",
    "update risk_methods set acceptance_max = 25",
    "update risk_levels set criterion = 'Whenever'",
    "delete from risk_levels",
    "delete from risk_methods",
    "update artifacts set body = 'other'",
    "update activity_checkpoints set note = 'other'",
    "delete from activity_checkpoints",
    "update room_views set title = 'nothing'",
    "delete from room_messages",
    "update risk_acceptances set reason = 'other'",
    "update samples set rationale = 'other'",
  ])("is not changed by the application's login: %s", async (statement) => {
    await expect(inside(statement)).rejects.toMatchObject({ code: "42501" });
  });

  it("still gives way to the version after it, and then stays for good", async () => {
    expect(
      await inside("update soa_versions set state = 'superseded' where state = 'approved' returning id"),
    ).toHaveLength(1);
    await expect(
      inside("update soa_versions set state = 'approved' where state = 'superseded'"),
    ).rejects.toMatchObject({
      code: "42501",
    });
    expect(
      await inside(
        "update scope_statements set state = 'superseded', version = version + 1 returning number",
      ),
    ).toHaveLength(1);
  });
});
