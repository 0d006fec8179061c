// What code may do where: scopes, the clock, the environment, raw SQL, raw HTML, activity entries.
import ts from "typescript";
import { calledName, commentsOf, dotted, nodesOf, problem, topFunctions } from "./source.mjs";

const SCOPE_MAKERS = new Set(["lib/auth/authorize.ts", "lib/jobs/scope.ts", "lib/rooms/gate.ts"]);
const SCOPE_TYPES = new Set(["Scope", "AnyScope", "RoomScope"]);

export function forgedScope(source) {
  if (SCOPE_MAKERS.has(source.path)) return [];
  const found = [];
  for (const node of nodesOf(source.ast)) {
    if (!ts.isAsExpression(node) && !ts.isTypeAssertionExpression(node)) continue;
    for (const part of nodesOf(node.type)) {
      if (
        ts.isTypeReferenceNode(part) &&
        ts.isIdentifier(part.typeName) &&
        SCOPE_TYPES.has(part.typeName.text)
      ) {
        found.push(
          problem(source, node, "forged-scope", `only ${[...SCOPE_MAKERS].join(", ")} may make a scope`),
        );
      }
    }
  }
  return found;
}

const CLOCKS = new Set([
  "Date.now",
  "performance.now",
  "Temporal.Now",
  "Math.random",
  "crypto.randomUUID",
  "crypto.getRandomValues",
]);

export function clock(source) {
  const inCore = source.path.startsWith("lib/core/");
  if (source.isTest || !(inCore || /^lib\/[^/]+\/queries(\.ts$|\/)/.test(source.path))) return [];
  const found = [];
  for (const node of nodesOf(source.ast)) {
    const reads =
      CLOCKS.has(dotted(node)) ||
      (ts.isNewExpression(node) && node.expression.getText(source.ast) === "Date" && !node.arguments?.length);
    if (reads)
      found.push(
        problem(source, node, "clock", "no clock and no chance here: `now`, `today` and ids are parameters"),
      );
  }
  return found;
}

const ENV_READERS =
  /^(lib\/platform\/env\.ts|db\/connections\.ts|(instrumentation|proxy)\.ts|(scripts|bench|e2e|db\/testing)\/|[^/]+\.config\.(ts|mjs)$)/;

export function environment(source) {
  if (source.isTest || ENV_READERS.test(source.path)) return [];
  return [...nodesOf(source.ast)]
    .filter((node) => dotted(node) === "process.env")
    .map((node) =>
      problem(
        source,
        node,
        "environment",
        "process.env is read in lib/platform/env.ts and db/connections.ts only",
      ),
    );
}

const RAW_SQL = new Set(["sql.raw", "sql.unsafe", "sql.identifier", "tx.unsafe"]);
const RAW_SQL_PLACES =
  /^(db\/(bulk|migrator|roles|whole-tables)\.ts|db\/(schema|testing)\/|scripts\/|bench\/|e2e\/)/;

export function rawSql(source) {
  if (source.isTest || RAW_SQL_PLACES.test(source.path)) return [];
  return [...nodesOf(source.ast)]
    .filter((node) => RAW_SQL.has(dotted(node)))
    .map((node) =>
      problem(source, node, "raw-sql", `${dotted(node)} builds SQL from text: bind parameters instead`),
    );
}

export function rawHtml(source) {
  return [...nodesOf(source.ast)]
    .filter((node) => ts.isIdentifier(node) && node.text === "dangerouslySetInnerHTML")
    .map((node) => problem(source, node, "raw-html", "no dangerouslySetInnerHTML: render text as text"));
}

const INLINE_STYLE_PLACES = /^(app|components)\//;

export function inlineStyle(source) {
  if (!INLINE_STYLE_PLACES.test(source.path) || source.path === "app/global-error.tsx") return [];
  return [...nodesOf(source.ast)]
    .filter((node) => ts.isJsxAttribute(node) && node.name.getText(source.ast) === "style")
    .map((node) =>
      problem(
        source,
        node,
        "inline-style",
        "the content security policy refuses style attributes: use a class or an SVG attribute",
      ),
    );
}

const MUTATIONS = /^lib\/[^/]+\/mutations(\.ts$|\/)/;
const WAYS_IN = ["inWorkspace", "inRoom"];
const NO_RECORD = /^\/\/ house: no-record \S.{8,}/;

export function records(source) {
  if (source.isTest || !MUTATIONS.test(source.path)) return [];
  const functions = topFunctions(source).filter((f) => !f.isValue);
  const calls = new Map(functions.map((f) => [f.name, callsOf(f.body)]));
  const waivers = commentsOf(source).filter((c) => NO_RECORD.test(c.text));
  return functions
    .filter((f) => f.exported && WAYS_IN.some((way) => reaches(f.name, way, calls, new Set())))
    .filter((f) => !reaches(f.name, "record", calls, new Set()))
    .filter((f) => !waivers.some((c) => c.start >= f.node.getFullStart() && c.start < f.node.end))
    .map((f) =>
      problem(
        source,
        f.node,
        "records",
        `${f.name} writes in inWorkspace or inRoom and never calls record; if that is right, say why: // house: no-record <reason>`,
      ),
    );
}

function callsOf(node) {
  const names = new Set();
  for (const part of nodesOf(node)) {
    if (ts.isCallExpression(part)) names.add(calledName(part));
    if (ts.isIdentifier(part) && ts.isCallExpression(part.parent)) names.add(part.text);
  }
  return names;
}

function reaches(name, goal, calls, seen) {
  if (seen.has(name)) return false;
  seen.add(name);
  const direct = calls.get(name);
  if (!direct) return false;
  return direct.has(goal) || [...direct].some((next) => reaches(next, goal, calls, seen));
}

const PAGE = /^app\/w\/.*\/?page\.tsx$/;
const ROUTE = /^app\/w\/.*\/?route\.ts$/;
const CHANGES = new Set(["POST", "PUT", "PATCH", "DELETE"]);

const ROOM_PAGE = /^app\/room\/\[room\]\/.*page\.tsx$|^app\/room\/\[room\]\/page\.tsx$/;
const ROOM_ROUTE = /^app\/room\/\[room\]\/.*route\.ts$/;

export function doors(source) {
  if (ROOM_PAGE.test(source.path))
    return lacks(source, ["roomPage"], "every page of a room asks for its own scope");
  if (ROOM_ROUTE.test(source.path))
    return lacks(source, ["withRoom"], "every route of a room asks for its own scope");
  if (PAGE.test(source.path))
    return lacks(source, ["pageScope"], "every page of a workspace asks for its own scope");
  if (!ROUTE.test(source.path)) return [];
  const changes = topFunctions(source).some((f) => f.exported && CHANGES.has(f.name));
  return changes
    ? lacks(source, ["withWriteScope"], "a route that changes something checks origin and scope")
    : lacks(source, ["withScope", "withWriteScope"], "every route of a workspace asks for its own scope");
}

function lacks(source, doorNames, message) {
  const called = callsOf(source.ast);
  if (doorNames.some((door) => called.has(door))) return [];
  return [
    { path: source.path, line: 1, rule: "doors", message: `${message}: call ${doorNames.join(" or ")}` },
  ];
}
