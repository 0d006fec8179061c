import "server-only";
import { and, asc, desc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { evidenceItems } from "@/db/schema/evidence";
import { actions } from "@/db/schema/nonconformities";
import { users } from "@/db/schema/people";
import { riskAcceptances, riskAssessments, riskControls, risks } from "@/db/schema/risks";
import { inWorkspace, type Tx } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import type { IsoDate } from "@/lib/core/dates";
import { notFound } from "@/lib/core/errors";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import { currentAssessment, type RiskFacts, riskFlags } from "@/lib/core/risk";
import type { AssessmentDto, Person, RiskDetail, RiskLevelDto, RiskListRow } from "@/lib/core/risk-dto";
import { bandOf, scoreOf } from "@/lib/core/risk-method";
import { readAllMethods, type StoredMethod } from "@/lib/risks/queries/method";

type RiskRow = typeof risks.$inferSelect;
type AssessmentRow = typeof riskAssessments.$inferSelect;
type ActionRow = typeof actions.$inferSelect;

const LISTED = 5_000;

/** Everything that rows of risks are made of, for all of the workspace or those of one condition. */
export type RiskParts = {
  readonly rows: readonly RiskRow[];
  readonly methods: readonly StoredMethod[];
  readonly assessments: readonly AssessmentRow[];
  readonly controls: readonly (typeof riskControls.$inferSelect)[];
  readonly acceptances: readonly (typeof riskAcceptances.$inferSelect)[];
  readonly actionRows: readonly ActionRow[];
  readonly names: ReadonlyMap<string, string>;
};

async function namesOf(tx: Tx, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await tx
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(inArray(users.id, wanted));
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** With one id everything about that risk; without, what lists need: the newest assessment of each kind. */
async function readParts(tx: Tx, id: string | null, lock = false): Promise<RiskParts> {
  const found = tx
    .select()
    .from(risks)
    .where(id === null ? undefined : eq(risks.id, id))
    .orderBy(asc(risks.number))
    .limit(LISTED);
  const rows = lock ? await found.for("update") : await found;
  const newest = tx
    .selectDistinctOn([riskAssessments.riskId, riskAssessments.kind])
    .from(riskAssessments)
    .orderBy(asc(riskAssessments.riskId), asc(riskAssessments.kind), desc(riskAssessments.number));
  const all = tx
    .select()
    .from(riskAssessments)
    .where(id === null ? undefined : eq(riskAssessments.riskId, id))
    .orderBy(desc(riskAssessments.number));
  const [methods, assessments, controls, acceptances, actionRows] = await Promise.all([
    readAllMethods(tx),
    id === null ? newest : all,
    tx
      .select()
      .from(riskControls)
      .where(id === null ? undefined : eq(riskControls.riskId, id)),
    tx
      .select()
      .from(riskAcceptances)
      .where(id === null ? undefined : eq(riskAcceptances.riskId, id))
      .orderBy(desc(riskAcceptances.createdAt)),
    tx
      .select()
      .from(actions)
      .where(and(eq(actions.subjectKind, "risk"), id === null ? undefined : eq(actions.subjectId, id)))
      .orderBy(asc(actions.number)),
  ]);
  const names = await namesOf(tx, [
    ...rows.flatMap((row) => [row.ownerId, row.planApprovedBy]),
    ...(id === null ? [] : assessments.map((one) => one.assessedBy)),
    ...(id === null ? [] : acceptances.map((one) => one.acceptedBy)),
    ...(id === null ? [] : actionRows.map((one) => one.ownerId)),
  ]);
  return { rows, methods, assessments, controls, acceptances, actionRows, names };
}

function person(userId: string | null, names: ReadonlyMap<string, string>): Person | null {
  return userId === null ? null : { userId, name: names.get(userId) ?? "Former member" };
}

function levelOf(row: AssessmentRow | undefined, methods: readonly StoredMethod[]): RiskLevelDto | null {
  if (row === undefined) return null;
  const { number, methodNumber, likelihood, consequence } = row;
  const score = scoreOf(likelihood, consequence);
  const method = methods.find((one) => one.number === methodNumber);
  const band = bandOf(score, method?.bands ?? []);
  return {
    ...{ number, methodNumber, likelihood, consequence, score },
    band: band ?? { from: score, to: score, label: "No band", tone: "none", heat: 1 },
  };
}

function grouped<T>(rows: readonly T[], key: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const out = new Map<string, T[]>();
  for (const row of rows) {
    const list = out.get(key(row));
    if (list === undefined) out.set(key(row), [row]);
    else list.push(row);
  }
  return out;
}

type Indexed = {
  readonly methods: readonly StoredMethod[];
  readonly names: ReadonlyMap<string, string>;
  readonly assessments: ReadonlyMap<string, readonly AssessmentRow[]>;
  readonly controls: ReadonlyMap<string, readonly { readonly ref: string }[]>;
  readonly acceptances: ReadonlyMap<string, RiskParts["acceptances"]>;
  readonly actionRows: ReadonlyMap<string, readonly ActionRow[]>;
};

function indexed(parts: RiskParts): Indexed {
  return {
    methods: parts.methods,
    names: parts.names,
    assessments: grouped(parts.assessments, (row) => row.riskId),
    controls: grouped(parts.controls, (row) => row.riskId),
    acceptances: grouped(parts.acceptances, (row) => row.riskId),
    actionRows: grouped(parts.actionRows, (row) => row.subjectId),
  };
}

function factsOf(row: RiskRow, at: Indexed) {
  const assessed = at.assessments.get(row.id) ?? [];
  const newest = (kind: AssessmentRow["kind"]) =>
    levelOf(
      assessed.find((one) => one.kind === kind),
      at.methods,
    );
  const method = at.methods.find(({ state }) => state === "approved");
  const inherent = newest("inherent");
  const residual = newest("residual");
  const facts: RiskFacts = {
    state: row.state,
    isArchived: row.archivedAt !== null,
    ownerId: row.ownerId,
    treatment: row.treatment,
    treatmentNote: row.treatmentNote,
    controls: (at.controls.get(row.id) ?? []).map(({ ref }) => ref).sort(compareRefs),
    inherent,
    residual,
    actions: at.actionRows.get(row.id) ?? [],
    method: method === undefined ? null : { number: method.number, acceptanceMax: method.acceptanceMax },
  };
  return { facts, inherent, residual };
}

function listRow(row: RiskRow, at: Indexed, today: IsoDate): RiskListRow & { readonly facts: RiskFacts } {
  const { facts, inherent, residual } = factsOf(row, at);
  const acceptance = at.acceptances.get(row.id)?.[0];
  const expiresOn = row.state === "residual_accepted" ? (acceptance?.expiresOn ?? null) : null;
  const open = facts.actions.filter(({ state }) => state === "open");
  const { id, number, title, asset, cause, consequence, state, treatment, treatmentNote } = row;
  const { confidentiality, integrity, availability, targetOn, reviewOn } = row;
  return {
    ...{ id, number, title, asset, cause, consequence, state, treatment, treatmentNote },
    ...{ confidentiality, integrity, availability, targetOn, reviewOn, expiresOn, inherent, residual },
    owner: person(row.ownerId, at.names),
    refs: facts.controls,
    current: currentAssessment(inherent, residual),
    openActions: open.length,
    overdueActions: open.filter(({ dueOn }) => dueOn !== null && dueOn < today).length,
    flags: riskFlags(facts, { reviewOn, expiresOn }, today),
    isArchived: facts.isArchived,
    facts,
  };
}

/** Every risk of the workspace as a row on `today`, archived ones among them, by number. */
export async function readRiskRows(
  tx: Tx,
  today: IsoDate,
): Promise<{ readonly rows: readonly RiskListRow[]; readonly method: StoredMethod | null }> {
  const parts = await readParts(tx, null);
  const at = indexed(parts);
  return {
    rows: parts.rows.map((row) => {
      const { facts: _, ...listed } = listRow(row, at, today);
      return listed;
    }),
    method: parts.methods.find(({ state }) => state === "approved") ?? null,
  };
}

/** The register with the approved method, from one moment. */
export async function listRisks(scope: Scope<"risk:read">, today: IsoDate) {
  return inWorkspace(scope, (tx) => readRiskRows(tx, today));
}

export type LockedRisk = {
  readonly row: RiskRow;
  readonly facts: RiskFacts;
  readonly methods: readonly StoredMethod[];
  readonly actionRows: readonly ActionRow[];
};

/** The risk with what its rules look at, its row locked until the transaction ends. @throws AppError NOT_FOUND */
export async function lockRisk(tx: Tx, id: string): Promise<LockedRisk> {
  if (!z.uuid().safeParse(id).success) throw notFound("The risk");
  const parts = await readParts(tx, id, true);
  const [row] = parts.rows;
  if (row === undefined) throw notFound("The risk");
  const { facts } = factsOf(row, indexed(parts));
  return { row, facts, methods: parts.methods, actionRows: parts.actionRows };
}

function assessmentDto(row: AssessmentRow, parts: RiskParts): AssessmentDto[] {
  const level = levelOf(row, parts.methods);
  if (level === null) return [];
  const method = parts.methods.find(({ number }) => number === row.methodNumber);
  const label = (axis: "likelihood" | "consequence") =>
    method?.[axis].find((one) => one.level === row[axis])?.label ?? "";
  return [
    {
      ...level,
      kind: row.kind,
      likelihoodLabel: label("likelihood"),
      consequenceLabel: label("consequence"),
      note: row.note,
      by: parts.names.get(row.assessedBy) ?? "Former member",
      on: row.assessedOn,
    },
  ];
}

/** The evidence that proves actions, with its titles. */
async function readProofs(tx: Tx, rows: readonly ActionRow[]) {
  const ids = rows.flatMap(({ proofItemId }) => proofItemId ?? []);
  if (ids.length === 0) return [];
  return tx
    .select({ id: evidenceItems.id, title: evidenceItems.title })
    .from(evidenceItems)
    .where(inArray(evidenceItems.id, ids));
}

/** One risk with its assessments, acceptances and actions. @throws AppError NOT_FOUND */
export async function getRisk(scope: Scope<"risk:read">, id: string, today: IsoDate): Promise<RiskDetail> {
  if (!z.uuid().safeParse(id).success) throw notFound("The risk");
  return inWorkspace(scope, async (tx) => {
    const parts = await readParts(tx, id);
    const [row] = parts.rows;
    if (row === undefined) throw notFound("The risk");
    const { names } = parts;
    const proofs = await readProofs(tx, parts.actionRows);
    return {
      ...listRow(row, indexed(parts), today),
      planApprovedBy: person(row.planApprovedBy, names),
      planApprovedAt: row.planApprovedAt,
      archiveReason: row.archiveReason,
      scenario: row.scenario,
      version: row.version,
      assessments: parts.assessments.flatMap((one) => assessmentDto(one, parts)),
      acceptances: parts.acceptances.map(
        ({ assessmentNumber, acceptedBy, createdAt, aboveCriterion, reason, expiresOn }) => ({
          ...{ assessmentNumber, aboveCriterion, reason, expiresOn },
          by: names.get(acceptedBy) ?? "Former member",
          at: createdAt,
        }),
      ),
      actions: parts.actionRows.map(({ ownerId, proofItemId, ...action }) => {
        const { id: actionId, number, title, dueOn, state, proofNote, version } = action;
        return {
          ...{ id: actionId, number, title, dueOn, state, proofNote, version },
          owner: person(ownerId, names),
          proofItem: proofs.find((item) => item.id === proofItemId) ?? null,
        };
      }),
    };
  });
}

/** Numbers and titles of all risks, archived ones among them: a title is imported once. */
export async function readRiskTitles(
  tx: Tx,
): Promise<readonly { number: string; title: string; scenario: string | null }[]> {
  return tx.select({ number: risks.number, title: risks.title, scenario: risks.scenario }).from(risks);
}
