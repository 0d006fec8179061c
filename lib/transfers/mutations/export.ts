import "server-only";
import { and, desc, eq, inArray, isNotNull, lt, or, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { workspaceTransfers } from "@/db/schema/files";
import { workspaces } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { type AnyScope, actorId, type Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { AppError, notFound } from "@/lib/core/errors";
import { transferFileName } from "@/lib/core/transfer";
import { fileStore } from "@/lib/platform/file-store/file-store";
import { collect, discardParts, pack } from "@/lib/transfers/mutations/archive";
import { enqueueTransfer, setFailed, setProgress } from "@/lib/transfers/mutations/jobs";
import { transferKey } from "@/lib/transfers/queries/keys";

const ACTIVE = ["queued", "running"] as const;

/** Queues an export of everything. @throws AppError CONFLICT (one is under way) */
export async function startExport(scope: Scope<"workspace:export">, at: Date): Promise<string> {
  return inWorkspace(scope, async (tx) => {
    const [workspace] = await tx.select().from(workspaces).for("update");
    if (workspace === undefined) throw notFound("The workspace");
    const [active] = await tx
      .select({ id: workspaceTransfers.id })
      .from(workspaceTransfers)
      .where(inArray(workspaceTransfers.state, [...ACTIVE]))
      .limit(1);
    if (active !== undefined) {
      throw new AppError("CONFLICT", "An export or import is under way. Wait until it has finished.");
    }
    const id = uuidv7();
    const fileName = transferFileName(workspace.name, dateIn(scope.timeZone, at));
    const requestedBy = actorId(scope);
    if (requestedBy === null) throw new AppError("FORBIDDEN", "An export needs a person who asks for it.");
    await tx.insert(workspaceTransfers).values({
      ...{ workspaceId: scope.workspaceId, id, direction: "export", fileName, requestedBy },
      step: "Waits for the worker",
    });
    await enqueueTransfer(tx, scope, "export-workspace", id);
    await record(tx, scope, {
      verb: "workspace.export",
      subject: { kind: "transfer", ref: id },
      after: { fileName },
    });
    return id;
  });
}

async function isWanted(scope: AnyScope, id: string): Promise<boolean> {
  return inWorkspace(scope, async (tx) => {
    const [row] = await tx.select().from(workspaceTransfers).where(eq(workspaceTransfers.id, id));
    return row !== undefined && row.direction === "export" && ACTIVE.some((state) => state === row.state);
  });
}

/**
 * Makes the archive and puts it into the file store. A worker that is killed leaves staged files, which are swept, and
 * the queue starts again from the beginning. @throws the error of the last attempt, after the row says that it failed
 */
// house: no-record the request was recorded when it was made
export async function runExport(scope: AnyScope, id: string, at: Date, lastAttempt: boolean): Promise<void> {
  if (!(await isWanted(scope, id))) return;
  const progress = (step: string, done: number, total: number) =>
    setProgress(scope, id, { step, done, total });
  try {
    const collected = await collect(scope, progress);
    try {
      const archive = await pack(scope, collected, at, progress);
      await keep(scope, id, archive);
    } finally {
      await discardParts(collected.parts);
    }
  } catch (error) {
    if (lastAttempt) {
      await setFailed(scope, id, "The archive could not be made. The operator finds the reason in the log.");
    }
    throw error;
  }
}

// house: no-record the request was recorded; its result is the row
async function keep(scope: AnyScope, id: string, archive: Awaited<ReturnType<typeof pack>>): Promise<void> {
  const fileKey = transferKey(scope.workspaceId, `${id}.zip`);
  const { sha256, sizeBytes } = archive;
  try {
    await fileStore().put(fileKey, archive);
  } finally {
    await archive.discard();
  }
  await inWorkspace(scope, async (tx) => {
    await tx
      .update(workspaceTransfers)
      .set({
        ...{ state: "done", step: "", fileKey, sha256, sizeBytes },
        finishedAt: sql`now()`,
        expiresAt: sql`now() + interval '7 days'`,
      })
      .where(and(eq(workspaceTransfers.id, id), eq(workspaceTransfers.state, "running")));
  });
}

/** Notes who took an archive. */
export async function recordArchiveDownload(
  scope: Scope<"workspace:export">,
  taken: { readonly id: string; readonly fileName: string; readonly sha256: string },
): Promise<void> {
  const { id, fileName, sha256 } = taken;
  await inWorkspace(scope, (tx) =>
    record(tx, scope, {
      verb: "evidence.download",
      subject: { kind: "transfer", ref: id },
      after: { fileName, sha256 },
    }),
  );
}

/** Marks archives whose time is over, and work that a worker never came back to; the archives that nobody needs any more. */
async function settled(scope: AnyScope) {
  return inWorkspace(scope, async (tx) => {
    await tx
      .update(workspaceTransfers)
      .set({
        ...{ state: "failed", step: "", finishedAt: sql`now()` },
        error: "The worker did not finish this within a day. Start it again.",
      })
      .where(
        and(
          inArray(workspaceTransfers.state, [...ACTIVE]),
          lt(workspaceTransfers.createdAt, sql`now() - interval '1 day'`),
        ),
      );
    await tx
      .update(workspaceTransfers)
      .set({ state: "expired" })
      .where(
        and(
          inArray(workspaceTransfers.state, ["done", "offered"]),
          lt(workspaceTransfers.expiresAt, sql`now()`),
        ),
      );
    const imported = and(
      eq(workspaceTransfers.direction, "import"),
      inArray(workspaceTransfers.state, ["done", "failed"]),
    );
    return tx
      .select({ id: workspaceTransfers.id, fileKey: workspaceTransfers.fileKey })
      .from(workspaceTransfers)
      .where(
        and(isNotNull(workspaceTransfers.fileKey), or(eq(workspaceTransfers.state, "expired"), imported)),
      )
      .orderBy(desc(workspaceTransfers.createdAt))
      .limit(100);
  });
}

/** Removes archives whose time is over or whose import has ended, with what was read of them for the offer. */
// house: no-record the row keeps name, size, hash and who asked for it
export async function sweepTransfers(scope: AnyScope): Promise<void> {
  for (const { id, fileKey } of await settled(scope)) {
    if (fileKey !== null) await fileStore().remove(fileKey);
    await fileStore().remove(transferKey(scope.workspaceId, `${id}.json`));
    await inWorkspace(scope, async (tx) => {
      await tx.update(workspaceTransfers).set({ fileKey: null }).where(eq(workspaceTransfers.id, id));
    });
  }
}
