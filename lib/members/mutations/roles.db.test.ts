import { describe, expect, test } from "vitest";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { loggedVerbs } from "@/db/testing/log";
import type { Role } from "@/lib/core/access";
import { changeRole, leaveWorkspace, removeMember } from "@/lib/members/mutations/roles";
import { listMemberRows } from "@/lib/members/queries";

async function roleOf(ws: TestWorkspace, userId: string): Promise<Role | undefined> {
  return (await listMemberRows(ws.scope("owner", "member:read"))).find((row) => row.userId === userId)?.role;
}

describe("changeRole", () => {
  test("changes the role, counts the version and writes the entry", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner", "lead", "viewer"] });
    const { userId, email } = ws.people.viewer;
    const lead = ws.scope("lead", "member:write");
    expect(await changeRole(lead, { userId, role: "contributor", version: 1 })).toEqual({ version: 2 });
    expect(await roleOf(ws, userId)).toBe("contributor");
    expect((await loggedVerbs(lead)).at(-1)).toBe(`member.change-role ${email}`);
    await expect(changeRole(lead, { userId, role: "viewer", version: 1 })).rejects.toMatchObject({
      code: "CONFLICT",
      current: { role: "contributor", version: 2 },
    });
  });

  test("a lead neither makes nor unmakes owners", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner", "owner", "lead", "viewer"] });
    const lead = ws.scope("lead", "member:write");
    const attempts = [
      changeRole(lead, { userId: ws.people.viewer.userId, role: "owner", version: 1 }),
      changeRole(lead, { userId: ws.people.lead.userId, role: "owner", version: 1 }),
      changeRole(lead, { userId: ws.people.owner.userId, role: "viewer", version: 1 }),
      removeMember(lead, { userId: ws.people.owner.userId, version: 1 }),
    ];
    for (const outcome of await Promise.allSettled(attempts)) {
      expect(outcome).toMatchObject({ status: "rejected", reason: { code: "FORBIDDEN" } });
    }
  });

  test("another workspace's member does not exist here", async () => {
    const [ws, other] = await Promise.all([
      createWorkspaceWith({ roles: ["owner", "viewer"] }),
      createWorkspaceWith({ roles: ["owner"] }),
    ]);
    const foreign = other.scope("owner", "member:write");
    const { userId } = ws.people.viewer;
    await expect(changeRole(foreign, { userId, role: "lead", version: 1 })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(removeMember(foreign, { userId, version: 1 })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await roleOf(ws, userId)).toBe("viewer");
  });

  test("who was demoted a moment ago changes nobody any more", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner", "lead", "viewer"] });
    const asLead = ws.scope("lead", "member:write");
    await changeRole(ws.scope("owner", "member:write"), {
      userId: ws.people.lead.userId,
      role: "viewer",
      version: 1,
    });
    await expect(
      changeRole(asLead, { userId: ws.people.viewer.userId, role: "lead", version: 1 }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("the last owner", () => {
  test("is neither demoted nor removed and does not leave", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const { userId } = ws.people.owner;
    const scope = ws.scope("owner", "member:write", "workspace:read");
    await expect(changeRole(scope, { userId, role: "lead", version: 1 })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await expect(removeMember(scope, { userId, version: 1 })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(leaveWorkspace(scope)).rejects.toThrow(/at least one owner/);
    expect(await roleOf(ws, userId)).toBe("owner");
  });

  test.each([1, 2, 3, 4, 5])(
    "two owners who demote each other at once leave one owner (run %i)",
    async () => {
      const ws = await createWorkspaceWith({ roles: ["owner", "owner"] });
      const first = ws.people.owner;
      const second = ws.others[0];
      if (second === undefined) throw new Error("two owners are needed");
      const outcomes = await Promise.allSettled([
        changeRole(ws.scope("owner", "member:write"), { userId: second.userId, role: "viewer", version: 1 }),
        changeRole(ws.scopeOf(second, "owner", "member:write"), {
          userId: first.userId,
          role: "viewer",
          version: 1,
        }),
      ]);
      expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
      const rows = await listMemberRows(ws.scope("owner", "member:read"));
      expect(rows.map((row) => row.role).sort()).toEqual(["owner", "viewer"]);
    },
  );

  test("of two owners who leave at once, one stays", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner", "owner"] });
    const second = ws.others[0];
    if (second === undefined) throw new Error("two owners are needed");
    const outcomes = await Promise.allSettled([
      leaveWorkspace(ws.scope("owner", "workspace:read")),
      leaveWorkspace(ws.scopeOf(second, "owner", "workspace:read")),
    ]);
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
  });
});

test("a removed member is gone at once and can be removed only once", async () => {
  const ws = await createWorkspaceWith({ roles: ["owner", "contributor"] });
  const scope = ws.scope("owner", "member:write");
  const { userId, email } = ws.people.contributor;
  await removeMember(scope, { userId, version: 1 });
  expect(await roleOf(ws, userId)).toBeUndefined();
  expect((await loggedVerbs(scope)).at(-1)).toBe(`member.remove ${email}`);
  await expect(removeMember(scope, { userId, version: 2 })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
