import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withLogin } from "@/db/connections";
import { migrate } from "@/db/migrator";
import { lockDataDir } from "./data-lock";
import { startEmbeddedPostgres } from "./embedded-postgres";
import { reportAndExit } from "./report";
import { openSecrets } from "./secrets";

/** Starts or finds the developers' database, migrates it and prints the variables for a shell: eval "$(npm run -s db:env)". */
async function main(): Promise<void> {
  const dataDir = process.env.CARRYOVER_DEV_DIR ?? join(tmpdir(), "carryover-dev");
  mkdirSync(dataDir, { recursive: true });
  const unlock = await lockDataDir(join(dataDir, "dev-env.lock"), 60_000);
  try {
    const secrets = openSecrets(dataDir, { create: true });
    const { url } = await startEmbeddedPostgres({ projectDir: process.cwd(), dataDir });
    const log = (line: string) => process.stderr.write(`${line}\n`);
    await migrate({ databaseUrl: url, rolePassword: secrets.rolePassword, log });
    const login = (role: "carryover_app" | "carryover_auth" | "carryover_jobs") =>
      withLogin(url, role, secrets.rolePassword(role));
    const variables = {
      DATABASE_APP_URL: login("carryover_app"),
      DATABASE_AUTH_URL: login("carryover_auth"),
      DATABASE_JOBS_URL: login("carryover_jobs"),
      DATABASE_OWNER_URL: url,
      AUTH_SECRET: secrets.authSecret,
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: secrets.actionsKey,
      CARRYOVER_DATA_DIR: dataDir,
    };
    for (const [name, value] of Object.entries(variables))
      process.stdout.write(`export ${name}='${value}'\n`);
  } finally {
    unlock();
  }
}

main().catch(reportAndExit);
