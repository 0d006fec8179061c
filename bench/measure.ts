// Bounded measuring on the loopback address: processor time from the kernel's own accounting, statements from the database's log.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";

const TICK_MS = 10;

type Stat = { readonly pid: number; readonly parent: number; readonly ms: number };

function statOf(pid: string): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return {
      pid: Number(pid),
      parent: Number(fields[1]),
      ms: (Number(fields[11]) + Number(fields[12])) * TICK_MS,
    };
  } catch {
    return null;
  }
}

/** Processor milliseconds that the process and all its descendants have used so far. Linux only. */
export function cpuOfTree(root: number): number {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => statOf(pid) ?? []);
  const members = new Set([root]);
  for (let grown = true; grown; ) {
    const next = all.filter((stat) => members.has(stat.parent) && !members.has(stat.pid));
    for (const stat of next) members.add(stat.pid);
    grown = next.length > 0;
  }
  return all.filter((stat) => members.has(stat.pid)).reduce((sum, stat) => sum + stat.ms, 0);
}

/** Resident kilobytes of the process and its descendants. Linux only. */
export function residentMb(pid: number): number {
  const pages = Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]);
  return Math.round((pages * 4096) / 1024 / 1024);
}

export type Target = { readonly name: string; readonly url: string; readonly cookie: string };

function headersOf({ cookie }: Target): Record<string, string> {
  return cookie === "" ? {} : { cookie };
}

/** Milliseconds of `count` requests, `atOnce` in flight; throws when one is not answered with 200. */
export async function request(target: Target, count: number, atOnce: number): Promise<readonly number[]> {
  const times: number[] = [];
  let left = count;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      const began = performance.now();
      const answer = await fetch(target.url, { headers: headersOf(target), redirect: "manual" });
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`${target.name} answered ${answer.status}`);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return times;
}

/** The value below which the share of the sorted values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Bytes of the page, and of the scripts that a current browser loads for it, gzipped. */
export async function weigh(target: Target): Promise<{ readonly htmlKb: number; readonly scriptKb: number }> {
  const html = await (await fetch(target.url, { headers: headersOf(target) })).text();
  const tags = [...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"[^>]*>/g)];
  const sources = new Set(tags.filter((tag) => !/nomodule/i.test(tag[0])).map((tag) => tag[1] ?? ""));
  const scripts = await Promise.all(
    [...sources].map(async (source) => (await fetch(new URL(source, target.url))).arrayBuffer()),
  );
  const bytes = scripts.reduce((sum, script) => sum + gzipSync(new Uint8Array(script)).length, 0);
  return { htmlKb: Buffer.byteLength(html) / 1024, scriptKb: bytes / 1024 };
}

export type Statements = { readonly data: number; readonly bookkeeping: number };

const BOOKKEEPING = /^(begin|commit|rollback|select set_config|set )|from "sessions"/i;

/** Counts the statements that one request leaves in the database's log. The log has to be set to all statements. */
export async function countStatements(target: Target, logFile: string): Promise<Statements> {
  await request(target, 2, 1);
  const from = statSync(logFile).size;
  await request(target, 1, 1);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const lines = readFileSync(logFile).subarray(from).toString("utf8").split("\n");
  const statements = lines.flatMap((line) => {
    const found = /(?:execute [^:]*|statement): (.*)/.exec(line);
    return found?.[1] === undefined ? [] : [found[1].trim()];
  });
  const bookkeeping = statements.filter((statement) => BOOKKEEPING.test(statement)).length;
  return { data: statements.length - bookkeeping, bookkeeping };
}
