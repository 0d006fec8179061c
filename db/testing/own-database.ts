// A database beside the one that the other test files share, on the same server.
import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll } from "vitest";
import { migrate } from "@/db/migrator";
import type { LoginRole } from "@/db/roles";

const ADDRESSES = [
  "DATABASE_OWNER_URL",
  "DATABASE_APP_URL",
  "DATABASE_AUTH_URL",
  "DATABASE_JOBS_URL",
] as const;
const PASSWORD_IN: Record<LoginRole, (typeof ADDRESSES)[number]> = {
  carryover_app: "DATABASE_APP_URL",
  carryover_auth: "DATABASE_AUTH_URL",
  carryover_jobs: "DATABASE_JOBS_URL",
};

const addressIn = (name: (typeof ADDRESSES)[number]) => new URL(process.env[name] ?? "");

/** Roles belong to the whole server, and other tests sign in with these passwords at the same time. */
export function passwordOfRun(role: LoginRole): string {
  return decodeURIComponent(addressIn(PASSWORD_IN[role]).password);
}

/** An empty database without tables, with the address for its owner; `drop` ends whoever is still connected. */
export async function createDatabase(): Promise<{
  readonly url: string;
  readonly drop: () => Promise<void>;
}> {
  const admin = postgres(addressIn("DATABASE_OWNER_URL").toString(), { max: 1, onnotice: () => undefined });
  const name = `carryover_own_${randomBytes(6).toString("hex")}`;
  await admin.unsafe(`create database ${name}`);
  const url = addressIn("DATABASE_OWNER_URL");
  url.pathname = `/${name}`;
  return {
    url: url.toString(),
    drop: async () => {
      await admin.unsafe(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

/**
 * Gives this test file a migrated database that no other file writes to: for tests of what the planner and vacuum do,
 * which open transactions and rows of other files would change. Call it before other hooks.
 */
export function ownDatabase(): void {
  const before = ADDRESSES.map((name) => [name, process.env[name]] as const);
  let drop: () => Promise<void> = async () => undefined;
  beforeAll(async () => {
    const made = await createDatabase();
    drop = made.drop;
    await migrate({ databaseUrl: made.url, rolePassword: passwordOfRun, log: () => undefined });
    for (const name of ADDRESSES) {
      const url = addressIn(name);
      url.pathname = new URL(made.url).pathname;
      process.env[name] = url.toString();
    }
  }, 60_000);
  afterAll(async () => {
    for (const [name, url] of before) process.env[name] = url;
    await drop();
  });
}
