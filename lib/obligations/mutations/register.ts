import "server-only";
import { and, count, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { insertRows, updateRows } from "@/db/bulk";
import { obligationControls, obligations } from "@/db/schema/suppliers";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { AnyScope, Scope } from "@/lib/core/access";
import { AppError, staleVersion } from "@/lib/core/errors";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import { OBLIGATION_LIMITS, reasonKindOf } from "@/lib/core/obligation";
import type { ObligationValues } from "@/lib/core/obligation-csv";
import { once } from "@/lib/idempotency/mutations";
import type {
  AddObligationInput,
  ArchiveObligationInput,
  EditObligationInput,
} from "@/lib/obligations/input";
import {
  invalid,
  lockObligation,
  nextNumbers,
  readRefs,
  readRefsOf,
  requireMember,
  type StoredObligation,
  setControls,
} from "@/lib/obligations/mutations/locked";
import { addCitations, setCitations, withoutArchived } from "@/lib/soa/mutations/citations";

type Id = { readonly id: string; readonly number: string };

async function requireRoom(tx: Tx, more: number): Promise<void> {
  const [row] = await tx.select({ n: count() }).from(obligations);
  if ((row?.n ?? 0) + more <= OBLIGATION_LIMITS.rows) return;
  const most = OBLIGATION_LIMITS.rows.toLocaleString("en");
  throw invalid("title", `A workspace keeps at most ${most} obligations.`);
}

/** Stores new obligations with their controls, one statement for each table; numbers have no gaps. The caller checks owners and records the entry. */
export async function storeObligations(
  tx: Tx,
  scope: AnyScope,
  wanted: readonly ObligationValues[],
): Promise<readonly Id[]> {
  await requireRoom(tx, wanted.length);
  const numbers = await nextNumbers(tx, scope, wanted.length);
  const rows = wanted.map((values, at) => ({ id: uuidv7(), number: numbers[at] ?? "", values }));
  const { workspaceId } = scope;
  await insertRows(
    tx,
    obligations,
    rows.map(({ id, number, values: { refs: _refs, ...fields } }) => ({
      workspaceId,
      id,
      number,
      ...fields,
    })),
  );
  await addCitations(
    tx,
    scope,
    rows.map(({ id, number, values: { kind, refs } }) => ({
      ...{ kind: reasonKindOf(kind), targetId: id, detail: number, refs },
    })),
  );
  await insertRows(
    tx,
    obligationControls,
    rows.flatMap(({ id: obligationId, values }) =>
      values.refs.map((ref) => ({ workspaceId, obligationId, ref })),
    ),
  );
  return rows.map(({ id, number }) => ({ id, number }));
}

/**
 * Adds an obligation; it becomes a reason on the rows of its controls. The same form sent twice adds one.
 * @throws AppError INVALID (owner), NOT_FOUND (control)
 */
export async function addObligation(
  scope: Scope<"obligation:write">,
  input: AddObligationInput,
): Promise<Id> {
  const { onceKey, ...values } = input;
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key: onceKey, input }, async () => {
      await requireMember(tx, values.ownerId);
      const [stored] = await storeObligations(tx, scope, [values]);
      if (stored === undefined) throw new AppError("CONFLICT", "The obligation was not stored.");
      await record(tx, scope, {
        verb: "obligation.add",
        subject: { kind: "obligation", ref: stored.id },
        after: { number: stored.number, ...values },
      });
      return stored;
    }),
  );
}

function requireCurrent(row: StoredObligation, refs: readonly string[], version: number): void {
  if (row.version !== version) {
    const { kind, title, source, description, ownerId, reviewOn } = row;
    throw staleVersion(row.number, {
      ...{ kind, title, source, description, ownerId, reviewOn, "refs[]": [...refs].sort(compareRefs) },
      version: row.version,
    });
  }
  if (row.archivedAt !== null) {
    throw new AppError("CONFLICT", `${row.number} is archived. Bring it back before changing it.`);
  }
}

const FIELDS = ["kind", "title", "source", "description", "ownerId", "reviewOn"] as const;

export type ObligationChange = {
  /** As stored; the caller holds it locked. */
  readonly row: StoredObligation;
  readonly wanted: ObligationValues;
};
type ObligationSides = {
  readonly before: Record<string, unknown>;
  readonly after: Record<string, unknown>;
  /** Whether its reasons on rows are others afterwards. */
  readonly cites: boolean;
};

function sidesOf({ row, wanted }: ObligationChange, refs: readonly string[]): ObligationSides {
  const changed = FIELDS.filter((field) => row[field] !== wanted[field]);
  const before: Record<string, unknown> = Object.fromEntries(changed.map((field) => [field, row[field]]));
  const after: Record<string, unknown> = Object.fromEntries(changed.map((field) => [field, wanted[field]]));
  const differs = [...refs].sort().join() !== [...wanted.refs].sort().join();
  if (differs) {
    before.refs = refs;
    after.refs = wanted.refs;
  }
  return { before, after, cites: differs || reasonKindOf(row.kind) !== reasonKindOf(wanted.kind) };
}

/**
 * Writes changed values with their controls, one statement for each table however many there are; answers what changed in each, in
 * their order. @throws AppError CONFLICT (a row is not as the caller read it), NOT_FOUND (control)
 */
export async function changeObligations(
  tx: Tx,
  scope: AnyScope,
  changes: readonly ObligationChange[],
): Promise<readonly ObligationSides[]> {
  if (changes.length === 0) return [];
  const refs = await readRefsOf(
    tx,
    changes.map(({ row }) => row.id),
  );
  const sides = changes.map((one) => sidesOf(one, refs.get(one.row.id) ?? []));
  const stored = await updateRows(
    tx,
    obligations,
    changes.map(({ row: { id, version }, wanted: { refs: _refs, ...fields } }) => ({
      id,
      version,
      ...fields,
    })),
  );
  if (stored !== changes.length) throw new AppError("CONFLICT", "An obligation changed meanwhile.");
  await setControls(
    tx,
    scope,
    changes.flatMap(({ row: { id, number }, wanted: { kind, refs: asked } }, at) =>
      sides[at]?.cites === true ? [{ row: { id, number, kind }, refs: asked }] : [],
    ),
  );
  return sides;
}

/**
 * Changes an obligation. Controls that it no longer asks for lose it as a reason; no decision on a row is flipped.
 * @throws AppError NOT_FOUND (obligation, control), CONFLICT (stale, archived), INVALID (owner)
 */
export async function editObligation(
  scope: Scope<"obligation:write">,
  input: EditObligationInput,
): Promise<Id> {
  const { id, version, ...wanted } = input;
  return inWorkspace(scope, async (tx) => {
    const row = await lockObligation(tx, id);
    requireCurrent(row, await readRefs(tx, id), version);
    if (wanted.ownerId !== row.ownerId) await requireMember(tx, wanted.ownerId);
    const [sides] = await changeObligations(tx, scope, [{ row, wanted }]);
    await record(tx, scope, {
      verb: "obligation.edit",
      subject: { kind: "obligation", ref: id },
      before: sides?.before ?? {},
      after: sides?.after ?? {},
    });
    return { id, number: row.number };
  });
}

async function setArchivedAt(
  tx: Tx,
  scope: AnyScope,
  row: StoredObligation,
  archived: boolean,
): Promise<void> {
  await tx
    .update(obligations)
    .set({ archivedAt: archived ? sql`now()` : null, version: row.version + 1, updatedAt: sql`now()` })
    .where(and(eq(obligations.workspaceId, scope.workspaceId), eq(obligations.id, row.id)));
}

/**
 * Takes an obligation out of use: it is no reason on any row any more. Which controls it asked for is kept.
 * @throws AppError NOT_FOUND, CONFLICT (stale, archived already)
 */
export async function archiveObligation(
  scope: Scope<"obligation:write">,
  input: ArchiveObligationInput,
): Promise<Id> {
  return inWorkspace(scope, async (tx) => {
    const row = await lockObligation(tx, input.id);
    const refs = await readRefs(tx, row.id);
    requireCurrent(row, refs, input.version);
    await setArchivedAt(tx, scope, row, true);
    await setCitations(tx, scope, {
      kind: reasonKindOf(row.kind),
      targetId: row.id,
      detail: row.number,
      refs: [],
    });
    await record(tx, scope, {
      verb: "obligation.archive",
      subject: { kind: "obligation", ref: row.id },
      before: { archived: false, refs },
      after: { archived: true },
    });
    return { id: row.id, number: row.number };
  });
}

/**
 * Brings an archived obligation back, as a reason on the rows of its controls; own controls archived meanwhile are left out.
 * @throws AppError NOT_FOUND, CONFLICT (stale, in use)
 */
export async function restoreObligation(
  scope: Scope<"obligation:write">,
  input: ArchiveObligationInput,
): Promise<Id> {
  return inWorkspace(scope, async (tx) => {
    const row = await lockObligation(tx, input.id);
    const refs = await readRefs(tx, row.id);
    if (row.version !== input.version) throw staleVersion(row.number, { version: row.version });
    if (row.archivedAt === null) throw new AppError("CONFLICT", `${row.number} is in use already.`);
    const kept = await withoutArchived(tx, refs);
    await setArchivedAt(tx, scope, row, false);
    await setControls(tx, scope, [{ row, refs: kept }]);
    await record(tx, scope, {
      verb: "obligation.archive",
      subject: { kind: "obligation", ref: row.id },
      before: { archived: true },
      after: { archived: false, refs: kept },
    });
    return { id: row.id, number: row.number };
  });
}
