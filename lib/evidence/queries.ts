import "server-only";
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { artifacts, evidenceItems } from "@/db/schema/evidence";
import { users } from "@/db/schema/people";
import type { Tx } from "@/db/tenant";
import { type Pair, pairsOf } from "@/lib/core/crosswalk";
import type { IsoDate } from "@/lib/core/dates";
import type { EvidenceOption } from "@/lib/core/evidence-dto";
import { proposeFrom } from "@/lib/core/links";
import {
  currentArtifact,
  isLive,
  matches,
  summaryColumns,
  withFreshness,
} from "@/lib/evidence/queries/columns";
import { readCrosswalkScope } from "@/lib/evidence/queries/crosswalk-scope";

const OPTIONS_SHOWN = 50;

function linkedToAny(refs: readonly string[]): SQL<boolean> {
  if (refs.length === 0) return sql<boolean>`false`;
  return sql<boolean>`exists (select 1 from evidence_links l where l.workspace_id = ${evidenceItems.workspaceId} and l.item_id = ${evidenceItems.id} and ${inArray(sql`l.ref`, [...refs])})`;
}

/** Linked by hand or by a register: what came from a proposal leads nowhere. */
function leadsFrom(refs: readonly string[]): SQL<boolean> {
  if (refs.length === 0) return sql<boolean>`false`;
  return sql<boolean>`exists (select 1 from evidence_links l where l.workspace_id = ${evidenceItems.workspaceId} and l.item_id = ${evidenceItems.id} and l.origin <> 'crosswalk' and ${inArray(sql`l.ref`, [...refs])})`;
}

const sourceRefs = sql<
  string[]
>`array(select l.ref from evidence_links l where l.workspace_id = ${evidenceItems.workspaceId} and l.item_id = ${evidenceItems.id} and l.origin <> 'crosswalk')`;

function isDismissed(ref: string): SQL<boolean> {
  return sql<boolean>`exists (select 1 from link_dismissals d where d.workspace_id = ${evidenceItems.workspaceId} and d.item_id = ${evidenceItems.id} and d.ref = ${ref})`;
}

/**
 * Live items that may be attached to a requirement: suggested ones first (Full, then Partial, because of what
 * they are linked to on the other side), then by title; those linked already come last. At most 50; `more` says whether `q` has to narrow it.
 * Without `ref` nothing is suggested. Four statements.
 */
export async function readEvidenceOptions(
  tx: Tx,
  wanted: { readonly ref?: string; readonly q?: string; readonly today: IsoDate },
): Promise<{ readonly options: readonly EvidenceOption[]; readonly more: boolean }> {
  const { today } = wanted;
  const ref = wanted.ref ?? "";
  const text = wanted.q?.trim() ?? "";
  const { input, excluded } = await readCrosswalkScope(tx);
  const pairs = pairsOf(input).filter(
    (pair) => (pair.ref === ref || pair.criterion === ref) && !excluded.has(pair.ref),
  );
  const other = (pair: Pair) => (pair.ref === ref ? pair.criterion : pair.ref);
  const full = pairs.filter((pair) => pair.overlap === "full").map(other);
  const linked = linkedToAny(ref === "" ? [] : [ref]);
  const dismissed = isDismissed(ref);
  const rank = sql`case when ${linked} then 3 when ${dismissed} then 2 when ${leadsFrom(full)} then 0 when ${leadsFrom(pairs.map(other))} then 1 else 2 end`;
  const rows = await tx
    .select({ ...summaryColumns, from: sourceRefs, linked, dismissed })
    .from(evidenceItems)
    .leftJoin(artifacts, currentArtifact)
    .leftJoin(users, eq(users.id, evidenceItems.ownerId))
    .where(and(isLive, text === "" ? undefined : matches(text)))
    .orderBy(rank, sql`lower(${evidenceItems.title})`, evidenceItems.id)
    .limit(OPTIONS_SHOWN + 1);
  const options = rows.slice(0, OPTIONS_SHOWN).map(({ from, dismissed: declined, ...row }) => {
    const [proposal] =
      row.linked || declined
        ? []
        : proposeFrom({ from, known: [] }, pairs, excluded).filter((one) => one.ref === ref);
    return {
      ...withFreshness(row, today),
      suggestion:
        proposal === undefined
          ? null
          : {
              overlap: proposal.overlap,
              ticked: proposal.ticked,
              direction: proposal.direction,
              toAdd: proposal.toAdd,
              via: proposal.via,
              disputes: proposal.disputes,
              decided: proposal.decided,
            },
    };
  });
  return { options, more: rows.length > OPTIONS_SHOWN };
}
