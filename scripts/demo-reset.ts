import { migrate } from "@/db/migrator";
import { Refusal } from "@/db/refusal";
import { demoPassword, demoSignIns } from "./demo";
import { startEmbeddedPostgres } from "./embedded-postgres";
import { reportAndExit } from "./report";
import { openSecrets } from "./secrets";
import { databaseVariables, processVariables, readSettings } from "./settings";

/** npm run demo:reset: the demo workspace as it was on the first day. Works while npm start runs, and without it. */
async function main(): Promise<void> {
  const settings = readSettings();
  if (!settings.demo) {
    throw new Refusal(
      "The demo workspace exists only with the embedded database on this machine: unset DATABASE_URL and HOST.",
    );
  }
  const secrets = openSecrets(settings.dataDir, { create: true });
  const database = await startEmbeddedPostgres(settings);
  try {
    const log = (line: string) => process.stdout.write(`${line}\n`);
    await migrate({ databaseUrl: database.url, rolePassword: secrets.rolePassword, log });
    const variables = databaseVariables(database.url, secrets);
    Object.assign(process.env, variables.web, variables.jobs, processVariables(settings, secrets));
    const { resetDemo } = await import("@/db/seed/demo");
    const password = demoPassword(settings);
    await resetDemo(password);
    process.stdout.write(`The demo workspace is new again.\n${demoSignIns(password)}\n`);
  } finally {
    if (!database.reused) await database.stop();
  }
  process.exit(0);
}

main().catch(reportAndExit);
