import "server-only";
import { randomUUID } from "node:crypto";
import { asc } from "drizzle-orm";
import { workspaces } from "@/db/schema/workspaces";
import { asSystem } from "@/db/system";
import {
  type Actor,
  type Permission,
  type Role,
  type RoomScope,
  roleHas,
  type Scope,
} from "@/lib/core/access";
import { AppError } from "@/lib/core/errors";

export type WorkspaceAddress = {
  readonly workspaceId: string;
  readonly workspaceSlug: string;
  readonly timeZone: string;
};

function prove<P extends Permission>(
  facts: WorkspaceAddress & { requestId: string; actor: Actor },
): Scope<P> {
  return facts as unknown as Scope<P>;
}

/** The scope in which the product itself acts on one workspace; `name` is printed in the activity log. */
export function scopeOfJob(workspace: WorkspaceAddress, name: string): Scope<Permission> {
  return prove({ ...workspace, requestId: randomUUID(), actor: { kind: "system", name } });
}

/**
 * The scope of a member for programs that answer no request, such as the demo's seed. The role is checked as a door would.
 * @throws AppError FORBIDDEN (the role lacks a permission)
 */
export function scopeOfMember<P extends Permission>(
  workspace: WorkspaceAddress,
  member: { readonly userId: string; readonly name: string; readonly role: Role },
  ...needs: readonly P[]
): Scope<P> {
  if (needs.some((permission) => !roleHas(member.role, permission))) {
    throw new AppError("FORBIDDEN", `The role ${member.role} may not do this.`);
  }
  return prove({
    ...workspace,
    requestId: randomUUID(),
    actor: { kind: "member", userId: member.userId, name: member.name, role: member.role },
  });
}

/** The scope of an invited auditor for programs that answer no request, such as the demo's seed; no session stands behind it. */
export function scopeOfAuditor(
  workspace: WorkspaceAddress,
  {
    roomId,
    ...auditor
  }: { readonly roomId: string; readonly auditorId: string } & Readonly<Record<"name" | "email", string>>,
): RoomScope {
  const ids = { roomId, sessionId: randomUUID(), requestId: randomUUID() };
  return { ...workspace, ...ids, actor: { kind: "auditor", ...auditor } } as unknown as RoomScope;
}

/** One job scope per workspace, oldest first. */
export async function listJobScopes(name: string): Promise<readonly Scope<Permission>[]> {
  const rows = await asSystem("list-workspaces", (database) =>
    database
      .select({
        workspaceId: workspaces.id,
        workspaceSlug: workspaces.slug,
        timeZone: workspaces.timeZone,
      })
      .from(workspaces)
      .orderBy(asc(workspaces.createdAt)),
  );
  return rows.map((row) => scopeOfJob(row, name));
}
