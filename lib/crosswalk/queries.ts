import "server-only";
import { and, desc, eq, getTableColumns, inArray } from "drizzle-orm";
import { type RowsOf, readTogether } from "@/db/bulk";
import { activity } from "@/db/schema/activity";
import { users } from "@/db/schema/people";
import { crosswalkOverrides, pairReviews } from "@/db/schema/requirements";
import { programmes, workspaces } from "@/db/schema/workspaces";
import type { Tx } from "@/db/tenant";
import type { CrosswalkInput } from "@/lib/core/crosswalk";
import { dateIn, formatInstant } from "@/lib/core/dates";
import { notFound } from "@/lib/core/errors";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import { type DatasetEdition, EDITIONS, findEdition, newestOf } from "@/lib/core/frameworks/editions";
import { type StoredOverride, sortOverrides, workspaceInput } from "@/lib/core/overrides";
import { type PairEvent, pairEvents } from "@/lib/core/pair-history";
import { type PairRefs, pairId } from "@/lib/core/pair-id";
import type { StoredReview } from "@/lib/core/pair-review";
import type { Programme } from "@/lib/core/programme";
import { programmeOf } from "@/lib/workspaces/queries";

export type EditionList = typeof EDITIONS;

export type Crosswalk = {
  readonly workspace: { readonly name: string; readonly version: number; readonly timeZone: string };
  readonly programme: Programme;
  readonly editions: EditionList;
  /** The edition that the workspace reads; the newest where its own is not known here. */
  readonly edition: DatasetEdition;
  /** All decisions by criterion and reference, those that count for nothing included. */
  readonly overrides: readonly StoredOverride[];
  /** Decisions that point at something the edition does not have. */
  readonly orphaned: readonly StoredOverride[];
  /** What every number of the workspace is computed from. */
  readonly crosswalk: CrosswalkInput;
};

/**
 * The workspace with its programme, once for each decision and once when there is none, for `readTogether`; people who left
 * keep their names. `crosswalkOf` reads what it finds.
 */
export function crosswalkRows(tx: Tx) {
  const { workspaceId: _workspace, version: programmeVersion, ...programme } = getTableColumns(programmes);
  const { criterion, ref, overlap, note, reason, decidedAt, datasetVersion } = crosswalkOverrides;
  return tx
    .select({
      ...programme,
      programmeVersion,
      name: workspaces.name,
      timeZone: workspaces.timeZone,
      workspaceVersion: workspaces.version,
      edition: workspaces.datasetVersion,
      ...{ criterion, ref, overlap, note, reason, decidedAt, datasetVersion },
      overrideVersion: crosswalkOverrides.version,
      decidedBy: users.name,
    })
    .from(workspaces)
    .innerJoin(programmes, eq(programmes.workspaceId, workspaces.id))
    .leftJoin(crosswalkOverrides, eq(crosswalkOverrides.workspaceId, workspaces.id))
    .leftJoin(users, eq(users.id, crosswalkOverrides.decidedBy));
}

type Found = RowsOf<ReturnType<typeof crosswalkRows>>;

function storedOf(row: Found[number]): StoredOverride | null {
  const { criterion, ref, overlap, note, reason, decidedAt, datasetVersion, overrideVersion: version } = row;
  if (criterion === null || ref === null || overlap === null || decidedAt === null) return null;
  if (note === null || reason === null || datasetVersion === null || version === null) return null;
  const at = new Date(decidedAt);
  const decided = { by: row.decidedBy ?? "A former member", on: dateIn(row.timeZone, at) };
  return { criterion, ref, overlap, note, reason, decidedAt: at, datasetVersion, version, decided };
}

function byPair(a: PairRefs, b: PairRefs): number {
  return compareRefs(a.criterion, b.criterion) || compareRefs(a.ref, b.ref);
}

/** The crosswalk from the rows of `crosswalkRows`. @throws AppError NOT_FOUND (no row: no workspace) */
export function crosswalkOf(found: Found, editions: EditionList = EDITIONS): Crosswalk {
  const [first] = found;
  if (first === undefined) throw notFound("The workspace");
  const { name, timeZone, workspaceVersion: version } = first;
  const programme = programmeOf({
    ...first,
    onboardedAt: first.onboardedAt === null ? null : new Date(first.onboardedAt),
    version: first.programmeVersion,
  });
  const edition = findEdition(first.edition, editions) ?? newestOf(editions);
  const overrides = found
    .map(storedOf)
    .filter((override) => override !== null)
    .sort(byPair);
  return {
    workspace: { name, version, timeZone },
    ...{ programme, editions, edition, overrides },
    orphaned: sortOverrides(overrides, edition, editions).orphaned,
    crosswalk: workspaceInput(programme, overrides, edition, editions),
  };
}

async function read(tx: Tx, editions: EditionList): Promise<Crosswalk> {
  const { rows } = await readTogether(tx, { rows: crosswalkRows(tx) });
  return crosswalkOf(rows, editions);
}

const READ = new WeakMap<Tx, Promise<Crosswalk>>();

/**
 * The crosswalk as the transaction's workspace reads it: scope, edition, decisions. The one source of every number that the
 * crosswalk has a part in; one statement, once per transaction, so a mutation asks before it writes.
 */
export async function readCrosswalk(tx: Tx, editions: EditionList = EDITIONS): Promise<Crosswalk> {
  if (editions !== EDITIONS) return read(tx, editions);
  const known = READ.get(tx);
  if (known !== undefined) return known;
  const asked = read(tx, editions);
  READ.set(tx, asked);
  return asked;
}

/** Who has read which pair, by criterion and reference. */
export async function readReviews(tx: Tx): Promise<readonly StoredReview[]> {
  const rows = await tx
    .select({ review: pairReviews, reviewedBy: users.name, timeZone: workspaces.timeZone })
    .from(pairReviews)
    .innerJoin(workspaces, eq(workspaces.id, pairReviews.workspaceId))
    .leftJoin(users, eq(users.id, pairReviews.reviewedBy));
  return rows
    .map(({ review, reviewedBy, timeZone }) => {
      const { criterion, ref, overlap, note, decided, reviewedAt, datasetVersion, version } = review;
      return {
        ...{ criterion, ref, overlap, note, decided, reviewedAt, datasetVersion, version },
        reviewedBy: reviewedBy ?? "A former member",
        reviewedOn: dateIn(timeZone, reviewedAt),
      };
    })
    .sort(byPair);
}

const HISTORY_SHOWN = 30;

/** The newest entries of the log about one pair, newest first, in words. Comments stand in the thread. */
export async function readPairHistory(
  tx: Tx,
  pair: PairRefs,
  timeZone: string,
): Promise<readonly PairEvent[]> {
  const entries = await tx
    .select({
      seq: activity.seq,
      at: activity.at,
      actor: activity.actorName,
      verb: activity.verb,
      body: activity.body,
    })
    .from(activity)
    .where(
      and(
        eq(activity.subjectKind, "pair"),
        eq(activity.subjectRef, pairId(pair)),
        inArray(activity.verb, [
          "crosswalk.override",
          "crosswalk.reset",
          "crosswalk.restore",
          "crosswalk.review",
        ]),
      ),
    )
    .orderBy(desc(activity.seq))
    .limit(HISTORY_SHOWN);
  return pairEvents(entries.map((entry) => ({ ...entry, at: formatInstant(entry.at, timeZone) })));
}
