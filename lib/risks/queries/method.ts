import "server-only";
import { and, asc, desc, eq, inArray } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { activity } from "@/db/schema/activity";
import { users } from "@/db/schema/people";
import { riskBands, riskLevels, riskMethods } from "@/db/schema/risks";
import { inWorkspace, type Tx } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import { notFound } from "@/lib/core/errors";
import { sidesOf } from "@/lib/core/requirement-history";
import type { RiskMethodDto } from "@/lib/core/risk-dto";
import type { RiskMethodContent } from "@/lib/core/risk-method";

type MethodRow = typeof riskMethods.$inferSelect;
type Parts = {
  readonly levels: readonly (typeof riskLevels.$inferSelect)[];
  readonly bands: readonly (typeof riskBands.$inferSelect)[];
};

/** The scales and words of one version, out of the rows of all. */
export function contentOf(row: MethodRow, { levels, bands }: Parts): RiskMethodContent {
  const own = levels.filter((level) => level.methodNumber === row.number);
  const axis = (name: "likelihood" | "consequence") =>
    own
      .filter((one) => one.axis === name)
      .map(({ level, label, criterion }) => ({ level, label, criterion }));
  return {
    approach: row.approach,
    whenToAssess: row.whenToAssess,
    acceptanceMax: row.acceptanceMax,
    acceptanceCriterion: row.acceptanceCriterion,
    likelihood: axis("likelihood"),
    consequence: axis("consequence"),
    bands: bands.filter((one) => one.methodNumber === row.number).map(({ to, label }) => ({ to, label })),
  };
}

/** Levels and bands of every version, each scale from its lowest step. */
export async function readMethodParts(tx: Tx): Promise<Parts> {
  const [levels, bands] = await Promise.all([
    tx.select().from(riskLevels).orderBy(asc(riskLevels.methodNumber), asc(riskLevels.level)),
    tx.select().from(riskBands).orderBy(asc(riskBands.methodNumber), asc(riskBands.to)),
  ]);
  return { levels, bands };
}

export type StoredMethod = Pick<MethodRow, "number" | "state" | "sha256"> & RiskMethodContent;

/** Every version with its scales: assessments are judged by the method that they were made on. */
export async function readAllMethods(tx: Tx): Promise<readonly StoredMethod[]> {
  const [rows, parts] = await Promise.all([
    tx.select().from(riskMethods).orderBy(desc(riskMethods.number)),
    readMethodParts(tx),
  ]);
  return rows.map((row) => {
    const { number, state, sha256 } = row;
    return { number, state, sha256, ...contentOf(row, parts) };
  });
}

/** The approved method inside a transaction; null while there is none. */
export async function readApprovedMethod(tx: Tx): Promise<StoredMethod | null> {
  return (await readAllMethods(tx)).find(({ state }) => state === "approved") ?? null;
}

/** The approved method; null while there is none. */
export async function getApprovedMethod(scope: Scope<"risk:read">): Promise<StoredMethod | null> {
  return inWorkspace(scope, readApprovedMethod);
}

/** Who sent the draft back, and why, unless it was handed in again since. */
async function readSentBack(tx: Tx, draft: MethodRow | undefined): Promise<RiskMethodDto["sentBack"]> {
  if (draft === undefined) return null;
  const [entry] = await tx
    .select({ by: activity.actorName, verb: activity.verb, body: activity.body })
    .from(activity)
    .where(
      and(
        eq(activity.subjectKind, "risk"),
        eq(activity.subjectRef, `method-${draft.number}`),
        inArray(activity.verb, ["risk.method-submit", "risk.method-return", "risk.method-discard"]),
      ),
    )
    .orderBy(desc(activity.seq))
    .limit(1);
  if (entry?.verb !== "risk.method-return") return null;
  const { reason } = sidesOf(entry.body).after;
  return { by: entry.by, reason: typeof reason === "string" ? reason : "" };
}

/** Every version of the method with people and scales, the newest first. */
export async function listMethods(scope: Scope<"risk:read">): Promise<readonly RiskMethodDto[]> {
  const submitter = alias(users, "submitter");
  const approver = alias(users, "approver");
  return inWorkspace(scope, async (tx) => {
    const [rows, parts] = await Promise.all([
      tx
        .select({ row: riskMethods, submitter: submitter.name, approver: approver.name })
        .from(riskMethods)
        .leftJoin(submitter, eq(submitter.id, riskMethods.submittedBy))
        .leftJoin(approver, eq(approver.id, riskMethods.approvedBy))
        .orderBy(desc(riskMethods.number)),
      readMethodParts(tx),
    ]);
    const draft = rows.find(({ row }) => row.state === "draft")?.row;
    const sentBack = await readSentBack(tx, draft);
    return rows.map(({ row, submitter: handedIn, approver: approved }) => {
      const { number, state, changeReason, sha256, submittedBy, approvedBy, approvedAt, version } = row;
      const person = (userId: string | null, name: string | null) =>
        userId === null ? null : { userId, name: name ?? "Former member" };
      return {
        ...{ number, state, changeReason, sha256, approvedAt, version },
        ...contentOf(row, parts),
        submittedBy: person(submittedBy, handedIn),
        approvedBy: person(approvedBy, approved),
        sentBack: row === draft ? sentBack : null,
      };
    });
  });
}

/** One version inside a transaction, locked: whoever changes or decides it holds it. @throws AppError NOT_FOUND */
export async function lockMethod(tx: Tx, number: number): Promise<MethodRow> {
  const [row] = await tx.select().from(riskMethods).where(eq(riskMethods.number, number)).for("update");
  if (row === undefined) throw notFound("The version of the risk method");
  return row;
}
