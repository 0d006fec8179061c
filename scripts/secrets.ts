import { hkdfSync, randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Refusal } from "@/db/refusal";
import type { LoginRole } from "@/db/roles";

export type Secrets = {
  /** Password of a database role, derived from the master secret unless the operator's own URL holds one. */
  readonly rolePassword: (role: LoginRole) => string;
  readonly authSecret: string;
  readonly actionsKey: string;
};

const SHORTEST = 32;
const OWN_URL: Readonly<Record<LoginRole, string>> = {
  carryover_app: "DATABASE_APP_URL",
  carryover_auth: "DATABASE_AUTH_URL",
  carryover_jobs: "DATABASE_JOBS_URL",
};

/** The secrets of this installation: from CARRYOVER_SECRET, else from the data folder, where the first run creates them when `create` is true. */
export function openSecrets(dataDir: string, { create }: { create: boolean }): Secrets {
  const master = masterSecret(dataDir, create);
  const derive = (label: string) => Buffer.from(hkdfSync("sha256", master, "carryover", label, 32));
  return {
    rolePassword: (role) => ownPassword(role) ?? derive(`db:${role}`).toString("base64url"),
    authSecret: derive("auth").toString("base64url"),
    actionsKey: derive("server-actions").toString("base64"),
  };
}

function ownPassword(role: LoginRole): string | null {
  const url = process.env[OWN_URL[role]];
  if (!url || !URL.canParse(url)) return null;
  const { username, password } = new URL(url);
  return username === role && password !== "" ? decodeURIComponent(password) : null;
}

function masterSecret(dataDir: string, create: boolean): string {
  const given = process.env.CARRYOVER_SECRET;
  if (given !== undefined && given !== "") {
    if (given.length >= SHORTEST) return given;
    throw new Refusal(`CARRYOVER_SECRET is too short: use at least ${SHORTEST} random characters.`);
  }
  const path = join(dataDir, "secrets", "master.key");
  if (!create && !existsSync(path)) {
    throw new Refusal(
      `There is no master secret in ${path}: set CARRYOVER_SECRET to the one that npm run migrate used.`,
    );
  }
  return secretFile(path, () => randomBytes(48).toString("base64url"));
}

/** The content of a 0600 file, written at the first call. Refuses a file that others may read. */
export function secretFile(path: string, make: () => string): string {
  if (!existsSync(path)) {
    const folder = join(path, "..");
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o700);
    writeFileSync(path, `${make()}\n`, { mode: 0o600, flag: "wx" });
  }
  if (process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0) {
    throw new Refusal(`Other users may read the secret ${path}: run chmod 600 on it, then start again.`);
  }
  const secret = readFileSync(path, "utf8").trim();
  if (secret === "") throw new Refusal(`The secret ${path} is empty: delete it and start again.`);
  return secret;
}
