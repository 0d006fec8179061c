import "server-only";
import { and, asc, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import { users } from "@/db/schema/people";
import { findingAnswers, findings } from "@/db/schema/room-work";
import { roomAuditors } from "@/db/schema/rooms";
import type { Tx } from "@/db/tenant";
import { countFindings, type FindingCounts, type LatestAnswers, standingOf } from "@/lib/core/finding";
import type { FindingAnswer } from "@/lib/core/finding-dto";
import type { FindingPart, PartVerdict } from "@/lib/core/room-work-statuses";

type Latest = { readonly [K in FindingPart]: PartVerdict | null };

const latestOf = (part: FindingPart): SQL<PartVerdict | null> =>
  sql<PartVerdict | null>`(select a.verdict from ${findingAnswers} a where a.workspace_id = ${findings.workspaceId}
    and a.finding_id = ${findings.id} and a.part = ${part} order by a.round desc limit 1)`;

/** Columns of a query on findings: what became of the newest answer to each part. */
export const LATEST = { correction: latestOf("correction"), action: latestOf("action") };

/** The parts that were answered at all. */
export function latestAnswers({ correction, action }: Latest): LatestAnswers {
  return { ...(correction === null ? {} : { correction }), ...(action === null ? {} : { action }) };
}

/** What became of the newest answers to one finding. */
export async function readLatestAnswers(tx: Tx, findingId: string): Promise<LatestAnswers> {
  const [row] = await tx.select(LATEST).from(findings).where(eq(findings.id, findingId));
  return row === undefined ? {} : latestAnswers(row);
}

/** Every answer to one finding with the auditor's decision, oldest first. */
export async function readAnswersTo(tx: Tx, findingId: string): Promise<readonly FindingAnswer[]> {
  const rows = await tx
    .select({ answer: findingAnswers, by: users.name, auditor: roomAuditors.name })
    .from(findingAnswers)
    .leftJoin(users, eq(users.id, findingAnswers.memberId))
    .leftJoin(
      roomAuditors,
      and(
        eq(roomAuditors.workspaceId, findingAnswers.workspaceId),
        eq(roomAuditors.id, findingAnswers.auditorId),
      ),
    )
    .where(eq(findingAnswers.findingId, findingId))
    .orderBy(asc(findingAnswers.createdAt), asc(findingAnswers.round))
    .limit(400);
  return rows.map(({ answer, by, auditor }) => ({
    ...{ part: answer.part, round: answer.round, body: answer.body, by: by ?? "Former member" },
    ...{ at: answer.createdAt, verdict: answer.verdict, reason: answer.reason },
    ...{ decidedBy: auditor, decidedAt: answer.decidedAt },
  }));
}

/** How many findings of the room stand where; the same for both sides, drafts left out. One statement. */
export async function readFindingCounts(tx: Tx, roomId: string): Promise<FindingCounts> {
  const rows = await tx
    .select({ state: findings.state, grade: findings.grade, ...LATEST })
    .from(findings)
    .where(and(eq(findings.roomId, roomId), isNotNull(findings.number)))
    .limit(2_000);
  return countFindings(
    rows.map(({ state, grade, ...latest }) => standingOf({ state, grade, answers: latestAnswers(latest) })),
  );
}
