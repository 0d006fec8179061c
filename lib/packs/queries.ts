import "server-only";
import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import { packs } from "@/db/schema/packs";
import { users } from "@/db/schema/people";
import { inWorkspace } from "@/db/tenant";
import { holds, type Scope } from "@/lib/core/access";
import { notFound } from "@/lib/core/errors";
import type { PackRow } from "@/lib/core/pack";
import { listPackVersions } from "@/lib/packs/queries/statement";
import { readProgramme } from "@/lib/workspaces/queries";

/** Where the bytes of a pack stand in the file store: under their own hash. */
export function packKey(workspaceId: string, sha256: string): string {
  return `packs/${workspaceId}/${sha256}.zip`;
}

export type PackFileFacts = {
  readonly id: string;
  readonly workspaceId: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly roomId: string | null;
};

/** One finished pack of the workspace. @throws AppError NOT_FOUND (unknown, not ready) */
export async function getPackFile(scope: Scope<"pack:build">, id: string): Promise<PackFileFacts> {
  if (!z.uuid().safeParse(id).success) throw notFound("The pack");
  const [row] = await inWorkspace(scope, (tx) => tx.select().from(packs).where(eq(packs.id, id)));
  if (row?.state !== "ready" || row.sha256 === null || row.sizeBytes === null) throw notFound("The pack");
  const { workspaceId, sha256, sizeBytes, fileName, roomId } = row;
  return { id, workspaceId, fileName, sha256, sizeBytes, roomId };
}

export type PacksPage = {
  readonly packs: readonly PackRow[];
  readonly versions: readonly { readonly id: string; readonly label: string }[];
  /** The observation window of the programme, proposed as the period. */
  readonly window: { readonly from: string | null; readonly to: string | null };
  /** Whether the person may build and download packs. */
  readonly mayBuild: boolean;
};

/** The newest fifty packs, and what a new one can be made of. */
export async function getPacksPage(scope: Scope<"evidence:read">): Promise<PacksPage> {
  return inWorkspace(scope, async (tx) => {
    const rows = await tx
      .select({ row: packs, requestedBy: users.name })
      .from(packs)
      .innerJoin(users, eq(users.id, packs.requestedBy))
      .orderBy(desc(packs.createdAt))
      .limit(50);
    const programme = await readProgramme(tx);
    return {
      packs: rows.map(({ row, requestedBy }) => {
        const { id, title, state, scope: chosen, step, done, total, fileName, sizeBytes, sha256 } = row;
        const { checkpointSize, counts, error, createdAt } = row;
        return {
          ...{ id, title, state, step, done, total, fileName, sizeBytes, sha256, checkpointSize, counts },
          ...{ scope: chosen, error, requestedBy, createdAt },
        };
      }),
      versions: await listPackVersions(tx),
      window: { from: programme.windowFrom, to: programme.windowTo },
      mayBuild: holds(scope, "pack:build"),
    };
  });
}
