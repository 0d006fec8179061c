import "server-only";
import { and, inArray, sql } from "drizzle-orm";
import { evidenceItems } from "@/db/schema/evidence";
import { inWorkspace, type Tx } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import { pairsOf } from "@/lib/core/crosswalk";
import type { ProposalPage, ProposalRow } from "@/lib/core/evidence-dto";
import { CRITERION_BY_REF, compareRefs } from "@/lib/core/frameworks/catalogue";
import { proposeFrom } from "@/lib/core/links";
import { isLive } from "@/lib/evidence/queries/columns";
import { readCrosswalkScope } from "@/lib/evidence/queries/crosswalk-scope";
import { proposalDto } from "@/lib/evidence/queries/item";

export type ProposedLink = ProposalRow & { readonly dismissed: boolean; readonly ownerId: string | null };

/**
 * Every link that the crosswalk proposes for the live items of the transaction's workspace, dismissed ones marked, by
 * requirement in standard order, then by reference and title; computed from scope, overrides and rows, stored nowhere.
 */
export async function readProposals(
  tx: Tx,
  only?: { readonly itemIds: readonly string[] },
): Promise<readonly ProposedLink[]> {
  const scope = await readCrosswalkScope(tx);
  const linked = sql<
    string[]
  >`array(select l.ref from evidence_links l where l.workspace_id = evidence_items.workspace_id and l.item_id = evidence_items.id)`;
  const declined = sql<
    string[]
  >`array(select d.ref from link_dismissals d where d.workspace_id = evidence_items.workspace_id and d.item_id = evidence_items.id)`;
  const items = await tx
    .select({
      itemId: evidenceItems.id,
      reference: evidenceItems.reference,
      itemTitle: evidenceItems.title,
      state: evidenceItems.state,
      ownerId: evidenceItems.ownerId,
      linked,
      declined,
    })
    .from(evidenceItems)
    .where(and(isLive, only === undefined ? undefined : inArray(evidenceItems.id, [...only.itemIds])));
  const pairs = pairsOf(scope.input);
  return items
    .flatMap(({ linked: refs, declined: dismissed, ...item }) =>
      proposeFrom(
        { criteria: refs.filter((ref) => CRITERION_BY_REF.has(ref)), known: refs },
        pairs,
        scope.excluded,
      ).map((proposal) => ({
        ...item,
        ...proposalDto(proposal),
        dismissed: dismissed.includes(proposal.ref),
      })),
    )
    .sort(
      (a, b) =>
        compareRefs(a.ref, b.ref) ||
        (a.reference ?? "~").localeCompare(b.reference ?? "~", "en", { numeric: true }) ||
        a.itemTitle.localeCompare(b.itemTitle, "en"),
    );
}

function distinct(rows: readonly ProposalRow[], of: (row: ProposalRow) => string): number {
  return new Set(rows.map(of)).size;
}

/** Proposed and dismissed links of the whole workspace with their numbers; three statements. */
export async function listProposals(scope: Scope<"evidence:read">): Promise<ProposalPage> {
  const all = await inWorkspace(scope, (tx) => readProposals(tx));
  const rows = all.filter((row) => !row.dismissed);
  const dismissed = all.filter((row) => row.dismissed);
  const full = rows.filter((row) => row.overlap === "full").length;
  return {
    rows,
    dismissed,
    counts: {
      all: rows.length,
      full,
      partial: rows.length - full,
      dismissed: dismissed.length,
      items: distinct(rows, (row) => row.itemId),
      requirements: distinct(rows, (row) => row.ref),
    },
  };
}
