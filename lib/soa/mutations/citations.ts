import "server-only";
import { and, asc, eq, inArray, isNotNull, sql } from "drizzle-orm";
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

/** Own controls stay until the citation is stored: whoever archives one at the same moment waits and then finds it. */
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
    )
    .orderBy(asc(requirements.ref))
    .for("share");
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

const among = (column: typeof soaReasons.id | typeof soaReasons.targetId, ids: readonly string[]) =>
  sql`${column} = any(array(select jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb)::uuid))`;

/**
 * `setCitations` for many targets: as many statements as for one, and none for what stays as it is.
 * @throws AppError NOT_FOUND (a reference is no control of the workspace)
 */
export async function replaceCitations(tx: Tx, scope: AnyScope, given: readonly Citation[]): Promise<void> {
  if (given.length === 0) return;
  await requireControls(tx, [...new Set(given.flatMap(({ refs }) => refs))]);
  const byTarget = new Map(given.map((one) => [one.targetId, one]));
  const { id, ref, kind, detail, targetId } = soaReasons;
  const present = await tx
    .select({ id, ref, kind, detail, targetId })
    .from(soaReasons)
    .where(among(targetId, [...byTarget.keys()]));
  const wantedOf = (row: (typeof present)[number]) => byTarget.get(row.targetId ?? "");
  const isKept = (row: (typeof present)[number]) => wantedOf(row)?.refs.includes(row.ref) === true;
  const gone = present.filter((row) => !isKept(row)).map((row) => row.id);
  if (gone.length > 0) await tx.delete(soaReasons).where(among(id, gone));
  const stale = present.filter((row) => {
    const wanted = wantedOf(row);
    return isKept(row) && (wanted?.kind !== row.kind || wanted.detail !== row.detail);
  });
  if (stale.length > 0) {
    const renamed = JSON.stringify([...new Set(stale.flatMap((row) => wantedOf(row) ?? []))]);
    await tx.execute(sql`
      update ${soaReasons} set kind = given.kind, detail = given.detail
      from jsonb_to_recordset(${renamed}::text::jsonb) as given("targetId" uuid, kind text, detail text)
      where ${targetId} = given."targetId"`);
  }
  const known = new Set(present.map((row) => `${row.targetId} ${row.ref}`));
  await insertRows(
    tx,
    soaReasons,
    given.flatMap((one) =>
      [...new Set(one.refs)]
        .filter((name) => !known.has(`${one.targetId} ${name}`))
        .map((name) => ({
          ...{ workspaceId: scope.workspaceId, id: uuidv7(), ref: name },
          ...{ kind: one.kind, targetId: one.targetId, detail: one.detail },
        })),
    ),
  );
}

/**
 * Makes the given controls' Statement of Applicability rows name the risk or obligation as a reason, and no others
 * (6.1.3 d). The decision on a row is never changed: a row that loses its last reason shows up in the checks.
 * NOT_FOUND for a reference that is no control of the workspace. The caller records the activity entry.
 */
export async function setCitations(tx: Tx, scope: AnyScope, citation: Citation): Promise<void> {
  await replaceCitations(tx, scope, [citation]);
}
