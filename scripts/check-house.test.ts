import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FLOORS, FORBIDDEN, isLower, type LockEntry, lockfile, npmrc } from "./house/package-rules.mjs";
import { checkSource, type Problem } from "./house/rules.mjs";
import { dataModel, documentCommands, documentPaths } from "./house/text-rules.mjs";

const named = (problems: readonly Problem[]) => problems.map(({ rule, line }) => `${rule}:${line}`);
const check = (path: string, text: string) => named(checkSource(path, text));
const lines = (count: number, line = "const x = 1;") => `${line}\n`.repeat(count);

const CORE = "// Decides something.\n";
const SERVER = 'import "server-only";\n';
const DOC = "/** What comes back, in which order. */\n";

type Case = { rule: string; path: string; bad: string; good: string };

const CASES: readonly Case[] = [
  {
    rule: "docstring",
    path: "lib/core/soa.ts",
    bad: `${CORE}export function total() {}`,
    good: `${CORE}${DOC}export function total() {}`,
  },
  {
    rule: "docstring",
    path: "db/tenant.ts",
    bad: "export const f = () => 1;",
    good: `${DOC}export const f = () => 1;`,
  },
  {
    rule: "core-opening",
    path: "lib/core/soa.ts",
    bad: "export const X = 1;",
    good: `${CORE}export const X = 1;`,
  },
  {
    rule: "first-line",
    path: "lib/soa/queries.ts",
    bad: 'import { x } from "@/db/x";',
    good: `${SERVER}import { x } from "@/db/x";`,
  },
  {
    rule: "first-line",
    path: "lib/soa/mutations/rows.ts",
    bad: "const x = 1;",
    good: `${SERVER}const x = 1;`,
  },
  { rule: "first-line", path: "lib/auth/session.ts", bad: "const x = 1;", good: `${SERVER}const x = 1;` },
  {
    rule: "first-line",
    path: "lib/soa/actions.ts",
    bad: "export const a = defineAction({});",
    good: '"use server";\nexport const a = defineAction({});',
  },
  {
    rule: "forged-scope",
    path: "lib/soa/handlers.ts",
    bad: `${SERVER}const s = {} as unknown as Scope<"soa:read">;`,
    good: `${SERVER}const s: Scope<"soa:read"> = given;`,
  },
  {
    rule: "forged-scope",
    path: "db/testing/factories.ts",
    bad: "const s = x as AnyScope;",
    good: "const s = x;",
  },
  {
    rule: "clock",
    path: "lib/core/dates.ts",
    bad: `${CORE}const n = Date.now();`,
    good: `${CORE}const n = new Date(0);`,
  },
  {
    rule: "clock",
    path: "lib/core/dates.ts",
    bad: `${CORE}const n = new Date();`,
    good: `${CORE}const n = Date.UTC(2026, 0, 1);`,
  },
  {
    rule: "clock",
    path: "lib/core/ids.ts",
    bad: `${CORE}const n = Math.random();`,
    good: `${CORE}const n = Math.round(1.2);`,
  },
  {
    rule: "clock",
    path: "lib/soa/queries.ts",
    bad: `${SERVER}const n = new Date();`,
    good: `${SERVER}const n = new Date(now);`,
  },
  { rule: "file-length", path: "components/soa/soa-table.tsx", bad: lines(401), good: lines(400) },
  {
    rule: "function-length",
    path: "lib/soa/handlers.ts",
    bad: `${SERVER}function f() {\n${lines(79)}}`,
    good: `${SERVER}function f() {\n${lines(78)}}`,
  },
  {
    rule: "function-length",
    path: "components/soa/soa-table.tsx",
    bad: `function Table() {\n${lines(159)}}`,
    good: `function Table() {\n${lines(158)}}`,
  },
  {
    rule: "parameters",
    path: "components/soa/cells.ts",
    bad: "function f(a, b, c, d, e, g) {}",
    good: "function f(a, b, c, d, e) {}",
  },
  {
    rule: "classes",
    path: "components/soa/table.tsx",
    bad: "class Table {}",
    good: "class TableError extends Error {}",
  },
  {
    rule: "server-actions",
    path: "lib/soa/actions.ts",
    bad: '"use server";\nexport async function a() {}',
    good: '"use server";\nexport const a = definePublicAction({});',
  },
  {
    rule: "server-actions",
    path: "lib/soa/actions.ts",
    bad: '"use server";\nexport const a = async () => {};',
    good: '"use server";\nexport const a = defineAction({});',
  },
  {
    rule: "server-actions",
    path: "lib/soa/actions.ts",
    bad: '"use server";\nexport { a } from "./x";',
    good: '"use server";\nexport type A = string;',
  },
  {
    rule: "server-actions",
    path: "components/soa/form.tsx",
    bad: 'async function save() { "use server"; }',
    good: '"use client";\nfunction save() {}',
  },
  {
    rule: "server-actions",
    path: "components/soa/save.ts",
    bad: '"use server";\nexport const a = defineAction({});',
    good: "export const a = 1;",
  },
  {
    rule: "raw-sql",
    path: "lib/soa/queries.ts",
    bad: `${SERVER}const q = sql.raw(text);`,
    good: `${SERVER}const q = sql\`select 1\`;`,
  },
  {
    rule: "raw-sql",
    path: "db/tenant.ts",
    bad: "const q = sql.unsafe(text);",
    good: "const q = sql(text);",
  },
  {
    rule: "raw-html",
    path: "components/soa/cell.tsx",
    bad: "const c = <p dangerouslySetInnerHTML={{ __html: x }} />;",
    good: "const c = <p>{x}</p>;",
  },
  {
    rule: "inline-style",
    path: "components/soa/cell.tsx",
    bad: "const c = <p style={{ width: 1 }} />;",
    good: "const c = <rect width={1} />;",
  },
  {
    rule: "environment",
    path: "lib/auth/session.ts",
    bad: `${SERVER}const s = process.env.AUTH_SECRET;`,
    good: `${SERVER}const s = env().authSecret;`,
  },
  {
    rule: "doors",
    path: "app/w/[slug]/soa/page.tsx",
    bad: "export default function Page() {}",
    good: 'export default async function Page() { await pageScope(slug, "soa:read"); }',
  },
  {
    rule: "doors",
    path: "app/w/[slug]/search/route.ts",
    bad: "export function GET() {}",
    good: 'export const GET = () => withScope(slug, "soa:read", work);',
  },
  {
    rule: "doors",
    path: "app/w/[slug]/soa/route.ts",
    bad: 'export const POST = () => withScope(slug, "soa:write", work);',
    good: 'export const POST = () => withWriteScope(slug, "soa:write", work);',
  },
  {
    rule: "todo",
    path: "lib/soa/input.ts",
    bad: "// TODO later",
    good: "// TODO(#12): read the second sheet",
  },
  { rule: "todo", path: "lib/soa/input.ts", bad: "/* FIXME */", good: "/* fixed */" },
  { rule: "comment-ascii", path: "lib/soa/input.ts", bad: "// 5 \u2192 6", good: 'const x = "5 \u2192 6";' },
  {
    rule: "suppression",
    path: "lib/soa/input.ts",
    bad: "// @ts-expect-error",
    good: "// @ts-expect-error the types of v4 lack it",
  },
  {
    rule: "suppression",
    path: "lib/soa/input.ts",
    bad: "// @ts-ignore because",
    good: "// ignored by design",
  },
  {
    rule: "words",
    path: "components/soa/empty.tsx",
    bad: "const c = <p>Saved successfully</p>;",
    good: "const c = <p>Saved</p>;",
  },
  {
    rule: "words",
    path: "lib/soa/input.ts",
    bad: 'const m = "Please type a reason";',
    good: 'const m = "Type a reason";',
  },
  {
    rule: "words",
    path: "components/soa/empty.tsx",
    bad: "const c = <p>All done!</p>;",
    good: 'const c = <p className="hidden! p-0">All done</p>;',
  },
];

describe("each house rule fires on the bad snippet and is silent on the good one", () => {
  for (const [index, { rule, path, bad, good }] of CASES.entries()) {
    it(`${rule} in ${path} (${index + 1})`, () => {
      expect(checkSource(path, bad).map((p) => p.rule)).toContain(rule);
      expect(checkSource(path, good).map((p) => p.rule)).not.toContain(rule);
    });
  }
});

describe("names in a room", () => {
  const bad = [
    "lib/soa/service.ts",
    "lib/soa/actions/save.ts",
    "lib/format.ts",
    "lib/rooms/door.ts",
    "components/soa/index.ts",
    "components/utils/cx.ts",
    "lib/core/helpers.ts",
    "lib/audit-log/record.ts",
  ];
  const good = [
    "lib/soa/queries/rows.ts",
    "lib/soa/mutations.db.test.ts",
    "lib/soa/handlers.ts",
    "lib/rooms/gate.ts",
    "lib/exports/soa-xlsx.ts",
    "lib/jobs/send-mail.ts",
    "lib/audit-log/mutations.ts",
    "lib/core/frameworks/types.ts",
  ];
  it.each(bad)("%s is refused", (path) => expect(check(path, "")).toContain("room-names:1"));
  it.each(good)("%s is accepted", (path) => expect(check(path, "")).not.toContain("room-names:1"));
});

describe("an activity entry for every change", () => {
  const path = "lib/soa/mutations.ts";
  const mutation = (body: string) =>
    `${SERVER}${DOC}export async function setRow(scope, input) {\n${body}\n}\n`;
  it("reports a mutation that opens a transaction and records nothing", () => {
    expect(check(path, mutation("return inWorkspace(scope, async (tx) => tx.update(rows));"))).toEqual([
      "records:3",
    ]);
  });
  it("accepts a mutation that records", () => {
    expect(check(path, mutation("return inWorkspace(scope, async (tx) => record(tx, scope, {}));"))).toEqual(
      [],
    );
  });
  it("follows functions of the same file, called or handed over", () => {
    const text = `${mutation("return inWorkspace(scope, write);")}async function write(tx) { await note(tx); }\nasync function note(tx) { await record(tx); }\n`;
    expect(check(path, text)).toEqual([]);
  });
  it("accepts a reason, and not an empty one", () => {
    const body = "return inWorkspace(scope, async (tx) => tx.update(rows));";
    expect(
      check(path, mutation(`// house: no-record a read mark is no change of the workspace\n${body}`)),
    ).toEqual([]);
    expect(check(path, mutation(`// house: no-record\n${body}`))).toEqual(["records:3"]);
  });
});

describe("documents", () => {
  const exists = (path: string) => ["lib/core", "docs/architecture.md"].includes(path);
  const at = (text: string) => named(documentPaths({ path: "docs/decisions/001.md", text }, exists));
  it("reports a path that does not exist, as code or as a link", () => {
    expect(at("see `lib/core/` and\n`lib/nothing.ts` or [this](../missing.md)")).toEqual([
      "document-paths:2",
      "document-paths:2",
    ]);
  });
  it("accepts links that lead somewhere, addresses, commands and patterns", () => {
    expect(
      at("[a](../architecture.md#roles) [b](https://example.com) `npm test` `lib/<domain>/input.ts`"),
    ).toEqual([]);
  });
  it("leaves marked examples alone", () => {
    expect(at("<!-- examples -->\n`lib/nothing.ts`\n<!-- /examples -->\n`lib/other.ts`")).toEqual([
      "document-paths:4",
    ]);
  });
});

describe("commands and tables in documents", () => {
  it("reports a command that package.json does not have", () => {
    const text = "`npm start` and `npm run check`\nthen npm run -s db:env and npm run nothing:here";
    const scripts = { check: "x", "db:env": "y" };
    expect(named(documentCommands({ path: "README.md", text }, scripts))).toEqual(["document-commands:2"]);
  });
  it("reports tables that the data model misses or invents", () => {
    const text =
      "| `users` | id | people | **now** |\n| `gone` | id | x | **now** |\n| `risks` | id | x | *later* |";
    expect(named(dataModel(text, ["users", "risks"]))).toEqual(["data-model:1", "data-model:2"]);
    expect(dataModel("| `users` | id | people | **now** |", ["users"])).toEqual([]);
  });
});

describe("packages", () => {
  const good: LockEntry = { version: "1.0.0", integrity: "sha512-x" };
  const rules = (packages: Record<string, LockEntry>) => lockfile({ packages }).map((p) => p.rule);
  it("reports an optional dependency without an entry", () => {
    const parent = { ...good, optionalDependencies: { "@x/darwin": "1.0.0" } };
    expect(rules({ "node_modules/x": parent })).toEqual(["lockfile-optional"]);
    expect(rules({ "node_modules/x": parent, "node_modules/@x/darwin": good })).toEqual([]);
    expect(rules({ "node_modules/x": parent, "node_modules/x/node_modules/@x/darwin": good })).toEqual([]);
  });
  it("reports a download address and a missing hash", () => {
    expect(rules({ "node_modules/x": { ...good, resolved: "https://mirror.example/x.tgz" } })).toEqual([
      "lockfile-origin",
    ]);
    expect(rules({ "node_modules/x": { version: "1.0.0" } })).toEqual(["lockfile-origin"]);
  });
  it.each(Object.entries(FLOORS))(
    "%s below its security floor is reported, nested copies too",
    (name, floor) => {
      expect(rules({ [`node_modules/a/node_modules/${name}`]: { ...good, version: "0.0.1" } })).toEqual([
        "security-floor",
      ]);
      expect(rules({ [`node_modules/${name}`]: { ...good, version: floor } })).toEqual([]);
    },
  );
  it.each(FORBIDDEN)("%s is refused", (name) => {
    expect(rules({ [`node_modules/${name}`]: good })).toEqual(["forbidden-package"]);
  });
  it("compares versions by number and puts pre-releases first", () => {
    expect(isLower("16.4.10", "16.4.5")).toBe(false);
    expect(isLower("16.4.5-canary.1", "16.4.5")).toBe(true);
    expect(isLower("15.9.9", "16.4.5")).toBe(true);
  });
  it("refuses a registry address in .npmrc", () => {
    expect(named(npmrc("fund=false\nregistry=https://mirror.example"))).toEqual(["npmrc:2"]);
    expect(npmrc("omit-lockfile-registry-resolved=true")).toEqual([]);
  });
  it("finds no problem in the lockfile of this project", () => {
    const text = readFileSync(new URL("../package-lock.json", import.meta.url), "utf8");
    expect(lockfile(JSON.parse(text))).toEqual([]);
  });
});
