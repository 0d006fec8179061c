import "server-only";
import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { artifacts, evidenceItems } from "@/db/schema/evidence";
import { users } from "@/db/schema/people";
import { inWorkspace, type Tx } from "@/db/tenant";
import { actorId, type Scope } from "@/lib/core/access";
import type { IsoDate } from "@/lib/core/dates";
import { AppError } from "@/lib/core/errors";
import { dateMarks } from "@/lib/core/evidence-dates";
import type { EvidencePage, EvidenceRow, LibraryCounts } from "@/lib/core/evidence-dto";
import { outOfWindow, type Window } from "@/lib/core/evidence-window";
import { FRESHNESS, type Freshness, ITEM_STATES, type ItemState } from "@/lib/core/statuses";
import type { Cadence } from "@/lib/core/work-statuses";
import type { LibraryFilters, LibrarySort, SeenItem } from "@/lib/evidence/input";
import {
  currentArtifact,
  freshnessIs,
  isLive,
  matches,
  ownerLabel,
  stateIs,
  summaryColumns,
  withFreshness,
} from "@/lib/evidence/queries/columns";
import { readMembers, readProgramme } from "@/lib/workspaces/queries";

const PAGE_SIZE = 50;
const EXPORT_LIMIT = 20_000;

function ownerIs(owner: string, me: string | null): SQL | undefined {
  if (owner === "") return undefined;
  if (owner === "none") return sql`(${evidenceItems.ownerId} is null and ${evidenceItems.ownerText} = '')`;
  const id = owner === "me" ? me : owner;
  return id === null ? sql`false` : eq(evidenceItems.ownerId, id);
}

function isLinkedTo(ref: string): SQL | undefined {
  if (ref === "") return undefined;
  return sql`exists (select 1 from evidence_links l where l.workspace_id = ${evidenceItems.workspaceId} and l.item_id = ${evidenceItems.id} and l.ref = ${ref})`;
}

const isArchived = sql`${evidenceItems.archivedAt} is not null`;

function standing(filters: LibraryFilters): SQL | undefined {
  if (filters.archived === null) return filters.state === null ? isLive : stateIs(filters.state);
  return and(isArchived, filters.state === null ? undefined : eq(evidenceItems.state, filters.state));
}

function filterOf(filters: LibraryFilters, today: IsoDate, me: string | null): SQL {
  const wanted = and(
    standing(filters),
    filters.freshness === null ? undefined : freshnessIs(filters.freshness, today),
    ownerIs(filters.owner, me),
    isLinkedTo(filters.ref),
    filters.category === "" ? undefined : eq(evidenceItems.category, filters.category),
    filters.q === "" ? undefined : matches(filters.q),
  );
  return wanted ?? sql`true`;
}

const stateOrder = sql`array_position(array['draft', 'returned', 'submitted', 'accepted', 'superseded', 'withdrawn'], ${evidenceItems.state})::text`;
const SORT_TEXT: Readonly<Record<LibrarySort, SQL>> = {
  reference: sql`lower(${evidenceItems.reference})`,
  title: sql`lower(${evidenceItems.title})`,
  state: stateOrder,
  owner: sql`nullif(lower(${ownerLabel}), '')`,
  renew: sql`${evidenceItems.renewOn}::text`,
  used: sql`lpad((${summaryColumns.usedIn})::text, 6, '0')`,
};

/** One text per row to sort by; rows without a value come last in both directions. */
function keyOf(sort: LibraryFilters["sort"]): SQL<string> {
  const text = SORT_TEXT[sort?.by ?? "reference"];
  const [filled, empty] = sort?.descending ? ["1", "0"] : ["0", "1"];
  return sql<string>`coalesce(${filled}::text || (${text}), ${empty}::text)`;
}

type Cursor = { readonly k: string; readonly id: string; readonly n: number; readonly b: boolean };

function encode(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

function decode(text: string): Cursor | null {
  if (text === "") return null;
  try {
    const found: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    if (typeof found !== "object" || found === null) return null;
    const { k, id, n, b } = found as Record<string, unknown>;
    const valid = typeof k === "string" && typeof id === "string" && /^[0-9a-f-]{36}$/.test(id);
    return valid && Number.isSafeInteger(n) ? { k, id, n: Number(n), b: b === true } : null;
  } catch {
    return null;
  }
}

async function readCounts(
  tx: Tx,
  filter: SQL,
  today: IsoDate,
): Promise<{ counts: LibraryCounts; categories: readonly string[] }> {
  const count = (condition: SQL) => sql<number>`(count(*) filter (where ${condition}))::int`;
  const columns = {
    live: count(isLive),
    archived: count(isArchived),
    total: count(filter),
    categories: sql<
      string[] | null
    >`array_agg(distinct ${evidenceItems.category}) filter (where ${evidenceItems.category} <> '')`,
    ...Object.fromEntries(
      FRESHNESS.map((one) => [one, count(sql`${isLive} and ${freshnessIs(one, today)}`)]),
    ),
    ...Object.fromEntries(ITEM_STATES.map((one) => [one, count(stateIs(one))])),
  };
  const [row] = await tx.select(columns).from(evidenceItems).leftJoin(artifacts, currentArtifact);
  const numbers = (row ?? {}) as Readonly<Record<string, number>>;
  const pick = <K extends string>(names: readonly K[]) =>
    Object.fromEntries(names.map((name) => [name, numbers[name] ?? 0])) as Record<K, number>;
  return {
    counts: {
      live: row?.live ?? 0,
      archived: row?.archived ?? 0,
      total: row?.total ?? 0,
      freshness: pick<Freshness>(FRESHNESS),
      state: pick<ItemState>(ITEM_STATES),
    },
    categories: row?.categories ?? [],
  };
}

const libraryColumns = {
  ...summaryColumns,
  submittedBy: evidenceItems.submittedBy,
  artifactCount: evidenceItems.currentArtifact,
  periodFrom: artifacts.periodFrom,
  periodTo: artifacts.periodTo,
};

type Dated = Parameters<typeof outOfWindow>[0] &
  Pick<EvidenceRow, "renewOn" | "reminderDays" | "artifactCount">;

/** What the row's dates say about the day and the window. */
function datesOf(row: Dated, today: IsoDate, window: Window): Pick<EvidenceRow, "outOfWindow" | "marks"> {
  return {
    outOfWindow: outOfWindow(row, window),
    marks: dateMarks({ ...row, collected: row.artifactCount > 0 }, today, window),
  };
}

function rowsOf(tx: Tx, filter: SQL | undefined, key: SQL<string>) {
  return tx
    .select({ ...libraryColumns, key })
    .from(evidenceItems)
    .leftJoin(artifacts, currentArtifact)
    .leftJoin(users, eq(users.id, evidenceItems.ownerId))
    .where(filter)
    .$dynamic();
}

async function readPage(tx: Tx, filters: LibraryFilters, filter: SQL) {
  const cursor = decode(filters.cursor);
  const key = keyOf(filters.sort);
  const back = cursor?.b ?? false;
  const falling = (filters.sort?.descending ?? false) !== back;
  const at = cursor === null ? undefined : sql`(${cursor.k}, ${cursor.id}::uuid)`;
  const row = sql`(${key}, ${evidenceItems.id})`;
  const after = at === undefined ? undefined : falling ? sql`${row} < ${at}` : sql`${row} > ${at}`;
  const order = falling ? [desc(key), desc(evidenceItems.id)] : [asc(key), asc(evidenceItems.id)];
  const found = await rowsOf(tx, and(filter, after), key)
    .orderBy(...order)
    .limit(PAGE_SIZE + 1);
  const kept = found.slice(0, PAGE_SIZE);
  if (back) kept.reverse();
  const from = Math.max(1, cursor?.n ?? 1);
  const more = back || found.length > PAGE_SIZE;
  const first = kept[0];
  const last = kept.at(-1);
  return {
    kept,
    from,
    next:
      more && last !== undefined
        ? encode({ k: last.key, id: last.itemId, n: from + kept.length, b: false })
        : null,
    previous:
      from > 1 && first !== undefined
        ? encode({ k: first.key, id: first.itemId, n: Math.max(1, from - PAGE_SIZE), b: true })
        : null,
  };
}

/**
 * One page of at most 50 items, the numbers of the whole library, its categories and the members: four statements.
 * Withdrawn and superseded items show only when their state is asked for, archived ones only among themselves.
 */
export async function listEvidence(
  scope: Scope<"evidence:read">,
  filters: LibraryFilters,
  today: IsoDate,
): Promise<EvidencePage> {
  return inWorkspace(scope, async (tx) => {
    const filter = filterOf(filters, today, actorId(scope));
    const [programme, members, { counts, categories }, page] = await Promise.all([
      readProgramme(tx),
      readMembers(tx),
      readCounts(tx, filter, today),
      readPage(tx, filters, filter),
    ]);
    const window = { from: programme.windowFrom, to: programme.windowTo };
    const rows: readonly EvidenceRow[] = page.kept.map(({ key: _key, periodFrom, periodTo, ...row }) => ({
      ...withFreshness(row, today),
      ...datesOf({ ...row, periodFrom, periodTo }, today, window),
    }));
    return { rows, counts, categories, members, from: page.from, next: page.next, previous: page.previous };
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
      .leftJoin(artifacts, currentArtifact)
      .where(filterOf(filters, today, actorId(scope)))
      .limit(SELECT_LIMIT + 1),
  );
  if (rows.length > SELECT_LIMIT) {
    throw new AppError("INVALID", "More than 10,000 items are left. Narrow the list first.");
  }
  return rows.map(({ itemId }) => ({ itemId, version: null }));
}

export type EvidenceExportRow = EvidenceRow & {
  readonly periodFrom: IsoDate | null;
  readonly periodTo: IsoDate | null;
  readonly sourceSystem: string | null;
  readonly url: string | null;
  readonly fileName: string | null;
  /** Of the newest version's bytes, hexadecimal; null where it has none. */
  readonly sha256: string | null;
  readonly cadence: Cadence;
  readonly cadenceDays: number | null;
  readonly sharedDescription: string;
  readonly refs: readonly string[];
};

/** All items that the filters leave, in the list's order, with the references they are linked to; at most 20,000. */
export async function listEvidenceExport(
  scope: Scope<"evidence:read">,
  filters: LibraryFilters,
  today: IsoDate,
): Promise<readonly EvidenceExportRow[]> {
  return inWorkspace(scope, async (tx) => {
    const key = keyOf(filters.sort);
    const order = filters.sort?.descending
      ? [desc(key), desc(evidenceItems.id)]
      : [asc(key), asc(evidenceItems.id)];
    const programme = await readProgramme(tx);
    const found = await tx
      .select({
        ...libraryColumns,
        sourceSystem: artifacts.sourceSystem,
        url: artifacts.url,
        fileName: artifacts.fileName,
        sha256: artifacts.blobSha256,
        cadence: evidenceItems.cadence,
        cadenceDays: evidenceItems.cadenceDays,
        sharedDescription: evidenceItems.sharedDescription,
        refs: sql<
          string[]
        >`array(select l.ref from evidence_links l where l.workspace_id = ${evidenceItems.workspaceId} and l.item_id = ${evidenceItems.id})`,
      })
      .from(evidenceItems)
      .leftJoin(artifacts, currentArtifact)
      .leftJoin(users, eq(users.id, evidenceItems.ownerId))
      .where(filterOf(filters, today, actorId(scope)))
      .orderBy(...order)
      .limit(EXPORT_LIMIT);
    const window = { from: programme.windowFrom, to: programme.windowTo };
    return found.map((row) => ({ ...withFreshness(row, today), ...datesOf(row, today, window) }));
  });
}
