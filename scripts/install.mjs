// What must run before anything is installed: the version of Node, the packages. No dependencies.
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
const INSTALL_NEEDS_MB = 1500;

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
  const { bavail, bsize } = fs.statfsSync(root);
  const freeMb = Math.floor((bavail * bsize) / 1_000_000);
  if (freeMb < INSTALL_NEEDS_MB) {
    console.error(
      `The disk has ${freeMb} MB free and installing needs ${INSTALL_NEEDS_MB} MB: free some space, then start again.`,
    );
    process.exit(1);
  }
  const started = performance.now();
  console.log("Installing packages (npm ci), which takes a minute or two ...");
  const code = await npm(["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"]);
  if (code !== 0) {
    console.error(
      "The packages could not be installed: read npm's message above, check the network, then start again.",
    );
    process.exit(1);
  }
  console.log(`Installing packages ... ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** npm writes its hidden lock file as the last step, so an interrupted installation has none. */
function isInstalled() {
  const wanted = packagesOf(`${root}/package-lock.json`);
  const found = packagesOf(`${root}/node_modules/.package-lock.json`);
  if (!wanted) {
    console.error(
      "package-lock.json is missing or damaged: restore it from the repository, then start again.",
    );
    process.exit(1);
  }
  if (!found) return false;
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional, link }]) =>
      path === "" || link || optional || devOptional || found[path]?.version === version,
  );
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
