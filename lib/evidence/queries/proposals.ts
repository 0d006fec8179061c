import "server-only";
import { and, inArray, sql } from "drizzle-orm";
import { evidenceItems } from "@/db/schema/evidence";
import { inWorkspace, type Tx } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import { type Pair, pairsOf } from "@/lib/core/crosswalk";
import type { ProposalDto, ProposalPage, ProposalRow } from "@/lib/core/evidence-dto";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import { type LinkSource, proposeFrom } from "@/lib/core/links";
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
  const sources = sql<
    string[]
  >`array(select l.ref from evidence_links l where l.workspace_id = evidence_items.workspace_id and l.item_id = evidence_items.id and l.origin <> 'crosswalk')`;
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
      sources,
      declined,
    })
    .from(evidenceItems)
    .where(and(isLive, only === undefined ? undefined : inArray(evidenceItems.id, [...only.itemIds])))
    .orderBy(
      sql`${evidenceItems.reference} nulls last`,
      sql`lower(${evidenceItems.title})`,
      evidenceItems.id,
    );
  const propose = proposer(pairsOf(scope.input), scope.excluded);
  const byRef = new Map<string, ProposedLink[]>();
  for (const { linked: known, sources: from, declined: dismissed, ...item } of items) {
    for (const proposal of propose({ from, known })) {
      const rows = byRef.get(proposal.ref) ?? [];
      rows.push({ ...item, ...proposal, dismissed: dismissed.includes(proposal.ref) });
      byRef.set(proposal.ref, rows);
    }
  }
  return [...byRef].sort(([a], [b]) => compareRefs(a, b)).flatMap(([, rows]) => rows);
}

/** The proposals of an item by its links; items of a register share few sets of them, so each is computed once. */
function proposer(pairs: readonly Pair[], excluded: ReadonlySet<string>) {
  const computed = new Map<string, readonly ProposalDto[]>();
  return (item: LinkSource): readonly ProposalDto[] => {
    const key = `${item.from.join(" ")}|${item.known.join(" ")}`;
    const found = computed.get(key) ?? proposeFrom(item, pairs, excluded).map(proposalDto);
    computed.set(key, found);
    return found;
  };
}

function distinct(rows: readonly ProposalRow[], of: (row: ProposalRow) => string): number {
  return new Set(rows.map(of)).size;
}

/** Proposed and dismissed links of the whole workspace with their numbers; three statements. */
export async function listProposals(scope: Scope<"evidence:read">): Promise<ProposalPage> {
  const all = await inWorkspace(scope, (tx) => readProposals(tx));
  const rows = all.filter((row) => !row.dismissed);
  const dismissed = all.filter((row) => row.dismissed);
  const back = rows.filter((row) => row.direction === "soc2").length;
  const full = rows.filter((row) => row.ticked).length;
  return {
    rows,
    dismissed,
    counts: {
      all: rows.length,
      full,
      partial: rows.length - full - back,
      back,
      dismissed: dismissed.length,
      items: distinct(rows, (row) => row.itemId),
      requirements: distinct(rows, (row) => row.ref),
    },
  };
}
