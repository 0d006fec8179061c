import "server-only";
import { and, eq, ne, sql } from "drizzle-orm";
import { savedViews } from "@/db/schema/views";
import { inWorkspace, type Tx } from "@/db/tenant";
import { type AnyScope, actorId, type Scope } from "@/lib/core/access";
import { AppError, notFound, staleVersion } from "@/lib/core/errors";
import { VIEWS_AT_MOST, type ViewList } from "@/lib/core/saved-views";
import type { EditViewInput, RemoveViewInput, SaveViewInput, SetColumnsInput } from "@/lib/views/input";

type ViewRow = typeof savedViews.$inferSelect;
/** Which list the change was about, and the view to show next. */
export type ViewChanged = { readonly list: ViewList; readonly query: string; readonly name: string };

/** The acting member. @throws AppError FORBIDDEN (the system keeps no views) */
function keeper(scope: AnyScope): string {
  const id = actorId(scope);
  if (id === null) throw new AppError("FORBIDDEN", "Only a member keeps views.");
  return id;
}

/** All rows of the person for that list; nobody else of the same name can add or change one until the commit. */
async function lockOwn(tx: Tx, scope: AnyScope, list: ViewList): Promise<readonly ViewRow[]> {
  const person = keeper(scope);
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`${scope.workspaceId}:views:${person}:${list}`}, 0))`,
  );
  return tx
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.personId, person), eq(savedViews.list, list)));
}

async function endOtherStarts(tx: Tx, scope: AnyScope, list: ViewList, kept: string): Promise<void> {
  await tx
    .update(savedViews)
    .set({ isStart: false, version: sql`${savedViews.version} + 1`, updatedAt: sql`now()` })
    .where(
      and(
        eq(savedViews.workspaceId, scope.workspaceId),
        eq(savedViews.personId, keeper(scope)),
        eq(savedViews.list, list),
        eq(savedViews.isStart, true),
        ne(savedViews.id, kept),
      ),
    );
}

async function store(tx: Tx, row: ViewRow, fields: Partial<ViewRow>): Promise<void> {
  await tx
    .update(savedViews)
    .set({ ...fields, version: row.version + 1, updatedAt: sql`now()` })
    .where(and(eq(savedViews.workspaceId, row.workspaceId), eq(savedViews.id, row.id)));
}

const sameName = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Keeps the list as it stands under a name; a view of that name takes the new filters, order and columns. @throws AppError FORBIDDEN, LIMITED */
export async function saveView(scope: Scope<"workspace:read">, input: SaveViewInput): Promise<ViewChanged> {
  // house: no-record one's own views change nothing that others rely on
  return inWorkspace(scope, async (tx) => {
    const { list, name, query, isStart } = input;
    const rows = await lockOwn(tx, scope, list);
    const known = rows.find((row) => sameName(row.name, name));
    if (known === undefined && rows.filter((row) => row.name !== "").length >= VIEWS_AT_MOST) {
      throw new AppError("LIMITED", `You keep ${VIEWS_AT_MOST} views of this list. Delete one first.`);
    }
    if (isStart) await endOtherStarts(tx, scope, list, known?.id ?? "00000000-0000-0000-0000-000000000000");
    if (known !== undefined) await store(tx, known, { name, query, isStart });
    else {
      const { workspaceId } = scope;
      await tx
        .insert(savedViews)
        .values({ workspaceId, personId: keeper(scope), list, name, query, isStart });
    }
    return { list, query, name };
  });
}

/** One of the person's own views, its list locked. @throws AppError CONFLICT, NOT_FOUND (another person's as well) */
async function lockView(
  tx: Tx,
  scope: AnyScope,
  { id, version }: RemoveViewInput,
): Promise<{ readonly row: ViewRow; readonly rows: readonly ViewRow[] }> {
  const [found] = await tx
    .select({ list: savedViews.list })
    .from(savedViews)
    .where(and(eq(savedViews.id, id), eq(savedViews.personId, keeper(scope)), ne(savedViews.name, "")));
  const rows = found === undefined ? [] : await lockOwn(tx, scope, found.list);
  const row = rows.find((one) => one.id === id);
  if (row === undefined) throw notFound("The view");
  if (row.version !== version) {
    throw staleVersion("The view", { name: row.name, isStart: row.isStart, version: row.version });
  }
  return { row, rows };
}

/** Renames a view and says whether the sidebar opens it. @throws AppError CONFLICT, INVALID (name in use), NOT_FOUND */
export async function editView(scope: Scope<"workspace:read">, input: EditViewInput): Promise<ViewChanged> {
  // house: no-record one's own views change nothing that others rely on
  return inWorkspace(scope, async (tx) => {
    const { row, rows } = await lockView(tx, scope, input);
    const { name, isStart } = input;
    if (rows.some((other) => other.id !== row.id && sameName(other.name, name))) {
      const sentence = `You have another view named ${name}. Choose a different name.`;
      throw new AppError("INVALID", sentence, { fields: { name: sentence } });
    }
    if (isStart) await endOtherStarts(tx, scope, row.list, row.id);
    await store(tx, row, { name, isStart });
    return { list: row.list, query: row.query, name };
  });
}

/** Deletes a view; the rows that it showed stay as they are. @throws AppError CONFLICT, NOT_FOUND */
export async function removeView(
  scope: Scope<"workspace:read">,
  input: RemoveViewInput,
): Promise<ViewChanged> {
  // house: no-record one's own views change nothing that others rely on
  return inWorkspace(scope, async (tx) => {
    const { row } = await lockView(tx, scope, input);
    await tx
      .delete(savedViews)
      .where(and(eq(savedViews.workspaceId, scope.workspaceId), eq(savedViews.id, row.id)));
    return { list: row.list, query: row.query, name: row.name };
  });
}

/** Remembers which columns the person wants in that list, and answers the list without columns in its address. @throws AppError FORBIDDEN */
export async function setColumns(
  scope: Scope<"workspace:read">,
  { list, query, columns }: SetColumnsInput,
): Promise<Pick<ViewChanged, "list" | "query">> {
  // house: no-record one's own views change nothing that others rely on
  return inWorkspace(scope, async (tx) => {
    const rows = await lockOwn(tx, scope, list);
    const known = rows.find(({ name }) => name === "");
    if (known !== undefined) await store(tx, known, { query: columns });
    else {
      const { workspaceId } = scope;
      await tx
        .insert(savedViews)
        .values({ workspaceId, personId: keeper(scope), list, name: "", query: columns });
    }
    const rest = new URLSearchParams(query);
    rest.delete("cols");
    return { list, query: rest.toString() };
  });
}
