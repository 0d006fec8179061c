import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { type RowsOf, readTogether } from "@/db/bulk";
import { evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { nonconformities, nonconformityRequirements } from "@/db/schema/nonconformities";
import { users } from "@/db/schema/people";
import { requirements, soaRows } from "@/db/schema/requirements";
import { inWorkspace, type Tx } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import { dateIn, type IsoDate } from "@/lib/core/dates";
import { compareRefs, entryOf } from "@/lib/core/frameworks/catalogue";
import type { RequirementRow } from "@/lib/core/requirement-rows";

const count = (condition: ReturnType<typeof sql>) =>
  sql<number>`(count(*) filter (where ${condition}))::int`.mapWith(Number);

/** Counts of the linked items by requirement: the database's form of `countsAsEvidence` and `isExpired` in lib/core/evidence. */
function linksByRef(tx: Tx, today: IsoDate) {
  const renew = evidenceItems.renewOn;
  const sufficient = sql`${evidenceLinks.verdict} = 'sufficient'`;
  const current = sql`(${renew} is null or ${renew} >= ${today})`;
  const judged = sql`coalesce(${evidenceLinks.reviewedArtifact}, 0) >= ${evidenceItems.currentArtifact}`;
  return tx
    .select({
      ref: evidenceLinks.ref,
      linked: sql<number>`count(*)::int`.mapWith(Number).as("linked"),
      sufficient: count(sufficient).as("sufficient"),
      evidenced: count(
        sql`${sufficient} and ${judged} and ${evidenceItems.state} = 'accepted' and ${current}`,
      ).as("evidenced"),
      expired: count(sql`${renew} < ${today}`).as("expired"),
      dueSoon: count(sql`${renew} between ${today} and ${today}::date + ${evidenceItems.reminderDays}`).as(
        "due_soon",
      ),
      returned: count(sql`${evidenceItems.state} = 'returned'`).as("returned"),
      needsSupplement: count(sql`${evidenceLinks.verdict} = 'needs_supplement'`).as("needs_supplement"),
    })
    .from(evidenceLinks)
    .innerJoin(
      evidenceItems,
      and(
        eq(evidenceItems.workspaceId, evidenceLinks.workspaceId),
        eq(evidenceItems.id, evidenceLinks.itemId),
      ),
    )
    .where(
      and(
        // Written out: the planner believes that "is not $1" leaves nothing of a column with one value.
        sql`${evidenceItems.state} not in ('superseded', 'withdrawn')`,
        isNull(evidenceItems.archivedAt),
        sql`${evidenceLinks.verdict} <> 'rejected'`,
      ),
    )
    .groupBy(evidenceLinks.ref)
    .as("links_by_ref");
}

function findingsByRef(tx: Tx) {
  return tx
    .select({
      ref: nonconformityRequirements.ref,
      major: count(sql`${nonconformities.grade} = 'major'`).as("major"),
      minor: count(sql`${nonconformities.grade} = 'minor'`).as("minor"),
    })
    .from(nonconformityRequirements)
    .innerJoin(
      nonconformities,
      and(
        eq(nonconformities.workspaceId, nonconformityRequirements.workspaceId),
        eq(nonconformities.id, nonconformityRequirements.nonconformityId),
      ),
    )
    .where(sql`${nonconformities.state} not in ('closed', 'withdrawn', 'done', 'declined')`)
    .groupBy(nonconformityRequirements.ref)
    .as("findings_by_ref");
}

const number = (value: number | null) => value ?? 0;

/** All requirements that are not archived with the facts of the day, for `readTogether`; `requirementRows` reads what it finds. */
export function requirementFacts(tx: Tx, today: IsoDate) {
  const links = linksByRef(tx, today);
  const findings = findingsByRef(tx);
  const { ref, kind, title, about, evidenceStatus, overrideReason, implementation } = requirements;
  const { targetOn, ownerId, dueOn, note, version } = requirements;
  return tx
    .select({
      ...{ ref, kind, title, about, evidenceStatus, overrideReason, implementation },
      ...{ targetOn, ownerId, dueOn, note, version },
      applicability: soaRows.applicability,
      delivery: soaRows.delivery,
      ownerName: users.name,
      linked: links.linked,
      sufficient: links.sufficient,
      evidenced: links.evidenced,
      expired: links.expired,
      dueSoon: links.dueSoon,
      returned: links.returned,
      needsSupplement: links.needsSupplement,
      major: findings.major,
      minor: findings.minor,
    })
    .from(requirements)
    .leftJoin(
      soaRows,
      and(eq(soaRows.workspaceId, requirements.workspaceId), eq(soaRows.ref, requirements.ref)),
    )
    .leftJoin(users, eq(users.id, requirements.ownerId))
    .leftJoin(links, eq(links.ref, requirements.ref))
    .leftJoin(findings, eq(findings.ref, requirements.ref))
    .where(isNull(requirements.archivedAt));
}

/** The rows of `requirementFacts` as the rules read them, in standard order. */
export function requirementRows(
  found: RowsOf<ReturnType<typeof requirementFacts>>,
): readonly RequirementRow[] {
  return found
    .map((row) => ({
      ref: row.ref,
      kind: row.kind,
      title: entryOf(row.ref)?.title ?? row.title ?? row.ref,
      ownAbout: row.about,
      evidenceStatus: row.evidenceStatus,
      overrideReason: row.overrideReason,
      overridden: row.overrideReason !== null && row.overrideReason.trim() !== "",
      implementation: row.implementation,
      targetOn: row.targetOn,
      applicability: row.applicability ?? "included",
      delivery: row.delivery ?? "own",
      ownerId: row.ownerId,
      ownerName: row.ownerName,
      dueOn: row.dueOn,
      note: row.note,
      version: row.version,
      linkedCount: number(row.linked),
      sufficientCount: number(row.sufficient),
      evidencedCurrent: number(row.evidenced) > 0,
      needsSupplementCount: number(row.needsSupplement),
      expiredCount: number(row.expired),
      dueSoonCount: number(row.dueSoon),
      returnedCount: number(row.returned),
      openMajor: number(row.major),
      openMinor: number(row.minor),
    }))
    .sort((a, b) => compareRefs(a.ref, b.ref));
}

/**
 * All requirements of the transaction's workspace with the facts of the day, in standard order, in one statement:
 * 93 controls, 30 clauses, 61 criteria and own controls that are not archived. The one source of readiness, SoA and lists.
 */
export async function readRequirementFacts(tx: Tx, today: IsoDate): Promise<readonly RequirementRow[]> {
  const { facts } = await readTogether(tx, { facts: requirementFacts(tx, today) });
  return requirementRows(facts);
}

/** Those of `refs` that have a sufficient, accepted and current piece of evidence today: what Ready asks for. */
export async function readEvidencedRefs(
  tx: Tx,
  refs: readonly string[],
  today: IsoDate,
): Promise<ReadonlySet<string>> {
  const links = linksByRef(tx, today);
  const found = await tx
    .select({ ref: links.ref, evidenced: links.evidenced })
    .from(links)
    .where(inArray(links.ref, [...refs]));
  return new Set(found.filter((row) => row.evidenced > 0).map((row) => row.ref));
}

/** The facts of all requirements on the calendar day that `now` falls on in the workspace. */
export async function listRequirementFacts(
  scope: Scope<"requirement:read">,
  now: Date,
): Promise<readonly RequirementRow[]> {
  return inWorkspace(scope, (tx) => readRequirementFacts(tx, dateIn(scope.timeZone, now)));
}
