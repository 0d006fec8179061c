import "server-only";
import { createHash } from "node:crypto";
import { asc, eq, inArray, sql } from "drizzle-orm";
import { insertRows } from "@/db/bulk";
import { activity } from "@/db/schema/activity";
import { riskBands, riskLevels, riskMethods } from "@/db/schema/risks";
import { programmes } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { type AnyScope, actorId, ROLES, roleHas, type Scope } from "@/lib/core/access";
import { canonicalJson } from "@/lib/core/canonical-json";
import { AppError, staleVersion } from "@/lib/core/errors";
import type { VersionState } from "@/lib/core/isms-statuses";
import { bandTones, methodGaps, PROPOSED_METHOD, type RiskMethodContent } from "@/lib/core/risk-method";
import { canBeginVersion, canEditVersion, moveVersion, type VersionMove } from "@/lib/core/version-machine";
import { once } from "@/lib/idempotency/mutations";
import { notify } from "@/lib/notifications/mutations";
import { now } from "@/lib/platform/clock";
import type {
  MethodStepInput,
  ReturnMethodInput,
  SaveMethodInput,
  StartMethodInput,
} from "@/lib/risks/input";
import { contentOf, lockMethod, readMethodParts } from "@/lib/risks/queries/method";
import { readMembers, readProgramme } from "@/lib/workspaces/queries";

const NOUN = "risk method";
type Number = { readonly number: number };
type MethodRow = Awaited<ReturnType<typeof lockMethod>>;

function actorOf(scope: AnyScope): string {
  const id = actorId(scope);
  if (id === null)
    throw new AppError("FORBIDDEN", "The risk method needs a person who is responsible for it.");
  return id;
}

async function writeScales(
  tx: Tx,
  scope: AnyScope,
  number: number,
  content: RiskMethodContent,
): Promise<void> {
  const of = { workspaceId: scope.workspaceId, methodNumber: number };
  await tx.delete(riskLevels).where(eq(riskLevels.methodNumber, number));
  await tx.delete(riskBands).where(eq(riskBands.methodNumber, number));
  await insertRows(tx, riskLevels, [
    ...content.likelihood.map((level) => ({ ...of, axis: "likelihood" as const, ...level })),
    ...content.consequence.map((level) => ({ ...of, axis: "consequence" as const, ...level })),
  ]);
  const tones = bandTones(content.bands.length);
  await insertRows(
    tx,
    riskBands,
    content.bands.map((band, at) => ({ ...of, ...band, tone: tones[at] ?? "none" })),
  );
}

function wordsOf(content: RiskMethodContent) {
  const { approach, whenToAssess, acceptanceMax, acceptanceCriterion } = content;
  return { approach, whenToAssess, acceptanceMax, acceptanceCriterion };
}

/**
 * Begins a version: a copy of the approved one, or our proposal where there is none. One is worked on at a time; the
 * programme's row keeps two beginners apart. @throws AppError CONFLICT
 */
export async function startMethod(scope: Scope<"risk:manage">, input: StartMethodInput): Promise<Number> {
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key: input.onceKey, input }, async () => {
      await tx.select({ id: programmes.workspaceId }).from(programmes).for("update");
      const rows = await tx.select().from(riskMethods).orderBy(asc(riskMethods.number));
      const decision = canBeginVersion(
        NOUN,
        rows.map(({ state }) => state),
      );
      if (!decision.ok) throw new AppError("CONFLICT", decision.reason);
      const approved = rows.find(({ state }) => state === "approved");
      const content =
        approved === undefined ? PROPOSED_METHOD : contentOf(approved, await readMethodParts(tx));
      const number = Math.max(0, ...rows.map((row) => row.number)) + 1;
      const { workspaceId } = scope;
      // A discarded draft had the same number: no form that was drawn with it fits this one.
      const version = sql<number>`(select 1 + count(*)::int from ${activity} a
        where a.subject_kind = 'risk' and a.subject_ref = ${`method-${number}`})`;
      await tx.insert(riskMethods).values({ workspaceId, number, ...wordsOf(content), version });
      await writeScales(tx, scope, number, content);
      await record(tx, scope, {
        verb: "risk.method",
        subject: { kind: "risk", ref: `method-${number}` },
        after: { number, begunFrom: approved?.number ?? "proposal" },
      });
      return { number };
    }),
  );
}

function requireVersion(row: MethodRow, version: number, stored: Readonly<Record<string, unknown>>): void {
  if (row.version !== version) throw staleVersion("The risk method", { ...stored, version: row.version });
}

/** The scales as the fields of the form, for somebody whose form is older than what is stored. */
function scaleFields(content: RiskMethodContent): Readonly<Record<string, unknown>> {
  const levels = (["likelihood", "consequence"] as const).flatMap((axis) =>
    content[axis].flatMap(({ level, label, criterion }) => [
      [`${axis}_label_${level}`, label],
      [`${axis}_criterion_${level}`, criterion],
    ]),
  );
  const bands = content.bands.flatMap(({ label, to }, at) => [
    [`band_label_${at + 1}`, label],
    [`band_to_${at + 1}`, to],
  ]);
  return { ...wordsOf(content), ...Object.fromEntries([...levels, ...bands]) };
}

/** Replaces words, scales and bands of a draft. @throws AppError CONFLICT (not a draft, or edited meanwhile), NOT_FOUND */
export async function saveMethod(scope: Scope<"risk:manage">, input: SaveMethodInput): Promise<Number> {
  return inWorkspace(scope, async (tx) => {
    const row = await lockMethod(tx, input.number);
    const decision = canEditVersion(NOUN, row.state);
    if (!decision.ok) throw new AppError("CONFLICT", decision.reason);
    const before = contentOf(row, await readMethodParts(tx));
    requireVersion(row, input.version, { ...scaleFields(before), changeReason: row.changeReason });
    await tx
      .update(riskMethods)
      .set({
        ...wordsOf(input.content),
        changeReason: input.changeReason,
        version: row.version + 1,
        updatedAt: sql`now()`,
      })
      .where(eq(riskMethods.number, input.number));
    await writeScales(tx, scope, input.number, input.content);
    await record(tx, scope, {
      verb: "risk.method",
      subject: { kind: "risk", ref: `method-${input.number}` },
      before,
      after: input.content,
    });
    return { number: input.number };
  });
}

const CODE = { state: "CONFLICT", content: "CONFLICT", reason: "INVALID", person: "FORBIDDEN" } as const;

/** All versions locked, and what moving one of them changes. @throws AppError CONFLICT, FORBIDDEN, INVALID, NOT_FOUND */
async function decide(
  tx: Tx,
  scope: AnyScope,
  step: MethodStepInput & { readonly to: VersionState; readonly reason: string },
) {
  const rows = await tx.select().from(riskMethods).orderBy(asc(riskMethods.number)).for("update");
  const row = rows.find(({ number }) => number === step.number) ?? (await lockMethod(tx, step.number));
  const content = contentOf(row, await readMethodParts(tx));
  const { selfAcceptance } = await readProgramme(tx);
  const isFollowUp = rows.some(({ state }) => state === "approved" || state === "superseded");
  const gaps = methodGaps(content);
  const unexplained = isFollowUp && row.changeReason.trim() === "" ? ["Say why the method changes."] : [];
  const move: VersionMove<number> = moveVersion(
    rows.map(({ number, state }) => ({ key: number, state })),
    step.number,
    step.to,
    {
      noun: NOUN,
      actorId: actorOf(scope),
      submitterId: row.submittedBy,
      selfAcceptance,
      reason: step.reason,
      blocked: [...gaps, ...unexplained][0] ?? null,
    },
  );
  if (!move.ok) throw new AppError(CODE[move.cause], move.reason, { fields: { reason: move.reason } });
  requireVersion(row, step.version, {});
  return { row, content, changes: move.changes };
}

async function moveTo(
  tx: Tx,
  row: MethodRow,
  to: VersionState,
  fields: Partial<typeof riskMethods.$inferInsert>,
): Promise<void> {
  await tx
    .update(riskMethods)
    .set({ ...fields, state: to, version: sql`${riskMethods.version} + 1`, updatedAt: sql`now()` })
    .where(eq(riskMethods.number, row.number));
}

const APPROVERS = new Set(ROLES.filter((role) => roleHas(role, "risk:approve")));

/** Hands a whole draft to the approvers, who are told. @throws AppError CONFLICT (it lacks something), NOT_FOUND */
export async function submitMethod(scope: Scope<"risk:manage">, input: MethodStepInput): Promise<Number> {
  return inWorkspace(scope, async (tx) => {
    const { row } = await decide(tx, scope, { ...input, to: "in_review", reason: "" });
    await moveTo(tx, row, "in_review", { submittedBy: actorOf(scope) });
    const members = await readMembers(tx);
    await notify(
      tx,
      scope,
      members
        .filter(({ role }) => APPROVERS.has(role))
        .map(({ userId }) => ({
          personId: userId,
          kind: "submission" as const,
          subjectKind: "risk_method" as const,
          subjectId: String(row.number),
          title: `Risk method, version ${row.number}`,
          detail: "It waits for your approval.",
        })),
    );
    await record(tx, scope, {
      verb: "risk.method-submit",
      subject: { kind: "risk", ref: `method-${row.number}` },
      before: { state: row.state },
      after: { state: "in_review" },
    });
    return { number: row.number };
  });
}

/** Sends a version back with a reason; who handed it in is told. @throws AppError CONFLICT, INVALID, NOT_FOUND */
export async function returnMethod(scope: Scope<"risk:approve">, input: ReturnMethodInput): Promise<Number> {
  return inWorkspace(scope, async (tx) => {
    const { row } = await decide(tx, scope, { ...input, to: "draft" });
    await moveTo(tx, row, "draft", {});
    await notify(tx, scope, {
      personId: row.submittedBy,
      kind: "return",
      subjectKind: "risk_method",
      subjectId: String(row.number),
      title: `Risk method, version ${row.number}`,
      detail: input.reason,
    });
    await record(tx, scope, {
      verb: "risk.method-return",
      subject: { kind: "risk", ref: `method-${row.number}` },
      before: { state: row.state },
      after: { state: "draft", reason: input.reason },
    });
    return { number: row.number };
  });
}

/**
 * Approves a version: frozen with its hash, in force from now on; the one before is superseded in the same transaction.
 * Of two approvals at once the second finds it approved. @throws AppError CONFLICT, FORBIDDEN (own submission), NOT_FOUND
 */
export async function approveMethod(scope: Scope<"risk:approve">, input: MethodStepInput): Promise<Number> {
  return inWorkspace(scope, async (tx) => {
    const { row, content, changes } = await decide(tx, scope, { ...input, to: "approved", reason: "" });
    const replaced = changes.flatMap(({ key, to }) => (to === "superseded" ? [key] : []));
    if (replaced.length > 0) {
      await tx
        .update(riskMethods)
        .set({ state: "superseded", version: sql`${riskMethods.version} + 1`, updatedAt: sql`now()` })
        .where(inArray(riskMethods.number, replaced));
    }
    const approvedAt = now();
    const frozen = { number: row.number, changeReason: row.changeReason, ...content };
    const sha256 = createHash("sha256").update(canonicalJson(frozen)).digest("hex");
    await moveTo(tx, row, "approved", { approvedBy: actorOf(scope), approvedAt, sha256 });
    await notify(tx, scope, {
      personId: row.submittedBy,
      kind: "decision",
      subjectKind: "risk_method",
      subjectId: String(row.number),
      title: `Risk method, version ${row.number}`,
      detail: "It is approved.",
    });
    await record(tx, scope, {
      verb: "risk.method-approve",
      subject: { kind: "risk", ref: `method-${row.number}` },
      before: { state: row.state, superseded: replaced },
      after: { state: "approved", sha256 },
    });
    return { number: row.number };
  });
}
