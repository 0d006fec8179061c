// npm test: everything, on a bare machine. Each stage prints its seconds; the last line counts all of it.
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exitCode, installPackages, requireNode, root } from "./install.mjs";

requireNode();
await installPackages();

const results = mkdtempSync(join(tmpdir(), "carryover-results-"));
const total = { passed: 0, failed: 0, skipped: 0 };
const bin = (path) => join(root, "node_modules", path);

// A shell that is set up for the user's own installation must not lead a test to its database, mail server or secrets.
const FOREIGN =
  /^(DATABASE_|SMTP_|CARRYOVER_|NEXTAUTH_|DEMO_|APP_ORIGIN$|AUTH_SECRET$|SIGNUP$|MAIL_FROM$|HOST$|PORT$|NODE_ENV$)/;
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name))),
  NEXT_TELEMETRY_DISABLED: "1",
  FORCE_COLOR: "0",
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
};

const OWN_BUILD = { CARRYOVER_DIST_DIR: ".next-test" };

function run(args, more = {}) {
  return exitCode(spawn(process.execPath, args, { cwd: root, stdio: "inherit", env: { ...env, ...more } }));
}

async function stage(name, work) {
  console.log(`\n== ${name}`);
  const started = performance.now();
  const count = await work();
  for (const key of Object.keys(total)) total[key] += count[key] ?? 0;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`== ${name}: ${line(count)}, ${seconds} s`);
  return !count.failed;
}

const line = ({ passed = 0, failed = 0, skipped = 0 }) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;
const one = (passed) => (passed ? { passed: 1 } : { failed: 1 });

async function check(allButTypesDone) {
  const child = spawn(process.execPath, [join(root, "scripts/check.mjs")], { cwd: root, env });
  let output = "";
  child.stderr.pipe(process.stderr);
  child.stdout.on("data", (chunk) => {
    output += chunk;
    process.stdout.write(chunk);
    if (output.includes("check: all but the types is done\n")) allButTypesDone();
  });
  const code = await exitCode(child);
  allButTypesDone();
  const [, passed, failed] = /check: (\d+) passed, (\d+) failed\s*$/.exec(output) ?? [];
  return atLeastOneFailure(code, { passed: Number(passed ?? 0), failed: Number(failed ?? 0) });
}

async function vitest(project) {
  const file = join(results, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const code = await run([bin("vitest/vitest.mjs"), "run", "--project", project, ...reporters], {
    NODE_ENV: "test",
  });
  const report = readJson(file);
  if (!report) return { failed: 1 };
  // A file that cannot even be loaded has no tests that could fail.
  const unloaded = report.testResults.filter(
    (suite) => suite.status === "failed" && suite.assertionResults.length === 0,
  );
  return atLeastOneFailure(code, {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  });
}

async function migrations() {
  const drizzle = bin("drizzle-kit/bin.cjs");
  const consistent = (await run([drizzle, "check"])) === 0;
  const copy = mkdtempSync(join(root, "node_modules", ".migrations-"));
  try {
    cpSync(join(root, "db/migrations"), copy, { recursive: true });
    const before = readdirSync(copy).length;
    const out = copy.slice(root.length + 1).replaceAll("\\", "/");
    const generate = [
      "generate",
      "--dialect",
      "postgresql",
      "--schema",
      "./db/schema/*.ts",
      "--out",
      `./${out}`,
    ];
    const done = (await run([drizzle, ...generate])) === 0;
    const same = done && readdirSync(copy).length === before;
    if (!same)
      console.log(
        "The tables in db/schema have no migration: run npx drizzle-kit generate and read the file.",
      );
    return { passed: Number(consistent) + Number(same), failed: Number(!consistent) + Number(!same) };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function build() {
  const command = ["--import", "tsx", "--conditions=react-server", join(root, "scripts/build-command.ts")];
  return one((await run(command, OWN_BUILD)) === 0);
}

async function endToEnd() {
  const browser = await provideBrowser();
  if (!browser) return { failed: 1 };
  console.log(`Browser: ${browser}`);
  const file = join(results, "e2e.json");
  const code = await run([bin("@playwright/test/cli.js"), "test", "--reporter=list,json"], {
    ...OWN_BUILD,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  const stats = readJson(file)?.stats;
  if (!stats) return { failed: 1 };
  const { expected, unexpected, flaky, skipped } = stats;
  return atLeastOneFailure(code, { passed: expected, failed: unexpected + flaky, skipped });
}

async function provideBrowser() {
  const { findBrowser } = await import("./browser.mjs");
  const found = findBrowser();
  if (found) return found;
  console.log("There is no browser yet: installing Playwright's Chromium.");
  if ((await run([bin("@playwright/test/cli.js"), "install", "chromium"])) === 0 && findBrowser())
    return findBrowser();
  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    console.log("That did not work: installing the system's Chromium with apt-get.");
    const install = "apt-get install -y -q chromium";
    const shell = `apt-get update -q && (${install} chromium-headless-shell || ${install})`;
    spawnSync("sh", ["-c", shell], {
      stdio: "inherit",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  }
  if (!findBrowser())
    console.error("No browser could be installed: install Chromium, or set E2E_BROWSER to the path of one.");
  return findBrowser();
}

function atLeastOneFailure(code, count) {
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}

const started = performance.now();
// The compiler works for half a minute longer than the other checks, on one core: what tests nothing runs beside it.
let allButTypesDone = () => undefined;
const coreIsFree = new Promise((resolve) => {
  allButTypesDone = resolve;
});
const checked = stage("check", () => check(allButTypesDone));
await coreIsFree;
await stage("migrations", migrations);
const built = await stage("build", build);
await checked;
await stage("unit", () => vitest("unit"));
await stage("db", () => vitest("db"));
if (built) await stage("e2e", endToEnd);
else await stage("e2e", async () => ({ failed: 1 }));
rmSync(results, { recursive: true, force: true });
console.log(`\nAll stages: ${((performance.now() - started) / 60_000).toFixed(1)} minutes`);
console.log(line(total));
process.exit(total.failed === 0 ? 0 : 1);
