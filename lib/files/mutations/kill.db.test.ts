// Processes are killed while they store files: what was acknowledged is there, nothing is half there, and the rest is swept.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { ownDataFolder, storedFiles } from "@/db/testing/files";
import { loggedVerbs } from "@/db/testing/log";
import { checkActivityChain } from "@/lib/audit-log/queries";
import { sweepOrphanBytes } from "@/lib/files/mutations/sweep";
import { fileStore, stagingFolder } from "@/lib/platform/file-store/file-store";
import { sweepStaged } from "@/lib/platform/file-store/stage";
import { blobFolder } from "@/lib/platform/file-store/store";

/** A process takes seconds to start, so a run has few kills; KILLS=60 in the environment has as many. */
const KILLS = Number(process.env.KILLS ?? 6);
const AT_ONCE = 8;

/** Stores files of random content and size without end and says which were acknowledged. */
function uploader(ws: TestWorkspace): string {
  const { workspaceId, people } = ws;
  const place = { workspaceId, workspaceSlug: ws.slug, timeZone: "UTC" };
  const member = { userId: people.lead.userId, name: people.lead.name, role: "lead" };
  return `
    const { randomBytes, randomInt } = await import("node:crypto");
    const { keepStaged } = await import("@/lib/files/mutations/keep");
    const { scopeOfMember } = await import("@/lib/jobs/scope");
    const { stagingFolder } = await import("@/lib/platform/file-store/file-store");
    const { stageStream } = await import("@/lib/platform/file-store/stage");
    const scope = scopeOfMember(${JSON.stringify(place)}, ${JSON.stringify(member)}, "evidence:write");
    async function* pieces() {
      for (let left = randomInt(1, 40); left > 0; left -= 1) {
        yield Buffer.from(randomBytes(randomInt(1, 32_768)).toString("hex"));
        await new Promise(setImmediate);
      }
    }
    await Promise.all(Array.from({ length: ${AT_ONCE} }, async () => {
      for (;;) {
        const staged = await stageStream(pieces(), stagingFolder(), { limitBytes: 1e8, expectedBytes: null });
        const { sha256 } = await keepStaged(scope, staged, "kill.txt");
        process.stdout.write(sha256 + "\\n");
      }
    }));`;
}

/** Kills one process a moment of random length after its first file. Returns what it had acknowledged. */
async function killOnce(ws: TestWorkspace): Promise<readonly string[]> {
  const args = ["--import", "tsx", "--conditions=react-server", "--input-type=module", "-e", uploader(ws)];
  const worker = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const exited = new Promise((resolve) => worker.once("exit", (_code, signal) => resolve(signal)));
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: worker.stdout })) {
    if (acknowledged.push(line) === 1) pause(Math.random() * 500).then(() => worker.kill("SIGKILL"));
  }
  expect(await exited).toBe("SIGKILL");
  return acknowledged;
}

async function hashOf(key: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of (await fileStore().open(key)) ?? []) hash.update(piece);
  return hash.digest("hex");
}

test(
  `${KILLS} processes killed while they store files lose nothing and leave no half file`,
  async () => {
    ownDataFolder();
    const ws = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const acknowledged: string[] = [];
    for (let done = 0; done < KILLS; done += 2) {
      const pair = Array.from({ length: Math.min(2, KILLS - done) }, () => killOnce(ws));
      acknowledged.push(...(await Promise.all(pair)).flat());
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS);

    const { blobs, uploads, kept } = await storedFiles(ws);
    const log = new Set(await loggedVerbs(ws.system));
    const uploaded = new Set(uploads.map(({ sha256 }) => sha256));
    expect(
      acknowledged.filter((sha256) => !uploaded.has(sha256) || !log.has(`file.upload ${sha256}`)),
    ).toEqual([]);
    expect(blobs.filter(({ sha256 }) => !kept.includes(sha256))).toEqual([]);
    for await (const { key } of fileStore().list(blobFolder(ws.workspaceId))) {
      expect(await hashOf(key)).toBe(key.slice(-64));
    }
    expect((await checkActivityChain(ws.scope("owner", "activity:read"))).firstBroken).toBeNull();

    const later = new Date(Date.now() + 60_000);
    await sweepOrphanBytes(ws.system, fileStore(), later);
    await sweepStaged(stagingFolder(), later);
    expect((await storedFiles(ws)).kept).toEqual(blobs.map(({ sha256 }) => sha256));
    expect(await readdir(stagingFolder())).toEqual([]);
  },
  60_000 + KILLS * 10_000,
);
