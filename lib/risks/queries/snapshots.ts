import "server-only";
import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import { users } from "@/db/schema/people";
import { riskSnapshots, risks } from "@/db/schema/risks";
import { workspaces } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import { notFound } from "@/lib/core/errors";
import type { SnapshotSummary } from "@/lib/core/risk-dto";
import { type RiskSnapshot, readSnapshot } from "@/lib/core/risk-record";

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
