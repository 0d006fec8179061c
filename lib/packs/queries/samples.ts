import "server-only";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { artifacts, evidenceItems } from "@/db/schema/evidence";
import { sampleItems, samples } from "@/db/schema/room-work";
import { roomAuditors } from "@/db/schema/rooms";
import { requests } from "@/db/schema/work";
import type { Tx } from "@/db/tenant";
import { stateForAuditor } from "@/lib/core/room-request";
import { sampleNumber, withoutList } from "@/lib/core/sample";
import { type PrintedSample, sampleCsv } from "@/lib/exports/sample-csv";
import { versionNotWithheld } from "@/lib/rooms/queries/visible";

async function readItems(tx: Tx, ids: readonly string[]) {
  const out = new Map<string, PrintedSample["items"][number][]>();
  if (ids.length === 0) return out;
  const rows = await tx
    .select({
      sampleId: sampleItems.sampleId,
      position: sampleItems.position,
      line: sampleItems.line,
      cells: sampleItems.cells,
      request: { number: requests.number, auditorRef: requests.auditorRef, state: requests.state },
    })
    .from(sampleItems)
    .leftJoin(
      requests,
      and(eq(requests.workspaceId, sampleItems.workspaceId), eq(requests.id, sampleItems.requestId)),
    )
    .where(inArray(sampleItems.sampleId, [...ids]))
    .orderBy(asc(sampleItems.position));
  for (const { sampleId, request, ...item } of rows) {
    const told = request === null ? null : { ...request, state: stateForAuditor(request.state) };
    out.set(sampleId, [...(out.get(sampleId) ?? []), { ...item, request: told }]);
  }
  return out;
}

/**
 * The samples of a room as files by path, each with seed, method and hash of its list, so that it can be drawn again;
 * states as the auditor is told them. None for a pack of the workspace.
 */
export async function readPackSamples(
  tx: Tx,
  roomId: string | null,
): Promise<readonly { readonly path: string; readonly text: string }[]> {
  if (roomId === null) return [];
  const rows = await tx
    .select({
      sample: samples,
      drawnBy: roomAuditors.name,
      fileName: artifacts.fileName,
      title: evidenceItems.title,
      state: evidenceItems.state,
      held: sql<boolean>`not (${versionNotWithheld(roomId)})`,
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
    .innerJoin(
      evidenceItems,
      and(eq(evidenceItems.workspaceId, samples.workspaceId), eq(evidenceItems.id, samples.itemId)),
    )
    .where(eq(samples.roomId, roomId))
    .orderBy(asc(samples.number));
  const items = await readItems(
    tx,
    rows.map(({ sample }) => sample.id),
  );
  return rows.map(({ sample, drawnBy, fileName, title, state, held }) => {
    const printed = {
      ...sample,
      ...{ drawnBy, fileName, drawnAt: sample.createdAt, items: items.get(sample.id) ?? [] },
      title: state === "submitted" || state === "accepted" ? title : fileName,
    };
    const text = sampleCsv(held ? withoutList(printed) : printed);
    return { path: `samples/${sampleNumber(sample.number)}.csv`, text };
  });
}
