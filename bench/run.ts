// npm run bench: the product beside a bare page with the same Next, in turn, in one run. Loopback only; stops by itself.
// `-- --only=pages,work,files,growth` measures parts; `-- --scale=10` has ten times the evidence.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { startThrowAway } from "@/scripts/throw-away";
import { countStatements, cpuOfTree, quantile, request, residentMb, type Target, weigh } from "./measure";
import { measureWork, type Part, type WorkRow } from "./work";

const ROUNDS = 5;
const A_ROUND = 30;
const AT_ONCE = 4;
const NEXT = join("node_modules", "next", "dist", "bin", "next");
const scale = Number(/--scale=(\d+)/.exec(process.argv.join(" "))?.[1] ?? 1);
const only = /--only=([a-z,]+)/.exec(process.argv.join(" "))?.[1]?.split(",");
const wanted = (part: Part) => only === undefined || only.includes(part);

type PageRow = {
  readonly page: string;
  readonly cpuMs: number;
  readonly ratio: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly statements: number;
  readonly bookkeeping: number;
  readonly htmlKb: number;
  readonly scriptKb: number;
};

function start(folder: string, port: number, env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [NEXT, "start", folder, "-p", String(port), "-H", "127.0.0.1"], {
    env: { ...process.env, ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 120; tries += 1) {
    const ok = await fetch(url).then(
      (answer) => answer.status < 500,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`${url} did not answer within 30 seconds.`);
}

function postmaster(port: string): number {
  return Number(
    execFileSync("sh", ["-c", `pgrep -of -- "-p ${port}|postgres.*${port}" || pgrep -o postgres`]).toString(),
  );
}

async function cpuPerRequest(targets: readonly (Target & { readonly pid: number })[], database: number) {
  const used = new Map(targets.map((target) => [target.name, { cpu: 0, times: [] as number[] }]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const target of targets) {
      const before = cpuOfTree(target.pid) + cpuOfTree(database);
      const times = await request(target, A_ROUND, AT_ONCE);
      const sum = used.get(target.name);
      if (sum === undefined) continue;
      sum.cpu += cpuOfTree(target.pid) + cpuOfTree(database) - before;
      sum.times.push(...times);
    }
  }
  return used;
}

function print(pages: readonly PageRow[], work: readonly WorkRow[], memory: string): void {
  const lines = [
    "| page | cpu ms | x bare | p50 ms | p95 ms | statements (+ bookkeeping) | HTML kB | scripts kB gzip |",
    "|---|---|---|---|---|---|---|---|",
    ...pages.map(
      (row) =>
        `| ${row.page} | ${row.cpuMs.toFixed(1)} | ${row.ratio.toFixed(2)} | ${row.p50Ms.toFixed(0)} | ${row.p95Ms.toFixed(0)} | ${row.statements} (+ ${row.bookkeeping}) | ${row.htmlKb.toFixed(0)} | ${row.scriptKb.toFixed(0)} |`,
    ),
    "",
    "| work | result | seconds |",
    "|---|---|---|",
    ...work.map((row) => `| ${row.work} | ${row.result} | ${row.seconds.toFixed(2)} |`),
    "",
    memory,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

type Database = { readonly owner: postgres.Sql; readonly log: string; readonly pid: number };

/** The first target is the floor. */
async function measurePages(
  targets: readonly (Target & { readonly pid: number })[],
  { owner, log, pid }: Database,
): Promise<readonly PageRow[]> {
  for (const target of targets) await request(target, 15, AT_ONCE);
  const used = await cpuPerRequest(targets, pid);
  await owner.unsafe("alter system set log_statement = 'all'");
  await owner.unsafe("select pg_reload_conf()");
  const rows: PageRow[] = [];
  const requests = ROUNDS * A_ROUND;
  const floorCpu = (used.get(targets[0]?.name ?? "")?.cpu ?? 0) / requests;
  for (const target of targets) {
    const { cpu = 0, times = [] } = used.get(target.name) ?? {};
    const count = await countStatements(target, log);
    rows.push({
      page: target.name,
      cpuMs: cpu / requests,
      ratio: cpu / requests / floorCpu,
      p50Ms: quantile(times, 0.5),
      p95Ms: quantile(times, 0.95),
      statements: count.data,
      bookkeeping: count.bookkeeping,
      ...(await weigh(target)),
    });
  }
  await owner.unsafe("alter system reset log_statement");
  await owner.unsafe("select pg_reload_conf()");
  return rows;
}

async function main(): Promise<void> {
  const database = await startThrowAway();
  const { DATABASE_OWNER_URL: ownerUrl = "", ...web } = database.env;
  const [port, barePort] = [3311, 3312];
  const origin = `http://127.0.0.1:${port}`;
  Object.assign(process.env, web, { APP_ORIGIN: origin, SIGNUP: "open", LOG_LEVEL: "error" });
  const { seedWorkspace } = await import("./seed");
  const { openSession } = await import("@/lib/auth/mutations");
  const workspace = await seedWorkspace(1_000 * scale, 2_000);
  const cookie = `carryover.session=${await openSession(workspace.people.lead.userId, { ip: null, agent: null })}`;
  const bareEnv = { BENCH_DATABASE_URL: ownerUrl, BENCH_WORKSPACE: workspace.workspaceId };
  execFileSync(process.execPath, [NEXT, "build", "bench/bare"], {
    env: { ...process.env, ...bareEnv, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const app = start(".", port, { ...web, APP_ORIGIN: origin, SIGNUP: "open", LOG_LEVEL: "error" });
  const bare = start("bench/bare", barePort, bareEnv);
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    const page = (name: string, path: string) => ({
      name,
      url: `${origin}/w/${workspace.slug}${path}`,
      cookie,
      pid: app.pid ?? 0,
    });
    const floor = { name: "bare page", url: `http://127.0.0.1:${barePort}/`, cookie: "", pid: bare.pid ?? 0 };
    const open = (name: string, path: string, cookies = "") => ({
      ...{ name, url: `${origin}${path}`, cookie: cookies, pid: app.pid ?? 0 },
    });
    const explorer = [
      ["list", "/crosswalk"],
      ["one control", "/crosswalk/A.5.15"],
      ["matrix", "/crosswalk/matrix"],
      ["numbers", "/crosswalk/about"],
    ] as const;
    const pages = [
      page("Home", ""),
      page("Controls", "/controls"),
      page("Evidence", "/evidence"),
      page("SoA", "/soa"),
      page("Crosswalk", "/crosswalk"),
      ...explorer.map(([name, path]) => open(`Explorer, ${name}`, path)),
      ...explorer.map(([name, path]) =>
        open(`Explorer, ${name}, signed in, dark`, path, `${cookie}; theme=dark`),
      ),
      open("Explorer, a search, signed in", "/crosswalk?q=offboarding", cookie),
    ];
    // What autovacuum does within a minute of any import.
    await owner.unsafe("analyze");
    await Promise.all([answers(floor.url), answers(`${origin}/api/health/live`)]);
    const rows = wanted("pages")
      ? await measurePages([floor, ...pages], {
          ...{ owner, log: join(database.dataDir, "postgres.log"), pid: postmaster(new URL(ownerUrl).port) },
        })
      : [];
    const work = await measureWork(
      { ...{ origin, cookie, workspace, ownerUrl }, database: postmaster(new URL(ownerUrl).port) },
      wanted,
    );
    const memory = `Server memory after the run: ${residentMb(app.pid ?? 0)} MB beside ${residentMb(bare.pid ?? 0)} MB of the bare app.`;
    print(rows, work, memory);
    writeFileSync("bench/results.json", `${JSON.stringify({ pages: rows, work, memory }, null, 2)}\n`);
  } finally {
    await owner.end();
    app.kill("SIGTERM");
    bare.kill("SIGTERM");
    await database.stop();
  }
  process.exit(0);
}

await main();
