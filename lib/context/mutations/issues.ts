import "server-only";
import { and, count, eq, isNull, sql } from "drizzle-orm";
import { climateDeterminations, contextIssues } from "@/db/schema/context";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { AddIssueInput, EditIssueInput, SetClimateInput } from "@/lib/context/input";
import {
  changesOf,
  invalid,
  lockIssue,
  memberOf,
  requireCurrent,
  todayOf,
} from "@/lib/context/mutations/locked";
import type { AnyScope, Scope } from "@/lib/core/access";
import { CONTEXT_LIMITS } from "@/lib/core/context";
import type { IsoDate } from "@/lib/core/dates";
import { staleVersion } from "@/lib/core/errors";
import { once } from "@/lib/idempotency/mutations";

function staleClimate(row: typeof climateDeterminations.$inferSelect | undefined) {
  return staleVersion("The determination", {
    relevant: row === undefined ? "" : row.relevant ? "yes" : "no",
    reason: row?.reason ?? "",
    version: row?.version ?? 0,
  });
}

/**
 * Determines whether climate change is a relevant issue, as of today and in the actor's name.
 * @throws AppError CONFLICT (somebody determined it meanwhile)
 */
export async function setClimate(scope: Scope<"context:write">, input: SetClimateInput): Promise<null> {
  const decidedBy = memberOf(scope);
  const { relevant, reason } = input;
  const decided = { relevant, reason, decidedBy, decidedOn: todayOf(scope) };
  return inWorkspace(scope, async (tx) => {
    const [row] = await tx.select().from(climateDeterminations).for("update");
    if ((row?.version ?? 0) !== input.version) throw staleClimate(row);
    if (row === undefined) {
      const made = await tx
        .insert(climateDeterminations)
        .values({ workspaceId: scope.workspaceId, ...decided })
        .onConflictDoNothing()
        .returning({ version: climateDeterminations.version });
      if (made.length === 0) {
        const [other] = await tx.select().from(climateDeterminations);
        throw staleClimate(other);
      }
    } else {
      await tx
        .update(climateDeterminations)
        .set({ ...decided, version: row.version + 1, updatedAt: sql`now()` })
        .where(eq(climateDeterminations.workspaceId, scope.workspaceId));
    }
    await record(tx, scope, {
      verb: "context.edit",
      subject: { kind: "context", ref: "climate" },
      ...(row === undefined ? {} : { before: { relevant: row.relevant, reason: row.reason } }),
      after: { relevant, reason, decidedOn: decided.decidedOn },
    });
    return null;
  });
}

/** @throws AppError INVALID (a review that has not happened yet) */
function requireReviewed(scope: AnyScope, reviewedOn: IsoDate | null): void {
  if (reviewedOn === null || reviewedOn <= todayOf(scope)) return;
  throw invalid("reviewedOn", "This day has not come yet. Enter the day of the last review.");
}

async function requireRoom(tx: Tx): Promise<void> {
  const [row] = await tx.select({ n: count() }).from(contextIssues).where(isNull(contextIssues.archivedAt));
  if ((row?.n ?? 0) < CONTEXT_LIMITS.rows) return;
  throw invalid("title", `There are ${CONTEXT_LIMITS.rows} issues already. Archive some, or join them.`);
}

/** Adds an issue; the same form sent twice adds one. @throws AppError INVALID (review in the future, too many) */
export async function addIssue(
  scope: Scope<"context:write">,
  input: AddIssueInput,
): Promise<{ readonly id: string }> {
  requireReviewed(scope, input.reviewedOn);
  const { onceKey, ...issue } = input;
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key: onceKey, input }, async () => {
      await requireRoom(tx);
      const [row] = await tx
        .insert(contextIssues)
        .values({ workspaceId: scope.workspaceId, ...issue })
        .returning({ id: contextIssues.id });
      const id = row?.id ?? "";
      await record(tx, scope, {
        verb: "context.edit",
        subject: { kind: "context", ref: id },
        after: { added: "issue", ...issue },
      });
      return { id };
    }),
  );
}

/** Changes an issue. @throws AppError NOT_FOUND, CONFLICT (stale, archived), INVALID (review in the future) */
export async function editIssue(scope: Scope<"context:write">, input: EditIssueInput): Promise<null> {
  requireReviewed(scope, input.reviewedOn);
  const { id, version, ...wanted } = input;
  return inWorkspace(scope, async (tx) => {
    const row = await lockIssue(tx, id);
    const { title, effect, reviewedOn } = row;
    requireCurrent("The issue", row, version, { title, effect, reviewedOn });
    await tx
      .update(contextIssues)
      .set({ ...wanted, version: row.version + 1, updatedAt: sql`now()` })
      .where(and(eq(contextIssues.workspaceId, scope.workspaceId), eq(contextIssues.id, id)));
    await record(tx, scope, {
      verb: "context.edit",
      subject: { kind: "context", ref: id },
      ...changesOf(row, wanted),
    });
    return null;
  });
}
