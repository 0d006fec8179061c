import "server-only";
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { artifacts, evidenceItems } from "@/db/schema/evidence";
import { users } from "@/db/schema/people";
import type { Tx } from "@/db/tenant";
import { pairsOf } from "@/lib/core/crosswalk";
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

const linkedRefs = sql<
  string[]
>`array(select l.ref from evidence_links l where l.workspace_id = ${evidenceItems.workspaceId} and l.item_id = ${evidenceItems.id})`;

function isDismissed(ref: string): SQL<boolean> {
  return sql<boolean>`exists (select 1 from link_dismissals d where d.workspace_id = ${evidenceItems.workspaceId} and d.item_id = ${evidenceItems.id} and d.ref = ${ref})`;
}

/**
 * Live items that may be attached to a requirement: suggested ones first (Full, then Partial, because of the criteria
 * they are linked to), then by title; those linked already come last. At most 50; `more` says whether `q` has to narrow it.
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
  const pairs = excluded.has(ref) ? [] : pairsOf(input).filter((pair) => pair.ref === ref);
  const full = pairs.filter((pair) => pair.overlap === "full").map((pair) => pair.criterion);
  const linked = linkedToAny(ref === "" ? [] : [ref]);
  const dismissed = isDismissed(ref);
  const rank = sql`case when ${linked} then 3 when ${dismissed} then 2 when ${linkedToAny(full)} then 0 when ${linkedToAny(pairs.map((pair) => pair.criterion))} then 1 else 2 end`;
  const rows = await tx
    .select({ ...summaryColumns, refs: linkedRefs, linked, dismissed })
    .from(evidenceItems)
    .leftJoin(artifacts, currentArtifact)
    .leftJoin(users, eq(users.id, evidenceItems.ownerId))
    .where(and(isLive, text === "" ? undefined : matches(text)))
    .orderBy(rank, sql`lower(${evidenceItems.title})`, evidenceItems.id)
    .limit(OPTIONS_SHOWN + 1);
  const options = rows.slice(0, OPTIONS_SHOWN).map(({ refs, dismissed: declined, ...row }) => {
    const [proposal] =
      row.linked || declined ? [] : proposeFrom({ criteria: refs, known: [] }, pairs, excluded);
    return {
      ...withFreshness(row, today),
      suggestion:
        proposal === undefined
          ? null
          : {
              overlap: proposal.overlap,
              ticked: proposal.ticked,
              toAdd: proposal.toAdd,
              via: proposal.via,
              disputes: proposal.disputes,
            },
    };
  });
  return { options, more: rows.length > OPTIONS_SHOWN };
}
