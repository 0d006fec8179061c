import "server-only";
import { and, asc, desc, eq, isNull, notInArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { users } from "@/db/schema/people";
import { supplierAttestations, supplierReviews } from "@/db/schema/suppliers";
import { inWorkspace, type Tx } from "@/db/tenant";
import { entriesAbout } from "@/lib/audit-log/queries/subject";
import type { Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { notFound } from "@/lib/core/errors";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import { ATTESTATION_REFS } from "@/lib/core/supplier";
import type {
  AttestationDto,
  SupplierChoices,
  SupplierDetail,
  SupplierReviewDto,
} from "@/lib/core/supplier-dto";
import { supplierHistoryWords } from "@/lib/core/supplier-words";
import { readDelivered, readReliance } from "@/lib/suppliers/queries";
import { readSuppliers } from "@/lib/suppliers/queries/register";
import { readMembers } from "@/lib/workspaces/queries";

const HISTORY_SHOWN = 100;
const ITEMS_OFFERED = 500;

const linkedRefsOf = sql<string[]>`array(select l.ref from ${evidenceLinks} l
  where l.workspace_id = ${supplierAttestations.workspaceId} and l.item_id = ${supplierAttestations.itemId}
    and l.ref in (${sql.join(
      ATTESTATION_REFS.map((ref) => sql`${ref}`),
      sql`, `,
    )}))`;

async function readAttestations(tx: Tx, supplierId: string): Promise<readonly AttestationDto[]> {
  const rows = await tx
    .select({
      row: supplierAttestations,
      itemTitle: evidenceItems.title,
      itemReference: evidenceItems.reference,
      linkedRefs: linkedRefsOf,
    })
    .from(supplierAttestations)
    .leftJoin(
      evidenceItems,
      and(
        eq(evidenceItems.workspaceId, supplierAttestations.workspaceId),
        eq(evidenceItems.id, supplierAttestations.itemId),
      ),
    )
    .where(eq(supplierAttestations.supplierId, supplierId))
    .orderBy(
      sql`${supplierAttestations.archivedAt} is not null`,
      sql`${supplierAttestations.validUntil} desc nulls last`,
      asc(supplierAttestations.createdAt),
    )
    .limit(200);
  return rows.map(({ row, itemTitle, itemReference, linkedRefs }) => {
    const { workspaceId: _w, supplierId: _s, itemId, archivedAt, createdAt: _c, ...values } = row;
    return {
      ...values,
      item: itemId === null ? null : { id: itemId, title: itemTitle ?? "", reference: itemReference },
      linkedRefs: [...linkedRefs].sort(compareRefs),
      archived: archivedAt !== null,
    };
  });
}

async function readReviews(
  tx: Tx,
  supplierId: string,
  timeZone: string,
): Promise<readonly SupplierReviewDto[]> {
  const starter = alias(users, "starter");
  const decider = alias(users, "decider");
  const rows = await tx
    .select({ row: supplierReviews, startedBy: starter.name, decidedBy: decider.name })
    .from(supplierReviews)
    .innerJoin(starter, eq(starter.id, supplierReviews.startedBy))
    .leftJoin(decider, eq(decider.id, supplierReviews.decidedBy))
    .where(eq(supplierReviews.supplierId, supplierId))
    .orderBy(desc(isNull(supplierReviews.decidedAt)), desc(supplierReviews.createdAt))
    .limit(100);
  return rows.map(({ row, startedBy, decidedBy }) => ({
    id: row.id,
    startedBy,
    startedOn: dateIn(timeZone, row.createdAt),
    dueOn: row.dueOn,
    findings: row.findings,
    decision: row.decision,
    conditions: row.conditions,
    decidedBy,
    decidedOn: row.decidedAt === null ? null : dateIn(timeZone, row.decidedAt),
    version: row.version,
  }));
}

async function readHistory(tx: Tx, subjects: readonly string[]): Promise<SupplierDetail["history"]> {
  const kinds = ["supplier", "reliance"] as const;
  const rows = await entriesAbout(tx, { kinds, refs: subjects, most: HISTORY_SHOWN });
  return rows.map(({ seq, at, actor, verb, body }) => ({
    ...{ seq, at, actor },
    words: supplierHistoryWords(verb, body),
  }));
}

/** One supplier with its documents, reviews, reliance statements and what happened. @throws AppError NOT_FOUND */
export async function getSupplier(scope: Scope<"supplier:read">, id: string): Promise<SupplierDetail> {
  if (!z.uuid().safeParse(id).success) throw notFound("The supplier");
  return inWorkspace(scope, async (tx) => {
    const [supplier] = await readSuppliers(tx, scope.timeZone, id);
    if (supplier === undefined) throw notFound("The supplier");
    const statements = await readReliance(tx, id);
    const [attestations, reviews, delivered, history] = await Promise.all([
      readAttestations(tx, id),
      readReviews(tx, id, scope.timeZone),
      readDelivered(tx, statements),
      readHistory(tx, [id, ...statements.map((one) => one.id)]),
    ]);
    return { supplier, attestations, reviews, statements, delivered, history };
  });
}

/** Members and evidence that the forms of a supplier's page offer. */
export async function getSupplierChoices(scope: Scope<"supplier:write">): Promise<SupplierChoices> {
  return inWorkspace(scope, async (tx) => {
    const [members, items] = await Promise.all([
      readMembers(tx),
      tx
        .select({ id: evidenceItems.id, title: evidenceItems.title, reference: evidenceItems.reference })
        .from(evidenceItems)
        .where(
          and(isNull(evidenceItems.archivedAt), notInArray(evidenceItems.state, ["withdrawn", "superseded"])),
        )
        .orderBy(asc(evidenceItems.title))
        .limit(ITEMS_OFFERED),
    ]);
    return { members: members.map(({ userId, name }) => ({ userId, name })), items };
  });
}
