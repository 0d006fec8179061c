// Moves the demo's reviews into the past and stores the daily numbers that led to today's, each marked as demo in the log.
import { sql } from "drizzle-orm";
import { readinessSnapshots } from "@/db/schema/workspaces";
import type { Stage } from "@/db/seed/demo-story";
import { inWorkspace } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { Permission, Scope } from "@/lib/core/access";
import { addDays } from "@/lib/core/dates";
import { snapshotOf } from "@/lib/core/readiness";
import { readReadiness } from "@/lib/readiness/queries";

const DAYS = 62;
/** Numbers that grew towards today's; the others stood as they stand. */
const GROWING: Readonly<Record<string, number>> = {
  annexReady: 0.42,
  clausesReady: 0.35,
  evidenced: 0.5,
  clausesEvidenced: 0.4,
  criteriaEvidenced: 0.55,
  implemented: 0.7,
  clausesImplemented: 0.5,
};

type Numbers = Readonly<Record<string, number>>;

/** Progress comes in steps: little at weekends, most of it in the second half. */
function shareOf(day: number): number {
  const worked = Math.floor(day / 7) * 5 + Math.min(day % 7, 5);
  const all = Math.floor(DAYS / 7) * 5 + Math.min(DAYS % 7, 5);
  return (worked / all) ** 1.3;
}

function numbersOn(day: number, now: Numbers): Numbers {
  const grown = Object.entries(GROWING).map(([name, start]) => {
    const end = now[name] ?? 0;
    return [name, Math.min(end, Math.round(end * (start + (1 - start) * shareOf(day))))] as const;
  });
  return { ...now, ...Object.fromEntries(grown) };
}

/** Stored days that end yesterday, so that the trend has a line on the first day. */
export async function storePastDays(scope: Scope<Permission>, { today }: Stage): Promise<void> {
  const { workspaceId } = scope;
  await inWorkspace(scope, async (tx) => {
    const now = snapshotOf(await readReadiness(tx, today, scope.timeZone));
    const days = Array.from({ length: DAYS }, (_, day) => ({
      workspaceId,
      takenOn: addDays(today, day - DAYS),
      numbers: numbersOn(day, now),
    }));
    await tx.insert(readinessSnapshots).values(days);
    await record(tx, scope, {
      verb: "readiness.snapshot",
      subject: { kind: "readiness", ref: "demo" },
      after: { demo: true, days: DAYS, from: days[0]?.takenOn, to: days.at(-1)?.takenOn },
    });
  });
}

/** Reviews were given some days after the evidence was collected, not all on one day. */
export async function datePastReviews(scope: Scope<Permission>): Promise<void> {
  await inWorkspace(scope, async (tx) => {
    await tx.execute(sql`
      update evidence_items i
      set submitted_at = least(i.submitted_at, (a.effective_on + 2)::timestamptz + interval '9 hours'),
        reviewed_at = least(i.reviewed_at, (a.effective_on + 5)::timestamptz + interval '14 hours')
      from artifacts a
      where a.workspace_id = i.workspace_id and a.item_id = i.id and a.number = i.current_artifact
        and i.submitted_at is not null and i.workspace_id = ${scope.workspaceId}`);
    await tx.execute(sql`
      update evidence_links l set reviewed_at = least(l.reviewed_at, i.reviewed_at)
      from evidence_items i
      where i.workspace_id = l.workspace_id and i.id = l.item_id and l.reviewed_at is not null
        and i.reviewed_at is not null and l.workspace_id = ${scope.workspaceId}`);
    await record(tx, scope, {
      verb: "evidence.edit",
      subject: { kind: "workspace", ref: scope.workspaceSlug },
      after: { demo: true, reviewDates: "moved into the past, after the day of collection" },
    });
  });
}
