// The activity log as a test sees it.
import { asc } from "drizzle-orm";
import { activity } from "@/db/schema/activity";
import { inWorkspace } from "@/db/tenant";
import type { AnyScope } from "@/lib/core/access";

/** Verb and subject of every entry of the workspace, oldest first: `member.invite lena@example.com`. */
export async function loggedVerbs(scope: AnyScope): Promise<readonly string[]> {
  const rows = await inWorkspace(scope, (tx) =>
    tx.select({ verb: activity.verb, ref: activity.subjectRef }).from(activity).orderBy(asc(activity.seq)),
  );
  return rows.map(({ verb, ref }) => `${verb} ${ref}`);
}
