import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { connect, createServer } from "node:net";
import { dirname, join, parse } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import postgres from "postgres";
import { errorCode } from "@/db/connection-errors";
import { Refusal } from "@/db/refusal";
import { isAlive } from "./data-lock";
import { type Account, databaseAccount, databaseFolder, giveTo } from "./embedded-account";
import { type Binaries, findBinaries } from "./embedded-binaries";
import { secretFile } from "./secrets";

export type EmbeddedDatabase = {
  /** Address with the superuser login, for the migrator only. */
  readonly url: string;
  readonly reused: boolean;
  /** Where the database files lie, which may be outside of the data folder. */
  readonly folder: string;
  /** Calls back once when the server ends without stop(); never for a server that was found running. */
  readonly onCrash: (tell: () => void) => void;
  readonly stop: () => Promise<void>;
};
export type EmbeddedOptions = {
  readonly projectDir: string;
  readonly dataDir: string;
  /** Trades durability for speed: for tests, whose data is thrown away. */
  readonly throwAway?: boolean;
};

type Place = EmbeddedOptions & {
  readonly pgData: string;
  readonly account: Account | null;
  readonly binaries: Binaries;
  readonly password: string;
};

const MAJOR = "18";
const DATABASE = "carryover";
const run = promisify(execFile);

/** Starts PostgreSQL on a data folder, or finds the one that a killed launcher left running there. Loopback only, no socket file. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  mkdirSync(options.dataDir, { recursive: true });
  // The database account has to pass through; what is private below has modes of its own.
  chmodSync(options.dataDir, 0o711);
  const pgData = databaseFolder(options.dataDir);
  const account = databaseAccount(pgData);
  const place: Place = {
    ...options,
    pgData,
    account,
    binaries: findBinaries(options.projectDir, account),
    password: secretFile(join(options.dataDir, "secrets", "postgres-password"), () =>
      randomBytes(24).toString("base64url"),
    ),
  };
  if (!existsSync(join(pgData, "PG_VERSION"))) await createCluster(place);
  refuseOtherMajor(pgData);
  return (await findRunning(place)) ?? (await launch(place));
}

async function createCluster({ pgData, account, binaries, password, dataDir }: Place): Promise<void> {
  const unfinished = `${pgData}.new`;
  const passwordFile = join(dirname(pgData), `.pw-${process.pid}`);
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  try {
    if (account) {
      giveTo(unfinished, account);
      // Readable by the account that initdb runs under, and by nobody else.
      chownSync(passwordFile, account.uid, account.gid);
    }
    const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
    const login = ["--username=postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
    await run(binaries.initdb, ["-D", unfinished, ...locale, ...login], identity(account));
    renameSync(unfinished, pgData);
  } catch (error) {
    throw new Refusal(`The database could not be created in ${dataDir}: ${lastLine(error)}.`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function identity(account: Account | null) {
  const { PATH, SystemRoot } = process.env;
  const env = {
    NODE_ENV: "production" as const,
    PATH,
    LC_ALL: "C",
    TZ: "UTC",
    ...(SystemRoot ? { SystemRoot } : {}),
  };
  return { cwd: parse(process.cwd()).root, env, ...(account ?? {}) };
}

function lastLine(error: unknown): string {
  const text =
    error instanceof Error && "stderr" in error && error.stderr ? String(error.stderr) : String(error);
  return text.trim().split("\n").at(-1)?.replace(/\.$/, "") ?? "unknown error";
}

function refuseOtherMajor(pgData: string): void {
  const major = readFileSync(join(pgData, "PG_VERSION"), "utf8").trim();
  if (major === MAJOR) return;
  throw new Refusal(
    `The data folder ${pgData} was written by PostgreSQL ${major} and this version brings ${MAJOR}: restore a backup into a new CARRYOVER_DATA_DIR.`,
  );
}

async function findRunning(place: Place): Promise<EmbeddedDatabase | null> {
  const lines = postmasterLines(place.pgData);
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!pid || !isAlive(pid)) return null;
  if (port && (await answers(port))) {
    await waitUntilReady(place, port, () => isAlive(pid));
    return database(place, port, pid, null);
  }
  // A container that starts anew gives the old process number to another program, which PostgreSQL would take for itself.
  if (isOtherProgram(pid)) rmSync(join(place.pgData, "postmaster.pid"));
  return null;
}

function isOtherProgram(pid: number): boolean {
  const program = `/proc/${pid}/comm`;
  return existsSync(program) && readFileSync(program, "utf8").trim() !== "postgres";
}

function postmasterLines(pgData: string): string[] {
  const path = join(pgData, "postmaster.pid");
  return existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port, timeout: 1000 });
    const done = (yes: boolean) => {
      socket.destroy();
      resolve(yes);
    };
    socket.once("connect", () => done(true));
    socket.once("error", () => done(false));
    socket.once("timeout", () => done(false));
  });
}

async function launch(place: Place): Promise<EmbeddedDatabase> {
  const port = await choosePort(join(place.dataDir, "postgres.port"));
  const logPath = join(place.dataDir, "postgres.log");
  const log = openSync(
    logPath,
    (statSync(logPath, { throwIfNoEntry: false })?.size ?? 0) > 5_000_000 ? "w" : "a",
    0o600,
  );
  const child = spawn(place.binaries.postgres, ["-D", place.pgData, "-p", String(port), ...settings(place)], {
    ...identity(place.account),
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  child.unref();
  child.once("error", () => undefined);
  const running = () => child.exitCode === null && child.signalCode === null && child.pid !== undefined;
  await waitUntilReady(place, port, running);
  return database(place, port, child.pid ?? 0, child);
}

function settings({ throwAway }: Place): string[] {
  const values = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "100",
    timezone: "UTC",
    log_timezone: "UTC",
    // Statements hold customer data; the log is for the server's own messages.
    log_min_error_statement: "panic",
    ...(throwAway
      ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "200" }
      : {}),
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

async function choosePort(file: string): Promise<number> {
  const kept = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  const port = kept && (await canListen(kept)) ? kept : await freePort();
  writeFileSync(file, `${port}\n`, { mode: 0o600 });
  return port;
}

async function canListen(port: number): Promise<boolean> {
  return (await listenOnce(port)) !== null;
}

/** A port of the loopback address that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const port = await listenOnce(0);
  if (port === null)
    throw new Refusal(
      "No free port on 127.0.0.1: end programs that hold many connections, then start again.",
    );
  return port;
}

function listenOnce(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen({ host: "127.0.0.1", port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : null));
    });
  });
}

function urlOf({ password }: Place, port: number, name: string): string {
  return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`;
}

async function waitUntilReady(place: Place, port: number, running: () => boolean): Promise<void> {
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(30)) {
    if (!running()) break;
    if ((await answers(port)) && (await ensureDatabase(place, port))) return;
  }
  throw new Refusal(
    `The embedded database did not start: the reason is at the end of ${join(place.dataDir, "postgres.log")}.`,
  );
}

/** False while the server is still starting or recovering. */
async function ensureDatabase(place: Place, port: number): Promise<boolean> {
  const sql = postgres(urlOf(place, port, "postgres"), {
    max: 1,
    connect_timeout: 5,
    onnotice: () => undefined,
  });
  try {
    const found = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (found.length === 0) await sql.unsafe(`create database ${DATABASE}`);
    return true;
  } catch (error) {
    if (["57P03", "ECONNREFUSED", "CONNECTION_CLOSED", "ECONNRESET"].includes(errorCode(error))) return false;
    if (errorCode(error) !== "28P01") throw error;
    throw new Refusal(
      `The database in ${place.dataDir} has another password: restore ${join(place.dataDir, "secrets")} from a backup.`,
    );
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function database(place: Place, port: number, pid: number, child: ChildProcess | null): EmbeddedDatabase {
  let stopping = false;
  return {
    url: urlOf(place, port, DATABASE),
    reused: child === null,
    folder: place.pgData,
    onCrash: (tell) => child?.once("exit", () => stopping || tell()),
    stop: async () => {
      stopping = true;
      await stopServer(place, port, pid);
    },
  };
}

/** A fast shutdown: open transactions are rolled back, everything acknowledged is on disk. The process table may keep a zombie, so the port decides. */
async function stopServer(place: Place, port: number, pid: number): Promise<void> {
  if (process.platform === "win32") {
    await run(
      place.binaries.pgCtl,
      ["stop", "-D", place.pgData, "-m", "fast", "-w"],
      identity(place.account),
    );
    return;
  }
  if (isAlive(pid)) process.kill(pid, "SIGINT");
  for (const until = Date.now() + 30_000; Date.now() < until; await sleep(30)) {
    if (!(await answers(port)) && postmasterLines(place.pgData).length === 0) return;
  }
  throw new Refusal(
    `The embedded database did not stop within 30 s: see ${join(place.dataDir, "postgres.log")}.`,
  );
}

/** Ends a server that a killed test run left on `dataDir` and deletes its files. A folder that cannot be deleted belongs to somebody else and stays. */
export async function stopLeftover(dataDir: string): Promise<void> {
  const folder = databaseFolder(dataDir);
  try {
    const pid = Number(postmasterLines(folder)[0]);
    if (pid && isAlive(pid) && !isOtherProgram(pid)) process.kill(pid, "SIGQUIT");
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  } catch (error) {
    if (!["EPERM", "EACCES"].includes(errorCode(error))) throw error;
  }
}
