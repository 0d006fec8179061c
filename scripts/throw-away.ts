import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { withLogin } from "@/db/connections";
import { migrate } from "@/db/migrator";
import { holderOf, lockDataDir } from "./data-lock";
import { startEmbeddedPostgres, stopLeftover } from "./embedded-postgres";
import { openSecrets, type Secrets } from "./secrets";

export type ThrowAway = {
  /** Variables for the processes under test; DATABASE_OWNER_URL is the migrator's login and never reaches the product. */
  readonly env: Readonly<Record<string, string>>;
  readonly dataDir: string;
  readonly stop: () => Promise<void>;
};

const PREFIX = "carryover-test-";

/** A migrated, empty database that stop() removes: an embedded cluster in a temporary folder, or a new database on the server of TEST_DATABASE_URL. */
export async function startThrowAway(folder?: string): Promise<ThrowAway> {
  await sweepLeftovers();
  const dataDir = folder ?? mkdtempSync(join(tmpdir(), PREFIX));
  await lockDataDir(join(dataDir, "launcher.lock"));
  const secrets = openSecrets(dataDir, { create: true });
  const server = process.env.TEST_DATABASE_URL
    ? await newDatabase(process.env.TEST_DATABASE_URL)
    : await newCluster(dataDir);
  await migrate({ databaseUrl: server.url, rolePassword: secrets.rolePassword, log: () => undefined });
  return {
    dataDir,
    env: variables(server.url, dataDir, secrets),
    stop: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function variables(url: string, dataDir: string, secrets: Secrets): Record<string, string> {
  return {
    DATABASE_OWNER_URL: url,
    DATABASE_APP_URL: withLogin(url, "carryover_app", secrets.rolePassword("carryover_app")),
    DATABASE_AUTH_URL: withLogin(url, "carryover_auth", secrets.rolePassword("carryover_auth")),
    DATABASE_JOBS_URL: withLogin(url, "carryover_jobs", secrets.rolePassword("carryover_jobs")),
    AUTH_SECRET: secrets.authSecret,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: secrets.actionsKey,
    CARRYOVER_DATA_DIR: dataDir,
  };
}

async function newCluster(dataDir: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const database = await startEmbeddedPostgres({ projectDir: process.cwd(), dataDir, throwAway: true });
  return {
    url: database.url,
    stop: async () => {
      await database.stop();
      rmSync(database.folder, { recursive: true, force: true });
    },
  };
}

async function newDatabase(serverUrl: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const name = `carryover_test_${randomBytes(6).toString("hex")}`;
  await onServer(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.toString(), stop: () => onServer(serverUrl, `drop database ${name} with (force)`) };
}

async function onServer(url: string, statement: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => undefined });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end({ timeout: 2 });
  }
}

/** Another run may have made the folder a moment ago and not locked it yet. */
function isYoung(folder: string): boolean {
  const found = statSync(folder, { throwIfNoEntry: false });
  return !found || Date.now() - found.birthtimeMs < 60_000;
}

/** A killed test run leaves its server and its folder behind. */
async function sweepLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const dataDir = join(tmpdir(), name);
    if (!name.startsWith(PREFIX) || isYoung(dataDir) || holderOf(join(dataDir, "launcher.lock")) !== null)
      continue;
    await stopLeftover(dataDir);
  }
}
