import "server-only";
import { and, eq } from "drizzle-orm";
import { scopeStatements } from "@/db/schema/context";
import { inWorkspace } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { DiscardScopeInput } from "@/lib/context/input";
import { lockScopes, memberOf } from "@/lib/context/mutations/locked";
import { requireRow } from "@/lib/context/mutations/scope";
import { partsOf } from "@/lib/context/queries";
import type { Scope } from "@/lib/core/access";
import { AppError } from "@/lib/core/errors";
import { scopeSubject } from "@/lib/core/scope-statement";

/**
 * Takes a draft away, so that the version in force is the newest one again; what it said is kept in the activity log. Its
 * number goes to the next version. @throws AppError NOT_FOUND, CONFLICT (stale, handed in or decided)
 */
export async function discardScope(
  scope: Scope<"context:write">,
  input: DiscardScopeInput,
): Promise<{ readonly number: number }> {
  memberOf(scope);
  return inWorkspace(scope, async (tx) => {
    const row = requireRow(await lockScopes(tx), input);
    if (row.state !== "draft") {
      throw new AppError(
        "CONFLICT",
        "Only a draft can be discarded. What was submitted waits for its decision.",
      );
    }
    const { workspaceId, number } = row;
    await tx
      .delete(scopeStatements)
      .where(and(eq(scopeStatements.workspaceId, workspaceId), eq(scopeStatements.number, number)));
    await record(tx, scope, {
      verb: "context.discard",
      subject: { kind: "context", ref: scopeSubject(number) },
      before: { state: row.state, changeReason: row.changeReason, ...partsOf(row) },
    });
    return { number };
  });
}
