import { mkdirSync, statfsSync } from "node:fs";
import { resolve } from "node:path";
import { isDatabaseUrl } from "@/db/connection-errors";
import { withLogin } from "@/db/connections";
import { Refusal } from "@/db/refusal";
import type { Secrets } from "./secrets";

export type Settings = {
  readonly projectDir: string;
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly origin: string;
  readonly signup: string;
  /** The operator's own database; null means the embedded one. */
  readonly databaseUrl: string | null;
  readonly demo: boolean;
};

const LOOPBACK = ["127.0.0.1", "localhost", "::1"];
const NEEDED_MB = 500;

/** What the operator asked for, checked before anything is started. Creates the data folder. */
export function readSettings(): Settings {
  const host = variable("HOST") ?? "127.0.0.1";
  const port = readPort();
  const databaseUrl = readDatabaseUrl();
  const local = LOOPBACK.includes(host);
  const origin =
    variable("APP_ORIGIN") ?? (local ? `http://${host === "::1" ? "[::1]" : host}:${port}` : null);
  if (origin === null) {
    throw new Refusal(
      `HOST is ${host}, which others can reach: set APP_ORIGIN to the address they type, like https://app.example.com.`,
    );
  }
  const dataDir = resolve(variable("CARRYOVER_DATA_DIR") ?? ".carryover");
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  requireSpace(dataDir);
  const demo = databaseUrl === null && local;
  const signup = variable("SIGNUP") ?? (demo ? "open" : "invite");
  if (signup !== "open" && signup !== "invite")
    throw new Refusal(`SIGNUP is "${signup}": set it to open or invite.`);
  return { projectDir: process.cwd(), dataDir, host, port, origin, signup, databaseUrl, demo };
}

function variable(name: string): string | null {
  return process.env[name]?.trim() || null;
}

function readPort(): number {
  const text = variable("PORT") ?? "3000";
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Refusal(`PORT is "${text}": set it to a whole number from 1 to 65535.`);
}

function readDatabaseUrl(): string | null {
  const url = variable("DATABASE_URL");
  if (url !== null && !isDatabaseUrl(url)) {
    throw new Refusal(
      "DATABASE_URL is not a database address: write it as postgres://user:password@host:5432/database.",
    );
  }
  return url;
}

function requireSpace(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const freeMb = Math.floor((bavail * bsize) / 1_000_000);
  if (freeMb >= NEEDED_MB) return;
  throw new Refusal(
    `The disk of ${folder} has ${freeMb} MB free and Carryover needs ${NEEDED_MB} MB: free some space, then start again.`,
  );
}

/** The logins of the product on the database of `url`. The web process gets the first two only. */
export function databaseVariables(url: string, secrets: Secrets) {
  const login = (role: "carryover_app" | "carryover_auth" | "carryover_jobs", own: string) =>
    process.env[own] ?? withLogin(url, role, secrets.rolePassword(role));
  return {
    web: {
      DATABASE_APP_URL: login("carryover_app", "DATABASE_APP_URL"),
      DATABASE_AUTH_URL: login("carryover_auth", "DATABASE_AUTH_URL"),
    },
    jobs: { DATABASE_JOBS_URL: login("carryover_jobs", "DATABASE_JOBS_URL") },
  };
}

/** Variables of the web process and of the worker beside the database's: secrets, origin, sign-up. Links are built from APP_ORIGIN, never from a request. */
export function processVariables(settings: Settings, secrets: Secrets): Record<string, string> {
  return {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    AUTH_SECRET: secrets.authSecret,
    NEXTAUTH_SECRET: secrets.authSecret,
    NEXTAUTH_URL: settings.origin,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: secrets.actionsKey,
    APP_ORIGIN: settings.origin,
    HOST: settings.host,
    PORT: String(settings.port),
    SIGNUP: settings.signup,
    CARRYOVER_DATA_DIR: settings.dataDir,
    CARRYOVER_DEMO: settings.demo ? "1" : "0",
  };
}
