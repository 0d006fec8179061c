import "server-only";
import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { artifacts, evidenceItems } from "@/db/schema/evidence";
import { sampleItems, samples } from "@/db/schema/room-work";
import { roomAuditors } from "@/db/schema/rooms";
import { requests } from "@/db/schema/work";
import { inRoom, inWorkspace, type Tx } from "@/db/tenant";
import { actorId, type RoomScope, type Scope } from "@/lib/core/access";
import { AppError, notFound } from "@/lib/core/errors";
import { keepLines, type ListFacts, scanList } from "@/lib/core/population";
import { stateForAuditor } from "@/lib/core/room-request";
import { HELD_LIST, sampleCounts, withoutList } from "@/lib/core/sample";
import { drawLines, ruleOf } from "@/lib/core/sample-draw";
import type { DrawnAgain, SampleDetail, SampleItem, SampleRow } from "@/lib/core/sample-dto";
import type { RequestState } from "@/lib/core/work-statuses";
import { type ArtifactFile, getArtifactFile } from "@/lib/files/queries";
import { sha256 } from "@/lib/platform/audit-key";
import { getRoomFile } from "@/lib/rooms/queries/reading";
import { versionNotWithheld } from "@/lib/rooms/queries/visible";
import { countListRead, openList } from "@/lib/sampling/queries/list";

const LIMIT = 500;
/** How a state reads on the side that asks. */
type Told = (state: RequestState) => RequestState;
const asIs: Told = (state) => state;

const parent = alias(requests, "parent");

/** Who reads: what is held back from the room is hidden from its auditor alone. */
type Side = "room" | "company";

function selectSamples(tx: Tx, roomId: string, side: Side) {
  return tx
    .select({
      sample: samples,
      held: side === "room" ? sql<boolean>`not (${versionNotWithheld(roomId)})` : sql<boolean>`false`,
      drawnBy: roomAuditors.name,
      title: evidenceItems.title,
      fileName: artifacts.fileName,
      request: {
        id: parent.id,
        number: parent.number,
        auditorRef: parent.auditorRef,
        title: parent.title,
      },
    })
    .from(samples)
    .innerJoin(
      roomAuditors,
      and(eq(roomAuditors.workspaceId, samples.workspaceId), eq(roomAuditors.id, samples.auditorId)),
    )
    .innerJoin(
      artifacts,
      and(
        eq(artifacts.workspaceId, samples.workspaceId),
        eq(artifacts.itemId, samples.itemId),
        eq(artifacts.number, samples.artifactNumber),
      ),
    )
    .leftJoin(
      evidenceItems,
      and(eq(evidenceItems.workspaceId, samples.workspaceId), eq(evidenceItems.id, samples.itemId)),
    )
    .leftJoin(parent, and(eq(parent.workspaceId, samples.workspaceId), eq(parent.id, samples.requestId)))
    .where(eq(samples.roomId, roomId))
    .$dynamic();
}
type Read = Awaited<ReturnType<typeof selectSamples>>[number];

const requestOfItem = and(
  eq(requests.workspaceId, sampleItems.workspaceId),
  eq(requests.id, sampleItems.requestId),
);

async function readStates(tx: Tx, ids: readonly string[]) {
  const out = new Map<string, (RequestState | null)[]>();
  if (ids.length === 0) return out;
  const rows = await tx
    .select({ sampleId: sampleItems.sampleId, state: requests.state })
    .from(sampleItems)
    .leftJoin(requests, requestOfItem)
    .where(inArray(sampleItems.sampleId, [...ids]));
  for (const { sampleId, state } of rows) out.set(sampleId, [...(out.get(sampleId) ?? []), state]);
  return out;
}

function rowOf(read: Read, states: readonly (RequestState | null)[]): SampleRow {
  const { id, number, method, size, populationSize, seed, step, start, rationale, createdAt } = read.sample;
  return {
    ...{ id, number, method, size, populationSize, seed, step, start, rationale },
    title: read.held ? HELD_LIST : (read.title ?? read.fileName),
    fileName: read.held ? "" : read.fileName,
    drawnBy: read.drawnBy,
    drawnAt: createdAt,
    counts: sampleCounts(states),
  };
}

async function readSamples(tx: Tx, roomId: string, side: Side): Promise<readonly SampleRow[]> {
  const rows = await selectSamples(tx, roomId, side).orderBy(desc(samples.number)).limit(LIMIT);
  const states = await readStates(
    tx,
    rows.map(({ sample }) => sample.id),
  );
  return rows.map((row) => rowOf(row, states.get(row.sample.id) ?? []));
}

/** The samples of the room, newest first, at most 500, each with how many of its items are answered. */
export async function listSamples(scope: RoomScope): Promise<readonly SampleRow[]> {
  return inRoom(scope, (tx) => readSamples(tx, scope.roomId, "room"));
}

/** The same from the company's side. */
export async function listSamplesOfRoom(
  scope: Scope<"room:read">,
  roomId: string,
): Promise<readonly SampleRow[]> {
  return inWorkspace(scope, (tx) => readSamples(tx, roomId, "company"));
}

async function readItems(tx: Tx, sampleId: string, told: Told): Promise<readonly SampleItem[]> {
  const rows = await tx
    .select({
      position: sampleItems.position,
      line: sampleItems.line,
      cells: sampleItems.cells,
      request: {
        id: requests.id,
        number: requests.number,
        auditorRef: requests.auditorRef,
        title: requests.title,
        state: requests.state,
      },
    })
    .from(sampleItems)
    .leftJoin(requests, requestOfItem)
    .where(eq(sampleItems.sampleId, sampleId))
    .orderBy(asc(sampleItems.position));
  return rows.map(({ request, ...item }) => ({
    ...item,
    request: request === null ? null : { ...request, state: told(request.state) },
  }));
}

/** One sample of the room from the caller's transaction, as one side is told it. @throws AppError NOT_FOUND */
export async function readSample(tx: Tx, roomId: string, id: string, side: Side): Promise<SampleDetail> {
  const [read] = await selectSamples(tx, roomId, side).where(
    and(eq(samples.roomId, roomId), eq(samples.id, id)),
  );
  if (read === undefined) throw notFound("The sample");
  const items = await readItems(tx, id, side === "room" ? stateForAuditor : asIs);
  const states = items.map(({ request }) => request?.state ?? null);
  const { itemId, artifactNumber, sheet, columns, idColumn, repeated } = read.sample;
  const sample = {
    ...rowOf(read, states),
    held: read.held,
    ...{ itemId, artifactNumber, sheet, columns, idColumn, repeated, items },
    sha256: read.sample.sha256,
    request: read.request,
  };
  return read.held ? withoutList(sample) : sample;
}

function requireId(id: string): void {
  if (!z.uuid().safeParse(id).success) throw notFound("The sample");
}

/** One sample with its lines and the requests for them. @throws AppError NOT_FOUND (another room's, gone) */
export async function getSample(scope: RoomScope, id: string): Promise<SampleDetail> {
  requireId(id);
  return inRoom(scope, (tx) => readSample(tx, scope.roomId, id, "room"));
}

/** The same from the company's side, with its own states. @throws AppError NOT_FOUND */
export async function getSampleOfRoom(
  scope: Scope<"room:read">,
  roomId: string,
  id: string,
): Promise<SampleDetail> {
  requireId(id);
  if (!z.uuid().safeParse(roomId).success) throw notFound("The sample");
  return inWorkspace(scope, (tx) => readSample(tx, roomId, id, "company"));
}

// ---- drawing again ----

function differing(sample: SampleDetail, facts: ListFacts, lines: readonly number[]): string | null {
  if (facts.lines !== sample.populationSize)
    return `The list has ${facts.lines.toLocaleString("en")} lines; the draw counted ${sample.populationSize.toLocaleString("en")}.`;
  const cells = new Map(facts.kept.map((one) => [one.line, one.cells]));
  const odd = sample.items.find(
    (item, at) =>
      item.line !== lines[at] || JSON.stringify(cells.get(item.line)) !== JSON.stringify(item.cells),
  );
  if (odd !== undefined) return `Item ${odd.position} of the record is not what drawing again gives.`;
  return lines.length === sample.items.length ? null : "The record holds another number of lines.";
}

async function drawAgain(workspaceId: string, sample: SampleDetail, file: ArtifactFile): Promise<DrawnAgain> {
  if (file.sha256 !== sample.sha256)
    return { same: false, reason: "The file is not the one that the sample was drawn from." };
  const chosen = sample.items.map(({ line }) => line);
  const draw = drawLines(sample.populationSize, ruleOf(sample, chosen), sha256);
  if (!draw.ok) return { same: false, reason: draw.reason };
  const list = await openList(workspaceId, file, sample.sheet);
  const facts = await list.read(() =>
    scanList({ idColumn: sample.idColumn, keep: keepLines([...chosen, ...draw.lines]) }),
  );
  const reason = differing(sample, facts, draw.lines);
  return reason === null ? { same: true } : { same: false, reason };
}

async function inWords(work: Promise<DrawnAgain>): Promise<DrawnAgain> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const gone = error.code === "NOT_FOUND";
    return { same: false, reason: gone ? "The list is not shown any more." : error.message };
  }
}

const placeOf = ({ itemId, artifactNumber }: SampleDetail) => ({ itemId, number: String(artifactNumber) });

/** Draws the sample again from the stored bytes and compares line by line; nothing is written. */
export async function checkSample(scope: RoomScope, sample: SampleDetail): Promise<DrawnAgain> {
  const work = async () => {
    await countListRead(scope.sessionId);
    return drawAgain(scope.workspaceId, sample, await getRoomFile(scope, placeOf(sample)));
  };
  return inWords(work());
}

/** The same from the company's side. */
export async function checkSampleOfRoom(
  scope: Scope<"evidence:read">,
  sample: SampleDetail,
): Promise<DrawnAgain> {
  const work = async () => {
    await countListRead(actorId(scope) ?? "system");
    return drawAgain(scope.workspaceId, sample, await getArtifactFile(scope, placeOf(sample)));
  };
  return inWords(work());
}
