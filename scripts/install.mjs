// What must run before anything is installed: the version of Node, the packages. No dependencies.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[/\\]$/, "");
const INSTALL_NEEDS_MB = 1500;
const STAMP = `${root}/node_modules/.carryover-lock-hash`;

/** Ends the program with one sentence on a Node that is too old. */
export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(
    `Carryover needs Node 20.19 or newer and this is ${process.versions.node}: install a newer Node from https://nodejs.org, then start again.`,
  );
  process.exit(1);
}

/** Runs `npm ci` when a package is missing or has another version than the lock file says. */
export async function installPackages() {
  if (isInstalled()) return;
  requireSpace();
  const lock = lockInstallation();
  const started = performance.now();
  console.log("Installing packages (npm ci), which takes a minute or two ...");
  const code = await npm(["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"]);
  fs.rmSync(lock, { force: true });
  if (code !== 0) {
    stop(
      "The packages could not be installed: read npm's message above, check the network, then start again.",
    );
  }
  fs.writeFileSync(STAMP, lockHash());
  console.log(`Installing packages ... ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

function requireSpace() {
  const { bavail, bsize } = fs.statfsSync(root);
  const freeMb = Math.floor((bavail * bsize) / 1_000_000);
  if (freeMb >= INSTALL_NEEDS_MB) return;
  stop(
    `The disk has ${freeMb} MB free and installing needs ${INSTALL_NEEDS_MB} MB: free some space, then start again.`,
  );
}

/** Two installations at once would delete each other's files. */
function lockInstallation() {
  const path = `${root}/.carryover/install.lock`;
  fs.mkdirSync(`${root}/.carryover`, { recursive: true, mode: 0o711 });
  const holder = fs.existsSync(path) ? Number(fs.readFileSync(path, "utf8")) : 0;
  if (holder && isAlive(holder)) {
    stop(
      `Packages are being installed here already (process ${holder}): wait until it is done, then start again.`,
    );
  }
  fs.writeFileSync(path, String(process.pid));
  return path;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Our own stamp, else npm's hidden lock file, which npm writes as its last step. */
function isInstalled() {
  const wanted = packagesOf(`${root}/package-lock.json`);
  if (!wanted)
    stop("package-lock.json is missing or damaged: restore it from the repository, then start again.");
  const found = packagesOf(`${root}/node_modules/.package-lock.json`);
  if (!found) return false;
  if (fs.existsSync(STAMP)) return fs.readFileSync(STAMP, "utf8") === lockHash();
  return Object.entries(wanted).every(
    ([path, entry]) => path === "" || isUncertain(entry) || found[path]?.version === entry.version,
  );
}

/** What npm may leave out: other platforms' packages and entries without a dependant. */
function isUncertain({ link, optional, devOptional, extraneous }) {
  return Boolean(link || optional || devOptional || extraneous);
}

function lockHash() {
  return createHash("sha256")
    .update(fs.readFileSync(`${root}/package-lock.json`))
    .digest("hex");
}

function packagesOf(path) {
  try {
    return JSON.parse(fs.readFileSync(path, "utf8")).packages;
  } catch {
    return undefined;
  }
}

function npm(args) {
  const cli = process.env.npm_execpath;
  const own = cli?.endsWith(".js");
  const child = own
    ? spawn(process.execPath, [cli, ...args], { cwd: root, stdio: "inherit" })
    : spawn("npm", args, { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
  return exitCode(child);
}

/** The exit code of a child; 1 when it could not be started, 128 + n is not told apart from 1 for signals. */
export function exitCode(child) {
  return new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/** Runs a TypeScript program of scripts/ with the conditions of the server, passing signals on. Returns its exit code. */
export async function runTypeScript(script, args = []) {
  const command = ["--import", "tsx", "--conditions=react-server", `${root}/scripts/${script}`, ...args];
  const child = spawn(process.execPath, command, { cwd: root, stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  return exitCode(child);
}
