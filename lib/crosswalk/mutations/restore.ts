import "server-only";
import { and, desc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { activity } from "@/db/schema/activity";
import { crosswalkOverrides } from "@/db/schema/requirements";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { Scope } from "@/lib/core/access";
import { AppError } from "@/lib/core/errors";
import { OVERLAPS } from "@/lib/core/frameworks/types";
import { rowNaming } from "@/lib/core/overrides";
import { pairId, pairWords } from "@/lib/core/pair-id";
import { sidesOf } from "@/lib/core/requirement-history";
import type { RestoreDecisionsInput } from "@/lib/crosswalk/input";
import {
  decisionOn,
  firstVersion,
  lockCriterion,
  type RowResult,
  requirePair,
} from "@/lib/crosswalk/mutations";

const takenBack = z.object({
  overlap: z.enum([...OVERLAPS, "none"]),
  note: z.string(),
  reason: z.string(),
  decidedBy: z.uuid(),
  decidedAt: z.iso.datetime().transform((text) => new Date(text)),
  datasetVersion: z.string(),
});

/** The newest entry about each pair's decision. */
async function lastEntries(tx: Tx, ids: readonly string[]) {
  const rows = await tx
    .selectDistinctOn([activity.subjectRef], {
      id: activity.subjectRef,
      verb: activity.verb,
      body: activity.body,
    })
    .from(activity)
    .where(
      and(
        eq(activity.subjectKind, "pair"),
        inArray(activity.subjectRef, [...ids]),
        inArray(activity.verb, ["crosswalk.override", "crosswalk.reset", "crosswalk.restore"]),
      ),
    )
    .orderBy(activity.subjectRef, desc(activity.seq));
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Brings decisions back that were taken back last, as they were: with who decided and when, so that a reading that stood then
 * stands again. @throws AppError NOT_FOUND, CONFLICT (a pair's last change was another one)
 */
export async function restoreDecisions(
  scope: Scope<"crosswalk:decide">,
  { criterion, refs }: RestoreDecisionsInput,
): Promise<RowResult> {
  return inWorkspace(scope, async (tx) => {
    for (const ref of refs) requirePair({ criterion, ref });
    const read = await lockCriterion(tx, criterion);
    const entries = await lastEntries(
      tx,
      refs.map((ref) => pairId({ criterion, ref })),
    );
    const restored = refs.map((ref) => {
      const pair = { criterion, ref };
      const entry = entries.get(pairId(pair));
      const was = takenBack.safeParse(entry === undefined ? null : sidesOf(entry.body).before);
      if (entry?.verb !== "crosswalk.reset" || decisionOn(read, pair) !== undefined || !was.success) {
        throw new AppError("CONFLICT", `There is no decision on ${pairWords(pair)} to bring back.`);
      }
      return { ref, ...was.data };
    });
    await tx.insert(crosswalkOverrides).values(
      restored.map((one) => ({
        ...{ workspaceId: scope.workspaceId, criterion, ...one },
        version: firstVersion({ criterion, ref: one.ref }),
      })),
    );
    await record(
      tx,
      scope,
      restored.map(({ ref, overlap, note, reason }) => ({
        verb: "crosswalk.restore" as const,
        subject: { kind: "pair" as const, ref: pairId({ criterion, ref }) },
        before: { overlap: rowNaming(read.edition, { criterion, ref })?.overlap ?? null },
        after: { overlap, note, reason },
      })),
    );
    return { criterion, refs };
  });
}
