import "server-only";
import { and, eq } from "drizzle-orm";
import { sampleItems, samples } from "@/db/schema/room-work";
import { requests } from "@/db/schema/work";
import { inWorkspace, type Tx } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import type { SampleOrigin } from "@/lib/core/sample-dto";

/** The sample that the request asks about one item of, and the request that brought its list; null where it asks about none. */
export async function readSampleOrigin(
  tx: Tx,
  place: { readonly roomId: string; readonly requestId: string },
): Promise<SampleOrigin | null> {
  const [row] = await tx
    .select({
      sampleId: samples.id,
      number: samples.number,
      position: sampleItems.position,
      size: samples.size,
      list: {
        id: requests.id,
        number: requests.number,
        auditorRef: requests.auditorRef,
        title: requests.title,
      },
    })
    .from(samples)
    .innerJoin(
      sampleItems,
      and(eq(sampleItems.workspaceId, samples.workspaceId), eq(sampleItems.sampleId, samples.id)),
    )
    .leftJoin(
      requests,
      and(eq(requests.workspaceId, samples.workspaceId), eq(requests.id, samples.requestId)),
    )
    .where(and(eq(samples.roomId, place.roomId), eq(sampleItems.requestId, place.requestId)));
  return row ?? null;
}

/** The same for the company's page of the request. */
export async function getSampleOrigin(
  scope: Scope<"room:read">,
  place: { readonly roomId: string; readonly requestId: string },
): Promise<SampleOrigin | null> {
  return inWorkspace(scope, (tx) => readSampleOrigin(tx, place));
}
