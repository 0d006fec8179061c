import "server-only";
import { and, asc, eq, inArray, isNull, ne, sql } from "drizzle-orm";
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

/** Statements with their controls and what they leave to us, by provider, archived ones among them: all, those of a supplier, those that name a control. One statement. */
export async function readReliance(
  tx: Tx,
  supplierId: string | null = null,
  ref: string | null = null,
): Promise<readonly RelianceStatement[]> {
  const rows = await tx
    .select({
      statement: relianceStatements,
      provider: suppliers.name,
      attestation: supplierAttestations,
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
  return rows.map(({ statement, provider, attestation, reviewerName, refs, entityControls }) => ({
    id: statement.id,
    supplierId: statement.supplierId,
    provider,
    attestation: {
      id: attestation.id,
      kind: attestation.kind,
      issuer: attestation.issuer,
      number: attestation.number,
      validUntil: attestation.validUntil,
      exceptions: attestation.exceptions,
    },
    services: statement.services,
    covers: statement.covers,
    gaps: statement.gaps,
    refs: [...refs].sort(compareRefs),
    entityControls,
    reviewerName,
    reviewedOn: statement.reviewedOn,
    nextReviewOn: statement.nextReviewOn,
    archived: statement.archivedAt !== null,
    version: statement.version,
  }));
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
