import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import {
  chmod,
  mkdir,
  mkdtemp,
  open as openFile,
  readdir,
  readFile,
  rm,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type S3Server, startS3 } from "@/e2e/support/s3-server";
import { diskStore } from "@/lib/platform/file-store/disk";
import { s3Store } from "@/lib/platform/file-store/s3";
import { sendS3 } from "@/lib/platform/file-store/s3-request";
import { stageStream, sweepStaged } from "@/lib/platform/file-store/stage";
import {
  blobFolder,
  blobKey,
  checkedKey,
  type FileStore,
  FileStoreError,
  type StoredPart,
} from "@/lib/platform/file-store/store";

const WORKSPACE = "0190a0a0-0000-7000-8000-000000000001";
/** Mounting a small file system is how a full disk is made; not everybody may. */
function mayMount(): boolean {
  const probe = mkdtempSync(join(tmpdir(), "carryover-mount-"));
  try {
    execFileSync("/bin/mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", probe], { stdio: "ignore" });
    execFileSync("/bin/umount", [probe], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}

const NO_LIMIT = { limitBytes: 1e9, expectedBytes: null };

let root: string;
let s3: S3Server;
const staging = () => join(root, "files", ".tmp");

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "carryover-store-"));
  s3 = await startS3();
});
afterAll(async () => {
  await s3.stop();
  await rm(root, { recursive: true, force: true });
});

async function* pieces(bytes: Buffer, size = 65_536) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const stage = (bytes: Buffer) => stageStream(pieces(bytes), staging(), NO_LIMIT);
const hashOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

async function kept(store: FileStore, key: string, part?: StoredPart): Promise<Buffer | null> {
  const stream = await store.open(key, part);
  if (stream === null) return null;
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}

async function put(store: FileStore, bytes: Buffer, workspace = WORKSPACE): Promise<string> {
  const staged = await stage(bytes);
  try {
    const key = blobKey(workspace, staged.sha256);
    await store.put(key, staged);
    return key;
  } finally {
    await staged.discard();
  }
}

const stores: readonly { readonly name: string; readonly open: () => FileStore }[] = [
  { name: "disk", open: () => diskStore(root) },
  { name: "S3", open: () => s3Store(s3) },
];

describe.each(stores)("the store on $name", ({ open }) => {
  test("gives back what was put, byte by byte", async () => {
    for (const size of [1, 65_536, 3_000_001]) {
      const bytes = randomBytes(size);
      const key = await put(open(), bytes);
      expect(key).toBe(`files/${WORKSPACE}/${hashOf(bytes).slice(0, 2)}/${hashOf(bytes)}`);
      expect((await kept(open(), key))?.equals(bytes)).toBe(true);
      expect(await open().head(key)).toMatchObject({ key, sizeBytes: size });
    }
    expect(await readdir(staging())).toEqual([]);
  });

  test("holds nothing under a key that was never put, and removing it is no error", async () => {
    const key = blobKey(WORKSPACE, hashOf(randomBytes(8)));
    expect(await open().open(key)).toBeNull();
    expect(await open().head(key)).toBeNull();
    await open().remove(key);
  });

  test("puts the same content twice, also at once, and keeps it once", async () => {
    const bytes = randomBytes(100_000);
    const keys = await Promise.all(Array.from({ length: 6 }, () => put(open(), bytes)));
    expect(new Set(keys).size).toBe(1);
    expect((await kept(open(), keys[0] ?? ""))?.equals(bytes)).toBe(true);
  });

  test("gives any part of what was put, byte by byte", async () => {
    const bytes = randomBytes(700_001);
    const key = await put(open(), bytes);
    for (const [from, to] of [
      [0, 0],
      [0, 700_000],
      [65_535, 65_536],
      [300_000, 699_999],
      [700_000, 700_000],
    ] as const) {
      expect((await kept(open(), key, { from, to }))?.equals(bytes.subarray(from, to + 1))).toBe(true);
    }
    const missing = blobKey(WORKSPACE, hashOf(randomBytes(8)));
    expect(await open().open(missing, { from: 0, to: 1 })).toBeNull();
  });

  test("forgets what is removed", async () => {
    const key = await put(open(), randomBytes(10));
    await open().remove(key);
    expect(await kept(open(), key)).toBeNull();
  });

  test("lists one folder with size and time, page by page", async () => {
    const other = "0190a0a0-0000-7000-8000-0000000000ff";
    const keys: string[] = [];
    for (let n = 0; n < 8; n += 1) keys.push(await put(open(), randomBytes(20 + n), other));
    const listed = await collect(open().list(blobFolder(other)));
    expect(listed.map((one) => one.key).sort()).toEqual(keys.sort());
    for (const one of listed) {
      expect(one.sizeBytes).toBeGreaterThanOrEqual(20);
      expect(Math.abs(Date.now() - one.modifiedAt.getTime())).toBeLessThan(60_000);
    }
    expect(await collect(open().list(blobFolder("0190a0a0-0000-7000-8000-00000000aaaa")))).toEqual([]);
  });

  test("takes no key that leads elsewhere", async () => {
    for (const key of [
      "../x",
      "files/../../x",
      "files//x",
      "/etc/passwd",
      "files/.tmp/x",
      "files/a\u0000b",
      "x",
    ]) {
      expect(() => checkedKey(key)).toThrow(/malformed/);
      await expect(open().head(key)).rejects.toThrow(/malformed/);
    }
  });
});

describe("staging", () => {
  test("measures and hashes, and leaves nothing behind when it is discarded", async () => {
    const bytes = randomBytes(200_000);
    const staged = await stage(bytes);
    expect(staged).toMatchObject({ sizeBytes: 200_000, sha256: hashOf(bytes) });
    expect((await readFile(staged.path)).equals(bytes)).toBe(true);
    await staged.discard();
    expect(await readdir(staging())).toEqual([]);
  });

  test("refuses what is longer than the limit, after it has let the sender finish", async () => {
    let taken = 0;
    async function* long() {
      for (; taken < 40; taken += 1) yield Buffer.alloc(1_000);
    }
    const refused = stageStream(long(), staging(), { limitBytes: 10_000, expectedBytes: null });
    await expect(refused).rejects.toMatchObject({ kind: "too_large" });
    expect(taken).toBe(40);
    expect(await readdir(staging())).toEqual([]);
  });

  test.each([1_001, 999])("refuses %i bytes where 1000 were announced", async (size) => {
    const limits = { limitBytes: 10_000, expectedBytes: 1_000 };
    const refused = stageStream(pieces(randomBytes(size)), staging(), limits);
    await expect(refused).rejects.toMatchObject({ kind: "truncated" });
    expect(await readdir(staging())).toEqual([]);
  });

  test("leaves nothing behind when the sender breaks off", async () => {
    async function* broken() {
      yield Buffer.alloc(5_000);
      throw new Error("aborted");
    }
    await expect(stageStream(broken(), staging(), NO_LIMIT)).rejects.toThrow("aborted");
    expect(await readdir(staging())).toEqual([]);
  });

  test.skipIf(!mayMount())("finds a disk without room full, and leaves nothing behind", async () => {
    const small = join(root, "small");
    await mkdir(small);
    execFileSync("/bin/mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", small]);
    try {
      for (let n = 0; n < 10; n += 1) {
        const refused = stageStream(pieces(randomBytes(3_000_000)), small, NO_LIMIT);
        await expect(refused).rejects.toMatchObject({ name: "FileStoreError", problem: "full" });
        expect(await readdir(small)).toEqual([]);
      }
      const fits = await stageStream(pieces(randomBytes(300_000)), small, NO_LIMIT);
      expect(fits.sizeBytes).toBe(300_000);
    } finally {
      execFileSync("/bin/umount", [small]);
    }
  });

  test("takes any error that means a full disk for one, and leaves nothing behind", async () => {
    for (const code of ["ENOSPC", "EDQUOT"]) {
      const opener = async (path: string) => {
        const file = await openFile(path, "wx");
        const full = Object.assign(new Error("no space left on device"), { code });
        return Object.assign(file, { writeFile: () => Promise.reject(full) });
      };
      const refused = stageStream(pieces(randomBytes(10)), staging(), NO_LIMIT, opener);
      await expect(refused).rejects.toMatchObject({ name: "FileStoreError", problem: "full" });
      expect(await readdir(staging())).toEqual([]);
    }
  });

  test("sweeps what a killed process left, and nothing that is being written", async () => {
    const old = join(staging(), "left-over");
    await writeFile(old, "x");
    await utimes(old, new Date("2026-01-01"), new Date("2026-01-01"));
    const fresh = await stage(randomBytes(10));
    expect(await sweepStaged(staging(), new Date(Date.now() - 86_400_000))).toBe(1);
    expect(await readdir(staging())).toHaveLength(1);
    await fresh.discard();
    expect(await sweepStaged(join(root, "no-such-folder"), new Date())).toBe(0);
  });
});

test("a damaged file on the disk is whole again after the same content was put", async () => {
  const bytes = randomBytes(5_000);
  const store = diskStore(root);
  const key = await put(store, bytes);
  await writeFile(join(root, key), "rotten");
  await put(store, bytes);
  expect((await kept(store, key))?.equals(bytes)).toBe(true);
});

test("a data folder that cannot be written says so", async () => {
  const locked = join(root, "locked");
  await mkdir(locked);
  await writeFile(join(locked, "files"), "a file where the folder should be");
  await chmod(locked, 0o500);
  const staged = await stage(randomBytes(5));
  await expect(diskStore(locked).put(blobKey(WORKSPACE, staged.sha256), staged)).rejects.toBeInstanceOf(
    FileStoreError,
  );
  await staged.discard();
});

describe("the S3 store", () => {
  test("sends one PUT with a known length", async () => {
    s3.log.length = 0;
    await put(s3Store(s3), randomBytes(700_000));
    expect(s3.log).toHaveLength(1);
    expect(s3.log[0]).toMatch(/^PUT \/evidence\/files\//);
  });

  test("is refused with a wrong secret or an unknown key", async () => {
    const key = blobKey(WORKSPACE, hashOf(Buffer.from("nothing")));
    const wrong = s3Store({ ...s3, secretAccessKey: "wrong" });
    await expect(wrong.open(key)).rejects.toMatchObject({
      problem: "refused",
      message: /SignatureDoesNotMatch/,
    });
    await expect(put(wrong, randomBytes(10))).rejects.toMatchObject({ problem: "refused" });
    const unknown = s3Store({ ...s3, accessKeyId: "AKIDOTHER" });
    await expect(unknown.open(key)).rejects.toThrow(/InvalidAccessKeyId/);
  });

  test("cannot have other bytes put in place of the signed ones", async () => {
    const staged = await stage(Buffer.from("signed"));
    const body = { ...staged, sha256: hashOf(Buffer.from("others")) };
    const answer = await sendS3(s3, { method: "PUT", key: blobKey(WORKSPACE, body.sha256), body });
    expect(answer.statusCode).toBe(400);
    answer.resume();
    expect(s3.log.at(-1)).toContain("XAmzContentSHA256Mismatch");
    await staged.discard();
  });

  test("has a tampered header refused", async () => {
    s3.log.length = 0;
    const { AwsV4Signer } = await import("aws4fetch");
    const signer = new AwsV4Signer({
      ...s3,
      service: "s3",
      method: "GET",
      url: `${s3.endpoint}/evidence/files/x`,
      headers: { "x-amz-content-sha256": hashOf(Buffer.alloc(0)), "x-amz-meta-kind": "one" },
    });
    const { headers, url } = await signer.sign();
    expect((await fetch(url, { headers })).status).toBe(404);
    headers.set("x-amz-meta-kind", "two");
    const answer = await fetch(url, { headers });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("SignatureDoesNotMatch");
  });

  test("is asked again while it answers 5xx, and given up on after three times", async () => {
    s3.failNext(503, 2);
    const bytes = randomBytes(1_000);
    const key = await put(s3Store(s3), bytes);
    expect((await kept(s3Store(s3), key))?.equals(bytes)).toBe(true);
    s3.failNext(503, 3);
    await expect(put(s3Store(s3), randomBytes(10))).rejects.toMatchObject({ problem: "unreachable" });
  });

  test("does not take a missing bucket for a missing file", async () => {
    const elsewhere = s3Store({ ...s3, bucket: "elsewhere" });
    await expect(elsewhere.open(blobKey(WORKSPACE, hashOf(Buffer.from("x"))))).rejects.toMatchObject({
      problem: "refused",
    });
  });

  test("that is down is unreachable", async () => {
    const gone = await startS3();
    await gone.stop();
    await pause(10);
    await expect(put(s3Store(gone), randomBytes(10))).rejects.toMatchObject({ problem: "unreachable" });
    await expect(s3Store(gone).head("files/x")).rejects.toMatchObject({ problem: "unreachable" });
  });
});
