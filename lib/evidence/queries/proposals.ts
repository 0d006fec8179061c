import "server-only";
import { and, inArray, sql } from "drizzle-orm";
import { evidenceItems } from "@/db/schema/evidence";
import { workspaces } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import { type Pair, pairsOf } from "@/lib/core/crosswalk";
import type { ProposalDto, ProposalPage, ProposalRow } from "@/lib/core/evidence-dto";
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
    .where(and(isLive, only === undefined ? undefined : inArray(evidenceItems.id, [...only.itemIds])))
    .orderBy(
      sql`${evidenceItems.reference} nulls last`,
      sql`lower(${evidenceItems.title})`,
      evidenceItems.id,
    );
  const propose = proposer(pairsOf(scope.input), scope.excluded);
  const byRef = new Map<string, ProposedLink[]>();
  for (const { linked: refs, declined: dismissed, ...item } of items) {
    for (const proposal of propose(refs)) {
      const rows = byRef.get(proposal.ref) ?? [];
      rows.push({ ...item, ...proposal, dismissed: dismissed.includes(proposal.ref) });
      byRef.set(proposal.ref, rows);
    }
  }
  return [...byRef].sort(([a], [b]) => compareRefs(a, b)).flatMap(([, rows]) => rows);
}

/** The proposals of an item by its links; items of a register share few sets of them, so each is computed once. */
function proposer(pairs: readonly Pair[], excluded: ReadonlySet<string>) {
  const known = new Map<string, readonly ProposalDto[]>();
  return (refs: readonly string[]): readonly ProposalDto[] => {
    const key = refs.join(" ");
    const found =
      known.get(key) ??
      proposeFrom(
        { criteria: refs.filter((ref) => CRITERION_BY_REF.has(ref)), known: refs },
        pairs,
        excluded,
      ).map(proposalDto);
    known.set(key, found);
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

/** How many proposed links wait for a decision: the same rows as `listProposals`, counted by the database. */
export async function countProposals(scope: Scope<"evidence:read">): Promise<number> {
  return inWorkspace(scope, async (tx) => {
    const { input, excluded } = await readCrosswalkScope(tx);
    const pairs = pairsOf(input).filter((pair) => !excluded.has(pair.ref));
    const json = JSON.stringify(pairs.map(({ criterion, ref }) => ({ criterion, ref })));
    const [row] = await tx
      .select({
        count: sql<number>`(select count(*)::int from (
          select distinct l.item_id, p.ref
          from evidence_links l
          join evidence_items i on i.workspace_id = l.workspace_id and i.id = l.item_id and i.state not in ('superseded', 'withdrawn')
          join jsonb_to_recordset(${json}::text::jsonb) as p (criterion text, ref text) on p.criterion = l.ref
          where not exists (select 1 from evidence_links o where o.workspace_id = l.workspace_id and o.item_id = l.item_id and o.ref = p.ref)
            and not exists (select 1 from link_dismissals d where d.workspace_id = l.workspace_id and d.item_id = l.item_id and d.ref = p.ref)
        ) as open)`,
      })
      .from(workspaces);
    return row?.count ?? 0;
  });
}
