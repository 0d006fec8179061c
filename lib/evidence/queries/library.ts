import "server-only";
import { eq, type SQL, sql } from "drizzle-orm";
import { readTogether } from "@/db/bulk";
import { artifacts, evidenceItems } from "@/db/schema/evidence";
import { users } from "@/db/schema/people";
import { inWorkspace, inWorkspaceByIndex, type Tx } from "@/db/tenant";
import { actorId, type Scope } from "@/lib/core/access";
import type { IsoDate } from "@/lib/core/dates";
import { AppError } from "@/lib/core/errors";
import { dateMarks } from "@/lib/core/evidence-dates";
import type { EvidencePage, EvidenceRow } from "@/lib/core/evidence-dto";
import { outOfWindow, type Window } from "@/lib/core/evidence-window";
import type { ListViews } from "@/lib/core/saved-views";
import type { LibraryFilters, SeenItem } from "@/lib/evidence/input";
import { currentArtifact, summaryColumns, withFreshness } from "@/lib/evidence/queries/columns";
import { crosswalkScopeLists, crosswalkScopeOf } from "@/lib/evidence/queries/crosswalk-scope";
import { readLibraryNumbers } from "@/lib/evidence/queries/library-counts";
import { among, countedAs, filterOf, isWholeLibrary } from "@/lib/evidence/queries/library-filter";
import { encodeCursor, pageQuery } from "@/lib/evidence/queries/library-order";
import { keptViews, listViewsOf } from "@/lib/views/queries";
import { presentMembers } from "@/lib/workspaces/queries";

const PAGE_SIZE = 50;

/** What a row of the library and of its exports shows. */
export const libraryColumns = {
  ...summaryColumns,
  submittedBy: evidenceItems.submittedBy,
  artifactCount: evidenceItems.currentArtifact,
  periodFrom: artifacts.periodFrom,
  periodTo: artifacts.periodTo,
};

type Dated = Parameters<typeof outOfWindow>[0] &
  Pick<EvidenceRow, "renewOn" | "reminderDays" | "artifactCount">;

/** What the row's dates say about the day and the window. */
export function datesOf(
  row: Dated,
  today: IsoDate,
  window: Window,
): Pick<EvidenceRow, "outOfWindow" | "marks"> {
  return {
    outOfWindow: outOfWindow(row, window),
    marks: dateMarks({ ...row, collected: row.artifactCount > 0 }, today, window),
  };
}

async function readPage(tx: Tx, filters: LibraryFilters, filter: SQL) {
  const { rows, order, cursor, back } = pageQuery(filters, filter, PAGE_SIZE + 1);
  const found = await tx
    .select({ ...libraryColumns, part: sql<number>`page.part`, key: sql<string | null>`page.k` })
    .from(sql`${rows} page`)
    .innerJoin(evidenceItems, sql`${evidenceItems.id} = page.id`)
    .leftJoin(artifacts, currentArtifact)
    .leftJoin(users, eq(users.id, evidenceItems.ownerId))
    .orderBy(order)
    .limit(PAGE_SIZE + 1);
  const kept = found.slice(0, PAGE_SIZE);
  if (back) kept.reverse();
  const from = Math.max(1, cursor?.n ?? 1);
  const more = back || found.length > PAGE_SIZE;
  const place = (row: (typeof kept)[number]) => ({ p: row.part, k: row.key, id: row.itemId });
  const first = kept[0];
  const last = kept.at(-1);
  return {
    kept,
    from,
    next:
      more && last !== undefined ? encodeCursor({ ...place(last), n: from + kept.length, b: false }) : null,
    previous:
      from > 1 && first !== undefined
        ? encodeCursor({ ...place(first), n: Math.max(1, from - PAGE_SIZE), b: true })
        : null,
  };
}

/**
 * One page of at most 50 items with everything that the screen shows beside it: three statements in one transaction, none
 * of which grows with the workspace as long as an index carries the order and the filters leave enough.
 */
export async function listEvidence(
  scope: Scope<"evidence:read">,
  filters: LibraryFilters,
  today: IsoDate,
): Promise<EvidencePage & { readonly views: ListViews }> {
  return inWorkspaceByIndex(scope, async (tx) => {
    const filter = filterOf(scope, filters, today);
    const { members, ...beside } = await readTogether(tx, {
      ...crosswalkScopeLists(tx),
      members: presentMembers(tx),
      views: keptViews(tx, actorId(scope), "evidence"),
    });
    const crosswalk = crosswalkScopeOf(beside);
    const ids = filters.q !== "";
    const counting = readLibraryNumbers(tx, {
      ...{ filter: isWholeLibrary(filters) ? null : filter, same: countedAs(filters), ids },
      ...{ today, crosswalk },
    });
    // A search waits for what was found; all else is sent behind the counting, without a look at its answer.
    const found = ids ? (await counting).found : null;
    const [{ counts, categories, proposals }, page] = await Promise.all([
      counting,
      readPage(tx, filters, among(filter, found)),
    ]);
    const { programme, workspaceName } = crosswalk;
    const window = { from: programme.windowFrom, to: programme.windowTo };
    const rows = page.kept.map(
      ({ key: _key, part: _part, periodFrom, periodTo, ...row }): EvidenceRow => ({
        ...withFreshness(row, today),
        ...datesOf({ ...row, periodFrom, periodTo }, today, window),
      }),
    );
    const { from, next, previous } = page;
    const views = listViewsOf(beside.views);
    return { workspaceName, rows, counts, categories, proposals, members, views, from, next, previous };
  });
}

const SELECT_LIMIT = 10_000;

/** The items that the filters leave, on whichever page. @throws AppError INVALID (more than 10,000) */
export async function listEvidenceIds(
  scope: Scope<"evidence:read">,
  filters: LibraryFilters,
  today: IsoDate,
): Promise<readonly SeenItem[]> {
  const rows = await inWorkspace(scope, (tx) =>
    tx
      .select({ itemId: evidenceItems.id })
      .from(evidenceItems)
      .where(filterOf(scope, filters, today))
      .limit(SELECT_LIMIT + 1),
  );
  if (rows.length > SELECT_LIMIT) {
    throw new AppError("INVALID", "More than 10,000 items are left. Narrow the list first.");
  }
  return rows.map(({ itemId }) => ({ itemId, version: null }));
}
