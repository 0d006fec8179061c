import "server-only";
import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { users } from "@/db/schema/people";
import { memberships } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { type AnyScope, actorId, canGrantRole, type Role, type Scope } from "@/lib/core/access";
import { AppError, notFound, staleVersion } from "@/lib/core/errors";
import type { ChangeRoleInput, RemoveInput } from "@/lib/members/input";

type Row = { readonly userId: string; readonly role: Role; readonly version: number };
type Held = { readonly actor: Row; readonly target: Row; readonly owners: number; readonly email: string };

/**
 * Locks the memberships of the actor, the target and all owners, always in the same order, and reads them as they are
 * now: of two owners who demote each other at once, the second finds that they are none any more.
 */
async function hold(tx: Tx, scope: AnyScope, targetId: string): Promise<Held> {
  const actor = actorId(scope) ?? "";
  const rows = await tx
    .select({ userId: memberships.userId, role: memberships.role, version: memberships.version })
    .from(memberships)
    .where(
      and(
        isNull(memberships.endedAt),
        or(inArray(memberships.userId, [actor, targetId]), eq(memberships.role, "owner")),
      ),
    )
    .orderBy(memberships.userId)
    .for("update");
  const own = rows.find((row) => row.userId === actor);
  if (own === undefined) throw new AppError("FORBIDDEN", "You are no longer a member of this workspace.");
  const target = rows.find((row) => row.userId === targetId);
  if (target === undefined) throw notFound("The member");
  const [person] = await tx.select({ email: users.email }).from(users).where(eq(users.id, targetId));
  return {
    actor: own,
    target,
    owners: rows.filter((row) => row.role === "owner").length,
    email: person?.email ?? targetId,
  };
}

function requireAnOwnerLeft(held: Held, to: Role | null): void {
  if (held.target.role === "owner" && to !== "owner" && held.owners <= 1) {
    throw new AppError(
      "CONFLICT",
      "A workspace keeps at least one owner. Make somebody else an owner first.",
    );
  }
}

function requireMayChange(held: Held, to: Role | null): void {
  if (!canGrantRole(held.actor.role, held.target.role, to)) {
    throw new AppError(
      "FORBIDDEN",
      held.actor.role === "lead"
        ? "Only an owner makes or unmakes owners."
        : "Your role may not change other people's roles any more.",
    );
  }
  requireAnOwnerLeft(held, to);
}

function requireFresh(held: Held, version: number): void {
  if (held.target.version !== version) {
    throw staleVersion("This member", { role: held.target.role, version: held.target.version });
  }
}

/**
 * Gives a member another role, effective with their next request.
 * @throws AppError NOT_FOUND, FORBIDDEN (only owners make or unmake owners), CONFLICT (stale, or the last owner)
 */
export async function changeRole(
  scope: Scope<"member:write">,
  input: ChangeRoleInput,
): Promise<{ readonly version: number }> {
  return inWorkspace(scope, async (tx) => {
    const held = await hold(tx, scope, input.userId);
    requireFresh(held, input.version);
    requireMayChange(held, input.role);
    if (held.target.role === input.role) return { version: held.target.version };
    await tx
      .update(memberships)
      .set({ role: input.role, version: input.version + 1 })
      .where(eq(memberships.userId, input.userId));
    await record(tx, scope, {
      verb: "member.change-role",
      subject: { kind: "member", ref: held.email },
      before: { role: held.target.role },
      after: { role: input.role },
    });
    return { version: input.version + 1 };
  });
}

async function end(tx: Tx, target: Row): Promise<void> {
  await tx
    .update(memberships)
    .set({ endedAt: sql`now()`, version: target.version + 1 })
    .where(eq(memberships.userId, target.userId));
}

/** Ends a membership at once; what the person did and owns keeps their name. @throws AppError NOT_FOUND, FORBIDDEN or CONFLICT */
export async function removeMember(scope: Scope<"member:write">, input: RemoveInput): Promise<null> {
  return inWorkspace(scope, async (tx) => {
    const held = await hold(tx, scope, input.userId);
    requireFresh(held, input.version);
    requireMayChange(held, null);
    await end(tx, held.target);
    await record(tx, scope, {
      verb: "member.remove",
      subject: { kind: "member", ref: held.email },
      before: { role: held.target.role },
    });
    return null;
  });
}

/** Ends the actor's own membership. @throws AppError CONFLICT (the last owner stays) */
export async function leaveWorkspace(scope: Scope<"workspace:read">): Promise<null> {
  return inWorkspace(scope, async (tx) => {
    const held = await hold(tx, scope, actorId(scope) ?? "");
    requireAnOwnerLeft(held, null);
    await end(tx, held.target);
    await record(tx, scope, {
      verb: "member.leave",
      subject: { kind: "member", ref: held.email },
      before: { role: held.target.role },
    });
    return null;
  });
}
