import "server-only";
import { aliasedTable, and, asc, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { activity } from "@/db/schema/activity";
import { artifacts, evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { users } from "@/db/schema/people";
import { requirements } from "@/db/schema/requirements";
import { inWorkspace, type Tx } from "@/db/tenant";
import { type AnyScope, actorId, holds, mayEditOwned, type Scope } from "@/lib/core/access";
import { pairsOf } from "@/lib/core/crosswalk";
import type { IsoDate } from "@/lib/core/dates";
import type { Decision } from "@/lib/core/decision";
import { notFound } from "@/lib/core/errors";
import { canReview, isOutdated, outOfWindow } from "@/lib/core/evidence";
import type {
  ArtifactDto,
  EvidenceItemDto,
  HistoryEntry,
  LinkDto,
  ProposalDto,
} from "@/lib/core/evidence-dto";
import { activityDetail } from "@/lib/core/evidence-history";
import { CRITERION_BY_REF, compareRefs, entryOf } from "@/lib/core/frameworks/catalogue";
import { type LinkProposal, proposeFrom } from "@/lib/core/links";
import { currentArtifact, summaryColumns, withFreshness } from "@/lib/evidence/queries/columns";
import { type CrosswalkScope, readCrosswalkScope } from "@/lib/evidence/queries/crosswalk-scope";
import { type Member, readMembers } from "@/lib/workspaces/queries";

const HISTORY_SHOWN = 30;
const submitter = aliasedTable(users, "submitter");
const reviewer = aliasedTable(users, "reviewer");
const linker = aliasedTable(users, "linker");

/** @throws AppError NOT_FOUND (not a uuid: it cannot be anybody's item) */
export function requireItemId(itemId: string): string {
  if (!z.uuid().safeParse(itemId).success) throw notFound("The evidence item");
  return itemId;
}

async function readItem(tx: Tx, itemId: string) {
  const [row] = await tx
    .select({
      ...summaryColumns,
      guidance: evidenceItems.guidance,
      sharedDescription: evidenceItems.sharedDescription,
      internalNotes: evidenceItems.internalNotes,
      ownerText: evidenceItems.ownerText,
      stateReason: evidenceItems.stateReason,
      submittedById: evidenceItems.submittedBy,
      submittedByName: submitter.name,
      submittedAt: evidenceItems.submittedAt,
      reviewedByName: reviewer.name,
      reviewedAt: evidenceItems.reviewedAt,
      currentArtifact: evidenceItems.currentArtifact,
      dismissed: sql<
        string[]
      >`array(select d.ref from link_dismissals d where d.workspace_id = ${evidenceItems.workspaceId} and d.item_id = ${evidenceItems.id})`,
    })
    .from(evidenceItems)
    .leftJoin(artifacts, currentArtifact)
    .leftJoin(users, eq(users.id, evidenceItems.ownerId))
    .leftJoin(submitter, eq(submitter.id, evidenceItems.submittedBy))
    .leftJoin(reviewer, eq(reviewer.id, evidenceItems.reviewedBy))
    .where(eq(evidenceItems.id, itemId));
  if (row === undefined) throw notFound("The evidence item");
  return row;
}

async function readArtifacts(tx: Tx, itemId: string) {
  return tx
    .select({ artifact: artifacts, addedByName: users.name })
    .from(artifacts)
    .innerJoin(users, eq(users.id, artifacts.addedBy))
    .where(eq(artifacts.itemId, itemId))
    .orderBy(desc(artifacts.number))
    .limit(200);
}

async function readLinks(tx: Tx, itemId: string) {
  return tx
    .select({
      link: evidenceLinks,
      kind: requirements.kind,
      ownTitle: requirements.title,
      linkedByName: linker.name,
      reviewerName: reviewer.name,
    })
    .from(evidenceLinks)
    .innerJoin(
      requirements,
      and(eq(requirements.workspaceId, evidenceLinks.workspaceId), eq(requirements.ref, evidenceLinks.ref)),
    )
    .leftJoin(linker, eq(linker.id, evidenceLinks.linkedBy))
    .leftJoin(reviewer, eq(reviewer.id, evidenceLinks.reviewerId))
    .where(eq(evidenceLinks.itemId, itemId))
    .orderBy(asc(evidenceLinks.ref));
}

async function readHistory(tx: Tx, itemId: string): Promise<readonly HistoryEntry[]> {
  const rows = await tx
    .select({
      seq: activity.seq,
      at: activity.at,
      actorName: activity.actorName,
      verb: activity.verb,
      body: activity.body,
    })
    .from(activity)
    .where(and(eq(activity.subjectKind, "evidence"), eq(activity.subjectRef, itemId)))
    .orderBy(desc(activity.seq))
    .limit(HISTORY_SHOWN);
  return rows.map(({ body, ...row }) => ({ ...row, detail: activityDetail(body) }));
}

type Window = { readonly from: IsoDate | null; readonly to: IsoDate | null };

function artifactDto(
  { artifact, addedByName }: Awaited<ReturnType<typeof readArtifacts>>[number],
  window: Window,
): ArtifactDto {
  const { number, kind, url, body, effectiveOn, periodFrom, periodTo, sourceSystem, collectedBy } = artifact;
  return {
    ...{ number, kind, url, body, effectiveOn, periodFrom, periodTo, sourceSystem, collectedBy, addedByName },
    addedAt: artifact.createdAt,
    outOfWindow: outOfWindow(artifact, window),
  };
}

function linkDto({ link, ...row }: Awaited<ReturnType<typeof readLinks>>[number], current: number): LinkDto {
  return {
    ref: link.ref,
    kind: row.kind,
    title: entryOf(link.ref)?.title ?? row.ownTitle ?? link.ref,
    origin: link.origin,
    linkedByName: row.linkedByName ?? "",
    linkedAt: link.createdAt,
    verdict: link.verdict,
    verdictNote: link.verdictNote,
    reviewerName: row.reviewerName,
    reviewedAt: link.reviewedAt,
    reviewedArtifact: link.reviewedArtifact,
    outdated: link.verdict !== "proposed" && isOutdated(link, { currentArtifact: current }),
  };
}

/** The proposal with the requirement's title. */
export function proposalDto(proposal: LinkProposal): ProposalDto {
  return { ...proposal, title: entryOf(proposal.ref)?.title ?? proposal.ref };
}

type Proposed = { readonly proposals: readonly ProposalDto[]; readonly dismissed: readonly ProposalDto[] };

function proposalsFor(
  refs: readonly string[],
  dismissed: readonly string[],
  scope: CrosswalkScope,
): Proposed {
  const criteria = refs.filter((ref) => CRITERION_BY_REF.has(ref));
  const all = proposeFrom({ criteria, known: refs }, pairsOf(scope.input), scope.excluded).map(proposalDto);
  return {
    proposals: all.filter((proposal) => !dismissed.includes(proposal.ref)),
    dismissed: all.filter((proposal) => dismissed.includes(proposal.ref)),
  };
}

function reviewDecision(scope: AnyScope, submitterId: string | null, selfAcceptance: boolean): Decision {
  const actor = actorId(scope) ?? "";
  if (!holds(scope, "evidence:review")) {
    return { ok: false, reason: "Owners, leads and approvers review evidence." };
  }
  return canReview({ submitterId, actorId: actor, selfAcceptance });
}

/**
 * One item with its versions, links, proposals and the last 30 entries of its history, and the members for pickers.
 * @throws AppError NOT_FOUND (no such item in the workspace)
 */
export async function getEvidenceItem(
  scope: Scope<"evidence:read">,
  itemId: string,
  today: IsoDate,
): Promise<{ readonly item: EvidenceItemDto; readonly members: readonly Member[] }> {
  requireItemId(itemId);
  return inWorkspace(scope, async (tx) => {
    const [row, versions, links, history, crosswalk, members] = await Promise.all([
      readItem(tx, itemId),
      readArtifacts(tx, itemId),
      readLinks(tx, itemId),
      readHistory(tx, itemId),
      readCrosswalkScope(tx),
      readMembers(tx),
    ]);
    const { dismissed, currentArtifact: current, ...item } = row;
    const { programme } = crosswalk;
    const window = { from: programme.windowFrom, to: programme.windowTo };
    const review = reviewDecision(scope, item.submittedById, programme.selfAcceptance);
    const dto: EvidenceItemDto = {
      ...withFreshness(item, today),
      ...proposalsFor(
        links.map((one) => one.link.ref),
        dismissed,
        crosswalk,
      ),
      artifacts: versions.map((version) => artifactDto(version, window)),
      links: links.map((link) => linkDto(link, current)).sort((a, b) => compareRefs(a.ref, b.ref)),
      history,
      window,
      mayEdit: holds(scope, "evidence:write") && mayEditOwned(scope, item.ownerId),
      mayReview: review.ok,
      reviewRefusal: review.ok ? null : review.reason,
    };
    return { item: dto, members };
  });
}
