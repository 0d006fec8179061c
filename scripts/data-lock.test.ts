import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { holderOf, lockDataDir } from "./data-lock";

let folder: string;
const path = () => join(folder, "launcher.lock");

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "carryover-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("lockDataDir", () => {
  test("refuses a second holder with one sentence and lets the next in after the first", async () => {
    const unlock = await lockDataDir(path());
    await expect(lockDataDir(path())).rejects.toThrow(/already runs on this data folder/);
    unlock();
    expect(existsSync(path())).toBe(false);
    (await lockDataDir(path()))();
  });

  test("takes over the lock of a process that is gone", async () => {
    writeFileSync(path(), "999999999 1");
    (await lockDataDir(path()))();
  });

  test.runIf(process.platform === "linux")(
    "is not fooled by a process number that was given out again",
    () => {
      writeFileSync(path(), `${process.pid} 1`);
      expect(holderOf(path())).toBeNull();
    },
  );
});
