import { spawn } from "node:child_process";
import postgres from "postgres";
import { explainConnectionError } from "@/db/connection-errors";
import { databaseUrls } from "@/db/connections";
import { databaseNeedsMigration } from "@/db/migration-state";
import { Refusal } from "@/db/refusal";
import { buildWhenStale } from "./build";
import { operatorVariables } from "./operator";
import { reportAndExit } from "./report";
import { childEnv, webCommand } from "./supervise";

/** The web process alone, against an operator's database that is already migrated. */
async function main(): Promise<void> {
  Object.assign(process.env, operatorVariables("web"));
  await requireMigrated(databaseUrls().auth);
  const { HOST = "127.0.0.1", NEXT_SERVER_ACTIONS_ENCRYPTION_KEY = "", PORT = "3000" } = process.env;
  if (await buildWhenStale(process.cwd(), NEXT_SERVER_ACTIONS_ENCRYPTION_KEY))
    process.stdout.write("Built.\n");
  const child = spawn(process.execPath, webCommand(process.cwd(), HOST, Number(PORT)), {
    env: childEnv({}),
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => child.kill("SIGTERM"));
  child.once("exit", (code) => process.exit(code ?? 0));
}

async function requireMigrated(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => undefined });
  try {
    if (!(await databaseNeedsMigration(sql))) return;
  } catch (error) {
    const sentence = explainConnectionError(error, url);
    throw sentence ? new Refusal(sentence) : error;
  } finally {
    await sql.end({ timeout: 1 });
  }
  throw new Refusal("The database is older than this code: run npm run migrate, then start again.");
}

main().catch(reportAndExit);
