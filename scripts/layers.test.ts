import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const configs = [".dependency-cruiser.cjs", ".dependency-cruiser-rooms.cjs"].map((name) => join(root, name));
const load = createRequire(import.meta.url);
const forbidden = configs.flatMap((config) => (load(config) as { forbidden: { name: string }[] }).forbidden);

/** What the wrong arrows of BREAKS point at, with imports of their own. */
const HOUSE: Readonly<Record<string, readonly string[]>> = {
  "db/client.ts": [],
  "db/tenant.ts": [],
  "db/connections.ts": [],
  "lib/core/b.ts": ["@/lib/core/a"],
  "lib/platform/log.ts": [],
  "lib/soa/actions.ts": [],
  "lib/soa/mutations.ts": [],
  "lib/risks/queries.ts": [],
  "components/soa/table.tsx": [],
  "scripts/tool.ts": [],
  "lib/rooms/input.ts": [],
  "lib/findings/input.ts": [],
};
const BREAKS: readonly { rule: string; file: string; imports: readonly string[] }[] = [
  { rule: "app-is-thin", file: "app/page.tsx", imports: ["@/lib/soa/mutations"] },
  { rule: "components-are-browser-safe", file: "components/soa/form.tsx", imports: ["@/lib/risks/queries"] },
  { rule: "ui-knows-no-domain", file: "components/ui/badge.tsx", imports: ["@/components/soa/table"] },
  { rule: "core-is-pure", file: "lib/core/soa.ts", imports: ["@/lib/platform/log"] },
  { rule: "inputs-are-pure", file: "lib/soa/input.ts", imports: ["@/lib/platform/log"] },
  { rule: "lib-is-below-ui", file: "lib/exports/soa.ts", imports: ["@/components/soa/table"] },
  { rule: "db-is-below-lib", file: "db/system.ts", imports: ["@/lib/platform/log"] },
  { rule: "db-client-is-private", file: "lib/reviews/queries.ts", imports: ["@/db/client"] },
  { rule: "db-doors-for-programs", file: "lib/reviews/mutations.ts", imports: ["@/db/connections"] },
  { rule: "db-behind-queries-and-mutations", file: "lib/reviews/handlers.ts", imports: ["@/db/tenant"] },
  { rule: "queries-do-not-write", file: "lib/audits/queries.ts", imports: ["@/lib/soa/mutations"] },
  { rule: "mutations-do-not-call-actions", file: "lib/audits/mutations.ts", imports: ["@/lib/soa/actions"] },
  { rule: "actions-are-called-from-the-ui", file: "lib/audits/handlers.ts", imports: ["@/lib/soa/actions"] },
  { rule: "floor-3-knows-no-room", file: "lib/mail/templates.ts", imports: ["@/lib/risks/queries"] },
  { rule: "product-knows-no-scripts", file: "lib/platform/env.ts", imports: ["@/scripts/tool"] },
  { rule: "e2e-uses-the-browser", file: "e2e/soa.spec.ts", imports: ["@/lib/risks/queries"] },
  { rule: "no-cycles", file: "lib/core/a.ts", imports: ["@/lib/core/b"] },
  { rule: "no-room-cycles", file: "lib/rooms/queries.ts", imports: ["@/lib/findings/input"] },
  { rule: "no-room-cycles", file: "lib/findings/queries.ts", imports: ["@/lib/rooms/input"] },
  { rule: "no-unresolvable", file: "lib/core/gone.ts", imports: ["@/lib/core/nowhere"] },
];

type Cruise = { summary: { violations: { from: string; rule: { name: string } }[] } };

async function cruise(files: ReadonlyMap<string, string>): Promise<Cruise["summary"]["violations"]> {
  const folder = await mkdtemp(join(tmpdir(), "layers-"));
  folders.push(folder);
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const paths = {
    compilerOptions: { paths: { "@/*": ["./*"] }, moduleResolution: "bundler", module: "esnext" },
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(paths));
  const bin = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const tops = [...new Set([...files.keys()].map((path) => path.split("/")[0] ?? ""))];
  const violations: Cruise["summary"]["violations"] = [];
  for (const config of configs) {
    const args = [bin, "--config", config, "--output-type", "json", ...tops];
    const run = promisify(execFile)(process.execPath, args, { cwd: folder, maxBuffer: 50_000_000 });
    const { stdout } = await run.catch((error: { stdout: string }) => error);
    violations.push(...(JSON.parse(stdout) as Cruise).summary.violations);
  }
  return violations;
}

const folders: string[] = [];
const text = (imports: readonly string[]) =>
  `${imports.map((path, i) => `import { value as v${i} } from "${path}";\n`).join("")}export const value = [${imports.map((_, i) => `v${i}`).join(", ")}].length;\n`;

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

describe("layers", () => {
  let found: Cruise["summary"]["violations"] = [];
  let clean: Cruise["summary"]["violations"] = [];
  beforeAll(async () => {
    const house = Object.entries(HOUSE).map(([path, imports]) => [path, text(imports)] as const);
    found = await cruise(new Map([...house, ...BREAKS.map((b) => [b.file, text(b.imports)] as const)]));
    clean = await cruise(new Map(Object.keys(HOUSE).map((path) => [path, text([])])));
  }, 60_000);

  it("has a broken example for every rule", () => {
    expect([...new Set(BREAKS.map((b) => b.rule))].sort()).toEqual(forbidden.map((rule) => rule.name).sort());
  });
  it.each(BREAKS)("$rule fires for $file", ({ rule, file }) => {
    const from = rule === "no-room-cycles" ? dirname(file) : file;
    expect(found.filter((v) => v.from === from).map((v) => v.rule.name)).toContain(rule);
  });
  it("is silent on a house without wrong arrows", () => {
    expect(clean).toEqual([]);
  });
});
