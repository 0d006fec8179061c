import { randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { attachFile, ownDataFolder, storedFiles, upload, uploadRequest } from "@/db/testing/files";
import { type S3Server, startS3 } from "@/e2e/support/s3-server";
import { answered, receiveUpload, sendDownload } from "@/lib/files/handlers";
import { storeFormFile } from "@/lib/files/mutations/keep";
import { stagingFolder } from "@/lib/platform/file-store/file-store";
import { blobKey } from "@/lib/platform/file-store/store";

let s3: S3Server;
let ws: TestWorkspace;
beforeAll(async () => {
  ownDataFolder();
  s3 = await startS3();
  Object.assign(process.env, {
    S3_ENDPOINT: s3.endpoint,
    S3_BUCKET: s3.bucket,
    S3_REGION: s3.region,
    S3_ACCESS_KEY_ID: s3.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
  });
  ws = await createWorkspaceWith({ roles: ["owner", "lead", "viewer"] });
});
afterAll(() => s3.stop());

test("with a bucket configured, files go there and come back from there", async () => {
  const text = randomUUID();
  const { sha256 } = (await upload(ws, "a.txt", text)).answer;
  expect(s3.objects.get(blobKey(ws.workspaceId, sha256))?.bytes.toString()).toBe(text);
  expect(await readdir(stagingFolder())).toEqual([]);
  const place = { itemId: await attachFile(ws, sha256), number: "1" };
  const response = await answered(sendDownload(ws.scope("viewer"), place, new Headers()));
  expect(await response.text()).toBe(text);
  const headers = new Headers({ range: "bytes=5-9", "if-range": `"${sha256}"` });
  const part = await answered(sendDownload(ws.scope("viewer"), place, headers));
  expect([part.status, await part.text()]).toEqual([206, text.slice(5, 10)]);
});

test("a bucket that does not answer is a sentence, no row and no left-over", async () => {
  const before = await storedFiles(ws);
  s3.failNext(503, 3);
  const request = uploadRequest("a.txt", randomUUID());
  const response = await answered(receiveUpload(ws.scope("lead"), request));
  expect([response.status, (await response.json()).error]).toEqual([
    503,
    "The store for files does not answer. Nothing was saved. Upload the file again in a few minutes.",
  ]);
  s3.failNext(507);
  const full = await answered(receiveUpload(ws.scope("lead"), uploadRequest("a.txt", randomUUID())));
  expect([full.status, (await full.json()).error]).toEqual([507, expect.stringMatching(/no room left/)]);
  s3.failNext(503, 3);
  await expect(storeFormFile(ws.scope("lead"), new File([randomUUID()], "a.txt"))).rejects.toMatchObject({
    code: "LIMITED",
    message: /does not answer/,
  });
  expect(await storedFiles(ws)).toEqual(before);
  expect(await readdir(stagingFolder())).toEqual([]);
});

test("a bucket that takes the bytes and then goes away leaves no row", async () => {
  const before = await storedFiles(ws);
  const text = randomUUID();
  const put = receiveUpload(ws.scope("lead"), uploadRequest("a.txt", text));
  while (![...s3.objects.values()].some((one) => one.bytes.toString() === text)) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  s3.failNext(500, 2);
  const response = await answered(put);
  s3.failNext(0, 0);
  const rows = await storedFiles(ws);
  if (response.status === 201) expect(rows.blobs).toHaveLength(before.blobs.length + 1);
  else expect([rows.blobs, rows.uploads]).toEqual([before.blobs, before.uploads]);
});

test("a bucket that is gone when somebody downloads is a sentence", async () => {
  const { sha256 } = (await upload(ws, "a.txt", randomUUID())).answer;
  const place = { itemId: await attachFile(ws, sha256), number: "1" };
  s3.failNext(503, 3);
  const response = await answered(sendDownload(ws.scope("viewer"), place, new Headers()));
  expect([response.status, (await response.json()).error]).toEqual([
    503,
    expect.stringMatching(/does not answer/),
  ]);
});
