import { join } from "node:path";
import { Refusal } from "@/db/refusal";
import type { LogReport } from "@/lib/core/checkpoint-check";
import { startEmbeddedPostgres } from "./embedded-postgres";
import { operatorVariables } from "./operator";
import { reportAndExit } from "./report";
import { openSecrets } from "./secrets";
import { databaseVariables, processVariables, readSettings } from "./settings";

const print = (line: string) => process.stdout.write(`${line}\n`);

/** The product's variables: given, from DATABASE_URL, or for the embedded database, which is started when it does not run. */
async function connect(): Promise<() => Promise<void>> {
  const given = Boolean(process.env.DATABASE_APP_URL && process.env.AUTH_SECRET);
  if (given || process.env.DATABASE_URL) {
    Object.assign(process.env, operatorVariables("web"));
    return async () => undefined;
  }
  const settings = readSettings();
  const secrets = openSecrets(settings.dataDir, { create: false });
  const database = await startEmbeddedPostgres(settings);
  const { web } = databaseVariables(database.url, secrets);
  Object.assign(process.env, web, processVariables(settings, secrets));
  return async () => {
    if (!database.reused) await database.stop();
  };
}

function tell(workspace: string, report: LogReport): boolean {
  const broken = report.findings.filter(({ severity }) => severity === "broken");
  const later = report.entries - report.provenSize;
  const signed =
    report.proven === 0
      ? "no checkpoint yet"
      : `${report.proven} checkpoints fit, the newest for ${report.provenSize} entries, ${later} entries since`;
  print(`${broken.length === 0 ? "whole  " : "BROKEN "} ${workspace}: ${report.entries} entries, ${signed}`);
  for (const { severity, sentence } of report.findings) {
    print(`         ${severity === "broken" ? "" : "remark: "}${sentence}`);
  }
  return broken.length === 0;
}

/** `--checkpoints <folder>`: a copy of the checkpoint folder, with its keys.txt, that was kept somewhere else. */
function elsewhere(): { folder: string; keys: string } | undefined {
  const at = process.argv.indexOf("--checkpoints");
  const folder = at === -1 ? undefined : process.argv[at + 1];
  if (at !== -1 && folder === undefined) throw new Refusal("--checkpoints needs the path of a folder.");
  return folder === undefined ? undefined : { folder, keys: join(folder, "keys.txt") };
}

async function verify(): Promise<boolean> {
  const { checkLog } = await import("@/lib/audit-log/queries/chain");
  const { listJobScopes } = await import("@/lib/jobs/scope");
  const started = performance.now();
  const place = elsewhere();
  let whole = true;
  let entries = 0;
  const scopes = await listJobScopes("Verification");
  for (const scope of scopes) {
    const report = await checkLog(scope, place);
    entries += report.entries;
    whole = tell(scope.workspaceSlug, report) && whole;
  }
  const seconds = Math.max(0.001, (performance.now() - started) / 1_000);
  print(`${scopes.length} workspaces, ${entries} entries in ${seconds.toFixed(1)} s.`);
  return whole;
}

async function rotate(): Promise<boolean> {
  const { rotateKey } = await import("@/lib/audit-log/mutations/checkpoint");
  const { listJobScopes } = await import("@/lib/jobs/scope");
  const { old, next, signed } = await rotateKey(await listJobScopes("Key rotation"), new Date());
  print(`The signing key is new. ${signed} logs were signed by both keys.`);
  print(`old  ${old}\nnew  ${next}`);
  return true;
}

/** npm run audit:verify: every log against its hashes and checkpoints, exit code 1 when one does not fit. `-- rotate-key` changes the key. */
async function main(): Promise<void> {
  const disconnect = await connect();
  try {
    const fine = process.argv.includes("rotate-key") ? await rotate() : await verify();
    process.exitCode = fine ? 0 : 1;
  } finally {
    await disconnect();
  }
  process.exit();
}

main().catch(reportAndExit);
