// The way into one workspace: a transaction confined by row-level security.
import { type SQL, sql } from "drizzle-orm";
import { type Database, pool } from "@/db/client";
import { withDeadline } from "@/db/deadline";
import { type AnyScope, actorId, type RoomScope } from "@/lib/core/access";

export type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0];

const RETRIES = 3;

function code(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  return "cause" in error ? code(error.cause) : undefined;
}

function isRetryable(error: unknown): boolean {
  const state = code(error);
  return state === "40001" || state === "40P01";
}

type Place = { readonly workspaceId: string; readonly userId: string; readonly roomId: string };

/** Kept statements are planned for their values; the planner knows less about a plan for all values than it believes. */
const PLAN_EACH = sql`, set_config('plan_cache_mode', 'force_custom_plan', true)`;
const PLAN_ONCE = sql`, set_config('plan_cache_mode', 'force_generic_plan', true)`;

async function attempt<T>(place: Place, work: (tx: Tx) => Promise<T>, more: SQL = PLAN_EACH): Promise<T> {
  return pool("app").transaction(async (tx) => {
    await tx.execute(
      sql`select set_config('app.workspace_id', ${place.workspaceId}, true), set_config('app.user_id', ${place.userId}, true), set_config('app.room_id', ${place.roomId}, true)${more}`,
    );
    return work(tx);
  });
}

async function within<T>(place: Place, work: (tx: Tx) => Promise<T>, more?: SQL): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await withDeadline(attempt(place, work, more));
    } catch (error) {
      if (tries >= RETRIES || !isRetryable(error)) throw error;
    }
  }
}

/**
 * Runs `work` in one transaction that sees and writes only the scope's workspace; rolled back when it throws.
 * Serialisation failures and deadlocks are tried again, three times at the most, so `work` may run more than once.
 * @throws AppError LIMITED (no answer within 15 seconds)
 */
export async function inWorkspace<T>(scope: AnyScope, work: (tx: Tx) => Promise<T>): Promise<T> {
  return within({ workspaceId: scope.workspaceId, userId: actorId(scope) ?? "", roomId: "" }, work);
}

/**
 * `inWorkspace` for what every page asks and for pages that count everything: a statement that is asked again is planned once
 * for each connection, which takes longer than answering it. What decides between two plans has to stand in its text.
 */
export async function inWorkspaceByOnePlan<T>(scope: AnyScope, work: (tx: Tx) => Promise<T>): Promise<T> {
  const place = { workspaceId: scope.workspaceId, userId: actorId(scope) ?? "", roomId: "" };
  return within(place, work, PLAN_ONCE);
}

/**
 * `inWorkspace` for an auditor: the database also refuses rows of other rooms, evidence that is not shown to anybody yet,
 * and what belongs to the team alone.
 * @throws AppError LIMITED (no answer within 15 seconds)
 */
export async function inRoom<T>(scope: RoomScope, work: (tx: Tx) => Promise<T>): Promise<T> {
  return within({ workspaceId: scope.workspaceId, userId: "", roomId: scope.roomId }, work);
}

/**
 * `inWorkspace` for pages of long lists. Behind row-level security the planner takes every workspace for an average one:
 * it would gather and sort all rows of a large one where an index holds them in order, and read past all rows of a large
 * one to find those of a small one, so here it reads indexes.
 */
export async function inWorkspaceByIndex<T>(scope: AnyScope, work: (tx: Tx) => Promise<T>): Promise<T> {
  const more = sql`${PLAN_EACH}, set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true), set_config('enable_sort', 'off', true)`;
  const place = { workspaceId: scope.workspaceId, userId: actorId(scope) ?? "", roomId: "" };
  return withDeadline(attempt(place, work, more));
}

const LONG_MS = 30 * 60_000;

/** Leaves the plans to the server: it would plan the check of every foreign key of every row, too. */
function settings(scope: AnyScope, deadlineMs: number) {
  const long = String(deadlineMs);
  return sql`select set_config('app.workspace_id', ${scope.workspaceId}, true), set_config('app.user_id', ${actorId(scope) ?? ""}, true),
    set_config('statement_timeout', ${long}, true), set_config('idle_in_transaction_session_timeout', ${long}, true)`;
}

/**
 * Reads one consistent state of the whole workspace, for jobs that copy it: nothing that others commit meanwhile is
 * seen, writes are refused, and it may take half an hour.
 */
export async function inSnapshot<T>(scope: AnyScope, work: (tx: Tx) => Promise<T>): Promise<T> {
  const run = pool("app").transaction(
    async (tx) => {
      await tx.execute(settings(scope, LONG_MS));
      return work(tx);
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
  return withDeadline(run, LONG_MS);
}

/** `inWorkspace` for what writes thousands of rows, which the planner knows of afterwards: half an hour unless told, and one attempt. */
export async function inLongWorkspace<T>(
  scope: AnyScope,
  work: (tx: Tx) => Promise<T>,
  deadlineMs = LONG_MS,
): Promise<T> {
  const run = pool("app").transaction(async (tx) => {
    await tx.execute(settings(scope, deadlineMs));
    const result = await work(tx);
    await tx.execute(sql`select analyze_written()`);
    return result;
  });
  return withDeadline(run, deadlineMs);
}

/** Whether the error is PostgreSQL's unique violation on the named constraint or index. */
export function violates(error: unknown, constraint: string): boolean {
  if (typeof error !== "object" || error === null) return false;
  if ("constraint_name" in error && error.constraint_name === constraint) return code(error) === "23505";
  return "cause" in error ? violates(error.cause, constraint) : false;
}
