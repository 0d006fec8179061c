import "server-only";
import { and, asc, eq, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { blobs } from "@/db/schema/files";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { AnyScope } from "@/lib/core/access";
import type { ScanState } from "@/lib/core/work-statuses";
import type { ScanAnswer } from "@/lib/platform/clamd";

const SLICE = 200;

/** Queues the scan of the bytes inside the caller's transaction; a scan that already waits is not queued twice. */
export async function enqueueScan(tx: Tx, scope: AnyScope, sha256: string): Promise<void> {
  const { workspaceId, workspaceSlug, timeZone } = scope;
  const payload = JSON.stringify({ workspaceId, workspaceSlug, timeZone, sha256 });
  const options = JSON.stringify({ jobKey: `scan ${workspaceId} ${sha256}`, maxAttempts: 8 });
  await tx.execute(sql`select enqueue_job('scan-file', ${payload}::json, ${options}::json)`);
}

/** A scanner that does not answer takes nothing away from files that were here before there was one. */
function stateAfter(before: ScanState, answer: ScanAnswer["state"]): ScanState {
  return answer === "failed" && before === "not_scanned" ? before : answer;
}

/** Stores what the scanner said and notes it in the log; the same answer twice is noted once. */
export async function setScanState(scope: AnyScope, sha256: string, answer: ScanAnswer): Promise<void> {
  await inWorkspace(scope, async (tx) => {
    const [blob] = await tx
      .select({ scanState: blobs.scanState })
      .from(blobs)
      .where(eq(blobs.sha256, sha256))
      .for("update");
    if (blob === undefined) return;
    const state = stateAfter(blob.scanState, answer.state);
    await tx
      .update(blobs)
      .set({ scanState: state, scanNote: answer.note, scannedAt: sql`now()` })
      .where(eq(blobs.sha256, sha256));
    if (blob.scanState === state) return;
    await record(tx, scope, {
      verb: "file.scan",
      subject: { kind: "file", ref: sha256 },
      before: { scanState: blob.scanState },
      after: { scanState: state, note: answer.note },
    });
  });
}

const WAITING: ScanState[] = ["not_scanned", "pending", "failed"];

/**
 * Queues scans for files that have none yet or whose scan failed more than an hour ago, oldest first, 200 at a time.
 * Returns how many.
 */
// house: no-record only jobs are queued; what the scanner says is recorded when it has answered
export async function queueMissingScans(scope: AnyScope): Promise<number> {
  return inWorkspace(scope, async (tx) => {
    const rows = await tx
      .select({ sha256: blobs.sha256 })
      .from(blobs)
      .where(
        and(
          inArray(blobs.scanState, WAITING),
          or(isNull(blobs.scannedAt), lt(blobs.scannedAt, sql`now() - interval '1 hour'`)),
          lt(blobs.createdAt, sql`now() - interval '10 minutes'`),
        ),
      )
      .orderBy(asc(blobs.createdAt))
      .limit(SLICE);
    for (const { sha256 } of rows) await enqueueScan(tx, scope, sha256);
    return rows.length;
  });
}

/** Without a scanner nothing waits for one: such files are shown as not scanned and can be opened. Returns how many. */
// house: no-record the operator took the scanner away; the files themselves are as they were
export async function releaseWaitingScans(scope: AnyScope): Promise<number> {
  return inWorkspace(scope, async (tx) => {
    const released = await tx
      .update(blobs)
      .set({ scanState: "not_scanned", scanNote: "" })
      .where(inArray(blobs.scanState, ["pending", "failed"]))
      .returning({ sha256: blobs.sha256 });
    return released.length;
  });
}
