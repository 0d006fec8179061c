import { randomBytes } from "node:crypto";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { activity } from "@/db/schema/activity";
import { blobs } from "@/db/schema/files";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { attachFile, isKept, ownDataFolder, storedFiles, upload, uploadRequest } from "@/db/testing/files";
import { loggedVerbs } from "@/db/testing/log";
import type { ScanState } from "@/lib/core/work-statuses";
import { answered, receiveUpload, sendDownload, sendPreview } from "@/lib/files/handlers";
import { storeFormFile } from "@/lib/files/mutations/keep";
import { env } from "@/lib/platform/env";
import { stagingFolder } from "@/lib/platform/file-store/file-store";
import { blobKey } from "@/lib/platform/file-store/store";

let ws: TestWorkspace;
beforeAll(async () => {
  ownDataFolder();
  ws = await createWorkspaceWith({ roles: ["owner", "lead", "contributor", "viewer"] });
});

const text = (mark = randomBytes(6).toString("hex")) => `Evidence ${mark}\n`;
const staged = () => readdir(stagingFolder()).catch(() => []);

/** A body that sends `pieces` of 64 kB and then does what is told. */
function stream(pieces: number, end: (controller: ReadableStreamDefaultController) => void) {
  let sent = 0;
  return new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (sent === pieces) return end(controller);
      sent += 1;
      controller.enqueue(new Uint8Array(65_536).fill(97));
    },
  });
}

async function nothingNew(work: () => Promise<unknown>): Promise<void> {
  const before = await storedFiles(ws);
  await work();
  expect(await storedFiles(ws)).toEqual(before);
  expect(await staged()).toEqual([]);
}

async function refusalOf(request: Request): Promise<{ status: number; error: string }> {
  const response = await answered(receiveUpload(ws.scope("lead", "evidence:write"), request));
  return { status: response.status, error: (await response.json()).error };
}

describe("an upload", () => {
  test("keeps bytes, rows and an entry, under the cleaned name", async () => {
    const body = text();
    const { status, answer } = await upload(ws, "../Access\u202e review.txt", body);
    expect(status).toBe(201);
    expect(answer).toMatchObject({
      fileName: "Access review.txt",
      sizeBytes: body.length,
      mediaType: "text/plain",
    });
    const stored = await storedFiles(ws);
    expect(stored.kept).toContain(answer.sha256);
    expect(stored.uploads.find((one) => one.id === answer.uploadId)).toMatchObject({
      uploadedBy: ws.people.lead.userId,
      claimedAt: null,
    });
    expect(await loggedVerbs(ws.system)).toContain(`file.upload ${answer.sha256}`);
    expect(await staged()).toEqual([]);
  });

  test("tells when the workspace has the same bytes already, and never about another one's", async () => {
    const other = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const body = text();
    const first = await upload(ws, "a.txt", body);
    const itemId = await attachFile(ws, first.answer.sha256, "a.txt");
    expect((await upload(ws, "b.txt", body)).answer.duplicateOf).toEqual({
      itemId,
      number: 1,
      title: "Item of a.txt",
    });
    expect((await upload(other, "b.txt", body)).answer.duplicateOf).toBeNull();
    expect((await storedFiles(other)).kept).toEqual([first.answer.sha256]);
  });

  test("twenty of the same content at once are one blob and twenty uploads", async () => {
    const fresh = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const body = text();
    const all = await Promise.all(Array.from({ length: 20 }, () => upload(fresh, "a.txt", body)));
    expect(all.map((one) => one.status)).toEqual(Array.from({ length: 20 }, () => 201));
    const stored = await storedFiles(fresh);
    expect([stored.blobs.length, stored.uploads.length, stored.kept.length]).toEqual([1, 20, 1]);
  });

  test("that announces too much is refused before it is read", async () => {
    await nothingNew(async () => {
      const headers = { "content-length": String(env().maxUploadBytes + 1) };
      const request = uploadRequest(
        "a.txt",
        stream(1, () => expect.unreachable()),
        { headers },
      );
      expect(await refusalOf(request)).toEqual({
        status: 413,
        error: "The file is larger than 100 MB, the most that is taken. Nothing was saved.",
      });
    });
  });

  test("that sends too much without a word is refused, too", async () => {
    await nothingNew(async () => {
      const request = uploadRequest(
        "a.txt",
        stream(1_700, (controller) => controller.close()),
      );
      expect(await refusalOf(request)).toMatchObject({ status: 413, error: /larger than 100 MB/ });
    });
  });

  test("of which less arrives than was announced is no file", async () => {
    await nothingNew(async () => {
      const headers = { "content-length": "200000" };
      const request = uploadRequest(
        "a.txt",
        stream(2, (controller) => controller.close()),
        { headers },
      );
      expect(await refusalOf(request)).toMatchObject({
        status: 400,
        error: /131,072 of 200,000 bytes arrived/,
      });
    });
  });

  test("that is cancelled leaves nothing", async () => {
    await nothingNew(async () => {
      const leaving = new AbortController();
      const body = stream(3, (controller) => {
        leaving.abort();
        controller.error(new Error("aborted"));
      });
      const request = uploadRequest("a.txt", body, { signal: leaving.signal });
      expect(await refusalOf(request)).toMatchObject({ status: 400, error: /broke off/ });
    });
  });

  test.each<[string, string, number, RegExp]>([
    ["page.html", "<html>", 415, /Web pages and drawings/],
    ["page.txt", "<!doctype html><script>1</script>", 415, /content is HTML/],
    ["photo.png", "%PDF-1.7\n", 415, /ends in \.png, but the content is PDF\. Rename it/],
    ["a.exe", "MZ\u0000\u0000", 415, /end in \.exe.*Taken are PDF/],
    ["empty.csv", "", 422, /The file is empty/],
  ])("%s is refused with a sentence", async (name, body, status, error) => {
    await nothingNew(async () => {
      expect(await refusalOf(uploadRequest(name, body))).toMatchObject({ status, error });
    });
  });

  test("without a name is refused", async () => {
    const nameless = uploadRequest("a", "x", { headers: { "x-file-name": "%ff" } });
    expect(await refusalOf(nameless)).toMatchObject({ status: 400, error: /names no file/ });
  });

  test("carries the headers of every answer", async () => {
    const response = await answered(receiveUpload(ws.scope("lead"), uploadRequest("a.txt", text())));
    expect(response.headers.get("content-security-policy")).toMatch(/^sandbox; default-src 'none'/);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(response.headers.get("cache-control")).toBe("private, no-store");
  });
});

describe("a file inside a form", () => {
  test("becomes an upload", async () => {
    const id = await storeFormFile(ws.scope("contributor"), new File([text()], "note.md"));
    const { uploads } = await storedFiles(ws);
    expect(uploads.find((one) => one.id === id)?.fileName).toBe("note.md");
  });

  test.each([
    [new File(["<svg/>"], "a.svg"), /drawings/],
    [new File([], "a.txt"), /empty/],
    [new File([new Uint8Array(5 * 1024 * 1024 + 1)], "a.txt"), /larger than 5 MB/],
  ])("is refused beside its field", async (file, message) => {
    await nothingNew(async () => {
      await expect(storeFormFile(ws.scope("lead"), file)).rejects.toMatchObject({
        code: "INVALID",
        fields: { file: expect.stringMatching(message) },
      });
    });
  });
});

async function attached(name: string, body: string | Uint8Array<ArrayBuffer>) {
  const { answer } = await upload(ws, name, body);
  const itemId = await attachFile(ws, answer.sha256, answer.fileName);
  return { itemId, number: "1", sha256: answer.sha256 };
}

async function setState(sha256: string, scanState: ScanState): Promise<void> {
  await inWorkspace(ws.system, (tx) => tx.update(blobs).set({ scanState }).where(eq(blobs.sha256, sha256)));
}

describe("a download", () => {
  const viewer = () => ws.scope("viewer", "evidence:read");
  const get = (place: { itemId: string; number: string }, headers: Record<string, string> = {}) =>
    answered(sendDownload(viewer(), place, new Headers(headers)));

  test("is the bytes as an attachment, with an entry that names them", async () => {
    const bytes = new Uint8Array(
      randomBytes(700_000)
        .toString("hex")
        .split("")
        .map((c) => c.charCodeAt(0)),
    );
    const place = await attached("caf\u00e9.txt", bytes);
    const response = await get(place);
    expect(response.headers.get("content-disposition")).toBe(
      "attachment; filename=\"caf_.txt\"; filename*=UTF-8''caf%C3%A9.txt",
    );
    expect(response.headers.get("etag")).toBe(`"${place.sha256}"`);
    expect(response.headers.get("content-type")).toBe("text/plain");
    expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
    const entries = await inWorkspace(ws.system, (tx) =>
      tx.select().from(activity).where(eq(activity.subjectRef, place.itemId)),
    );
    expect(entries.map((entry) => entry.verb)).toEqual(["evidence.download"]);
    expect(JSON.parse(entries[0]?.body ?? "{}").after).toMatchObject({ version: 1, sha256: place.sha256 });
  });

  test("that the reader has already is not sent again", async () => {
    const place = await attached("a.txt", text());
    expect((await get(place, { "if-none-match": `"${place.sha256}"` })).status).toBe(304);
  });

  test("goes on where it broke off: one part, with an entry that says which", async () => {
    const body = text("resumed");
    const place = await attached("a.txt", body);
    const whole = await get(place);
    expect([whole.headers.get("accept-ranges"), whole.headers.get("content-length")]).toEqual([
      "bytes",
      String(body.length),
    ]);
    await whole.text();
    const etag = whole.headers.get("etag") ?? "";
    const rest = await get(place, { range: "bytes=4-", "if-range": etag });
    expect([rest.status, await rest.text()]).toEqual([206, body.slice(4)]);
    expect(rest.headers.get("content-range")).toBe(`bytes 4-${body.length - 1}/${body.length}`);
    expect(rest.headers.get("content-length")).toBe(String(body.length - 4));
    expect(rest.headers.get("etag")).toBe(etag);
    const entries = await inWorkspace(ws.system, (tx) =>
      tx.select().from(activity).where(eq(activity.subjectRef, place.itemId)).orderBy(activity.seq),
    );
    expect(entries.map((entry) => JSON.parse(entry.body).after.bytes)).toEqual([
      undefined,
      `4-${body.length - 1}`,
    ]);
  });

  test("gives the whole for other bytes than it began with, and 416 beyond the end", async () => {
    const body = text();
    const place = await attached("a.txt", body);
    const other = await get(place, { range: "bytes=4-", "if-range": '"0000"' });
    expect([other.status, await other.text()]).toEqual([200, body]);
    const two = await get(place, { range: "bytes=0-1,3-4" });
    expect([two.status, await two.text()]).toEqual([200, body]);
    const beyond = await get(place, { range: `bytes=${body.length}-` });
    expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, `bytes */${body.length}`]);
  });

  test.each(["infected", "pending", "failed"] as const)("of a file that is %s is refused", async (state) => {
    const place = await attached("a.txt", text());
    await setState(place.sha256, state);
    const response = await get(place, { range: "bytes=0-1" });
    expect(response.status).toBe(409);
    expect((await response.json()).error).toMatch(/virus scanner/);
    await setState(place.sha256, "clean");
    expect((await get(place)).status).toBe(200);
  });

  test("breaks off when the stored bytes have changed", async () => {
    const place = await attached("a.txt", text());
    await writeFile(join(env().dataDir, blobKey(ws.workspaceId, place.sha256)), "other bytes");
    const response = await get(place);
    await expect(response.arrayBuffer()).rejects.toThrow();
  });

  test("of bytes that are gone says so", async () => {
    const place = await attached("a.txt", text());
    const { fileStore } = await import("@/lib/platform/file-store/file-store");
    await fileStore().remove(blobKey(ws.workspaceId, place.sha256));
    const response = await get(place);
    expect([response.status, (await response.json()).error]).toEqual([404, expect.stringMatching(/backup/)]);
    expect(await isKept(ws, place.sha256)).toBe(false);
  });

  test("from another workspace, of an unknown version or a broken address is not found", async () => {
    const place = await attached("a.txt", text());
    const other = await createWorkspaceWith({ roles: ["owner", "viewer"] });
    const foreign = await answered(
      sendDownload(other.scope("viewer"), place, new Headers({ range: "bytes=0-1" })),
    );
    expect(foreign.status).toBe(404);
    for (const number of ["2", "0", "1e3", "-1", "99999999999"]) {
      expect((await get({ ...place, number })).status).toBe(404);
    }
    expect((await get({ ...place, itemId: "not-a-uuid" })).status).toBe(404);
  });
});

test("a picture is shown in place, in a sandbox that our own pages may frame", async () => {
  const { pngFile } = await import("@/e2e/support/good-files");
  const place = await attached("a.png", Uint8Array.from(pngFile()));
  const response = await answered(sendPreview(ws.scope("viewer"), place));
  expect(response.headers.get("content-type")).toBe("image/png");
  expect(response.headers.get("content-disposition")).toMatch(/^inline/);
  expect(response.headers.get("content-security-policy")).toMatch(
    /^sandbox; default-src 'none';.*frame-ancestors 'self'$/,
  );
  expect((await response.arrayBuffer()).byteLength).toBe(pngFile().length);
});
