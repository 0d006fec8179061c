import "server-only";
import { roomViews } from "@/db/schema/rooms";
import { inRoom } from "@/db/tenant";
import type { RoomScope } from "@/lib/core/access";
import type { ViewKind } from "@/lib/core/room";

export type Seen = {
  readonly kind: ViewKind;
  readonly subjectKind:
    | "room"
    | "request"
    | "soa"
    | "control"
    | "evidence"
    | "register"
    | "finding"
    | "sample"
    | "export";
  readonly subjectId: string;
  readonly title: string;
};

/** Keeps what an auditor opened, looked at or took. A member who looks through their eyes leaves no trace of theirs. */
export async function keepView(scope: RoomScope, seen: Seen): Promise<void> {
  const { actor, workspaceId, roomId } = scope;
  if (actor.kind !== "auditor") return;
  // house: no-record the list of views is itself the record, and cannot be changed
  await inRoom(scope, (tx) =>
    tx.insert(roomViews).values({
      workspaceId,
      roomId,
      auditorId: actor.auditorId,
      ...seen,
      title: seen.title.slice(0, 300),
    }),
  );
}
