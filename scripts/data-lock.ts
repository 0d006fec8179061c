import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "@/db/refusal";

/** Takes the lock of a data folder for this process and returns the function that gives it back. Waits up to `waitMs` for another holder. */
export async function lockDataDir(path: string, waitMs = 0): Promise<() => void> {
  const mine = `${process.pid} ${startOf(process.pid)}`;
  for (const until = Date.now() + waitMs; ; await sleep(200)) {
    if (tryWrite(path, mine)) return () => rmSync(path, { force: true });
    const holder = holderOf(path);
    if (holder === null) rmSync(path, { force: true });
    else if (Date.now() >= until) {
      throw new Refusal(
        `Carryover already runs on this data folder (process ${holder}): stop it first, or set CARRYOVER_DATA_DIR to another folder.`,
      );
    }
  }
}

function tryWrite(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** The process that holds the lock, or null when it is gone. A recycled process number has another start time. */
export function holderOf(path: string): number | null {
  const [pidText, start] = readText(path).split(" ");
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return isAlive(pid) && startOf(pid) === start ? pid : null;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return "";
  }
}

/** True when a process with this number exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function startOf(pid: number): string {
  const stat = readText(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "unknown";
}
