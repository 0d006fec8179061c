import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { workspaceTransfers } from "@/db/schema/files";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { ownDataFolder } from "@/db/testing/files";
import { fileStore, stagingFolder } from "@/lib/platform/file-store/file-store";
import { stageStream } from "@/lib/platform/file-store/stage";
import { sweepTransfers } from "@/lib/transfers/mutations/export";
import { transferKey } from "@/lib/transfers/queries/keys";

const ENOUGH = { limitBytes: 100, expectedBytes: null };

beforeAll(ownDataFolder);

async function put(key: string): Promise<void> {
  const bytes = (async function* () {
    yield Buffer.from("bytes");
  })();
  await fileStore().put(key, await stageStream(bytes, stagingFolder(), ENOUGH));
}

type Row = Partial<typeof workspaceTransfers.$inferInsert>;

/** A transfer with its archive and what was read of it for the offer. */
async function transfer(ws: TestWorkspace, row: Row) {
  const { workspaceId } = ws;
  const [made] = await inWorkspace(ws.system, (tx) =>
    tx
      .insert(workspaceTransfers)
      .values({ workspaceId, direction: "import", requestedBy: ws.people.owner.userId, ...row })
      .returning({ id: workspaceTransfers.id }),
  );
  const id = made?.id ?? "";
  const keys = [transferKey(workspaceId, `${id}.zip`), transferKey(workspaceId, `${id}.json`)] as const;
  for (const key of keys) await put(key);
  await inWorkspace(ws.system, (tx) =>
    tx.update(workspaceTransfers).set({ fileKey: keys[0] }).where(eq(workspaceTransfers.id, id)),
  );
  return async () => {
    const [now] = await inWorkspace(ws.system, (tx) =>
      tx.select().from(workspaceTransfers).where(eq(workspaceTransfers.id, id)),
    );
    const here = await Promise.all(keys.map((key) => fileStore().head(key)));
    return [now?.state, now?.fileKey !== null, ...here.map((one) => one !== null)];
  };
}

test("an archive goes with what was read of it, once its time is over or its import has ended", async () => {
  const ws = await createWorkspaceWith({ roles: ["owner"] });
  const [past, ahead] = [new Date(Date.now() - 1_000), new Date(Date.now() + 60_000)];
  const waits = await transfer(ws, { state: "offered", expiresAt: ahead });
  const forgotten = await transfer(ws, { state: "offered", expiresAt: past });
  const imported = await transfer(ws, { state: "done" });
  const refused = await transfer(ws, { state: "failed" });
  const confirmed = await transfer(ws, { state: "queued" });
  const exported = await transfer(ws, { state: "done", direction: "export", expiresAt: ahead });
  await sweepTransfers(ws.system);
  expect(await waits()).toEqual(["offered", true, true, true]);
  expect(await forgotten()).toEqual(["expired", false, false, false]);
  expect(await imported()).toEqual(["done", false, false, false]);
  expect(await refused()).toEqual(["failed", false, false, false]);
  expect(await confirmed()).toEqual(["queued", true, true, true]);
  expect(await exported()).toEqual(["done", true, true, true]);
});
