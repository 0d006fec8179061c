import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Refusal } from "@/db/refusal";

const SOURCES = [
  "app",
  "components",
  "lib",
  "db",
  "public",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.mjs",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];

/** The folder of the production build; tests use one of their own so that they never touch the build that is being served. */
export function buildFolder(): string {
  return process.env.CARRYOVER_DIST_DIR ?? ".next";
}

/** Builds the web process when sources or packages changed since the last build. Returns whether it built. */
export async function buildWhenStale(projectDir: string, actionsKey: string): Promise<boolean> {
  const folder = join(projectDir, buildFolder());
  const stamp = join(folder, "carryover-build");
  const wanted = fingerprint(projectDir);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return false;
  // What an earlier build left, its cache too, can break the next one.
  rmSync(folder, { recursive: true, force: true });
  await runBuild(projectDir, actionsKey);
  mkdirSync(folder, { recursive: true });
  writeFileSync(stamp, wanted);
  return true;
}

function fingerprint(projectDir: string): string {
  const hash = createHash("sha256").update(`${process.version}\0`);
  for (const source of SOURCES) {
    for (const path of filesBelow(join(projectDir, source)))
      hash.update(`${relative(projectDir, path)}\0`).update(readFileSync(path));
  }
  return hash.digest("hex");
}

function filesBelow(path: string): string[] {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

async function runBuild(projectDir: string, actionsKey: string): Promise<void> {
  const output = await failureOf(projectDir, actionsKey);
  if (output === null) return;
  process.stderr.write(`\n${output}\n`);
  throw new Refusal(
    output.includes("ENOSPC")
      ? "The disk is full: free at least 1 GB, then start again."
      : "The build failed: the reason is above; correct it and start again.",
  );
}

/** Builds; answers what the build printed when it failed, else null. */
function failureOf(projectDir: string, actionsKey: string): Promise<string | null> {
  const env = {
    ...process.env,
    NODE_ENV: "production" as const,
    NEXT_TELEMETRY_DISABLED: "1",
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey,
  };
  const next = join(projectDir, "node_modules", "next", "dist", "bin", "next");
  const child = spawn(process.execPath, [next, "build"], {
    cwd: projectDir,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const abandon = () => child.kill();
  process.once("exit", abandon);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      process.removeListener("exit", abandon);
      resolve(code === 0 ? null : output);
    });
  });
}
