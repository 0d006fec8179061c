import "server-only";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { requirements, soaReasons, soaRows } from "@/db/schema/requirements";
import { memberships } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { type AnyScope, actorId, type Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { AppError, notFound, staleVersion } from "@/lib/core/errors";
import { CONTROL_BY_REF } from "@/lib/core/frameworks/catalogue";
import { proposedDelivery } from "@/lib/core/soa";
import type { SoaBulkResult, SoaEdit, SoaSaved } from "@/lib/core/soa-dto";
import { formValues, planEdit, type SoaEditPlan, type StoredSoaRow, valuesOf } from "@/lib/core/soa-edit";
import { now } from "@/lib/platform/clock";
import type {
  AcceptDeliveryInput,
  BulkEditSoaInput,
  RestoreSoaRowsInput,
  SetSoaRowInput,
} from "@/lib/soa/input";
import { citations } from "@/lib/soa/queries/rows";
import { readRelied } from "@/lib/suppliers/queries";
import { readProgramme } from "@/lib/workspaces/queries";

type Change = Extract<SoaEditPlan, { kind: "change" }>;
type Planned = { readonly row: StoredSoaRow; readonly change: Change };

/** The rows by reference, locked in the order of their references so that two bulk edits cannot block each other. */
async function lockRows(
  tx: Tx,
  scope: AnyScope,
  refs: readonly string[],
): Promise<ReadonlyMap<string, StoredSoaRow>> {
  const found = await tx
    .select({ requirement: requirements, row: soaRows })
    .from(requirements)
    .innerJoin(
      soaRows,
      and(eq(soaRows.workspaceId, requirements.workspaceId), eq(soaRows.ref, requirements.ref)),
    )
    .where(and(inArray(requirements.ref, [...refs]), isNull(requirements.archivedAt)))
    .orderBy(asc(requirements.ref))
    .for("no key update");
  const reasons = await tx
    .select()
    .from(soaReasons)
    .where(inArray(soaReasons.ref, [...refs]))
    .orderBy(asc(soaReasons.createdAt), asc(soaReasons.id));
  const relied = await readRelied(tx, dateIn(scope.timeZone, now()));
  return new Map(
    found.map(({ requirement, row }) => {
      const own = reasons
        .filter((reason) => reason.ref === row.ref)
        .map(({ kind, detail, targetId }) => ({ kind, detail, cited: targetId !== null }));
      const control = CONTROL_BY_REF.get(row.ref);
      const stored: StoredSoaRow = {
        ...row,
        title: control?.title ?? requirement.title ?? row.ref,
        theme: control?.theme ?? null,
        reasons: own,
        citedBy: citations(own),
        relied: relied.has(row.ref),
        implementation: requirement.implementation,
        targetOn: requirement.targetOn,
        ownerId: requirement.ownerId,
        requirementVersion: requirement.version,
      };
      return [row.ref, stored];
    }),
  );
}

/** Of rows that get another owner: one who left stays where nobody names a new one. @throws AppError INVALID */
async function requireMembers(tx: Tx, planned: readonly Planned[]): Promise<void> {
  const given = planned.filter(({ change }) => change.fields.includes("ownerId"));
  const owners = [...new Set(given.map(({ change }) => change.next.ownerId))].filter((id) => id !== null);
  if (owners.length === 0) return;
  const found = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(inArray(memberships.userId, owners), isNull(memberships.endedAt)));
  if (found.length === owners.length) return;
  const message = "The owner is no longer a member. Choose another one.";
  throw new AppError("INVALID", message, { fields: { ownerId: message } });
}

async function writeSoaRows(tx: Tx, scope: Scope<"soa:write">, planned: readonly Planned[]): Promise<void> {
  const rows = planned.filter(({ change }) => change.inRow).map(({ change }) => change.next);
  if (rows.length === 0) return;
  const values = JSON.stringify(
    rows.map((row) => ({
      ref: row.ref,
      applicability: row.applicability,
      justification: row.justification,
      exclusion: row.exclusionJustification,
      description: row.description,
      override: row.evidenceOverride,
      delivery: row.delivery,
      methods: row.methods,
    })),
  );
  await tx.execute(sql`
    update soa_rows as s
    set applicability = v.applicability, justification = v.justification, exclusion_justification = v.exclusion,
      description = v.description, evidence_override = v.override, delivery = v.delivery,
      methods = v.methods,
      version = s.version + 1, updated_at = now(), updated_by = ${actorId(scope)}
    from jsonb_to_recordset(${values}::text::jsonb) as v(ref text, applicability text, justification text,
      exclusion text, description text, override text, delivery text, methods text[])
    where s.workspace_id = ${scope.workspaceId} and s.ref = v.ref`);
}

async function writeRequirements(
  tx: Tx,
  scope: Scope<"soa:write">,
  planned: readonly Planned[],
): Promise<void> {
  const rows = planned.filter(({ change }) => change.inRequirement).map(({ change }) => change.next);
  if (rows.length === 0) return;
  const values = JSON.stringify(
    rows.map(({ ref, implementation, targetOn, ownerId }) => ({ ref, implementation, targetOn, ownerId })),
  );
  await tx.execute(sql`
    update requirements as r
    set implementation = v.implementation, target_on = v."targetOn", owner_id = v."ownerId",
      version = r.version + 1, updated_at = now()
    from jsonb_to_recordset(${values}::text::jsonb) as v(ref text, implementation text, "targetOn" date, "ownerId" uuid)
    where r.workspace_id = ${scope.workspaceId} and r.ref = v.ref`);
}

async function writeReasons(tx: Tx, scope: Scope<"soa:write">, planned: readonly Planned[]): Promise<void> {
  const rows = planned
    .filter(({ change }) => change.fields.includes("reasons"))
    .map(({ change }) => change.next);
  if (rows.length === 0) return;
  const refs = rows.map((row) => row.ref);
  await tx.delete(soaReasons).where(and(inArray(soaReasons.ref, refs), isNull(soaReasons.targetId)));
  const wanted = rows.flatMap((row) =>
    row.reasons
      .filter((reason) => !reason.cited)
      .map(({ kind, detail }) => ({ workspaceId: scope.workspaceId, ref: row.ref, kind, detail })),
  );
  if (wanted.length > 0) await tx.insert(soaReasons).values(wanted);
}

/** Four statements for any number of rows. */
async function write(tx: Tx, scope: Scope<"soa:write">, planned: readonly Planned[]): Promise<void> {
  await writeSoaRows(tx, scope, planned);
  await writeRequirements(tx, scope, planned);
  await writeReasons(tx, scope, planned);
}

function savedOf({ row, change }: Planned): SoaSaved {
  return {
    ref: row.ref,
    version: row.version + (change.inRow ? 1 : 0),
    requirementVersion: row.requirementVersion + (change.inRequirement ? 1 : 0),
  };
}

function refusal(fields: Extract<SoaEditPlan, { kind: "refused" }>["fields"]): AppError {
  const sentences = Object.values(fields);
  const [only] = sentences;
  const message =
    sentences.length === 1 && only !== undefined
      ? only
      : `${sentences.length} fields need attention. Nothing was saved.`;
  return new AppError("INVALID", message, { fields });
}

/**
 * Changes the given fields of one row, in the statement and on the requirement, and returns both versions.
 * @throws AppError NOT_FOUND, CONFLICT (changed by somebody else), INVALID (a rule of the row, by field)
 */
export async function setSoaRow(scope: Scope<"soa:write">, edit: SetSoaRowInput): Promise<SoaSaved> {
  return inWorkspace(scope, async (tx) => {
    const row = (await lockRows(tx, scope, [edit.ref])).get(edit.ref);
    if (row === undefined) throw notFound("The control");
    const plan = planEdit(row, edit);
    if (plan.kind === "stale") throw staleVersion(edit.ref, formValues(row));
    if (plan.kind === "refused") throw refusal(plan.fields);
    if (plan.kind === "unchanged") {
      return { ref: row.ref, version: row.version, requirementVersion: row.requirementVersion };
    }
    await requireMembers(tx, [{ row, change: plan }]);
    await write(tx, scope, [{ row, change: plan }]);
    await record(tx, scope, {
      verb: "soa.set-row",
      subject: { kind: "soa", ref: edit.ref },
      before: valuesOf(row, plan.fields),
      after: valuesOf(plan.next, plan.fields),
    });
    return savedOf({ row, change: plan });
  });
}

type Outcome = { readonly planned: readonly Planned[]; readonly refused: SoaBulkResult["refused"] };

function reasonFor(plan: SoaEditPlan): string {
  if (plan.kind === "stale") return "Somebody else changed the row after you opened the page.";
  return plan.kind === "refused" ? Object.values(plan.fields).join(" ") : "";
}

function planAll(stored: ReadonlyMap<string, StoredSoaRow>, edits: readonly SoaEdit[]): Outcome {
  const planned: Planned[] = [];
  const refused: { ref: string; reason: string }[] = [];
  for (const edit of edits) {
    const row = stored.get(edit.ref);
    if (row === undefined) throw notFound(`The control ${edit.ref}`);
    const plan = planEdit(row, edit);
    if (plan.kind === "change") planned.push({ row, change: plan });
    else if (plan.kind !== "unchanged") refused.push({ ref: edit.ref, reason: reasonFor(plan) });
  }
  return { planned, refused };
}

/** Writes what the rules allow in one transaction with one entry, and says why the other rows were left as they are. */
async function editRows(
  tx: Tx,
  scope: Scope<"soa:write">,
  edits: readonly SoaEdit[],
  verb: "soa.bulk-edit" | "soa.import" = "soa.bulk-edit",
): Promise<SoaBulkResult> {
  const stored = await lockRows(
    tx,
    scope,
    edits.map((edit) => edit.ref),
  );
  const { planned, refused } = planAll(stored, edits);
  if (planned.length === 0) return { saved: [], refused };
  await requireMembers(tx, planned);
  await write(tx, scope, planned);
  const byRef = (pick: (one: Planned) => unknown) =>
    Object.fromEntries(planned.map((one) => [one.row.ref, pick(one)]));
  await record(tx, scope, {
    verb,
    subject: { kind: "soa", ref: planned.length === 1 ? (planned[0]?.row.ref ?? "") : "rows" },
    before: byRef(({ row, change }) => valuesOf(row, change.fields)),
    after: byRef(({ change }) => valuesOf(change.next, change.fields)),
  });
  return { saved: planned.map(savedOf), refused };
}

/**
 * The same change to many rows in one transaction. Rows that a rule refuses, or that somebody else changed meanwhile,
 * stay as they are and are listed with the reason. @throws AppError NOT_FOUND (a row of no such control)
 */
export async function bulkEditSoa(
  scope: Scope<"soa:write">,
  { rows, patch }: BulkEditSoaInput,
): Promise<SoaBulkResult> {
  return inWorkspace(scope, (tx) =>
    editRows(
      tx,
      scope,
      rows.map((row) => ({ ...row, patch })),
    ),
  );
}

/** Gives each row its own values back, as Undo asks; rows changed meanwhile are refused. */
export async function restoreSoaRows(
  scope: Scope<"soa:write">,
  { edits }: RestoreSoaRowsInput,
): Promise<SoaBulkResult> {
  return inWorkspace(scope, (tx) => editRows(tx, scope, edits));
}

/** Writes what a spreadsheet changed, each row by itself: the good ones are stored, the others are listed with the reason. */
export async function importSoaRows(
  scope: Scope<"soa:write">,
  edits: readonly SoaEdit[],
): Promise<SoaBulkResult> {
  return inWorkspace(scope, (tx) => editRows(tx, scope, edits, "soa.import"));
}

/** Records the delivery that the hosting proposes for the rows; rows without a proposal are refused. */
export async function acceptDelivery(
  scope: Scope<"soa:write">,
  { rows }: AcceptDeliveryInput,
): Promise<SoaBulkResult> {
  return inWorkspace(scope, async (tx) => {
    const { hosting } = await readProgramme(tx);
    const wanted = rows.map((row) => ({ ...row, patch: { delivery: proposedDelivery(row.ref, hosting) } }));
    const edits = wanted.filter((edit) => edit.patch.delivery !== "own");
    const without = wanted.filter((edit) => edit.patch.delivery === "own");
    const result: SoaBulkResult =
      edits.length === 0 ? { saved: [], refused: [] } : await editRows(tx, scope, edits);
    const reason = "Nothing is proposed for this control.";
    return { ...result, refused: [...result.refused, ...without.map(({ ref }) => ({ ref, reason }))] };
  });
}
