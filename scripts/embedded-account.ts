import { createHash } from "node:crypto";
import { chownSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Refusal } from "@/db/refusal";

/** The system account that PostgreSQL runs under; it refuses to run as root. */
export type Account = { readonly uid: number; readonly gid: number };

/** Null when this process is not root and PostgreSQL simply runs as the same user. An existing data folder keeps its owner. */
export function databaseAccount(pgData: string): Account | null {
  const uid = process.getuid?.();
  if (uid === undefined) return null;
  const owner = statSync(pgData, { throwIfNoEntry: false });
  if (uid !== 0) {
    if (!owner || owner.uid === uid) return null;
    throw new Refusal(
      `The database folder ${pgData} belongs to another user: start as that user, or set CARRYOVER_DATA_DIR to a folder of your own.`,
    );
  }
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : systemAccount();
}

function systemAccount(): Account {
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(":");
    const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
    if (uid > 0 && gid >= 0) return { uid, gid };
  }
  throw new Refusal(
    "PostgreSQL does not run as root and there is no user postgres or nobody: start as a normal user.",
  );
}

/** True when `account` may enter every folder on the way to `path`. */
export function canReach(path: string, { uid, gid }: Account): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    const found = statSync(folder, { throwIfNoEntry: false });
    if (found && (found.mode & enterBit(found, uid, gid)) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

function enterBit(found: { uid: number; gid: number }, uid: number, gid: number): number {
  if (found.uid === uid) return 0o100;
  return found.gid === gid ? 0o010 : 0o001;
}

/** Where the database files lie: in the data folder, or, when root's own folders shut the account out, in /var/lib. */
export function databaseFolder(dataDir: string): string {
  const usual = join(dataDir, "postgres");
  if (process.getuid?.() !== 0 || canReach(dirname(dataDir), systemAccount())) return usual;
  const mark = createHash("sha256").update(dataDir).digest("hex").slice(0, 10);
  return join("/var/lib/carryover", `${basename(dirname(dataDir))}-${mark}`);
}

/** Gives a folder and all in it to `account`. */
export function giveTo(path: string, { uid, gid }: Account): void {
  chownSync(path, uid, gid);
  for (const entry of readdirSync(path)) {
    const child = join(path, entry);
    if (lstatSync(child).isDirectory()) giveTo(child, { uid, gid });
    else if (!lstatSync(child).isSymbolicLink()) chownSync(child, uid, gid);
  }
}
