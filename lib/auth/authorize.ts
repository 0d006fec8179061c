import "server-only";
import { readAccess } from "@/lib/auth/session";
import { type Actor, PERMISSIONS, type Permission, ROLES, roleHas, type Scope } from "@/lib/core/access";
import { AppError, notFound } from "@/lib/core/errors";
import { requestFacts } from "@/lib/platform/request";

/** A scope for facts that this file has proven. The only cast to `Scope` outside jobs and rooms. */
function prove<P extends Permission>(facts: {
  workspaceId: string;
  workspaceSlug: string;
  timeZone: string;
  requestId: string;
  actor: Actor;
}): Scope<P> {
  return facts as unknown as Scope<P>;
}

function refusal(permission: Permission): AppError {
  const may = ROLES.filter((role) => roleHas(role, permission)).join(", ");
  return new AppError(
    "FORBIDDEN",
    `Your role may not do this (${PERMISSIONS[permission].label.toLowerCase()}). It takes one of: ${may}.`,
  );
}

/**
 * The lock on every door: proves that the signed-in person is a member of the workspace and holds all of `needs`.
 * The session and the membership are read from the database on each request, so revoking works at once.
 * @throws AppError UNAUTHENTICATED (no session), NOT_FOUND (no such workspace, or not theirs), FORBIDDEN (role lacks a permission)
 */
export async function authorize<P extends Permission>(
  slug: string,
  ...needs: readonly P[]
): Promise<Scope<P>> {
  const access = await readAccess(slug);
  if (access === null) throw new AppError("UNAUTHENTICATED", "Sign in to continue.");
  const { workspace } = access;
  if (workspace === null) throw notFound("The workspace");
  const lacking = needs.find((permission) => !roleHas(workspace.role, permission));
  if (lacking !== undefined) throw refusal(lacking);
  const { requestId } = await requestFacts();
  return prove({
    workspaceId: workspace.id,
    workspaceSlug: workspace.slug,
    timeZone: workspace.timeZone,
    requestId,
    actor: { kind: "member", userId: access.userId, name: access.name, role: workspace.role },
  });
}

/** The scope in which a person creates a workspace of their own: the id is new, so there is nothing in it to protect yet. */
export async function scopeOfNewWorkspace(
  person: { readonly userId: string; readonly name: string },
  workspace: { readonly id: string; readonly slug: string; readonly timeZone: string },
): Promise<Scope<Permission>> {
  return prove({
    workspaceId: workspace.id,
    workspaceSlug: workspace.slug,
    timeZone: workspace.timeZone,
    requestId: (await requestFacts()).requestId,
    actor: { kind: "member", userId: person.userId, name: person.name, role: "owner" },
  });
}

/** The scope in which an invited person joins: proven by the invitation's token, which the caller has looked up. */
export async function scopeOfInvitation(
  person: { readonly userId: string; readonly name: string },
  invitation: { readonly workspaceId: string; readonly workspaceSlug: string; readonly timeZone: string },
): Promise<Scope<"workspace:read">> {
  return prove({
    ...invitation,
    requestId: (await requestFacts()).requestId,
    actor: { kind: "member", userId: person.userId, name: person.name, role: "viewer" },
  });
}
