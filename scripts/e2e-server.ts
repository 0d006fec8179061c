import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildWhenStale } from "./build";
import { reportAndExit } from "./report";
import { supervise, webCommand, workerCommand } from "./supervise";
import { startThrowAway } from "./throw-away";

const E2E_DEMO_PASSWORD = process.env.DEMO_PASSWORD ?? "demo password for tests";

/** The product on a throw-away database for the end-to-end tests: web process, worker, demo workspace, mails in a folder. Ends at SIGTERM. */
async function main(): Promise<void> {
  const port = Number(process.env.E2E_PORT ?? 3210);
  const origin = `http://localhost:${port}`;
  const database = await startThrowAway(process.env.E2E_DATA_DIR);
  const { DATABASE_OWNER_URL = "", DATABASE_JOBS_URL = "", ...web } = database.env;
  const env = {
    ...web,
    // The build of a test run has a key of its own.
    ...(process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY
      ? { NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY }
      : {}),
    NODE_ENV: "production",
    APP_ORIGIN: origin,
    NEXTAUTH_URL: origin,
    NEXTAUTH_SECRET: web.AUTH_SECRET ?? "",
    SIGNUP: "open",
    SMTP_URL: "",
    CARRYOVER_DEMO: "1",
    // A test that compares a workspace before and after must not meet the turn of the hour between the two.
    CARRYOVER_SCHEDULE: "off",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(port),
  };
  Object.assign(process.env, env, { DATABASE_JOBS_URL });
  const { ensureDemo } = await import("@/db/seed/demo");
  await ensureDemo(E2E_DEMO_PASSWORD);
  await buildWhenStale(process.cwd(), env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ?? "");
  const envFile = join(database.dataDir, "env.json");
  writeFileSync(envFile, JSON.stringify({ ...env, DATABASE_JOBS_URL, DATABASE_OWNER_URL }));
  chmodSync(envFile, 0o600);
  const children = [
    supervise({ name: "web", command: webCommand(process.cwd(), "127.0.0.1", port), env }),
    supervise({ name: "worker", command: workerCommand(process.cwd()), env: { ...env, DATABASE_JOBS_URL } }),
  ];
  let leaving = false;
  const leave = async () => {
    if (leaving) return;
    leaving = true;
    await Promise.all(children.map((child) => child.stop()));
    await database.stop();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => leave().catch(reportAndExit));
}

main().catch(reportAndExit);
