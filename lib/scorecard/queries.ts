import "server-only";
import { and, asc, count, desc, eq, inArray, isNull, ne } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { users } from "@/db/schema/people";
import { requirementProposals, requirements, soaRows } from "@/db/schema/requirements";
import { inWorkspace, type Tx } from "@/db/tenant";
import { type AnyScope, holds, mayEditOwned, type Scope } from "@/lib/core/access";
import { criterionInScope } from "@/lib/core/crosswalk";
import { dateIn } from "@/lib/core/dates";
import { CRITERION_BY_REF, compareRefs, entryOf } from "@/lib/core/frameworks/catalogue";
import type { Answers } from "@/lib/core/scorecard";
import {
  acceptanceOf,
  type CarryOverPlan,
  type ProposalTarget,
  planCarryOver,
  proposalsOf,
  type ScorecardProposal,
  type ScorecardProposalRow,
  type StoredProposal,
} from "@/lib/core/scorecard-proposals";
import type { ScorecardDirection } from "@/lib/core/scorecard-question";
import { readProgramme } from "@/lib/workspaces/queries";

export type TargetRow = ProposalTarget & { readonly ownerId: string | null; readonly version: number };

/** The requirements by these references as proposals see them; archived ones are not among them. Two statements. */
export async function readTargets(tx: Tx, refs: readonly string[]): Promise<readonly TargetRow[]> {
  const [programme, rows] = await Promise.all([
    readProgramme(tx),
    tx
      .select({
        ref: requirements.ref,
        evidenceStatus: requirements.evidenceStatus,
        implementation: requirements.implementation,
        ownerId: requirements.ownerId,
        version: requirements.version,
        applicability: soaRows.applicability,
      })
      .from(requirements)
      .leftJoin(
        soaRows,
        and(eq(soaRows.workspaceId, requirements.workspaceId), eq(soaRows.ref, requirements.ref)),
      )
      .where(and(inArray(requirements.ref, [...refs]), isNull(requirements.archivedAt))),
  ]);
  const input = { categories: programme.categories, countWildcard: false, overrides: [] };
  return rows.map(({ applicability, ...row }) => {
    const criterion = CRITERION_BY_REF.get(row.ref);
    const outside = criterion !== undefined && !criterionInScope(criterion, input) ? "out_of_scope" : null;
    return { ...row, outside: applicability === "excluded" ? "excluded" : outside };
  });
}

async function readStored(tx: Tx, refs: readonly string[]): Promise<readonly StoredProposal[]> {
  return tx
    .select({
      id: requirementProposals.id,
      ref: requirementProposals.ref,
      question: requirementProposals.question,
      answer: requirementProposals.answer,
      state: requirementProposals.state,
    })
    .from(requirementProposals)
    .where(and(inArray(requirementProposals.ref, [...refs]), ne(requirementProposals.state, "accepted")));
}

/** What the proposals would do to the transaction's workspace as it stands. */
export async function readCarryOverPlan(
  tx: Tx,
  proposals: readonly ScorecardProposal[],
): Promise<CarryOverPlan> {
  const refs = proposals.map(({ ref }) => ref);
  const [targets, stored] = await Promise.all([readTargets(tx, refs), readStored(tx, refs)]);
  return planCarryOver(proposals, targets, stored);
}

/** What carrying the answers over would do; changes nothing. */
export async function previewCarryOver(
  scope: Scope<"requirement:read">,
  direction: ScorecardDirection,
  answers: Answers,
): Promise<CarryOverPlan> {
  const proposals = proposalsOf(direction, answers);
  return inWorkspace(scope, (tx) => readCarryOverPlan(tx, proposals));
}

const creator = alias(users, "creator");
const decider = alias(users, "decider");
const DECIDED_SHOWN = 200;

async function readRows(tx: Tx, open: boolean) {
  const rows = await tx
    .select({ proposal: requirementProposals, createdBy: creator.name, decidedBy: decider.name })
    .from(requirementProposals)
    .leftJoin(creator, eq(creator.id, requirementProposals.createdBy))
    .leftJoin(decider, eq(decider.id, requirementProposals.decidedBy))
    .where(
      open
        ? eq(requirementProposals.state, "open")
        : inArray(requirementProposals.state, ["accepted", "dismissed"]),
    )
    .orderBy(desc(requirementProposals.decidedAt), asc(requirementProposals.ref))
    .limit(DECIDED_SHOWN);
  return open ? rows.sort((a, b) => compareRefs(a.proposal.ref, b.proposal.ref)) : rows;
}

type Joined = Awaited<ReturnType<typeof readRows>>[number];

function refusalOf(scope: AnyScope, { proposal }: Joined, target: TargetRow | undefined): string | null {
  if (proposal.state !== "open") return null;
  if (target === undefined) return "The requirement is no longer in this workspace.";
  const { decision } = acceptanceOf(proposal, target, rightsOf(scope, target));
  return decision.ok ? null : decision.reason;
}

/** What the actor may record on a row. */
export function rightsOf(
  scope: AnyScope,
  { ownerId }: Pick<TargetRow, "ownerId">,
): { readonly owns: boolean; readonly implementation: boolean } {
  return { owns: mayEditOwned(scope, ownerId), implementation: holds(scope, "soa:write") };
}

function rowOf(scope: AnyScope, joined: Joined, target: TargetRow | undefined): ScorecardProposalRow {
  const { workspaceId: _workspace, source: _source, createdAt, decidedAt, ...proposal } = joined.proposal;
  return {
    ...proposal,
    title: entryOf(proposal.ref)?.title ?? proposal.ref,
    createdOn: dateIn(scope.timeZone, createdAt),
    createdBy: joined.createdBy ?? "",
    decidedOn: decidedAt === null ? null : dateIn(scope.timeZone, decidedAt),
    decidedBy: joined.decidedBy,
    refusal: refusalOf(scope, joined, target),
  };
}

export type ProposalLists = {
  /** In standard order. */
  readonly open: readonly ScorecardProposalRow[];
  /** Newest decision first, at most 200. */
  readonly decided: readonly ScorecardProposalRow[];
};

/** The workspace's scorecard proposals, the open ones with what speaks against accepting them now. */
export async function listScorecardProposals(scope: Scope<"requirement:read">): Promise<ProposalLists> {
  return inWorkspace(scope, async (tx) => {
    const [open, decided] = await Promise.all([readRows(tx, true), readRows(tx, false)]);
    const refs = open.map(({ proposal }) => proposal.ref);
    const targets = new Map((await readTargets(tx, refs)).map((target) => [target.ref, target]));
    return {
      open: open.map((row) => rowOf(scope, row, targets.get(row.proposal.ref))),
      decided: decided.map((row) => rowOf(scope, row, undefined)),
    };
  });
}

/** How many scorecard proposals wait for a decision. */
export async function countOpenProposals(scope: Scope<"requirement:read">): Promise<number> {
  return inWorkspace(scope, async (tx) => {
    const [row] = await tx
      .select({ open: count() })
      .from(requirementProposals)
      .where(eq(requirementProposals.state, "open"));
    return row?.open ?? 0;
  });
}
