import { beforeEach, describe, expect, it, vi } from "vitest";
import { authorize, scopeOfInvitation, scopeOfNewWorkspace } from "@/lib/auth/authorize";
import type { Access } from "@/lib/auth/queries";
import { PERMISSION_NAMES, PERMISSIONS, ROLES, type Role, roleHas } from "@/lib/core/access";

const state = vi.hoisted(() => ({ access: null as unknown, asked: [] as unknown[] }));
vi.mock("@/lib/auth/session", () => ({
  readAccess: async (slug: string | null) => {
    state.asked.push(slug);
    return state.access;
  },
}));
vi.mock("@/lib/platform/request", () => ({
  requestFacts: async () => ({ requestId: "request-1", ip: null, agent: null }),
}));

const person = { userId: "user-1", name: "Ann" };
const place = { workspaceId: "workspace-1", workspaceSlug: "home", timeZone: "Pacific/Auckland" };

function signedIn(role: Role | null): void {
  const workspace =
    role === null ? null : { id: "workspace-1", slug: "home", timeZone: "Pacific/Auckland", role };
  state.access = { ...person, workspace } as Partial<Access>;
}

beforeEach(() => {
  state.access = null;
  state.asked = [];
});

describe("authorize", () => {
  it("refuses whoever has no live session, whatever is asked for", async () => {
    await expect(authorize("home")).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    await expect(authorize("home", "workspace:read")).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });

  it("does not find a workspace that the person is no member of, before it looks at permissions", async () => {
    signedIn(null);
    for (const permission of PERMISSION_NAMES) {
      await expect(authorize("home", permission)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    await expect(authorize("home")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("gives each role exactly what the table of permissions gives it, and names who may otherwise", async () => {
    for (const role of ROLES) {
      signedIn(role);
      for (const permission of PERMISSION_NAMES) {
        const answer = authorize("home", permission);
        if (roleHas(role, permission)) {
          await expect(answer).resolves.toMatchObject({ actor: { role } });
          continue;
        }
        await expect(answer).rejects.toMatchObject({
          code: "FORBIDDEN",
          message: expect.stringContaining(PERMISSIONS[permission].roles.join(", ")),
        });
      }
    }
  });

  it("asks for all of several permissions, in whatever order they are named", async () => {
    signedIn("approver");
    await expect(authorize("home", "evidence:review", "soa:approve")).resolves.toBeDefined();
    for (const needs of [
      ["evidence:review", "request:write"],
      ["request:write", "evidence:review"],
    ] as const) {
      await expect(authorize("home", ...needs)).rejects.toMatchObject({
        code: "FORBIDDEN",
        message: expect.stringContaining("ask for evidence"),
      });
    }
  });

  it("takes every fact of the scope from the session and the membership, and only the slug from the caller", async () => {
    signedIn("lead");
    expect(await authorize("typed-slug", "workspace:read")).toEqual({
      ...place,
      requestId: "request-1",
      actor: { kind: "member", ...person, role: "lead" },
    });
    expect(state.asked).toEqual(["typed-slug"]);
  });

  it("lets a member in who needs nothing more than being one", async () => {
    signedIn("viewer");
    expect((await authorize("home")).actor).toEqual({ kind: "member", ...person, role: "viewer" });
  });
});

describe("scopes that are proven otherwise", () => {
  it("make the founder the owner of the new workspace alone", async () => {
    const scope = await scopeOfNewWorkspace(person, { id: "new-1", slug: "new", timeZone: "UTC" });
    expect(scope).toEqual({
      ...{ workspaceId: "new-1", workspaceSlug: "new", timeZone: "UTC", requestId: "request-1" },
      actor: { kind: "member", ...person, role: "owner" },
    });
  });

  it("let an invited person read and nothing more, whatever role the invitation will give", async () => {
    const scope = await scopeOfInvitation(person, place);
    expect(scope).toEqual({
      ...place,
      requestId: "request-1",
      actor: { kind: "member", ...person, role: "viewer" },
    });
  });
});
