import "server-only";
import { and, eq, isNull, ne, notInArray, type SQL, sql } from "drizzle-orm";
import type { RowsOf } from "@/db/bulk";
import { evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { nonconformities, nonconformityRequirements } from "@/db/schema/nonconformities";
import { users } from "@/db/schema/people";
import { requirements, soaReasons, soaRows } from "@/db/schema/requirements";
import type { Tx } from "@/db/tenant";
import { dateIn, type IsoDate } from "@/lib/core/dates";
import { CONTROL_BY_REF } from "@/lib/core/frameworks/catalogue";
import type { SoaReasonDto, SoaReliance, SoaRowDto, SoaTarget } from "@/lib/core/soa-dto";
import { REASON_KINDS, REASON_LABEL } from "@/lib/core/statuses";

/** The database's form of `countsAsEvidence` in lib/core/evidence. */
export function isCurrent(today: IsoDate): SQL {
  return sql`(${evidenceLinks.verdict} = 'sufficient' and ${evidenceItems.state} = 'accepted'
    and coalesce(${evidenceLinks.reviewedArtifact}, 0) >= ${evidenceItems.currentArtifact}
    and (${evidenceItems.renewOn} is null or ${evidenceItems.renewOn} >= ${today}))`;
}

export const itemOfLink = and(
  eq(evidenceItems.workspaceId, evidenceLinks.workspaceId),
  eq(evidenceItems.id, evidenceLinks.itemId),
);

/** Counted as the list of controls counts: what is linked, was not rejected for the control and still stands. */
function evidenceByRef(tx: Tx, today: IsoDate, timeZone: string) {
  const current = isCurrent(today);
  const accepted = sql`max(${evidenceItems.reviewedAt} at time zone ${timeZone}) filter (where ${current})`;
  return tx
    .select({
      ref: evidenceLinks.ref,
      linked: sql<number>`count(*)::int`.as("linked"),
      current: sql<number>`(count(*) filter (where ${current}))::int`.as("current"),
      acceptedOn: sql<string | null>`to_char(${accepted}, 'YYYY-MM-DD')`.as("accepted_on"),
    })
    .from(evidenceLinks)
    .innerJoin(evidenceItems, itemOfLink)
    .where(
      and(
        notInArray(evidenceItems.state, ["superseded", "withdrawn"]),
        isNull(evidenceItems.archivedAt),
        ne(evidenceLinks.verdict, "rejected"),
      ),
    )
    .groupBy(evidenceLinks.ref)
    .as("evidence_by_ref");
}

function findingsByRef(tx: Tx) {
  return tx
    .select({
      ref: nonconformityRequirements.ref,
      numbers: sql<string[]>`array_agg(${nonconformities.number} order by ${nonconformities.number})`.as(
        "numbers",
      ),
      majors: sql<number>`(count(*) filter (where ${nonconformities.grade} = 'major'))::int`.as("majors"),
    })
    .from(nonconformityRequirements)
    .innerJoin(
      nonconformities,
      and(
        eq(nonconformities.workspaceId, nonconformityRequirements.workspaceId),
        eq(nonconformities.id, nonconformityRequirements.nonconformityId),
      ),
    )
    .where(notInArray(nonconformities.state, ["closed", "withdrawn", "done", "declined"]))
    .groupBy(nonconformityRequirements.ref)
    .as("findings_by_ref");
}

function reasonsByRef(tx: Tx) {
  const reason = sql`json_build_object('kind', ${soaReasons.kind}, 'detail', ${soaReasons.detail}, 'cited', ${soaReasons.targetId} is not null, 'targetId', ${soaReasons.targetId})`;
  return tx
    .select({
      ref: soaReasons.ref,
      reasons: sql<StoredReason[]>`json_agg(${reason} order by ${soaReasons.createdAt}, ${soaReasons.id})`.as(
        "reasons",
      ),
    })
    .from(soaReasons)
    .groupBy(soaReasons.ref)
    .as("reasons_by_ref");
}

/** All rows, archived own controls among them, for `readTogether`; `toDto` reads what it finds. */
export function storedRows(tx: Tx, today: IsoDate, timeZone: string) {
  const evidence = evidenceByRef(tx, today, timeZone);
  const findings = findingsByRef(tx);
  const reasons = reasonsByRef(tx);
  const { ref, title, about, implementation, targetOn, ownerId, archivedAt } = requirements;
  const { applicability, justification, exclusionJustification, description, delivery } = soaRows;
  const { methods, evidenceOverride, version, updatedBy, updatedAt } = soaRows;
  return tx
    .select({
      ...{ ref, title, about, implementation, targetOn, ownerId, archivedAt },
      requirementVersion: requirements.version,
      ...{ applicability, justification, exclusionJustification, description, delivery },
      ...{ methods, evidenceOverride, version, updatedBy, updatedAt },
      ownerName: users.name,
      reasons: reasons.reasons,
      linked: evidence.linked,
      current: evidence.current,
      acceptedOn: evidence.acceptedOn,
      numbers: findings.numbers,
      majors: findings.majors,
    })
    .from(soaRows)
    .innerJoin(
      requirements,
      and(eq(requirements.workspaceId, soaRows.workspaceId), eq(requirements.ref, soaRows.ref)),
    )
    .leftJoin(users, eq(users.id, requirements.ownerId))
    .leftJoin(reasons, eq(reasons.ref, soaRows.ref))
    .leftJoin(evidence, eq(evidence.ref, soaRows.ref))
    .leftJoin(findings, eq(findings.ref, soaRows.ref));
}
export type StoredRow = RowsOf<ReturnType<typeof storedRows>>[number];

type StoredReason = SoaReasonDto & { readonly targetId: string | null };

/** Reasons by kind in the order of REASON_KINDS. */
function sortedReasons(reasons: readonly StoredReason[] | null): readonly StoredReason[] {
  return REASON_KINDS.flatMap((kind) => (reasons ?? []).filter((reason) => reason.kind === kind));
}

/** What cites a control, as printed: "Risk R-004". */
export function citations(reasons: readonly SoaReasonDto[]): readonly string[] {
  return reasons
    .filter((reason) => reason.cited)
    .map(({ kind, detail }) => `${REASON_LABEL[kind]} ${detail}`.trim());
}

/** What other registers say about the rows. */
export type BesideRows = {
  readonly criteria: ReadonlyMap<string, readonly string[]>;
  readonly risks: ReadonlyMap<string, SoaTarget>;
  readonly obligations: ReadonlyMap<string, SoaTarget>;
  readonly reliance: ReadonlyMap<string, SoaReliance>;
  /** The day the newest version was approved: everything in it was looked at. */
  readonly approvedOn: IsoDate | null;
  readonly timeZone: string;
};

function targetsOf(reasons: readonly StoredReason[], known: ReadonlyMap<string, SoaTarget>) {
  const found = reasons.map((reason) => known.get(reason.targetId ?? "")).filter((one) => one !== undefined);
  return [...new Map(found.map((one) => [one.id, one])).values()].sort((a, b) =>
    a.number.localeCompare(b.number, "en", { numeric: true }),
  );
}

function reviewedOn(row: StoredRow, { approvedOn, timeZone }: BesideRows): IsoDate | null {
  const edited = row.updatedBy === null ? null : dateIn(timeZone, new Date(row.updatedAt));
  const days = [edited, approvedOn].filter((day) => day !== null).sort();
  return days.at(-1) ?? null;
}

/** The row as pages and documents take it. */
export function toDto(row: StoredRow, beside: BesideRows): SoaRowDto {
  const control = CONTROL_BY_REF.get(row.ref);
  const stored = sortedReasons(row.reasons);
  const reasons = stored.map(({ kind, detail, cited }) => ({ kind, detail, cited }));
  return {
    ref: row.ref,
    title: control?.title ?? row.title ?? row.ref,
    about: control?.about ?? row.about ?? "",
    theme: control?.theme ?? null,
    applicability: row.applicability,
    reasons,
    justification: row.justification,
    exclusionJustification: row.exclusionJustification,
    description: row.description,
    implementation: row.implementation,
    targetOn: row.targetOn,
    delivery: row.delivery,
    methods: row.methods,
    evidenceOverride: row.evidenceOverride,
    ownerId: row.ownerId,
    ownerName: row.ownerName,
    evidenceCount: row.linked ?? 0,
    currentCount: row.current ?? 0,
    evidencedCurrent: (row.current ?? 0) > 0,
    acceptedOn: row.acceptedOn,
    citedBy: citations(reasons),
    openMajor: row.majors ?? 0,
    criteria: beside.criteria.get(row.ref) ?? [],
    nonconformities: row.numbers ?? [],
    risks: targetsOf(stored, beside.risks),
    obligations: targetsOf(stored, beside.obligations),
    reliance: beside.reliance.get(row.ref) ?? null,
    reviewedOn: reviewedOn(row, beside),
    version: row.version,
    requirementVersion: row.requirementVersion,
  };
}

/** References or titles of the current evidence, by control. */
export async function readCurrentEvidence(
  tx: Tx,
  today: IsoDate,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const label = sql<string>`coalesce(${evidenceItems.reference}, ${evidenceItems.title})`;
  const found = await tx
    .select({
      ref: evidenceLinks.ref,
      labels: sql<string[]>`array_agg(${label} order by ${label})`,
    })
    .from(evidenceLinks)
    .innerJoin(evidenceItems, itemOfLink)
    .innerJoin(
      soaRows,
      and(eq(soaRows.workspaceId, evidenceLinks.workspaceId), eq(soaRows.ref, evidenceLinks.ref)),
    )
    .where(isCurrent(today))
    .groupBy(evidenceLinks.ref);
  return new Map(found.map(({ ref, labels }) => [ref, labels]));
}
