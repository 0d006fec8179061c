import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { ownDataFolder, storedFiles, upload } from "@/db/testing/files";
import { fits, quotaSentence, storageText } from "@/lib/core/storage-quota";
import { storeFormFile } from "@/lib/files/mutations/keep";
import { getStorage } from "@/lib/files/queries";

const LIMIT = 10_000;
vi.mock("@/lib/platform/env", async (original) => {
  const actual = await original<typeof import("@/lib/platform/env")>();
  return { ...actual, env: () => ({ ...actual.env(), maxWorkspaceBytes: LIMIT }) };
});

beforeAll(() => {
  ownDataFolder();
});

const fresh = () => createWorkspaceWith({ roles: ["owner", "lead"] });
const text = (size: number) => randomBytes(size / 2).toString("hex");
const used = async (ws: TestWorkspace) => (await getStorage(ws.system, LIMIT)).usedBytes;

describe("a workspace with a limit", () => {
  test("takes what fits exactly, and refuses the next byte with a sentence and no left-over", async () => {
    const ws = await fresh();
    expect((await upload(ws, "a.txt", text(6_000))).status).toBe(201);
    const kept = await storedFiles(ws);
    const refused = await upload(ws, "b.txt", text(4_002));
    expect([refused.status, refused.answer.error]).toEqual([
      507,
      "This workspace stores 6 kB of the 10 kB that it may store, so this file of 4 kB does not fit. Nothing was saved. The operator of this server can raise the limit.",
    ]);
    expect(await storedFiles(ws)).toEqual(kept);
    expect((await upload(ws, "c.txt", text(4_000))).status).toBe(201);
    expect(await used(ws)).toBe(LIMIT);
    await expect(storeFormFile(ws.scope("lead"), new File([text(2)], "d.txt"))).rejects.toMatchObject({
      code: "INVALID",
      fields: { file: expect.stringMatching(/does not fit/) },
    });
  });

  test("takes what it has already, since that takes no more room", async () => {
    const ws = await fresh();
    const body = text(9_000);
    expect((await upload(ws, "a.txt", body)).status).toBe(201);
    expect((await upload(ws, "again.txt", body)).status).toBe(201);
    expect(await used(ws)).toBe(9_000);
  });

  test("takes only as many of several at once as fit, and keeps no bytes of the others", async () => {
    const ws = await fresh();
    const all = await Promise.all(Array.from({ length: 6 }, (_, at) => upload(ws, `${at}.txt`, text(4_000))));
    expect(all.map(({ status }) => status).toSorted()).toEqual([201, 201, 507, 507, 507, 507]);
    const { blobs, uploads, kept } = await storedFiles(ws);
    expect([blobs.length, uploads.length, kept.length]).toEqual([2, 2, 2]);
    expect(kept).toEqual(blobs.map(({ sha256 }) => sha256));
    const other = await fresh();
    expect((await upload(other, "a.txt", text(8_000))).status).toBe(201);
  });
});

test("a limit is never passed and never refuses what fits", () => {
  const bytes = fc.integer({ min: 0, max: 1e12 });
  fc.assert(
    fc.property(bytes, bytes, bytes, (usedBytes, limitBytes, added) => {
      const storage = { usedBytes, limitBytes };
      expect(fits(storage, added)).toBe(limitBytes - usedBytes >= added);
      expect(fits({ usedBytes, limitBytes: null }, added)).toBe(true);
      expect(quotaSentence(storage, added)).toMatch(/Nothing was saved\./);
    }),
  );
  expect(storageText({ usedBytes: 2_048, limitBytes: null })).toBe("2 kB, no limit is set");
});
