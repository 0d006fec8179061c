import "server-only";
import { and, asc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { nonconformities } from "@/db/schema/nonconformities";
import { findingAnswers, findingRequirements, findings } from "@/db/schema/room-work";
import { roomAuditors, rooms } from "@/db/schema/rooms";
import type { Tx } from "@/db/tenant";
import { FINDING_STANDING, findingGrade, findingName, partLabel, standingOf } from "@/lib/core/finding";
import { LATEST, latestAnswers } from "@/lib/findings/queries/answers";
import { dayIn, type PackPlace } from "@/lib/packs/queries/registers";

/** The heads of `findings.csv`: one line for each answer, one for a finding without any. */
export const FINDING_COLUMNS = [
  ...["Finding", "Room", "Grade", "State", "Requirements", "Statement", "Objective evidence"],
  ...["Raised by", "Raised on", "Nonconformity", "Part", "Round", "Answer", "Answered on"],
  ...["Decision", "Reason", "Decided by", "Decided on"],
] as const;

const DECISION = { waiting: "With the auditor", accepted: "Accepted", returned: "Returned" } as const;

/**
 * The findings of the pack's room with what was answered and decided; in a pack of no room, those that its nonconformities
 * come from. Drafts are never among them, and of a nonconformity only the answers that its auditor has.
 */
export async function readPackFindings(
  tx: Tx,
  of: PackPlace & { readonly nonconformityIds: readonly string[] },
): Promise<readonly (readonly (string | null)[])[]> {
  if (of.roomId === null && of.nonconformityIds.length === 0) return [];
  const decider = alias(roomAuditors, "decider");
  const rows = await tx
    .select({
      finding: findings,
      room: { name: rooms.name, standard: rooms.standard },
      raisedBy: roomAuditors.name,
      nonconformity: nonconformities.number,
      refs: sql<string[]>`array(select r.ref from ${findingRequirements} r
        where r.workspace_id = ${findings.workspaceId} and r.finding_id = ${findings.id} order by r.ref)`,
      ...LATEST,
      answer: findingAnswers,
      decidedBy: decider.name,
    })
    .from(findings)
    .innerJoin(rooms, and(eq(rooms.workspaceId, findings.workspaceId), eq(rooms.id, findings.roomId)))
    .innerJoin(
      roomAuditors,
      and(eq(roomAuditors.workspaceId, findings.workspaceId), eq(roomAuditors.id, findings.auditorId)),
    )
    .leftJoin(
      nonconformities,
      and(
        eq(nonconformities.workspaceId, findings.workspaceId),
        eq(nonconformities.id, findings.nonconformityId),
      ),
    )
    .leftJoin(
      findingAnswers,
      and(eq(findingAnswers.workspaceId, findings.workspaceId), eq(findingAnswers.findingId, findings.id)),
    )
    .leftJoin(
      decider,
      and(eq(decider.workspaceId, findingAnswers.workspaceId), eq(decider.id, findingAnswers.auditorId)),
    )
    .where(
      and(
        isNotNull(findings.number),
        of.roomId === null
          ? inArray(findings.nonconformityId, [...of.nonconformityIds])
          : eq(findings.roomId, of.roomId),
      ),
    )
    .orderBy(asc(rooms.name), asc(findings.number), asc(findingAnswers.createdAt), asc(findingAnswers.round));
  const day = (at: Date | null) => dayIn(of.timeZone, at);
  return rows.map(({ finding, room, answer, ...more }) => {
    const { state, grade } = finding;
    const standing = standingOf({ state, grade, answers: latestAnswers(more) });
    return [
      ...[findingName(finding.number), room.name, findingGrade(room.standard, grade).label],
      ...[FINDING_STANDING[standing].label, more.refs.join(", "), finding.statement],
      ...[finding.objectiveEvidence, more.raisedBy, day(finding.raisedAt), more.nonconformity],
      ...(answer === null
        ? Array.from({ length: 8 }, () => null)
        : [
            ...[partLabel(answer.part, grade), String(answer.round), answer.body, day(answer.createdAt)],
            ...[DECISION[answer.verdict], answer.reason, more.decidedBy, day(answer.decidedAt)],
          ]),
    ];
  });
}
