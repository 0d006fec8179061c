import "server-only";
import { and, eq, inArray, lt, or, sql } from "drizzle-orm";
import { packs } from "@/db/schema/packs";
import { inWorkspace } from "@/db/tenant";
import type { AnyScope } from "@/lib/core/access";
import type { PackCounts } from "@/lib/core/pack";
import { enqueuePack } from "@/lib/packs/mutations";

/** Another worker has begun this pack anew: whatever this one does counts for nothing. */
export class Overtaken extends Error {}

export type Claim = { readonly row: typeof packs.$inferSelect; readonly attempt: number };

const SILENT = sql`now() - interval '2 minutes'`;
const ATTEMPTS = 5;

/** Takes the pack up when nobody works on it: it waits, or its worker has been silent for two minutes. Null otherwise. */
// house: no-record the request was recorded when it was made
export async function claimPack(scope: AnyScope, id: string): Promise<Claim | null> {
  return inWorkspace(scope, async (tx) => {
    const [row] = await tx
      .update(packs)
      .set({
        state: "building",
        attempt: sql`${packs.attempt} + 1`,
        heartbeatAt: sql`now()`,
        step: "Reading records",
        done: 0,
        total: 0,
      })
      .where(
        and(
          eq(packs.id, id),
          or(eq(packs.state, "queued"), and(eq(packs.state, "building"), lt(packs.heartbeatAt, SILENT))),
        ),
      )
      .returning();
    return row === undefined ? null : { row, attempt: row.attempt };
  });
}

const mine = (id: string, attempt: number) =>
  and(eq(packs.id, id), eq(packs.attempt, attempt), eq(packs.state, "building"));

export type PackProgress = { readonly step: string; readonly done: number; readonly total: number };

/** Shows how far it is, and that somebody works on it. @throws Overtaken */
// house: no-record progress of a job
export async function setPackProgress(
  scope: AnyScope,
  id: string,
  attempt: number,
  progress: PackProgress,
): Promise<void> {
  await inWorkspace(scope, async (tx) => {
    const rows = await tx
      .update(packs)
      .set({ ...progress, heartbeatAt: sql`now()` })
      .where(mine(id, attempt))
      .returning({ id: packs.id });
    if (rows.length === 0) throw new Overtaken();
  });
}

export type FinishedPack = {
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly manifestSha256: string;
  readonly checkpointSize: number;
  readonly counts: PackCounts;
};

/** The pack is there: its bytes were put before. @throws Overtaken */
// house: no-record the request was recorded; its result is the row
export async function setPackReady(
  scope: AnyScope,
  id: string,
  attempt: number,
  pack: FinishedPack,
): Promise<void> {
  await inWorkspace(scope, async (tx) => {
    const rows = await tx
      .update(packs)
      .set({ ...pack, state: "ready", step: "", finishedAt: sql`now()`, version: sql`${packs.version} + 1` })
      .where(mine(id, attempt))
      .returning({ id: packs.id });
    if (rows.length === 0) throw new Overtaken();
  });
}

/** Puts the pack back into the queue for the next try, or ends it with a sentence for the person who asked for it. */
// house: no-record nothing was built; the row says why
export async function setPackFailed(
  scope: AnyScope,
  id: string,
  attempt: number,
  sentence: string | null,
): Promise<void> {
  await inWorkspace(scope, async (tx) => {
    const next =
      sentence === null
        ? ({ state: "queued", step: "Is tried again" } as const)
        : ({ state: "failed", step: "", error: sentence, finishedAt: sql`now()` } as const);
    await tx.update(packs).set(next).where(mine(id, attempt));
  });
}

/** Queues packs anew whose worker was killed, and gives up after five tries. Returns how many were queued. */
// house: no-record the request was recorded when it was made
export async function resumePacks(scope: AnyScope): Promise<number> {
  return inWorkspace(scope, async (tx) => {
    const stale = and(inArray(packs.state, ["building"]), lt(packs.heartbeatAt, SILENT));
    await tx
      .update(packs)
      .set({
        state: "failed",
        step: "",
        finishedAt: sql`now()`,
        error:
          "The worker ended five times while it built this pack. The operator finds the reason in the log.",
      })
      .where(and(stale, sql`${packs.attempt} >= ${ATTEMPTS}`));
    const left = await tx.select({ id: packs.id }).from(packs).where(stale);
    for (const { id } of left) await enqueuePack(tx, scope, id);
    return left.length;
  });
}
