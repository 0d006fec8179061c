import "server-only";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { requirements } from "@/db/schema/requirements";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { actorId, holds, mayEditOwned, type Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { type Decision, firstRefusal, isWritten, refused } from "@/lib/core/decision";
import { AppError } from "@/lib/core/errors";
import { moveRequirement } from "@/lib/core/evidence";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import type { EvidenceStatus } from "@/lib/core/statuses";
import { notify } from "@/lib/notifications/mutations";
import type { BulkEditInput } from "@/lib/requirements/input";
import { ownerNotice, requireMember } from "@/lib/requirements/mutations";
import { readEvidencedRefs } from "@/lib/requirements/queries";

type Row = typeof requirements.$inferSelect;
type Change =
  | Pick<Row, "evidenceStatus" | "overrideReason" | "overrideBy">
  | Pick<Row, "ownerId">
  | Pick<Row, "dueOn">;
/** Rows that were changed, and rows that were left as they are with the reason; nothing else happens to either. */
export type BulkResult = {
  readonly changed: readonly string[];
  readonly refused: readonly { readonly ref: string; readonly reason: string }[];
};

function ticksOf(rows: readonly string[]): ReadonlyMap<string, number> {
  return new Map(
    rows.map((tick) => {
      const [ref = "", version = "0"] = tick.split(":");
      return [ref, Number(version)];
    }),
  );
}

/** Locked in the order of references, so that two bulk edits cannot wait for each other. */
async function lockAll(tx: Tx, refs: readonly string[]): Promise<readonly Row[]> {
  return tx
    .select()
    .from(requirements)
    .where(and(inArray(requirements.ref, [...refs]), isNull(requirements.archivedAt)))
    .orderBy(asc(requirements.ref))
    .for("update");
}

function untouched(
  scope: Scope<"requirement:write">,
  row: Row,
  version: number | undefined,
): readonly Decision[] {
  return [
    row.version === version ? { ok: true } : refused("Changed by someone else since the list was loaded."),
    mayEditOwned(scope, row.ownerId)
      ? { ok: true }
      : refused("Belongs to somebody else. Contributors record only what they own."),
  ];
}

type Plan = {
  readonly change: Change;
  readonly allows: (row: Row) => Decision;
  readonly logged: Readonly<Record<string, unknown>>;
};

async function planStatus(
  tx: Tx,
  scope: Scope<"requirement:write">,
  input: BulkEditInput,
  refs: readonly string[],
): Promise<Plan> {
  const to = input.to as EvidenceStatus;
  const { reason, override } = input;
  const evidenced =
    to === "ready"
      ? await readEvidencedRefs(tx, refs, dateIn(scope.timeZone, new Date()))
      : new Set<string>();
  const overrideReason = to === "ready" && isWritten(override) ? override : null;
  return {
    change: {
      evidenceStatus: to,
      overrideReason,
      overrideBy: overrideReason === null ? null : actorId(scope),
    },
    allows: (row) =>
      moveRequirement(row.evidenceStatus, to, { reason, override, evidenced: evidenced.has(row.ref) }),
    logged: { evidenceStatus: to, overrideReason, reason: reason === "" ? null : reason },
  };
}

async function planFor(
  tx: Tx,
  scope: Scope<"requirement:write">,
  input: BulkEditInput,
  refs: readonly string[],
): Promise<Plan> {
  if (input.change === "status") return planStatus(tx, scope, input, refs);
  if (!holds(scope, "requirement:assign")) {
    throw new AppError("FORBIDDEN", "Owners and due dates are set by owners and leads of the workspace.");
  }
  const allows = (): Decision => ({ ok: true });
  if (input.change === "due") {
    const dueOn = input.dueOn ?? null;
    return { change: { dueOn }, allows, logged: { dueOn } };
  }
  const ownerId = input.ownerId ?? null;
  const ownerName = ownerId === null ? null : await requireMember(tx, ownerId);
  return { change: { ownerId }, allows, logged: { ownerId, ownerName } };
}

function previous(row: Row, change: Change): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.keys(change).map((key) => [key, row[key as keyof Row]]));
}

function judge(
  scope: Scope<"requirement:write">,
  ticks: ReadonlyMap<string, number>,
  rows: readonly Row[],
  plan: Plan,
): { readonly good: readonly Row[]; readonly bad: BulkResult["refused"] } {
  const found = new Set(rows.map((row) => row.ref));
  const gone = [...ticks.keys()]
    .filter((ref) => !found.has(ref))
    .map((ref) => ({ ref, reason: "Was not found." }));
  const verdicts = rows.map((row) => ({
    row,
    decision: firstRefusal([...untouched(scope, row, ticks.get(row.ref)), plan.allows(row)]),
  }));
  const bad = verdicts.flatMap(({ row, decision }) =>
    decision.ok ? [] : [{ ref: row.ref, reason: decision.reason }],
  );
  return {
    good: verdicts.filter(({ decision }) => decision.ok).map(({ row }) => row),
    bad: [...gone, ...bad].sort((a, b) => compareRefs(a.ref, b.ref)),
  };
}

/** One notification for the new owner, however many rows became theirs. */
async function tellOwner(
  tx: Tx,
  scope: Scope<"requirement:write">,
  rows: readonly Row[],
  change: Change,
): Promise<void> {
  if (!("ownerId" in change)) return;
  const { ownerId } = change;
  const given = rows.filter((row) => row.ownerId !== ownerId);
  await notify(
    tx,
    scope,
    given.map((row) => ownerNotice({ ...row, ownerId })),
  );
}

/**
 * One change to many rows in one transaction, with one entry that lists every changed row before and after. Rows that the
 * rules refuse stay as they are and come back with the reason; the others are changed.
 * @throws AppError FORBIDDEN (owner or date without the permission), INVALID (owner is no member)
 */
export async function bulkEdit(scope: Scope<"requirement:write">, input: BulkEditInput): Promise<BulkResult> {
  return inWorkspace(scope, async (tx) => {
    const ticks = ticksOf(input.rows);
    const refs = [...ticks.keys()];
    const rows = await lockAll(tx, refs);
    const plan = await planFor(tx, scope, input, refs);
    const { good, bad } = judge(scope, ticks, rows, plan);
    const changed = good.map((row) => row.ref).sort(compareRefs);
    if (changed.length === 0) return { changed, refused: bad };
    await tx
      .update(requirements)
      .set({ ...plan.change, version: sql`${requirements.version} + 1`, updatedAt: sql`now()` })
      .where(and(eq(requirements.workspaceId, scope.workspaceId), inArray(requirements.ref, changed)));
    await tellOwner(tx, scope, good, plan.change);
    await record(tx, scope, {
      verb: "requirement.bulk-edit",
      subject: { kind: "requirement", ref: `${changed.length} requirements` },
      before: { rows: Object.fromEntries(good.map((row) => [row.ref, previous(row, plan.change)])) },
      after: { rows: Object.fromEntries(changed.map((ref) => [ref, plan.logged])) },
    });
    return { changed, refused: bad };
  });
}
