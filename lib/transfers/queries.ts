import "server-only";
import { desc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { workspaceTransfers } from "@/db/schema/files";
import { users } from "@/db/schema/people";
import { memberships, workspaces } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import { tablesInUse } from "@/db/whole-tables";
import type { Scope } from "@/lib/core/access";
import { notFound } from "@/lib/core/errors";
import {
  type DataPage,
  type ImportOffer,
  manifestShape,
  personShape,
  type TransferRow,
} from "@/lib/core/transfer";
import { fileStore } from "@/lib/platform/file-store/file-store";
import { transferKey } from "@/lib/transfers/queries/keys";
import { personKey } from "@/lib/transfers/queries/rows";
import { KEPT, REPLACED, transferTables } from "@/lib/transfers/queries/tables";

const WORDS: Readonly<Record<string, string>> = {
  evidence_items: "evidence",
  import_runs: "imports",
  nonconformities: "nonconformities",
  requests: "requests",
  comments: "comments",
  risks: "risks",
  suppliers: "suppliers",
  obligations: "obligations",
  crosswalk_overrides: "decisions on the crosswalk",
};

/** What stands in the workspace besides the rows that every new one has; in words, empty for an empty workspace. */
export async function occupiedBy(tx: Tx): Promise<readonly string[]> {
  const asked = transferTables().filter(({ name }) => !REPLACED.has(name) && !KEPT.has(name));
  const used = await tablesInUse(
    tx,
    asked.map(({ name }) => name),
  );
  const [edited] = await tx.execute<{ some: boolean }>(
    sql`select exists (select 1 from requirements where version > 1) or exists (select 1 from soa_rows where version > 1) as some`,
  );
  const rows = edited?.some === true ? [...used, "requirements"] : used;
  const names = rows.map((name) => WORDS[name] ?? null);
  const named = names.filter((word) => word !== null);
  if (rows.length > 0 && named.length === 0) return ["recorded work"];
  return named;
}

function rowOf(row: typeof workspaceTransfers.$inferSelect, requestedBy: string): TransferRow {
  const { id, direction, state, step, done, total, fileName, sizeBytes, sha256, error } = row;
  return {
    ...{ id, direction, state, step, done, total, fileName, sizeBytes, sha256, error, requestedBy },
    ...{ createdAt: row.createdAt, finishedAt: row.finishedAt, expiresAt: row.expiresAt },
    hasFile: row.fileKey !== null,
  };
}

const offerShape = z.strictObject({
  manifest: z.strictObject({ ...manifestShape.omit({ files: true }).shape, files: z.int() }),
  people: z.array(personShape),
});

async function readOffer(workspaceId: string, id: string): Promise<z.output<typeof offerShape> | null> {
  const stream = await fileStore().open(transferKey(workspaceId, `${id}.json`));
  if (stream === null) return null;
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece);
  const parsed = offerShape.safeParse(JSON.parse(Buffer.concat(pieces).toString("utf8")));
  return parsed.success ? parsed.data : null;
}

async function offerOf(
  scope: Scope<"workspace:export">,
  row: typeof workspaceTransfers.$inferSelect | undefined,
  members: ReadonlySet<string>,
): Promise<ImportOffer | null> {
  if (row === undefined) return null;
  const offer = await readOffer(scope.workspaceId, row.id);
  if (offer === null) return null;
  const { workspace, createdAt, tables, missing, datasetVersion, files } = offer.manifest;
  return {
    ...{ id: row.id, version: row.version, fileName: row.fileName, files },
    manifest: { workspace, createdAt, tables, missing, datasetVersion },
    people: offer.people.map((person) => ({
      ...person,
      becomes: members.has(person.key) ? "member" : "former",
    })),
  };
}

/** The newest thirty exports and imports, whether the workspace is empty, and the import that waits for a decision. */
export async function getDataPage(scope: Scope<"workspace:export">): Promise<DataPage> {
  const found = await inWorkspace(scope, async (tx) => {
    const [workspace] = await tx.select().from(workspaces);
    if (workspace === undefined) throw notFound("The workspace");
    const transfers = await tx
      .select({ row: workspaceTransfers, name: users.name })
      .from(workspaceTransfers)
      .innerJoin(users, eq(users.id, workspaceTransfers.requestedBy))
      .orderBy(desc(workspaceTransfers.createdAt))
      .limit(30);
    const members = await tx
      .select({ email: users.email })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(isNull(memberships.endedAt));
    return { workspace, transfers, members, occupied: await occupiedBy(tx) };
  });
  const offered = found.transfers.find(({ row }) => row.state === "offered")?.row;
  const members = new Set(found.members.map(({ email }) => personKey(email)));
  return {
    workspace: { name: found.workspace.name, slug: found.workspace.slug },
    timeZone: found.workspace.timeZone,
    transfers: found.transfers.map(({ row, name }) => rowOf(row, name)),
    occupied: found.occupied,
    offer: await offerOf(scope, offered, members),
  };
}

/** One archive that can be downloaded. @throws AppError NOT_FOUND (unknown, removed, not finished) */
export async function getArchive(
  scope: Scope<"workspace:export">,
  id: string,
): Promise<{
  readonly id: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly key: string;
  readonly sizeBytes: number;
}> {
  if (!z.uuid().safeParse(id).success) throw notFound("The archive");
  return inWorkspace(scope, async (tx) => {
    const [row] = await tx.select().from(workspaceTransfers).where(eq(workspaceTransfers.id, id));
    if (row?.state !== "done" || row.fileKey === null || row.sha256 === null || row.sizeBytes === null) {
      throw notFound("The archive");
    }
    const { fileName, sha256, fileKey, sizeBytes } = row;
    return { id, fileName, sha256, key: fileKey, sizeBytes };
  });
}
