import "server-only";
import { eq } from "drizzle-orm";
import { readinessSnapshots } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { snapshotOf } from "@/lib/core/readiness";
import { readReadiness } from "@/lib/readiness/queries";

/**
 * Keeps the numbers of the day that `at` is in the workspace's own zone. A day is stored once and never again; returns
 * whether this call stored it.
 */
export async function takeSnapshot(
  scope: Scope<"requirement:read" | "nonconformity:read">,
  at: Date,
): Promise<boolean> {
  const { workspaceId, timeZone } = scope;
  const takenOn = dateIn(timeZone, at);
  return inWorkspace(scope, async (tx) => {
    const [known] = await tx
      .select({ takenOn: readinessSnapshots.takenOn })
      .from(readinessSnapshots)
      .where(eq(readinessSnapshots.takenOn, takenOn));
    if (known !== undefined) return false;
    const numbers = snapshotOf(await readReadiness(tx, takenOn, timeZone));
    const stored = await tx
      .insert(readinessSnapshots)
      .values({ workspaceId, takenOn, numbers })
      .onConflictDoNothing()
      .returning({ takenOn: readinessSnapshots.takenOn });
    if (stored.length === 0) return false;
    await record(tx, scope, {
      verb: "readiness.snapshot",
      subject: { kind: "readiness", ref: takenOn },
      after: { annexReady: numbers.annexReady, annexReadyOf: numbers.annexReadyOf },
    });
    return true;
  });
}
