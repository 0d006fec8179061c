import "server-only";
import { and, desc, inArray, ne } from "drizzle-orm";
import { activity } from "@/db/schema/activity";
import type { Tx } from "@/db/tenant";
import type { SubjectKind } from "@/lib/core/audit-actions";

type Subjects = {
  readonly kinds: readonly SubjectKind[];
  readonly refs: readonly string[];
  /** How many entries are read at the most. */
  readonly most: number;
};

/** The newest entries of the log about the subjects, newest first; comments stand beside a history, not in it. */
export async function entriesAbout(tx: Tx, { kinds, refs, most }: Subjects) {
  return tx
    .select({
      seq: activity.seq,
      at: activity.at,
      actor: activity.actorName,
      verb: activity.verb,
      body: activity.body,
    })
    .from(activity)
    .where(
      and(
        inArray(activity.subjectKind, [...kinds]),
        inArray(activity.subjectRef, [...refs]),
        ne(activity.verb, "comment.write"),
      ),
    )
    .orderBy(desc(activity.seq))
    .limit(most);
}
