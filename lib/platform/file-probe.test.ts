import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HostileFile } from "@/e2e/support/hostile-file";
import { hostileFiles } from "@/e2e/support/hostile-files";
import { cleanFileName } from "@/lib/core/file-names";
import { type FileVerdict, judgeFile } from "@/lib/core/file-types";
import { probeFile } from "@/lib/platform/file-probe";
import { stageStream } from "@/lib/platform/file-store/stage";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "carryover-probe-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function judge(name: string, bytes: Buffer): Promise<FileVerdict> {
  async function* source() {
    if (bytes.length > 0) yield bytes;
  }
  const staged = await stageStream(source(), folder, { limitBytes: 1e9, expectedBytes: null });
  try {
    return judgeFile(await probeFile(staged, cleanFileName(name)));
  } finally {
    await staged.discard();
  }
}

const files = hostileFiles();
const families = new Map<string, HostileFile[]>();
for (const file of files) families.set(file.family, [...(families.get(file.family) ?? []), file]);

test("the corpus is large enough to mean something", () => {
  expect(files.length).toBeGreaterThanOrEqual(500);
});

describe.each([...families])("%s", (_, members) => {
  test(`is judged as it should be, ${members.length} files`, async () => {
    for (const file of members) {
      const verdict = await judge(file.name, file.bytes);
      const seen = `${JSON.stringify(file.name)}: ${JSON.stringify(verdict)}`;
      if (file.expect !== "either") expect(verdict.ok ? "taken" : "refused", seen).toBe(file.expect);
      if (!verdict.ok) expect(verdict.reason, seen).toMatch(/^[A-Z].{10,}\.$/s);
      else expect(verdict.mediaType, seen).not.toMatch(/html|svg|javascript/);
    }
  });
});
