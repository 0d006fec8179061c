import "server-only";
import { and, asc, desc, eq, exists, inArray, notInArray, or } from "drizzle-orm";
import { evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import type { Tx } from "@/db/tenant";

const CHOICES = 100;

/** Evidence that a form of another record offers: the named items first, then those linked to the requirements that still stand. */
export async function readEvidenceChoices(
  tx: Tx,
  refs: readonly string[],
  itemIds: readonly string[],
): Promise<readonly { readonly id: string; readonly title: string }[]> {
  if (refs.length === 0 && itemIds.length === 0) return [];
  const ofRefs = tx
    .select({ ref: evidenceLinks.ref })
    .from(evidenceLinks)
    .where(
      and(
        eq(evidenceLinks.workspaceId, evidenceItems.workspaceId),
        eq(evidenceLinks.itemId, evidenceItems.id),
        inArray(evidenceLinks.ref, [...refs]),
      ),
    );
  const named = itemIds.length === 0 ? undefined : inArray(evidenceItems.id, [...itemIds]);
  const linked =
    refs.length === 0
      ? undefined
      : and(exists(ofRefs), notInArray(evidenceItems.state, ["superseded", "withdrawn"]));
  return tx
    .select({ id: evidenceItems.id, title: evidenceItems.title })
    .from(evidenceItems)
    .where(or(named, linked))
    .orderBy(...(named === undefined ? [] : [desc(named)]), asc(evidenceItems.title))
    .limit(CHOICES);
}
