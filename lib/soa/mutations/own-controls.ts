import "server-only";
import { and, count, eq, isNull, sql } from "drizzle-orm";
import { requirements, soaReasons, soaRows } from "@/db/schema/requirements";
import { counters } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { Scope } from "@/lib/core/access";
import { AppError, notFound, staleVersion } from "@/lib/core/errors";
import { once } from "@/lib/idempotency/mutations";
import type { AddOwnControlInput, OwnControlInput, RenameOwnControlInput } from "@/lib/soa/input";
import { citations } from "@/lib/soa/queries/rows";
import { readReliedUpon } from "@/lib/suppliers/queries";

const OWN_LIMIT = 100;

async function nextNumber(tx: Tx, workspaceId: string): Promise<number> {
  const [row] = await tx
    .insert(counters)
    .values({ workspaceId, kind: "own_control", year: 0, last: 1 })
    .onConflictDoUpdate({
      target: [counters.workspaceId, counters.kind, counters.year],
      set: { last: sql`${counters.last} + 1` },
    })
    .returning({ last: counters.last });
  return row?.last ?? 1;
}

async function requireRoom(tx: Tx): Promise<void> {
  const [own] = await tx
    .select({ live: count() })
    .from(requirements)
    .where(and(eq(requirements.kind, "own"), isNull(requirements.archivedAt)));
  if ((own?.live ?? 0) < OWN_LIMIT) return;
  throw new AppError("INVALID", `A statement holds at most ${OWN_LIMIT} own controls. Archive one first.`);
}

/** Adds a control of the organisation's own under the next free number (`X.1`, `X.2`); numbers are never used twice. */
export async function addOwnControl(
  scope: Scope<"soa:write">,
  { once: key, ...input }: AddOwnControlInput,
): Promise<{ readonly ref: string }> {
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key, input }, async () => {
      const { workspaceId } = scope;
      const ref = `X.${await nextNumber(tx, workspaceId)}`;
      await requireRoom(tx);
      await tx
        .insert(requirements)
        .values({ workspaceId, ref, kind: "own", title: input.title, about: input.about });
      await tx.insert(soaRows).values({ workspaceId, ref });
      await record(tx, scope, {
        verb: "soa.add-control",
        subject: { kind: "soa", ref },
        after: { title: input.title, about: input.about },
      });
      return { ref };
    }),
  );
}

type Own = typeof requirements.$inferSelect;

async function lockOwn(tx: Tx, { ref, version }: OwnControlInput): Promise<Own> {
  const [row] = await tx
    .select()
    .from(requirements)
    .where(and(eq(requirements.ref, ref), eq(requirements.kind, "own")))
    .for("no key update");
  if (row === undefined) throw notFound("The control");
  if (row.version !== version) {
    throw staleVersion(ref, { title: row.title, about: row.about, version: row.version });
  }
  return row;
}

async function change(
  tx: Tx,
  scope: Scope<"soa:write">,
  row: Own,
  set: Partial<Pick<Own, "title" | "about">> & { archivedAt?: ReturnType<typeof sql> | null },
): Promise<void> {
  await tx
    .update(requirements)
    .set({ ...set, version: row.version + 1, updatedAt: sql`now()` })
    .where(and(eq(requirements.workspaceId, scope.workspaceId), eq(requirements.ref, row.ref)));
}

/** Changes title and explanation of an own control. @throws AppError NOT_FOUND, CONFLICT (stale) */
export async function renameOwnControl(
  scope: Scope<"soa:write">,
  input: RenameOwnControlInput,
): Promise<{ readonly ref: string }> {
  return inWorkspace(scope, async (tx) => {
    const row = await lockOwn(tx, input);
    const { ref, title, about } = input;
    await change(tx, scope, row, { title, about });
    await record(tx, scope, {
      verb: "soa.edit-control",
      subject: { kind: "soa", ref },
      before: { title: row.title, about: row.about },
      after: { title, about },
    });
    return { ref };
  });
}

/** Like an exclusion: refused while a risk, an obligation or a reliance statement names the control. @throws AppError CONFLICT */
async function requireUncited(tx: Tx, ref: string): Promise<void> {
  const reasons = await tx
    .select()
    .from(soaReasons)
    .where(eq(soaReasons.ref, ref))
    .orderBy(soaReasons.detail);
  const cited = [
    ...citations(reasons.map(({ kind, detail, targetId }) => ({ kind, detail, cited: targetId !== null }))),
    ...(await readReliedUpon(tx, ref)).map((provider) => `the reliance statement on ${provider}`),
  ];
  if (cited.length === 0) return;
  throw new AppError("CONFLICT", `${ref} cannot be archived while it is cited by ${cited.join(", ")}.`);
}

/** Takes an own control out of the statement; everything recorded about it is kept. @throws AppError NOT_FOUND, CONFLICT (stale, cited) */
export async function archiveOwnControl(
  scope: Scope<"soa:write">,
  input: OwnControlInput,
): Promise<{ readonly ref: string; readonly version: number }> {
  return inWorkspace(scope, async (tx) => {
    const row = await lockOwn(tx, input);
    if (row.archivedAt !== null) throw notFound("The control");
    await requireUncited(tx, row.ref);
    await change(tx, scope, row, { archivedAt: sql`now()` });
    await record(tx, scope, {
      verb: "soa.remove-control",
      subject: { kind: "soa", ref: row.ref },
      before: { title: row.title },
    });
    return { ref: row.ref, version: row.version + 1 };
  });
}

/** Brings an archived own control back as it was. @throws AppError NOT_FOUND, CONFLICT (stale) */
export async function restoreOwnControl(
  scope: Scope<"soa:write">,
  input: OwnControlInput,
): Promise<{ readonly ref: string }> {
  return inWorkspace(scope, async (tx) => {
    const row = await lockOwn(tx, input);
    if (row.archivedAt === null) throw new AppError("CONFLICT", `${row.ref} is already in the statement.`);
    await requireRoom(tx);
    await change(tx, scope, row, { archivedAt: null });
    await record(tx, scope, {
      verb: "soa.restore-control",
      subject: { kind: "soa", ref: row.ref },
      after: { title: row.title },
    });
    return { ref: row.ref };
  });
}
