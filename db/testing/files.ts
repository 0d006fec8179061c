// Files for database tests: through the product's own upload, attached to items, aged, and looked at in the store.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { artifacts, evidenceItems } from "@/db/schema/evidence";
import { blobs, uploads } from "@/db/schema/files";
import { inWorkspace } from "@/db/tenant";
import type { TestWorkspace } from "@/db/testing/factories";
import type { Role } from "@/lib/core/access";
import type { UploadAnswer } from "@/lib/core/file-dto";
import { receiveUpload } from "@/lib/files/handlers";
import { fileStore } from "@/lib/platform/file-store/file-store";
import { blobKey } from "@/lib/platform/file-store/store";

/** Gives this test file a data folder of its own, so that it may count what lies there; removed with the process. */
export function ownDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "carryover-files-"));
  process.env.CARRYOVER_DATA_DIR = folder;
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

type Body = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;

/** An upload as the browser sends it. */
export function uploadRequest(
  name: string,
  body: Body,
  given: { readonly headers?: Readonly<Record<string, string>>; readonly signal?: AbortSignal } = {},
): Request {
  return new Request("http://localhost:3000/w/x/files", {
    method: "POST",
    headers: { "x-file-name": encodeURIComponent(name), ...given.headers },
    body,
    duplex: "half",
    ...(given.signal === undefined ? {} : { signal: given.signal }),
  } as RequestInit);
}

/** Uploads as a member and returns the answer's status and body. */
export async function upload(
  ws: TestWorkspace,
  name: string,
  body: Body,
  role: Role = "lead",
): Promise<{ readonly status: number; readonly answer: UploadAnswer & { readonly error?: string } }> {
  const response = await receiveUpload(ws.scope(role, "evidence:write"), uploadRequest(name, body));
  return { status: response.status, answer: await response.json() };
}

/** An item with one version that holds the stored bytes. */
export async function attachFile(ws: TestWorkspace, sha256: string, fileName = "a.txt"): Promise<string> {
  const { workspaceId } = ws;
  return inWorkspace(ws.system, async (tx) => {
    const [item] = await tx
      .insert(evidenceItems)
      .values({ workspaceId, identity: fileName, title: `Item of ${fileName}`, currentArtifact: 1 })
      .returning({ id: evidenceItems.id });
    if (item === undefined) throw new Error("The item was not created.");
    await tx.insert(artifacts).values({
      workspaceId,
      itemId: item.id,
      number: 1,
      kind: "file",
      blobSha256: sha256,
      fileName,
      addedBy: ws.people.owner.userId,
    });
    return item.id;
  });
}

/** What the workspace holds of files: rows, and which of the rows have their bytes. */
export async function storedFiles(ws: TestWorkspace) {
  const rows = await inWorkspace(ws.system, async (tx) => ({
    blobs: await tx.select().from(blobs).orderBy(blobs.sha256),
    uploads: await tx.select().from(uploads).orderBy(uploads.id),
  }));
  const kept: string[] = [];
  for await (const object of fileStore().list(`files/${ws.workspaceId}/`)) kept.push(object.key.slice(-64));
  return { ...rows, kept: kept.sort() };
}

/** Lets 25 hours pass for every upload and blob of the workspace. */
export async function ageFiles(ws: TestWorkspace): Promise<void> {
  await inWorkspace(ws.system, async (tx) => {
    await tx.update(uploads).set({ createdAt: sql`created_at - interval '25 hours'` });
    await tx.update(blobs).set({ createdAt: sql`created_at - interval '25 hours'` });
  });
}

/** Whether the store holds the bytes. */
export async function isKept(ws: TestWorkspace, sha256: string): Promise<boolean> {
  return (await fileStore().head(blobKey(ws.workspaceId, sha256))) !== null;
}
