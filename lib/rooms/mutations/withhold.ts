import "server-only";
import { and, eq } from "drizzle-orm";
import { evidenceItems } from "@/db/schema/evidence";
import { roomGrants } from "@/db/schema/rooms";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { Scope } from "@/lib/core/access";
import { notFound } from "@/lib/core/errors";
import type { ReleaseInput, WithholdInput } from "@/lib/rooms/input";
import { lockRoom, requireEditable } from "@/lib/rooms/mutations/locked";

type Held = {
  readonly roomId: string;
  readonly itemId: string;
  readonly title: string;
  readonly reason: string;
};

async function titleOf(tx: Tx, itemId: string): Promise<string> {
  const [item] = await tx
    .select({ reference: evidenceItems.reference, title: evidenceItems.title })
    .from(evidenceItems)
    .where(eq(evidenceItems.id, itemId));
  if (item === undefined) throw notFound("The evidence");
  return item.reference === null ? item.title : `${item.reference} ${item.title}`;
}

function grantOf({ roomId, itemId }: Pick<Held, "roomId" | "itemId">) {
  return and(
    eq(roomGrants.roomId, roomId),
    eq(roomGrants.kind, "withheld"),
    eq(roomGrants.subjectId, itemId),
  );
}

/**
 * Holds one piece of evidence back from a room, whatever shows it there: from the auditor's next request on its pages and
 * files are not found, answers that handed it over included. Packs that may hold it leave the room with it.
 * @throws AppError NOT_FOUND, CONFLICT (the room is over)
 */
export async function withholdEvidence(scope: Scope<"room:write">, input: WithholdInput): Promise<Held> {
  const { roomId, itemId, reason } = input;
  return inWorkspace(scope, async (tx) => {
    requireEditable(await lockRoom(tx, roomId));
    const title = await titleOf(tx, itemId);
    const { workspaceId } = scope;
    // Another reason for what is held back already: packs built since then stay what they are.
    const [before] = await tx
      .delete(roomGrants)
      .where(grantOf(input))
      .returning({ createdAt: roomGrants.createdAt });
    const grant = { workspaceId, roomId, kind: "withheld", subjectId: itemId, reason, ...before } as const;
    await tx.insert(roomGrants).values(grant);
    await record(tx, scope, {
      verb: "room.withhold",
      subject: { kind: "room", ref: roomId },
      after: { item: itemId, title, reason },
    });
    return { roomId, itemId, title, reason };
  });
}

/** Shows it again wherever the room's own rule shows it. The reason comes back, so that this can be undone. @throws AppError NOT_FOUND, CONFLICT */
export async function releaseEvidence(scope: Scope<"room:write">, input: ReleaseInput): Promise<Held> {
  const { roomId, itemId } = input;
  return inWorkspace(scope, async (tx) => {
    requireEditable(await lockRoom(tx, roomId));
    const title = await titleOf(tx, itemId);
    const [gone] = await tx.delete(roomGrants).where(grantOf(input)).returning({ reason: roomGrants.reason });
    if (gone === undefined) throw notFound("The evidence that is held back");
    await record(tx, scope, {
      verb: "room.release",
      subject: { kind: "room", ref: roomId },
      before: { item: itemId, title, reason: gone.reason },
    });
    return { roomId, itemId, title, reason: gone.reason };
  });
}
