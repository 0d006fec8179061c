import { migrate } from "@/db/migrator";
import { Refusal } from "@/db/refusal";
import { reportAndExit } from "./report";
import { openSecrets } from "./secrets";
import { databaseVariables, processVariables, readSettings } from "./settings";
import { offerSetup } from "./setup-offer";

/** npm run migrate: brings an operator's database up to this version, and offers the set-up link while nobody has an account. */
async function main(): Promise<void> {
  const settings = readSettings();
  if (settings.databaseUrl === null) {
    throw new Refusal(
      "npm run migrate needs DATABASE_URL: set it; npm start migrates its own database itself.",
    );
  }
  const secrets = openSecrets(settings.dataDir, { create: true });
  const log = (line: string) => process.stdout.write(`${line}\n`);
  const counts = await migrate({
    databaseUrl: settings.databaseUrl,
    rolePassword: secrets.rolePassword,
    log,
  });
  log(`The database is up to date: ${counts.applied} of ${counts.total} migrations were new.`);
  const database = databaseVariables(settings.databaseUrl, secrets);
  Object.assign(process.env, database.web, processVariables(settings, secrets));
  await offerSetup(settings.origin);
  process.exit(0);
}

main().catch(reportAndExit);
