// House rules that no other tool knows (CONTRIBUTING.md). Prints `path:line rule: sentence` for each problem; exits 1 when there is one.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { lockfile, npmrc } from "./house/package-rules.mjs";
import { checkSource } from "./house/rules.mjs";
import { dataModel, documentCommands, documentPaths } from "./house/text-rules.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const SKIPPED = new Set([
  "node_modules",
  ".next",
  ".next-test",
  ".git",
  ".carryover",
  "dist",
  "coverage",
  "test-results",
  "playwright-report",
]);

function* walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (SKIPPED.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (entry.isFile()) yield relative(root, path).split(sep).join("/");
  }
}

const read = (path) => readFileSync(join(root, path), "utf8");
const files = [...walk(root)].sort();
const sources = files.filter(
  (path) => /\.(ts|tsx|mjs|cjs)$/.test(path) && !path.endsWith(".d.ts") && !path.endsWith(".d.mts"),
);
const documents = files.filter((path) => path.endsWith(".md"));
const { scripts } = JSON.parse(read("package.json"));
const tables = sources
  .filter((path) => path.startsWith("db/schema/"))
  .flatMap((path) => [...read(path).matchAll(/pgTable\(\s*"([a-z_]+)"/g)].map((match) => match[1]));

const problems = [
  ...sources.flatMap((path) => checkSource(path, read(path))),
  ...documents.flatMap((path) =>
    documentPaths({ path, text: read(path) }, (name) => existsSync(join(root, name))),
  ),
  ...documents.flatMap((path) => documentCommands({ path, text: read(path) }, scripts)),
  ...dataModel(read("docs/architecture.md"), tables),
  ...lockfile(JSON.parse(read("package-lock.json"))),
  ...(existsSync(join(root, ".npmrc")) ? npmrc(read(".npmrc")) : []),
];

for (const { path, line, rule, message } of problems) console.log(`${path}:${line} ${rule}: ${message}`);
console.log(`house: ${sources.length} sources, ${documents.length} documents, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
