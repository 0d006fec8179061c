import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import { users } from "@/db/schema/people";
import { relianceStatements, supplierAttestations, supplierReviews, suppliers } from "@/db/schema/suppliers";
import { inWorkspace, type Tx } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import { dateIn, type IsoDate } from "@/lib/core/dates";
import type { SupplierDecision } from "@/lib/core/isms-statuses";
import type { SupplierListRow } from "@/lib/core/supplier-dto";
import { readMembers } from "@/lib/workspaces/queries";

const attestationsOf = sql<SupplierListRow["attestations"]>`coalesce((
  select json_agg(json_build_object('kind', a.kind, 'validUntil', a.valid_until))
  from ${supplierAttestations} a
  where a.workspace_id = ${suppliers.workspaceId} and a.supplier_id = ${suppliers.id}
    and a.archived_at is null), '[]')`;

type LastReview = { readonly decision: SupplierDecision; readonly at: string };

const lastReviewOf = sql<LastReview | null>`(
  select json_build_object('decision', r.decision, 'at', r.decided_at) from ${supplierReviews} r
  where r.workspace_id = ${suppliers.workspaceId} and r.supplier_id = ${suppliers.id} and r.decided_at is not null
  order by r.decided_at desc limit 1)`;

const reviewOpenOf = sql<boolean>`exists (select 1 from ${supplierReviews} r
  where r.workspace_id = ${suppliers.workspaceId} and r.supplier_id = ${suppliers.id} and r.decided_at is null)`;

const relianceReviewOnOf = sql<IsoDate | null>`(
  select min(s.next_review_on)::text from ${relianceStatements} s
  where s.workspace_id = ${suppliers.workspaceId} and s.supplier_id = ${suppliers.id} and s.archived_at is null)`;

/** Suppliers as rows of the register by name, ended ones among them: all, or one; at most 5,000. */
export async function readSuppliers(
  tx: Tx,
  timeZone: string,
  id: string | null = null,
): Promise<readonly SupplierListRow[]> {
  const rows = await tx
    .select({
      supplier: suppliers,
      ownerName: users.name,
      attestations: attestationsOf,
      last: lastReviewOf,
      reviewOpen: reviewOpenOf,
      relianceReviewOn: relianceReviewOnOf,
    })
    .from(suppliers)
    .leftJoin(users, eq(users.id, suppliers.ownerId))
    .where(id === null ? undefined : eq(suppliers.id, id))
    .orderBy(asc(suppliers.name), asc(suppliers.id))
    .limit(5_000);
  return rows.map(({ supplier, ownerName, attestations, last, reviewOpen, relianceReviewOn }) => {
    const {
      workspaceId: _workspace,
      archivedAt: _archived,
      createdAt: _created,
      updatedAt: _updated,
      ...row
    } = supplier;
    return {
      ...row,
      ownerName,
      attestations,
      reviewOpen,
      relianceReviewOn,
      lastReviewOn: last === null ? null : dateIn(timeZone, new Date(last.at)),
      lastDecision: last?.decision ?? null,
    };
  });
}

/** The whole register. */
export async function listSuppliers(scope: Scope<"supplier:read">): Promise<readonly SupplierListRow[]> {
  return inWorkspace(scope, (tx) => readSuppliers(tx, scope.timeZone));
}

/** Members at present to choose an owner from. */
export async function listOwners(
  scope: Scope<"supplier:write">,
): Promise<readonly { readonly userId: string; readonly name: string }[]> {
  const members = await inWorkspace(scope, readMembers);
  return members.map(({ userId, name }) => ({ userId, name }));
}
