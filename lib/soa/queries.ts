import "server-only";
import { and, eq, notInArray, type SQL, sql } from "drizzle-orm";
import { evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { nonconformities, nonconformityRequirements } from "@/db/schema/nonconformities";
import { users } from "@/db/schema/people";
import { requirements, soaReasons, soaRows } from "@/db/schema/requirements";
import { inWorkspace, type Tx } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import { type CrosswalkInput, pairsOf } from "@/lib/core/crosswalk";
import { formatInstant, type IsoDate } from "@/lib/core/dates";
import { CONTROL_BY_REF, compareRefs } from "@/lib/core/frameworks/catalogue";
import type { Programme } from "@/lib/core/programme";
import { checkSoa } from "@/lib/core/soa-checks";
import { documentTotals, SOA_CLASSIFICATION, SOA_STANDARD, type SoaDocument } from "@/lib/core/soa-document";
import type { SoaDraft, SoaReasonDto, SoaRowDto } from "@/lib/core/soa-dto";
import { REASON_KINDS, REASON_LABEL } from "@/lib/core/statuses";
import { readCrosswalk } from "@/lib/crosswalk/queries";
import { type Member, readMembers } from "@/lib/workspaces/queries";

/** The database's form of `countsAsEvidence` in lib/core/evidence. */
function isCurrent(today: IsoDate): SQL {
  return sql`(${evidenceLinks.verdict} = 'sufficient' and ${evidenceItems.state} = 'accepted'
    and coalesce(${evidenceLinks.reviewedArtifact}, 0) >= ${evidenceItems.currentArtifact}
    and (${evidenceItems.renewOn} is null or ${evidenceItems.renewOn} >= ${today}))`;
}

const itemOfLink = and(
  eq(evidenceItems.workspaceId, evidenceLinks.workspaceId),
  eq(evidenceItems.id, evidenceLinks.itemId),
);

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
    .where(notInArray(evidenceItems.state, ["superseded", "withdrawn"]))
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
  const reason = sql`json_build_object('kind', ${soaReasons.kind}, 'detail', ${soaReasons.detail}, 'cited', ${soaReasons.targetId} is not null)`;
  return tx
    .select({
      ref: soaReasons.ref,
      reasons: sql<SoaReasonDto[]>`json_agg(${reason} order by ${soaReasons.createdAt}, ${soaReasons.id})`.as(
        "reasons",
      ),
    })
    .from(soaReasons)
    .groupBy(soaReasons.ref)
    .as("reasons_by_ref");
}

/** All rows in one statement, archived own controls among them. */
async function selectRows(tx: Tx, today: IsoDate, timeZone: string) {
  const evidence = evidenceByRef(tx, today, timeZone);
  const findings = findingsByRef(tx);
  const reasons = reasonsByRef(tx);
  return tx
    .select({
      requirement: requirements,
      row: soaRows,
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
type Selected = Awaited<ReturnType<typeof selectRows>>[number];

/** Reasons by kind in the order of REASON_KINDS. */
function sortedReasons(reasons: readonly SoaReasonDto[] | null): readonly SoaReasonDto[] {
  return REASON_KINDS.flatMap((kind) => (reasons ?? []).filter((reason) => reason.kind === kind));
}

/** What cites a control, as printed: "Risk R-004". */
export function citations(reasons: readonly SoaReasonDto[]): readonly string[] {
  return reasons
    .filter((reason) => reason.cited)
    .map(({ kind, detail }) => `${REASON_LABEL[kind]} ${detail}`.trim());
}

function toDto(selected: Selected, criteria: ReadonlyMap<string, readonly string[]>): SoaRowDto {
  const { requirement, row } = selected;
  const control = CONTROL_BY_REF.get(requirement.ref);
  const reasons = sortedReasons(selected.reasons);
  return {
    ref: requirement.ref,
    title: control?.title ?? requirement.title ?? requirement.ref,
    about: control?.about ?? requirement.about ?? "",
    theme: control?.theme ?? null,
    applicability: row.applicability,
    reasons,
    justification: row.justification,
    exclusionJustification: row.exclusionJustification,
    description: row.description,
    implementation: requirement.implementation,
    targetOn: requirement.targetOn,
    delivery: row.delivery,
    evidenceOverride: row.evidenceOverride,
    ownerId: requirement.ownerId,
    ownerName: selected.ownerName,
    evidenceCount: selected.linked ?? 0,
    currentCount: selected.current ?? 0,
    evidencedCurrent: (selected.current ?? 0) > 0,
    acceptedOn: selected.acceptedOn,
    citedBy: citations(reasons),
    openMajor: selected.majors ?? 0,
    criteria: criteria.get(requirement.ref) ?? [],
    nonconformities: selected.numbers ?? [],
    risks: [],
    obligations: [],
    reliance: null,
    reviewedOn: null,
    version: row.version,
    requirementVersion: requirement.version,
  };
}

function criteriaByRef(input: CrosswalkInput): ReadonlyMap<string, readonly string[]> {
  const byRef = new Map<string, string[]>();
  for (const { ref, criterion } of pairsOf(input)) byRef.set(ref, [...(byRef.get(ref) ?? []), criterion]);
  for (const list of byRef.values()) list.sort(compareRefs);
  return byRef;
}

function lastSaved(selected: readonly Selected[]): Date | null {
  const edited = selected.map(({ row }) => (row.updatedBy === null ? 0 : row.updatedAt.getTime()));
  const newest = Math.max(0, ...edited);
  return newest === 0 ? null : new Date(newest);
}

function draftOf(
  selected: readonly Selected[],
  programme: Programme,
  facts: {
    readonly organisation: string;
    readonly criteria: ReadonlyMap<string, readonly string[]>;
    readonly today: IsoDate;
    readonly timeZone: string;
  },
): SoaDraft {
  const { organisation, criteria, today, timeZone } = facts;
  const inOrder = [...selected].sort((a, b) => compareRefs(a.row.ref, b.row.ref));
  const live = inOrder.filter(({ requirement }) => requirement.archivedAt === null);
  const rows = live.map((each) => toDto(each, criteria));
  const context = {
    today,
    hosting: programme.hosting,
    categories: programme.categories,
    remoteStaff: null,
    outsourcedDevelopment: null,
    relied: null,
  };
  const saved = lastSaved(inOrder);
  return {
    organisation,
    today,
    hosting: programme.hosting,
    categories: programme.categories,
    rows,
    checks: checkSoa(rows, context),
    archived: inOrder
      .filter(({ requirement }) => requirement.archivedAt !== null)
      .map(({ requirement }) => ({
        ref: requirement.ref,
        title: requirement.title ?? requirement.ref,
        requirementVersion: requirement.version,
      })),
    savedAt: saved === null ? null : formatInstant(saved, timeZone),
  };
}

async function readDraft(tx: Tx, scope: Scope<"soa:read">, today: IsoDate): Promise<SoaDraft> {
  const { timeZone } = scope;
  const selected = await selectRows(tx, today, timeZone);
  const { workspace, programme, crosswalk } = await readCrosswalk(tx);
  const criteria = criteriaByRef(crosswalk);
  return draftOf(selected, programme, { organisation: workspace.name, criteria, today, timeZone });
}

/** The draft with its checks as of `today`, and the members for pickers by name; three statements. */
export async function getSoa(
  scope: Scope<"soa:read">,
  today: IsoDate,
): Promise<{ readonly draft: SoaDraft; readonly members: readonly Member[] }> {
  return inWorkspace(scope, async (tx) => ({
    draft: await readDraft(tx, scope, today),
    members: await readMembers(tx),
  }));
}

async function readCurrentEvidence(tx: Tx, today: IsoDate): Promise<ReadonlyMap<string, readonly string[]>> {
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

/** The draft as a document: organisation, totals and the evidence of each row. Nothing stays locked when it returns. */
export async function getSoaDocument(scope: Scope<"soa:read">, today: IsoDate): Promise<SoaDocument> {
  return inWorkspace(scope, async (tx) => {
    const draft = await readDraft(tx, scope, today);
    const evidence = await readCurrentEvidence(tx, today);
    const { edition } = await readCrosswalk(tx);
    return {
      header: {
        organisation: draft.organisation,
        standard: SOA_STANDARD,
        classification: SOA_CLASSIFICATION,
        scope: null,
        categories: draft.categories,
        dataset: edition.version,
        label: null,
        date: today,
        preparedBy: null,
        changeReason: "",
        totals: documentTotals(draft.rows),
        status: "draft",
        approval: null,
        sha256: null,
      },
      rows: draft.rows.map(({ version: _row, requirementVersion: _requirement, ...row }) => ({
        ...row,
        evidence: evidence.get(row.ref) ?? [],
      })),
      checks: draft.checks,
      changes: [],
      history: [],
    };
  });
}
