import "server-only";
import { aliasedTable, and, asc, eq, sql } from "drizzle-orm";
import { artifacts, evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { users } from "@/db/schema/people";
import { requirements } from "@/db/schema/requirements";
import { inWorkspace, type Tx } from "@/db/tenant";
import { entriesAbout } from "@/lib/audit-log/queries/subject";
import { type AnyScope, actorId, holds, mayEditOwned, type Scope } from "@/lib/core/access";
import { type CrosswalkInput, pairsOf } from "@/lib/core/crosswalk";
import type { IsoDate } from "@/lib/core/dates";
import type { Decision } from "@/lib/core/decision";
import { notFound } from "@/lib/core/errors";
import { canReview, isOutdated } from "@/lib/core/evidence";
import { dateMarks } from "@/lib/core/evidence-dates";
import type { EvidenceItemDto, HistoryEntry, LinkDto, ProposalDto } from "@/lib/core/evidence-dto";
import { activityDetail } from "@/lib/core/evidence-history";
import type { Window } from "@/lib/core/evidence-window";
import { compareRefs, entryOf } from "@/lib/core/frameworks/catalogue";
import { type LinkProposal, proposeFrom } from "@/lib/core/links";
import { readCrosswalk } from "@/lib/crosswalk/queries";
import { currentArtifact, summaryColumns, withFreshness } from "@/lib/evidence/queries/columns";
import { artifactDto, readArtifacts, requireItemId } from "@/lib/evidence/queries/versions";

const HISTORY_SHOWN = 30;
const submitter = aliasedTable(users, "submitter");
const reviewer = aliasedTable(users, "reviewer");
const linker = aliasedTable(users, "linker");

async function readItem(tx: Tx, itemId: string) {
  const [row] = await tx
    .select({
      ...summaryColumns,
      guidance: evidenceItems.guidance,
      sharedDescription: evidenceItems.sharedDescription,
      internalNotes: evidenceItems.internalNotes,
      ownerText: evidenceItems.ownerText,
      cadence: evidenceItems.cadence,
      cadenceDays: evidenceItems.cadenceDays,
      renewOverrideOn: evidenceItems.renewOverrideOn,
      archived: sql<boolean>`${evidenceItems.archivedAt} is not null`,
      periodFrom: artifacts.periodFrom,
      periodTo: artifacts.periodTo,
      excluded: sql<
        string[]
      >`array(select s.ref from soa_rows s where s.workspace_id = ${evidenceItems.workspaceId} and s.applicability = 'excluded')`,
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
  const rows = await entriesAbout(tx, { kinds: ["evidence"], refs: [itemId], most: HISTORY_SHOWN });
  return rows.map(({ body, actor, ...row }) => ({ ...row, actorName: actor, detail: activityDetail(body) }));
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
    keptFrom: link.seenArtifact === link.reviewedArtifact ? null : link.seenArtifact,
    forRenewals: link.forRenewals,
    outdated: link.verdict !== "proposed" && isOutdated(link, { currentArtifact: current }),
  };
}

/** The proposal with the requirement's title. */
export function proposalDto(proposal: LinkProposal): ProposalDto {
  return { ...proposal, title: entryOf(proposal.ref)?.title ?? proposal.ref };
}

type Proposed = { readonly proposals: readonly ProposalDto[]; readonly dismissed: readonly ProposalDto[] };

function proposalsFor(
  links: Awaited<ReturnType<typeof readLinks>>,
  dismissed: readonly string[],
  scope: { readonly input: CrosswalkInput; readonly excluded: readonly string[] },
): Proposed {
  const source = {
    from: links.filter(({ link }) => link.origin !== "crosswalk").map(({ link }) => link.ref),
    known: links.map(({ link }) => link.ref),
  };
  const all = proposeFrom(source, pairsOf(scope.input), new Set(scope.excluded)).map(proposalDto);
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
 * One item with its versions, links, proposals and the last 30 entries of its history, and the workspace's name; five
 * statements.
 * @throws AppError NOT_FOUND (no such item in the workspace)
 */
export async function getEvidenceItem(
  scope: Scope<"evidence:read">,
  itemId: string,
  today: IsoDate,
): Promise<{ readonly item: EvidenceItemDto; readonly workspaceName: string }> {
  requireItemId(itemId);
  return inWorkspace(scope, async (tx) => {
    const [row, versions, links, history, { programme, crosswalk, workspace }] = await Promise.all([
      readItem(tx, itemId),
      readArtifacts(tx, itemId),
      readLinks(tx, itemId),
      readHistory(tx, itemId),
      readCrosswalk(tx),
    ]);
    const { dismissed, excluded, periodFrom, periodTo, ...item } = row;
    const window: Window = { from: programme.windowFrom, to: programme.windowTo };
    const review = reviewDecision(scope, item.submittedById, programme.selfAcceptance);
    const dated = { ...item, periodFrom, periodTo, collected: item.currentArtifact > 0 };
    const dto: EvidenceItemDto = {
      ...withFreshness(item, today),
      ...proposalsFor(links, dismissed, { input: crosswalk, excluded }),
      marks: dateMarks(dated, today, window),
      artifacts: versions.map((version) => artifactDto(version, window)),
      links: links
        .map((link) => linkDto(link, item.currentArtifact))
        .sort((a, b) => compareRefs(a.ref, b.ref)),
      history,
      window,
      mayEdit: holds(scope, "evidence:write") && mayEditOwned(scope, item.ownerId),
      mayReview: review.ok,
      reviewRefusal: review.ok ? null : review.reason,
      selfAcceptance: programme.selfAcceptance,
    };
    return { item: dto, workspaceName: workspace.name };
  });
}
