import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { stripVTControlCharacters } from "node:util";

export type Supervised = { readonly stop: () => Promise<void> };
type Program = {
  readonly name: string;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
};

const LONGEST_PAUSE_MS = 30_000;
const DRAIN_MS = 15_000;
const GREETING = /^\s*$|^\s*(\u25b2|\u2713|-|\u00b7) /;
// The migrator's login and the master secret stay with the launcher.
const KEPT_BACK = [
  "DATABASE_URL",
  "DATABASE_OWNER_URL",
  "DATABASE_JOBS_URL",
  "CARRYOVER_SECRET",
  "TEST_DATABASE_URL",
  "DEMO_PASSWORD",
];

/** The command line of the web process. */
export function webCommand(projectDir: string, host: string, port: number): string[] {
  const next = join(projectDir, "node_modules", "next", "dist", "bin", "next");
  const imports = ["leave-with-parent.mjs", "client-address.mjs"].flatMap((name) => [
    "--import",
    preload(projectDir, name),
  ]);
  return [...imports, next, "start", "-H", host, "-p", String(port)];
}

/** The command line of the job worker. */
export function workerCommand(projectDir: string): string[] {
  return [
    "--import",
    preload(projectDir, "leave-with-parent.mjs"),
    "--import",
    "tsx",
    "--conditions=react-server",
    join(projectDir, "scripts", "worker.ts"),
  ];
}

function preload(projectDir: string, name: string): string {
  return pathToFileURL(join(projectDir, "scripts", name)).href;
}

/** The environment of a child: this process's, without what only the launcher may know, and with `env`. */
export function childEnv(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !KEPT_BACK.includes(name));
  return { ...Object.fromEntries(own), NODE_ENV: "production", CARRYOVER_SUPERVISED: "1", ...env };
}

/** Keeps a child running: one that ends is started again after 1, 2, 4 ... 30 s. stop() lets it finish its work for 15 s. */
export function supervise(program: Program): Supervised {
  let child: ChildProcess | null = null;
  let stopping = false;
  const cycle = async () => {
    for (let pause = 1000; !stopping; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const started = Date.now();
      child = spawn(process.execPath, [...program.command], {
        env: childEnv(program.env),
        stdio: ["ignore", "pipe", "inherit", "ipc"],
      });
      passOn(child);
      const reason = await ended(child);
      if (stopping) return;
      if (Date.now() - started > 60_000) pause = 1000;
      process.stderr.write(
        `The ${program.name} process ended (${reason}); it starts again in ${pause / 1000} s.\n`,
      );
      await sleep(pause, undefined, { ref: false });
    }
  };
  const done = cycle();
  return {
    stop: async () => {
      stopping = true;
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      const late = setTimeout(() => child?.kill("SIGKILL"), DRAIN_MS);
      await done;
      clearTimeout(late);
    },
  };
}

/** Prints what a child prints, without the framework's greeting, whose address may not be ours. */
function passOn(child: ChildProcess): void {
  if (!child.stdout) return;
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (!GREETING.test(stripVTControlCharacters(line))) process.stdout.write(`${line}\n`);
  });
}

function ended(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ?? `code ${code}`));
  });
}
