import "server-only";
import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { artifacts, evidenceItems } from "@/db/schema/evidence";
import { blobs } from "@/db/schema/files";
import type { rooms } from "@/db/schema/rooms";
import { requestEvidence, requests } from "@/db/schema/work";
import { inRoom, type Tx } from "@/db/tenant";
import type { RoomScope } from "@/lib/core/access";
import { AppError, notFound } from "@/lib/core/errors";
import { servingRefusal } from "@/lib/core/file-serving";
import { keepShown, listProblem, scanList } from "@/lib/core/population";
import type { PopulationDetail, PopulationRow } from "@/lib/core/sample-dto";
import { bytesOfArtifact } from "@/lib/rooms/queries/artifacts";
import { readRoom } from "@/lib/rooms/queries/frame";
import { getRoomFile } from "@/lib/rooms/queries/reading";
import { ANSWER_SHOWN, versionNotWithheld, visibleItem } from "@/lib/rooms/queries/visible";
import { countListRead, openList } from "@/lib/sampling/queries/list";

const LIMIT = 200;

const COLUMNS = {
  itemId: artifacts.itemId,
  number: artifacts.number,
  title: evidenceItems.title,
  fileName: artifacts.fileName,
  rowCount: artifacts.rowCount,
  completeness: artifacts.completeness,
  scanState: blobs.scanState,
};
const itemOfArtifact = and(
  eq(evidenceItems.workspaceId, artifacts.workspaceId),
  eq(evidenceItems.id, artifacts.itemId),
);

type Read = Omit<PopulationRow, "problem" | "title" | "request"> & {
  readonly title: string | null;
  readonly scanState: typeof blobs.$inferSelect.scanState;
  readonly request: PopulationRow["request"];
};

function rowOf({ scanState, ...row }: Read): PopulationRow {
  return {
    ...row,
    title: row.title ?? row.fileName,
    problem: servingRefusal(scanState) ?? listProblem(row.fileName),
  };
}

/** Files that answered requests for populations, as the auditor has them. */
async function readGiven(tx: Tx, room: typeof rooms.$inferSelect): Promise<readonly Read[]> {
  return tx
    .select({
      ...COLUMNS,
      request: {
        id: requests.id,
        number: requests.number,
        auditorRef: requests.auditorRef,
        title: requests.title,
      },
    })
    .from(requestEvidence)
    .innerJoin(
      requests,
      and(eq(requests.workspaceId, requestEvidence.workspaceId), eq(requests.id, requestEvidence.requestId)),
    )
    .innerJoin(
      artifacts,
      and(
        eq(artifacts.workspaceId, requestEvidence.workspaceId),
        eq(artifacts.itemId, requestEvidence.itemId),
        eq(artifacts.number, requestEvidence.artifactNumber),
      ),
    )
    .innerJoin(blobs, bytesOfArtifact)
    .leftJoin(evidenceItems, itemOfArtifact)
    .where(
      and(
        eq(requests.roomId, room.id),
        eq(requests.kind, "population"),
        inArray(requests.state, [...ANSWER_SHOWN]),
        isNull(requestEvidence.takenBackAt),
        versionNotWithheld(room.id),
      ),
    )
    .orderBy(desc(requestEvidence.createdAt))
    .limit(LIMIT);
}

/** Populations that the room shows among its evidence. */
async function readShown(tx: Tx, room: typeof rooms.$inferSelect): Promise<readonly Read[]> {
  const rows = await tx
    .select(COLUMNS)
    .from(evidenceItems)
    .innerJoin(artifacts, and(itemOfArtifact, eq(artifacts.number, evidenceItems.currentArtifact)))
    .innerJoin(blobs, bytesOfArtifact)
    .where(and(visibleItem(room), eq(artifacts.kind, "population")))
    .orderBy(sql`${evidenceItems.title}`)
    .limit(LIMIT);
  return rows.map((row) => ({ ...row, request: null }));
}

async function readPopulations(tx: Tx, scope: RoomScope): Promise<readonly PopulationRow[]> {
  const room = await readRoom(tx, scope);
  const all = [...(await readGiven(tx, room)), ...(await readShown(tx, room))];
  const byVersion = new Map<string, Read>();
  for (const row of all) {
    const key = `${row.itemId} ${row.number}`;
    if (!byVersion.has(key)) byVersion.set(key, row);
  }
  return [...byVersion.values()].map(rowOf);
}

/** The lists that a sample can be drawn from: answers to requests for populations, newest first, then shown evidence. */
export async function listPopulations(scope: RoomScope): Promise<readonly PopulationRow[]> {
  return inRoom(scope, (tx) => readPopulations(tx, scope));
}

export type Place = { readonly itemId: string; readonly number: string };

/** The population and its stored file. @throws AppError NOT_FOUND (not shown here, or no population) */
export async function findPopulation(scope: RoomScope, at: Place) {
  const file = await getRoomFile(scope, at);
  const all = await listPopulations(scope);
  const row = all.find(({ itemId, number }) => itemId === file.itemId && number === file.number);
  if (row === undefined) throw notFound("The population");
  return { row, file };
}

/**
 * One population with up to 50 of its lines: from a line on, or those that hold the words. A list that cannot be read is
 * answered with the sentence that says why.
 * @throws AppError NOT_FOUND (not shown here, or no population)
 */
export async function getPopulation(
  scope: RoomScope,
  at: Place,
  ask: {
    readonly sheet: string | null;
    readonly from: number;
    readonly find: string;
    readonly limit: number;
  },
): Promise<PopulationDetail> {
  const { row, file } = await findPopulation(scope, at);
  const base = { ...row, sha256: file.sha256 };
  try {
    await countListRead(scope.sessionId);
    const list = await openList(scope.workspaceId, file, ask.sheet);
    const facts = await list.read(() => scanList({ idColumn: null, keep: keepShown(ask) }));
    return { ...base, sheets: list.sheets, sheet: list.sheet, facts, refusal: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...base, sheets: [], sheet: "", facts: null, refusal: error.message };
  }
}
