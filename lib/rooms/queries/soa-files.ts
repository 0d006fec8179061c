import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { soaExports } from "@/db/schema/soa-versions";
import { inRoom, type Tx } from "@/db/tenant";
import type { RoomScope } from "@/lib/core/access";
import { notFound } from "@/lib/core/errors";
import { readRoom } from "@/lib/rooms/queries/frame";
import { readShownSoa } from "@/lib/rooms/queries/packs";
import { readGrants } from "@/lib/rooms/queries/visible";

export type RoomSoaFile = { readonly format: string; readonly fileName: string; readonly sha256: string };

async function readFiles(tx: Tx, scope: RoomScope): Promise<readonly RoomSoaFile[]> {
  const { registers } = await readGrants(tx, scope.roomId);
  if (!registers.includes("soa")) throw notFound("The register");
  const version = await readShownSoa(tx, await readRoom(tx, scope));
  if (version === null) return [];
  const { format, fileName, sha256 } = soaExports;
  return tx
    .select({ format, fileName, sha256 })
    .from(soaExports)
    .where(and(eq(soaExports.versionId, version.id), eq(soaExports.profile, "shareable")))
    .orderBy(asc(format));
}

/** The files that were stored when the shown version was approved, as packs hold them. @throws AppError NOT_FOUND (not shared) */
export async function listRoomSoaFiles(scope: RoomScope): Promise<readonly RoomSoaFile[]> {
  return inRoom(scope, (tx) => readFiles(tx, scope));
}

/** One of them. @throws AppError NOT_FOUND (not shared, no such format) */
export async function getRoomSoaFile(scope: RoomScope, format: string): Promise<RoomSoaFile> {
  const file = (await listRoomSoaFiles(scope)).find((one) => one.format === format);
  if (file === undefined) throw notFound("The file");
  return file;
}
