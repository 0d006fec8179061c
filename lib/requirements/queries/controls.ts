import "server-only";
import { and, asc, desc, eq, inArray, isNull, ne, notInArray, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { readTogether } from "@/db/bulk";
import { activity } from "@/db/schema/activity";
import { artifacts, evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { users } from "@/db/schema/people";
import { inWorkspaceByOnePlan, type Tx } from "@/db/tenant";
import { actorId, type Scope } from "@/lib/core/access";
import type { CrosswalkInput } from "@/lib/core/crosswalk";
import { dateIn, formatInstant, type IsoDate } from "@/lib/core/dates";
import { notFound } from "@/lib/core/errors";
import type { Programme } from "@/lib/core/programme";
import type { HistoryEntry, LinkedEvidence, OpenRequirement } from "@/lib/core/requirement-detail";
import { historyIcon, historyWords } from "@/lib/core/requirement-history";
import type { RequirementRow } from "@/lib/core/requirement-rows";
import type { ListViews } from "@/lib/core/saved-views";
import { crosswalkOf, crosswalkRows } from "@/lib/crosswalk/queries";
import { requirementFacts, requirementRows } from "@/lib/requirements/queries";
import { readRowReliance } from "@/lib/suppliers/queries";
import { keptViews, listViewsOf } from "@/lib/views/queries";
import { type Member, presentMembers } from "@/lib/workspaces/queries";

const reviewer = alias(users, "reviewer");
const owner = alias(users, "owner");

function dayIn(timeZone: string, at: Date | null): IsoDate | null {
  return at === null ? null : dateIn(timeZone, at);
}

/** Items linked to the requirement, rejected ones included, those that count first; withdrawn, superseded and archived ones left out. */
export async function readLinkedEvidence(
  tx: Tx,
  ref: string,
  timeZone: string,
): Promise<readonly LinkedEvidence[]> {
  const rows = await tx
    .select({
      item: evidenceItems,
      link: evidenceLinks,
      artifact: artifacts,
      reviewerName: reviewer.name,
      ownerName: owner.name,
      usedIn: sql<number>`(select count(*)::int from evidence_links used where used.workspace_id = ${evidenceItems.workspaceId} and used.item_id = ${evidenceItems.id})`,
    })
    .from(evidenceLinks)
    .innerJoin(
      evidenceItems,
      and(
        eq(evidenceItems.workspaceId, evidenceLinks.workspaceId),
        eq(evidenceItems.id, evidenceLinks.itemId),
      ),
    )
    .leftJoin(
      artifacts,
      and(
        eq(artifacts.workspaceId, evidenceItems.workspaceId),
        eq(artifacts.itemId, evidenceItems.id),
        eq(artifacts.number, evidenceItems.currentArtifact),
      ),
    )
    .leftJoin(reviewer, eq(reviewer.id, evidenceLinks.reviewerId))
    .leftJoin(owner, eq(owner.id, evidenceItems.ownerId))
    .where(
      and(
        eq(evidenceLinks.ref, ref),
        notInArray(evidenceItems.state, ["superseded", "withdrawn"]),
        isNull(evidenceItems.archivedAt),
      ),
    )
    .orderBy(
      sql`case ${evidenceLinks.verdict} when 'sufficient' then 0 when 'needs_supplement' then 1 when 'proposed' then 2 else 3 end`,
      asc(evidenceLinks.createdAt),
      asc(evidenceItems.title),
    )
    .limit(200);
  return rows.map(({ item, link, artifact, reviewerName, ownerName, usedIn }) => ({
    itemId: item.id,
    reference: item.reference,
    title: item.title,
    category: item.category,
    state: item.state,
    stateReason: item.stateReason,
    ownerName: ownerName ?? (item.ownerText === "" ? null : item.ownerText),
    verdict: link.verdict,
    verdictNote: link.verdictNote,
    reviewerName,
    reviewedOn: dayIn(timeZone, link.reviewedAt),
    reviewedArtifact: link.reviewedArtifact,
    currentArtifact: item.currentArtifact,
    acceptedOn: item.state === "accepted" ? dayIn(timeZone, item.reviewedAt) : null,
    effectiveOn: artifact?.effectiveOn ?? null,
    periodFrom: artifact?.periodFrom ?? null,
    periodTo: artifact?.periodTo ?? null,
    renewOn: item.renewOn,
    usedIn,
  }));
}

const NAMES_REQUIREMENTS = [
  "requirement.bulk-edit",
  "evidence.link",
  "evidence.unlink",
  "evidence.give-verdict",
  "evidence.confirm-proposals",
  "soa.set-row",
  "soa.bulk-edit",
  "nonconformity.raise",
] as const;

/** The newest entries that are about the requirement or name it: its own, bulk edits, links, verdicts, findings. */
export async function readRequirementHistory(
  tx: Tx,
  ref: string,
  timeZone: string,
  limit: number,
): Promise<readonly HistoryEntry[]> {
  const named = `%"${ref.replace(/[\\%_]/g, "\\$&")}"%`;
  const rows = await tx
    .select({
      seq: activity.seq,
      at: activity.at,
      actor: activity.actorName,
      verb: activity.verb,
      body: activity.body,
      subject: activity.subjectRef,
      title: evidenceItems.title,
    })
    .from(activity)
    .leftJoin(
      evidenceItems,
      and(
        eq(evidenceItems.workspaceId, activity.workspaceId),
        eq(activity.subjectKind, "evidence"),
        sql`${evidenceItems.id}::text = ${activity.subjectRef}`,
      ),
    )
    .where(
      or(
        and(inArray(activity.subjectKind, ["requirement", "soa"]), eq(activity.subjectRef, ref)),
        and(
          eq(activity.subjectKind, "pair"),
          ne(activity.verb, "comment.write"),
          sql`${ref} in (split_part(${activity.subjectRef}, '|', 1), split_part(${activity.subjectRef}, '|', 2))`,
        ),
        and(inArray(activity.verb, [...NAMES_REQUIREMENTS]), sql`${activity.body} like ${named}`),
      ),
    )
    .orderBy(desc(activity.seq))
    .limit(limit);
  return rows.map(({ seq, at, actor, ...entry }) => ({
    seq,
    at: formatInstant(at, timeZone),
    actor,
    words: historyWords(entry, ref),
    icon: historyIcon(entry.verb),
  }));
}

export type ControlsData = {
  readonly workspace: { readonly name: string; readonly slug: string };
  /** What the acting person keeps of the list. */
  readonly views: ListViews;
  readonly today: IsoDate;
  readonly rows: readonly RequirementRow[];
  readonly members: readonly Member[];
  readonly programme: Programme;
  readonly crosswalk: CrosswalkInput;
};

const HISTORY_SHOWN = 20;

async function readOpen(
  tx: Tx,
  scope: Scope<"requirement:read">,
  row: RequirementRow | undefined,
  programme: Programme,
  today: IsoDate,
): Promise<OpenRequirement | null> {
  if (row === undefined) return null;
  const mayRest = row.kind === "control" || row.kind === "own";
  const [evidence, history, reliance] = await Promise.all([
    readLinkedEvidence(tx, row.ref, scope.timeZone),
    readRequirementHistory(tx, row.ref, scope.timeZone, HISTORY_SHOWN),
    mayRest ? readRowReliance(tx, row.ref, today) : [],
  ]);
  return { row, evidence, history, reliance, window: { from: programme.windowFrom, to: programme.windowTo } };
}

/** Everything the list shows, and the open requirement beside it: null when none is asked for or there is none by that name. One statement, and three for the open one. */
export async function getControls(
  scope: Scope<"requirement:read">,
  now: Date,
  open: string | null = null,
): Promise<ControlsData & { readonly open: OpenRequirement | null }> {
  const today = dateIn(scope.timeZone, now);
  return inWorkspaceByOnePlan(scope, async (tx) => {
    const found = await readTogether(tx, {
      facts: requirementFacts(tx, today),
      members: presentMembers(tx),
      crosswalk: crosswalkRows(tx),
      views: keptViews(tx, actorId(scope), "controls"),
    });
    const rows = requirementRows(found.facts);
    const { workspace, programme, crosswalk } = crosswalkOf(found.crosswalk);
    const row = open === null ? undefined : rows.find((one) => one.ref === open);
    return {
      workspace: { name: workspace.name, slug: scope.workspaceSlug },
      ...{ today, rows, members: found.members, programme, crosswalk },
      views: listViewsOf(found.views),
      open: await readOpen(tx, scope, row, programme, today),
    };
  });
}

/** One requirement with everything its page shows. @throws AppError NOT_FOUND */
export async function getRequirement(
  scope: Scope<"requirement:read">,
  now: Date,
  ref: string,
): Promise<ControlsData & { readonly open: OpenRequirement }> {
  const { open, ...data } = await getControls(scope, now, ref);
  if (open === null) throw notFound("The requirement");
  return { ...data, open };
}
