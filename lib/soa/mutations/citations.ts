import "server-only";
import { and, eq, inArray, isNotNull, notInArray, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { insertRows } from "@/db/bulk";
import { requirements, soaReasons } from "@/db/schema/requirements";
import type { Tx } from "@/db/tenant";
import type { AnyScope } from "@/lib/core/access";
import { notFound } from "@/lib/core/errors";
import { CONTROL_BY_REF } from "@/lib/core/frameworks/catalogue";
import type { ReasonKind } from "@/lib/core/statuses";

export type Citation = {
  readonly kind: Extract<ReasonKind, "risk" | "legal" | "contractual">;
  /** Id of the risk or obligation; the caller holds its row locked. */
  readonly targetId: string;
  /** As printed on the row: "R-004". */
  readonly detail: string;
  /** Annex A and own controls; exactly these cite the target afterwards. */
  readonly refs: readonly string[];
};

async function requireControls(tx: Tx, refs: readonly string[]): Promise<void> {
  const own = refs.filter((ref) => !CONTROL_BY_REF.has(ref));
  if (own.length === 0) return;
  const found = await tx
    .select({ ref: requirements.ref })
    .from(requirements)
    .where(
      and(
        eq(requirements.kind, "own"),
        sql`${requirements.archivedAt} is null`,
        sql`${requirements.ref} = any(array(select jsonb_array_elements_text(${JSON.stringify(own)}::text::jsonb)))`,
      ),
    );
  if (found.length !== own.length) throw notFound("The control");
}

/** Those of the controls that the statement still has: an own control may have been archived since they were named. */
export async function withoutArchived(tx: Tx, refs: readonly string[]): Promise<readonly string[]> {
  if (refs.length === 0) return refs;
  const rows = await tx
    .select({ ref: requirements.ref })
    .from(requirements)
    .where(and(inArray(requirements.ref, [...refs]), isNotNull(requirements.archivedAt)));
  const gone = new Set(rows.map(({ ref }) => ref));
  return refs.filter((ref) => !gone.has(ref));
}

/** Lets targets that nothing cites yet be reasons on the rows of their controls: two statements for all of them. @throws AppError NOT_FOUND */
export async function addCitations(tx: Tx, scope: AnyScope, given: readonly Citation[]): Promise<void> {
  await requireControls(tx, [...new Set(given.flatMap(({ refs }) => refs))]);
  const { workspaceId } = scope;
  const rows = given.flatMap(({ kind, targetId, detail, refs }) =>
    [...new Set(refs)].map((ref) => ({ workspaceId, id: uuidv7(), ref, kind, targetId, detail })),
  );
  await insertRows(tx, soaReasons, rows);
}

/**
 * Makes the given controls' Statement of Applicability rows name the risk or obligation as a reason, and no others
 * (6.1.3 d). The decision on a row is never changed: a row that loses its last reason shows up in the checks.
 * NOT_FOUND for a reference that is no control of the workspace. The caller records the activity entry.
 */
export async function setCitations(tx: Tx, scope: AnyScope, citation: Citation): Promise<void> {
  const { kind, targetId, detail } = citation;
  const refs = [...new Set(citation.refs)];
  await requireControls(tx, refs);
  const ofTarget = eq(soaReasons.targetId, targetId);
  await tx
    .delete(soaReasons)
    .where(refs.length === 0 ? ofTarget : and(ofTarget, notInArray(soaReasons.ref, refs)));
  await tx.update(soaReasons).set({ kind, detail }).where(ofTarget);
  if (refs.length === 0) return;
  const present = await tx.select({ ref: soaReasons.ref }).from(soaReasons).where(ofTarget);
  const known = new Set(present.map((row) => row.ref));
  const added = refs.filter((ref) => !known.has(ref));
  if (added.length === 0) return;
  await tx
    .insert(soaReasons)
    .values(added.map((ref) => ({ workspaceId: scope.workspaceId, ref, kind, targetId, detail })));
}
