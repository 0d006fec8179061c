import "server-only";
import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { climateDeterminations } from "@/db/schema/context";
import { evidenceItems, evidenceLinks, linkDismissals } from "@/db/schema/evidence";
import { nonconformities } from "@/db/schema/nonconformities";
import { users } from "@/db/schema/people";
import { soaReasons } from "@/db/schema/requirements";
import { riskMethods, risks } from "@/db/schema/risks";
import { soaSuggestionDismissals, soaVersions } from "@/db/schema/soa-versions";
import { obligations } from "@/db/schema/suppliers";
import type { Tx } from "@/db/tenant";
import { type CrosswalkInput, pairsOf } from "@/lib/core/crosswalk";
import type { IsoDate } from "@/lib/core/dates";
import { ATTESTATION_KIND_LABEL, type RiskState, type VersionState } from "@/lib/core/isms-statuses";
import { isRelied, type RelianceStatement, relianceState, residualDuties } from "@/lib/core/reliance";
import type { SoaReliance, SoaSuggestionDto } from "@/lib/core/soa-dto";
import {
  type FullEvidence,
  type SoaSuggestion,
  suggestionText,
  type TreatedRisk,
} from "@/lib/core/soa-suggestions";
import { isCurrent, itemOfLink } from "@/lib/soa/queries/rows";

type CitedRisk = {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly state: RiskState;
  readonly note: string;
  readonly refs: readonly string[];
};

export type StoredVersion = {
  readonly id: string;
  readonly major: number;
  readonly minor: number;
  readonly state: VersionState;
  readonly submitterId: string;
  readonly submittedBy: string;
  readonly submittedOn: IsoDate;
  readonly approvedOn: IsoDate | null;
  readonly approvedBy: string;
  readonly changeReason: string;
};

/** What the checks, the suggestions and the columns beside the rows rest on. */
export type Ground = {
  readonly method: boolean;
  readonly climate: boolean;
  readonly hasRisks: boolean;
  readonly risks: readonly CitedRisk[];
  readonly obligations: readonly { readonly id: string; readonly number: string; readonly title: string }[];
  readonly full: readonly ({ readonly ref: string } & FullEvidence)[];
  readonly dismissed: readonly { readonly ref: string; readonly field: string; readonly basis: string }[];
  /** Clauses with current evidence. */
  readonly clauses: readonly string[];
  /** Numbers of nonconformities whose root cause repeats their title, gap or evidence. */
  readonly symptoms: readonly string[];
  /** In review, approved and superseded; those sent back are left out. */
  readonly versions: readonly StoredVersion[];
  /** The frozen text of the approved version with its hash. */
  readonly approved: string | null;
  readonly approvedSha256: string | null;
};

function fullEvidence(crosswalk: CrosswalkInput, today: IsoDate) {
  const steps = pairsOf(crosswalk)
    .filter((pair) => pair.overlap === "full")
    .map(({ criterion, ref }) => ({ source: criterion, target: ref }));
  const label = sql`coalesce(${evidenceItems.reference}, ${evidenceItems.title})`;
  return sql`(select coalesce(json_agg(json_build_object('ref', f.target, 'via', f.via, 'items', f.items)), '[]') from (
    select p.target, array_agg(distinct p.source) as via,
      json_agg(distinct jsonb_build_object('label', ${label}, 'id', ${evidenceItems.id},
        'linked', exists (select 1 from ${evidenceLinks} o where o.workspace_id = ${evidenceItems.workspaceId}
          and o.item_id = ${evidenceItems.id} and o.ref = p.target),
        'declined', exists (select 1 from ${linkDismissals} d where d.workspace_id = ${evidenceItems.workspaceId}
          and d.item_id = ${evidenceItems.id} and d.ref = p.target))) as items
    from jsonb_to_recordset(${JSON.stringify(steps)}::text::jsonb) as p (source text, target text)
    join ${evidenceLinks} on ${evidenceLinks.ref} = p.source and ${evidenceLinks.origin} <> 'crosswalk'
    join ${evidenceItems} on ${itemOfLink}
    where ${isCurrent(today)} and ${evidenceItems.archivedAt} is null
    group by p.target) f)`;
}

/** Every word in small letters, blanks counted once. */
const plainly = (text: SQL) => sql`btrim(regexp_replace(lower(${text}), '[[:space:].]+', ' ', 'g'))`;

const symptoms = sql`(select coalesce(json_agg(n.number order by n.number), '[]') from ${nonconformities} n
  where n.state <> 'withdrawn' and n.root_cause <> '' and ${plainly(sql`n.root_cause`)}
    in (${plainly(sql`n.title`)}, ${plainly(sql`n.gap`)}, ${plainly(sql`n.objective_evidence`)}))`;

const evidencedClauses = (
  today: IsoDate,
) => sql`(select coalesce(json_agg(distinct ${evidenceLinks.ref}), '[]')
  from ${evidenceLinks} join ${evidenceItems} on ${itemOfLink}
  where ${evidenceLinks.ref} ~ '^[0-9]' and ${isCurrent(today)} and ${evidenceItems.archivedAt} is null)`;

/** Everything in one statement; `crosswalk` says which pairs are Full in this workspace. */
export async function readGround(
  tx: Tx,
  crosswalk: CrosswalkInput,
  { today, timeZone }: { readonly today: IsoDate; readonly timeZone: string },
): Promise<Ground> {
  const day = (column: unknown) => sql`to_char(${column} at time zone ${timeZone}, 'YYYY-MM-DD')`;
  const cited = sql`select 1 from ${soaReasons} c where c.target_id`;
  const [row] = await tx.execute<Ground>(sql`select
    exists (select 1 from ${riskMethods} m where m.state = 'approved') as method,
    exists (select 1 from ${climateDeterminations}) as climate,
    exists (select 1 from ${risks} r where r.archived_at is null) as "hasRisks",
    (select coalesce(json_agg(json_build_object('id', r.id, 'number', r.number, 'title', r.title, 'state', r.state,
        'note', r.treatment_note, 'refs', (select json_agg(c.ref) from ${soaReasons} c where c.target_id = r.id))), '[]')
      from ${risks} r where exists (${cited} = r.id)) as risks,
    (select coalesce(json_agg(json_build_object('id', o.id, 'number', o.number, 'title', o.title)), '[]')
      from ${obligations} o where exists (${cited} = o.id)) as obligations,
    (select coalesce(json_agg(json_build_object('ref', d.ref, 'field', d.field, 'basis', d.basis)), '[]')
      from ${soaSuggestionDismissals} d) as dismissed,
    (select coalesce(json_agg(json_build_object('id', v.id, 'major', v.major, 'minor', v.minor, 'state', v.state,
        'submitterId', v.submitted_by, 'submittedBy', u.name, 'submittedOn', ${day(sql`v.submitted_at`)},
        'approvedOn', ${day(sql`v.approved_at`)}, 'approvedBy', v.approver_name, 'changeReason', v.change_reason)), '[]')
      from ${soaVersions} v join ${users} u on u.id = v.submitted_by where v.state <> 'draft') as versions,
    ${evidencedClauses(today)} as clauses,
    ${symptoms} as symptoms,
    (select v.content from ${soaVersions} v where v.state = 'approved') as approved,
    (select v.sha256 from ${soaVersions} v where v.state = 'approved') as "approvedSha256",
    ${fullEvidence(crosswalk, today)} as full`);
  if (row === undefined) throw new Error("The ground of the statement was not read.");
  return row;
}

/** Cited risks by the controls that name them, with the words of their treatment. */
export function treatedRisks(cited: readonly CitedRisk[]): ReadonlyMap<string, readonly TreatedRisk[]> {
  const byRef = new Map<string, TreatedRisk[]>();
  for (const { number, title, note, refs } of cited) {
    for (const ref of refs) byRef.set(ref, [...(byRef.get(ref) ?? []), { number, title, note }]);
  }
  return byRef;
}

/** Hash of what a suggestion says, so that a decision is about the words that were read. */
function basisOf(suggestion: SoaSuggestion): string {
  return createHash("sha256").update(suggestionText(suggestion)).digest("hex");
}

/** Suggestions that nobody has dismissed in this form. */
export function openSuggestions(
  all: readonly SoaSuggestion[],
  dismissed: Ground["dismissed"],
): readonly SoaSuggestionDto[] {
  const declined = new Set(dismissed.map(({ ref, field, basis }) => `${ref} ${field} ${basis}`));
  return all
    .map((suggestion) => ({ ...suggestion, basis: basisOf(suggestion) }))
    .filter(({ ref, field, basis }) => !declined.has(`${ref} ${field} ${basis}`));
}

function relianceOf(statement: RelianceStatement, today: IsoDate): SoaReliance {
  const { attestation, nextReviewOn, archived } = statement;
  const { kind, number, validUntil } = attestation;
  const ends = validUntil ?? statement.reviewedOn;
  return {
    supplierId: statement.supplierId,
    provider: statement.provider,
    document: `${ATTESTATION_KIND_LABEL[kind]} ${number}`.trim(),
    validUntil: ends < nextReviewOn ? ends : nextReviewOn,
    valid: isRelied(relianceState({ validUntil, nextReviewOn, archived }, today)),
    residual: residualDuties(statement),
  };
}

/** The statement to name for each control: a valid one before an ended one, then the one that lasts longest. */
export function relianceByRef(
  statements: readonly RelianceStatement[],
  today: IsoDate,
): ReadonlyMap<string, SoaReliance> {
  const byRef = new Map<string, SoaReliance>();
  for (const statement of statements.filter((one) => !one.archived)) {
    const found = relianceOf(statement, today);
    for (const ref of statement.refs) {
      const known = byRef.get(ref);
      const better =
        known === undefined ||
        (found.valid && !known.valid) ||
        (found.valid === known.valid && found.validUntil > known.validUntil);
      if (better) byRef.set(ref, found);
    }
  }
  return byRef;
}
