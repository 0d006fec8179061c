import "server-only";
import { and, asc, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { type RowsOf, readTogether } from "@/db/bulk";
import { users } from "@/db/schema/people";
import { soaRows } from "@/db/schema/requirements";
import {
  relianceControls,
  relianceStatements,
  supplierAttestations,
  suppliers,
  userEntityControls,
} from "@/db/schema/suppliers";
import type { Tx } from "@/db/tenant";
import type { IsoDate } from "@/lib/core/dates";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import {
  type EntityControl,
  type RelianceStatement,
  type RowReliance,
  relianceByRef,
  reliedRefs,
} from "@/lib/core/reliance";

const refsOf = sql<string[]>`array(select c.ref from ${relianceControls} c
  where c.workspace_id = ${relianceStatements.workspaceId} and c.statement_id = ${relianceStatements.id})`;

const entityControlsOf = sql<EntityControl[]>`coalesce((
  select json_agg(json_build_object('id', e.id, 'text', e.text, 'ref', e.ref, 'ownerId', e.owner_id,
    'ownerName', p.name, 'state', e.state, 'note', e.note, 'version', e.version) order by e.id)
  from ${userEntityControls} e left join ${users} p on p.id = e.owner_id
  where e.workspace_id = ${relianceStatements.workspaceId} and e.statement_id = ${relianceStatements.id}), '[]')`;

/**
 * Statements with their controls and what they leave to us, by provider, archived ones among them, for `readTogether`: all,
 * those of a supplier, those that name a control. `relianceOf` reads what it finds.
 */
export function relianceRows(tx: Tx, supplierId: string | null = null, ref: string | null = null) {
  const { services, covers, gaps, reviewedOn, nextReviewOn, archivedAt, version } = relianceStatements;
  const { kind, issuer, number, validUntil, exceptions } = supplierAttestations;
  return tx
    .select({
      id: relianceStatements.id,
      supplierId: relianceStatements.supplierId,
      attestationId: relianceStatements.attestationId,
      ...{ services, covers, gaps, reviewedOn, nextReviewOn, archivedAt, version },
      ...{ kind, issuer, number, validUntil, exceptions },
      provider: suppliers.name,
      reviewerName: users.name,
      refs: refsOf,
      entityControls: entityControlsOf,
    })
    .from(relianceStatements)
    .innerJoin(
      suppliers,
      and(
        eq(suppliers.workspaceId, relianceStatements.workspaceId),
        eq(suppliers.id, relianceStatements.supplierId),
      ),
    )
    .innerJoin(
      supplierAttestations,
      and(
        eq(supplierAttestations.workspaceId, relianceStatements.workspaceId),
        eq(supplierAttestations.id, relianceStatements.attestationId),
      ),
    )
    .innerJoin(users, eq(users.id, relianceStatements.reviewedBy))
    .where(
      and(
        supplierId === null ? undefined : eq(relianceStatements.supplierId, supplierId),
        ref === null ? undefined : sql`${ref} = any(${refsOf})`,
      ),
    )
    .orderBy(asc(suppliers.name), asc(relianceStatements.createdAt))
    .limit(2_000);
}

/** The statements from the rows of `relianceRows`. */
export function relianceOf(rows: RowsOf<ReturnType<typeof relianceRows>>): readonly RelianceStatement[] {
  return rows.map(({ attestationId, kind, issuer, number, validUntil, exceptions, archivedAt, ...row }) => ({
    ...row,
    attestation: { id: attestationId, kind, issuer, number, validUntil, exceptions },
    refs: [...row.refs].sort(compareRefs),
    archived: archivedAt !== null,
  }));
}

/** All statements, those of a supplier, or those that name a control. One statement of the database. */
export async function readReliance(
  tx: Tx,
  supplierId: string | null = null,
  ref: string | null = null,
): Promise<readonly RelianceStatement[]> {
  const { rows } = await readTogether(tx, { rows: relianceRows(tx, supplierId, ref) });
  return relianceOf(rows);
}

/** What stands behind one control on the day, those that hold first. */
export async function readRowReliance(tx: Tx, ref: string, today: IsoDate): Promise<readonly RowReliance[]> {
  return relianceByRef(await readReliance(tx, null, ref), today).get(ref) ?? [];
}

/** The controls that lean on a statement which holds on the day: what the checks of the Statement of Applicability ask for. */
export async function readRelied(tx: Tx, today: IsoDate): Promise<ReadonlySet<string>> {
  return new Set(reliedRefs(await readReliance(tx), today));
}

/** Controls of the statements, archived ones left out, whose row says that a provider delivers them, wholly or in part. */
export async function readDelivered(
  tx: Tx,
  statements: readonly RelianceStatement[],
): Promise<readonly string[]> {
  const refs = [...new Set(statements.filter(({ archived }) => !archived).flatMap((one) => one.refs))];
  if (refs.length === 0) return [];
  const rows = await tx
    .select({ ref: soaRows.ref })
    .from(soaRows)
    .where(
      and(inArray(soaRows.ref, refs), ne(soaRows.delivery, "own"), ne(soaRows.applicability, "excluded")),
    );
  return rows.map(({ ref }) => ref);
}

/** Providers whose statements name the control, as resting on the document or as what the document leaves to us; archived statements and ended suppliers left out. */
export async function readReliedUpon(tx: Tx, ref: string): Promise<readonly string[]> {
  const leftToUs = sql`exists (select 1 from ${userEntityControls} e
    where e.workspace_id = ${relianceStatements.workspaceId} and e.statement_id = ${relianceStatements.id}
      and e.ref = ${ref} and e.state <> 'not_relevant')`;
  const rows = await tx
    .selectDistinct({ provider: suppliers.name })
    .from(relianceStatements)
    .innerJoin(
      suppliers,
      and(
        eq(suppliers.workspaceId, relianceStatements.workspaceId),
        eq(suppliers.id, relianceStatements.supplierId),
      ),
    )
    .where(
      and(
        isNull(relianceStatements.archivedAt),
        isNull(suppliers.endedOn),
        sql`(${ref} = any(${refsOf}) or ${leftToUs})`,
      ),
    )
    .orderBy(asc(suppliers.name));
  return rows.map(({ provider }) => provider);
}
