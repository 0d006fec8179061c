// `npm run check`: format and lint, types, layers, dead code, house rules. Two lanes side by side; every tool runs, then the failures decide.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folders = ["app", "components", "lib", "db", "e2e", "scripts", "bench"].filter((name) =>
  existsSync(`${root}/${name}`),
);
const bin = (path) => [process.execPath, `${root}/node_modules/${path}`];

const LANES = [
  [
    { name: "route types", command: [...bin("next/dist/bin/next"), "typegen"] },
    { name: "types", command: [...bin("typescript/bin/tsc"), "--noEmit"] },
  ],
  [
    {
      name: "format and lint",
      command: [...bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."],
    },
    { name: "house rules", command: [process.execPath, `${root}/scripts/check-house.mjs`] },
    {
      name: "layers",
      command: [...bin("dependency-cruiser/bin/dependency-cruise.mjs"), ...folders],
    },
    {
      name: "room cycles",
      command: [
        ...bin("dependency-cruiser/bin/dependency-cruise.mjs"),
        ...["--config", ".dependency-cruiser-rooms.cjs", "app", "components", "lib", "db"],
      ],
    },
    { name: "dead code", command: [...bin("knip/bin/knip.js"), "--no-progress"] },
  ],
];

function run({ name, command: [program, ...args] }) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", FORCE_COLOR: "0" },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
      });
    }
    child.on("error", (error) => {
      output += `${error.message}\n`;
    });
    child.on("close", (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`check: ${name} ${code === 0 ? "passed" : "FAILED"} in ${seconds} s`);
      if (code !== 0) console.log(output.trimEnd());
      resolve({ name, passed: code === 0 });
    });
  });
}

async function runLane(tools) {
  const results = [];
  for (const tool of tools) results.push(await run(tool));
  return results;
}

const [compiling, reading] = LANES.map(runLane);
// npm test waits for this line: from now on a core is free, and nothing reads the sources any more.
reading.then(() => console.log("check: all but the types is done"));
const results = (await Promise.all([compiling, reading])).flat();
const failed = results.filter((result) => !result.passed);
console.log(`check: ${results.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length === 0 ? 0 : 1);
