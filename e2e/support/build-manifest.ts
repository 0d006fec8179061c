// What the build under test says about its actions, pages and routes.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

type Reference = {
  readonly filename?: string;
  readonly exportedName?: string;
  readonly workers?: Readonly<Record<string, unknown>>;
};
/** An action of the build: its id, and the pages that carry it (`app/w/[slug]/soa/page`). */
export type BuiltAction = { readonly id: string; readonly pages: readonly string[] };

function folder(): string {
  return join(process.cwd(), process.env.CARRYOVER_DIST_DIR ?? ".next", "server");
}

function read(name: string): unknown {
  const path = join(folder(), name);
  if (!existsSync(path)) throw new Error(`${path} is missing: build first.`);
  return JSON.parse(readFileSync(path, "utf8"));
}

let actions: ReadonlyMap<string, BuiltAction> | undefined;

/** By `file#export`: every server action that the build can be asked for. */
export function builtActions(): ReadonlyMap<string, BuiltAction> {
  if (actions !== undefined) return actions;
  const manifest = read("server-reference-manifest.json") as {
    node: Record<string, Reference>;
    edge?: Record<string, Reference>;
  };
  const entries = [...Object.entries(manifest.node), ...Object.entries(manifest.edge ?? {})];
  actions = new Map(
    entries.map(([id, { filename, exportedName, workers = {} }]) => [
      `${filename}#${exportedName}`,
      { id, pages: Object.keys(workers).sort() },
    ]),
  );
  return actions;
}

/** `/w/[slug]/controls/page`, `/preferences/route` ...: every page and route handler of the build, without the framework's own. */
export function builtRoutes(): readonly string[] {
  const manifest = read("app-paths-manifest.json") as Record<string, string>;
  return Object.keys(manifest)
    .filter((key) => !key.startsWith("/_"))
    .sort();
}

/** Paths that were rendered at build time; tenant pages never are. */
export function prerendered(): readonly string[] {
  const path = join(folder(), "..", "prerender-manifest.json");
  if (!existsSync(path)) return [];
  const manifest = JSON.parse(readFileSync(path, "utf8")) as { routes: Record<string, unknown> };
  return Object.keys(manifest.routes).sort();
}

/** The files of scripts that a page (`/w/[slug]/soa/page`) loads before anything was opened on it, the framework's among them. */
export function scriptsOf(page: string): readonly string[] {
  const path = join(folder(), "app", `${page}_client-reference-manifest.js`);
  const text = readFileSync(path, "utf8");
  const { entryJSFiles } = JSON.parse(text.slice(text.indexOf("] = {") + 4).replace(/;\s*$/, "")) as {
    readonly entryJSFiles: Readonly<Record<string, readonly string[]>>;
  };
  const { rootMainFiles } = JSON.parse(readFileSync(join(folder(), "..", "build-manifest.json"), "utf8")) as {
    readonly rootMainFiles: readonly string[];
  };
  return [...new Set([...rootMainFiles, ...Object.values(entryJSFiles).flat()])].map((file) =>
    join(folder(), "..", file),
  );
}
