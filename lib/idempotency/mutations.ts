import "server-only";
import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { idempotencyKeys } from "@/db/schema/workspaces";
import type { Tx } from "@/db/tenant";
import { type AnyScope, actorId } from "@/lib/core/access";
import { canonicalJson } from "@/lib/core/canonical-json";
import { AppError } from "@/lib/core/errors";

/**
 * Runs `work` once per key and actor: the second arrival of the same form gets the first answer and changes nothing.
 * An empty key means the caller sent none, and `work` simply runs. The answer must survive JSON.
 * @throws AppError CONFLICT (the key was used for other input)
 */
export async function once<T>(
  tx: Tx,
  scope: AnyScope,
  request: { readonly key: string; readonly input: unknown },
  work: () => Promise<T>,
): Promise<T> {
  const actor = actorId(scope);
  if (request.key === "" || actor === null) return work();
  const requestHash = createHash("sha256").update(canonicalJson(request.input)).digest("hex");
  const own = and(eq(idempotencyKeys.actorId, actor), eq(idempotencyKeys.key, request.key));
  const mine = await tx
    .insert(idempotencyKeys)
    .values({ workspaceId: scope.workspaceId, actorId: actor, key: request.key, requestHash, answer: null })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  if (mine.length === 0) {
    const [found] = await tx.select().from(idempotencyKeys).where(own);
    if (found?.requestHash !== requestHash) {
      throw new AppError(
        "CONFLICT",
        "This form was already sent with other values. Reload the page and try again.",
      );
    }
    return found.answer as T;
  }
  const answer = await work();
  await tx
    .update(idempotencyKeys)
    .set({ answer: answer ?? null })
    .where(own);
  return answer;
}
