import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { migrate } from "@/db/migrator";
import { Refusal } from "@/db/refusal";
import { buildWhenStale } from "./build";
import { lockDataDir } from "./data-lock";
import { demoPassword, demoSignIns } from "./demo";
import { type EmbeddedDatabase, startEmbeddedPostgres } from "./embedded-postgres";
import { reportAndExit } from "./report";
import { openSecrets, type Secrets } from "./secrets";
import { databaseVariables, processVariables, readSettings, type Settings } from "./settings";
import { offerSetup } from "./setup-offer";
import { step } from "./steps";
import { type Supervised, supervise, webCommand, workerCommand } from "./supervise";

const cleanUps: (() => Promise<void> | void)[] = [];
let leaving = false;
let serving = false;

/** npm start after the packages are there: database, migrations, demo, build, web process and worker, until a signal comes. */
async function main(): Promise<void> {
  const settings = readSettings();
  await requireFreePort(settings);
  cleanUps.push(await lockDataDir(join(settings.dataDir, "launcher.lock")));
  const secrets = openSecrets(settings.dataDir, { create: true });
  const url = settings.databaseUrl ?? (await embeddedUrl(settings));
  await step(
    "Migrating",
    () => migrate({ databaseUrl: url, rolePassword: secrets.rolePassword, log: () => undefined }),
    ({ applied, total }) => `${applied} of ${total} migrations were new`,
  );
  const database = databaseVariables(url, secrets);
  const common = processVariables(settings, secrets);
  Object.assign(process.env, database.web, database.jobs, common);
  if (settings.demo) await prepareDemo(settings);
  await build(settings, secrets);
  await serve(settings, { ...common, ...database.web }, database.jobs);
  serving = true;
  await welcome(settings);
}

async function embeddedUrl(settings: Settings): Promise<string> {
  const database = await step(
    "Starting the embedded database",
    () => startEmbeddedPostgres(settings),
    ({ reused }) => (reused ? "found running" : ""),
  );
  let current = database;
  cleanUps.push(() => current.stop());
  const watch = (one: EmbeddedDatabase) => one.onCrash(() => restart().catch(leaveWith));
  const restart = async () => {
    if (leaving) return;
    process.stderr.write("The embedded database ended; it starts again.\n");
    current = await startEmbeddedPostgres(settings);
    watch(current);
  };
  watch(database);
  return database.url;
}

async function prepareDemo(settings: Settings): Promise<void> {
  await step("Preparing the demo workspace", async () => {
    const { ensureDemo } = await import("@/db/seed/demo");
    await ensureDemo(demoPassword(settings));
  });
}

async function build(settings: Settings, secrets: Secrets): Promise<void> {
  await step(
    "Building, when something changed",
    () => buildWhenStale(settings.projectDir, secrets.actionsKey),
    (built) => (built ? "built" : "nothing changed"),
  );
}

async function serve(
  settings: Settings,
  web: Record<string, string>,
  jobs: Record<string, string>,
): Promise<void> {
  const { projectDir, host, port } = settings;
  await step("Starting the web process and the worker", async () => {
    const children: Supervised[] = [
      supervise({ name: "web", command: webCommand(projectDir, host, port), env: web }),
      supervise({ name: "worker", command: workerCommand(projectDir), env: { ...web, ...jobs } }),
    ];
    cleanUps.push(async () => {
      await Promise.all(children.map((child) => child.stop()));
    });
    await waitForPage(host, port);
  });
}

async function waitForPage(host: string, port: number): Promise<void> {
  const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host.replace(/^::1$/, "[::1]");
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(50)) {
    const answer = await fetch(`http://${reachable}:${port}/api/health/live`).catch(() => null);
    if (answer) return;
  }
  throw new Refusal("The web process did not answer within 60 s: the reason is above.");
}

async function welcome(settings: Settings): Promise<void> {
  process.stdout.write(`\nCarryover runs at ${settings.origin}\n`);
  if (settings.demo) process.stdout.write(`\n${demoSignIns(demoPassword(settings))}\n`);
  if (settings.databaseUrl !== null) await offerSetup(settings.origin);
  process.stdout.write("\nStop with Ctrl+C.\n");
}

function requireFreePort({ host, port }: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => reject(portRefusal(host, port, error.code)));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve()));
  });
}

function portRefusal(host: string, port: number, code: string | undefined): Refusal {
  if (code === "EADDRINUSE") {
    return new Refusal(
      `Port ${port} is in use: stop the program that holds it, or set PORT to another number.`,
    );
  }
  if (code === "EACCES") {
    return new Refusal(`This user may not open port ${port}: set PORT to a number above 1023.`);
  }
  return new Refusal(
    `HOST is ${host}, which is no address of this machine: set HOST to 127.0.0.1 or to one that is.`,
  );
}

async function cleanUp(): Promise<void> {
  leaving = true;
  for (const undo of cleanUps.splice(0).reverse()) await undo();
}

function leaveWith(error: unknown): void {
  if (leaving) return;
  cleanUp().then(() => reportAndExit(error), reportAndExit);
}

for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
  process.on(signal, () => {
    if (leaving) return;
    process.stdout.write("\nStopping ...\n");
    cleanUp().then(() => {
      process.stdout.write("Stopped.\n");
      process.exit(0);
    }, reportAndExit);
  });
}
// Once the children run, an error of the launcher's own idle database connection is no reason to end them.
process.on("uncaughtException", (error) => {
  if (serving) process.stderr.write(`${error.stack ?? error.message}\n`);
  else leaveWith(error);
});
main().catch(leaveWith);
