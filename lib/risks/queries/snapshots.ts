import "server-only";
import { createHash } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import { users } from "@/db/schema/people";
import { riskSnapshots, risks } from "@/db/schema/risks";
import { workspaces } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import type { IsoDate } from "@/lib/core/dates";
import { notFound } from "@/lib/core/errors";
import { compareRisks, type RiskComparison, snapshotChoice } from "@/lib/core/risk-compare";
import type { SnapshotSummary } from "@/lib/core/risk-dto";
import { type RiskSnapshot, readSnapshot, riskRecord } from "@/lib/core/risk-record";
import { readRiskRows } from "@/lib/risks/queries";

const SHOWN = 200;

/** The workspace's name at the moment: part of what a snapshot freezes. */
export async function readWorkspaceName(tx: Tx): Promise<string> {
  const [row] = await tx.select({ name: workspaces.name }).from(workspaces);
  return row?.name ?? "";
}

const summary = {
  id: riskSnapshots.id,
  label: riskSnapshots.label,
  takenBy: users.name,
  at: riskSnapshots.createdAt,
  sha256: riskSnapshots.sha256,
};

/** The frozen registers, newest first. */
export async function listSnapshots(scope: Scope<"risk:read">): Promise<readonly SnapshotSummary[]> {
  return inWorkspace(scope, (tx) =>
    tx
      .select(summary)
      .from(riskSnapshots)
      .innerJoin(users, eq(users.id, riskSnapshots.takenBy))
      .orderBy(desc(riskSnapshots.createdAt))
      .limit(SHOWN),
  );
}

export type StoredSnapshot = SnapshotSummary & { readonly content: string; readonly register: RiskSnapshot };

/** One frozen register as stored. @throws AppError NOT_FOUND */
export async function getSnapshot(scope: Scope<"risk:read">, id: string): Promise<StoredSnapshot> {
  if (!z.uuid().safeParse(id).success) throw notFound("The snapshot");
  const [row] = await inWorkspace(scope, (tx) =>
    tx
      .select({ ...summary, content: riskSnapshots.content })
      .from(riskSnapshots)
      .innerJoin(users, eq(users.id, riskSnapshots.takenBy))
      .where(eq(riskSnapshots.id, id)),
  );
  const register = row === undefined ? null : readSnapshot(row.content);
  if (row === undefined || register === null) throw notFound("The snapshot");
  return { ...row, register };
}

const LIVE = "live";

type Side = Pick<RiskSnapshot, "risks"> & { readonly method: number | null; readonly damaged: boolean };

async function sideOf(scope: Scope<"risk:read">, value: string, today: IsoDate): Promise<Side> {
  if (value !== LIVE) {
    const { content, sha256, register } = await getSnapshot(scope, value);
    const damaged = createHash("sha256").update(content).digest("hex") !== sha256;
    return { risks: register.risks, method: register.method?.number ?? null, damaged };
  }
  const { rows, method } = await inWorkspace(scope, (tx) => readRiskRows(tx, today));
  const live = rows.filter(({ isArchived }) => !isArchived).map(riskRecord);
  return { risks: live, method: method?.number ?? null, damaged: false };
}

/**
 * Two frozen registers side by side, or one and the register as it stands: what is asked for, else what changed since the
 * newest one. Nothing is compared with frozen text that is not what its hash stands for. @throws AppError NOT_FOUND
 */
export async function compareSnapshots(
  scope: Scope<"risk:read">,
  asked: { readonly from: string; readonly to: string },
  today: IsoDate,
): Promise<RiskComparison> {
  const snapshots = await listSnapshots(scope);
  const choices = [{ value: LIVE, label: "Register now" }, ...snapshots.map(snapshotChoice(scope.timeZone))];
  const choiceOf = (value: string) => {
    const found = choices.find((one) => one.value === value);
    if (found === undefined) throw notFound("The snapshot");
    return found;
  };
  const to = choiceOf(asked.to || LIVE);
  const first = asked.from || choices[1]?.value;
  if (first === undefined) return { choices, from: null, to, damaged: [], methods: null, changes: [] };
  const from = choiceOf(first);
  const [before, after] = [await sideOf(scope, from.value, today), await sideOf(scope, to.value, today)];
  const damaged = new Set([...(before.damaged ? [from.label] : []), ...(after.damaged ? [to.label] : [])]);
  return {
    ...{ choices, from, to, damaged: [...damaged] },
    methods: before.method === after.method ? null : { before: before.method, after: after.method },
    changes: damaged.size > 0 ? [] : compareRisks(before.risks, after.risks),
  };
}

/** The scenarios of the library that the register has already, with the risk that began as each. */
export async function listUsedScenarios(
  scope: Scope<"risk:read">,
): Promise<ReadonlyMap<string, { readonly id: string; readonly number: string }>> {
  const rows = await inWorkspace(scope, (tx) =>
    tx.select({ id: risks.id, number: risks.number, scenario: risks.scenario }).from(risks),
  );
  return new Map(
    rows.flatMap(({ id, number, scenario }) =>
      scenario === null ? [] : [[scenario, { id, number }] as const],
    ),
  );
}
