// Where a file may stand, what it is called, how it begins and how long it may be.
import ts from "typescript";
import { directiveOf, isExported, nodesOf, problem, topFunctions } from "./source.mjs";

const LAYERS = /^(app|components|lib|db)\//;
const FREE_ROOMS = new Set(["core", "auth", "exports", "mail", "jobs", "platform"]);
const ROOM_FILES = /^(input|queries|mutations|actions|handlers)(\.db)?(\.test)?\.ts$/;
const ROOM_FOLDERS = /^(queries|mutations)\/[a-z0-9-]+(\.db)?(\.test)?\.ts$/;
const BANNED_FOLDERS = /(^|\/)(utils?|helpers?|services?|types|hooks|constants)(\/|\.tsx?$)/;

export const LIMITS = { file: 400, function: 80, component: 160, parameters: 5 };

export function roomNames({ path }) {
  const at = (message) => [{ path, line: 1, rule: "room-names", message }];
  if (!LAYERS.test(path)) return [];
  if (/(^|\/)index\.tsx?$/.test(path)) return at("no index files: import the file that holds the thing");
  if (BANNED_FOLDERS.test(path) && path !== "lib/core/frameworks/types.ts") {
    return at("no utils, helpers, services, types, hooks or constants: name the file by what it holds");
  }
  const [layer, room, ...rest] = path.split("/");
  if (layer !== "lib") return [];
  if (rest.length === 0) return at("a file of lib/ stands in a room (lib/<domain>/)");
  if (FREE_ROOMS.has(room)) return [];
  const name = rest.join("/");
  if (
    ROOM_FILES.test(name) ||
    ROOM_FOLDERS.test(name) ||
    (room === "rooms" && /^gate(\.db)?(\.test)?\.ts$/.test(name))
  )
    return [];
  return at("a room holds input, queries, mutations, actions and handlers only; rules belong to lib/core");
}

const SERVER_ONLY = /^lib\/(auth\/[^/]+|[^/]+\/(queries|mutations|handlers)(\/[^/]+)?)\.ts$/;

export function firstLine(source) {
  if (source.isTest || !/^lib\/[^/]+\//.test(source.path) || source.path.startsWith("lib/core/")) return [];
  const first = source.ast.statements[0] ?? source.ast;
  if (/^lib\/[^/]+\/actions\.ts$/.test(source.path)) {
    return directiveOf(source) === "use server"
      ? []
      : [problem(source, first, "first-line", 'actions.ts starts with "use server"')];
  }
  if (!SERVER_ONLY.test(source.path) || source.path.endsWith("/input.ts")) return [];
  const isGuard = ts.isImportDeclaration(first) && first.moduleSpecifier.text === "server-only";
  return isGuard ? [] : [problem(source, first, "first-line", 'this file starts with import "server-only"')];
}

export function coreOpening(source) {
  if (source.isTest || !source.path.startsWith("lib/core/") || source.text.startsWith("// ")) return [];
  return [
    {
      path: source.path,
      line: 1,
      rule: "core-opening",
      message: "a file of lib/core starts with one comment line: what it decides",
    },
  ];
}

export function docstrings(source) {
  if (source.isTest || !/^(lib|db)\//.test(source.path)) return [];
  return topFunctions(source)
    .filter((f) => f.exported && !f.isValue && !hasDocstring(f.node))
    .map((f) =>
      problem(
        source,
        f.node,
        "docstring",
        `exported function ${f.name} needs a docstring that says what its signature cannot`,
      ),
    );
}

function hasDocstring(node) {
  return ts
    .getJSDocCommentsAndTags(node)
    .some((doc) => ts.isJSDoc(doc) && doc.getText().replace(/[/*\s]+/g, " ").length > 12);
}

export function fileLength(source) {
  const lines = source.text.split("\n").length - 1;
  if (lines <= LIMITS.file || source.path.startsWith("lib/core/frameworks/")) return [];
  return [
    {
      path: source.path,
      line: LIMITS.file + 1,
      rule: "file-length",
      message: `${lines} lines; the limit is ${LIMITS.file}: split it by topic`,
    },
  ];
}

export function functionLength(source) {
  if (source.isTest || source.path.startsWith("lib/core/frameworks/")) return [];
  const found = [];
  for (const node of nodesOf(source.ast)) {
    if (!ts.isFunctionLike(node) || !node.body) continue;
    const start = source.ast.getLineAndCharacterOfPosition(node.getStart(source.ast)).line;
    const lines = source.ast.getLineAndCharacterOfPosition(node.end).line - start + 1;
    const limit = isComponent(source, node) ? LIMITS.component : LIMITS.function;
    if (lines > limit)
      found.push(
        problem(source, node, "function-length", `${nameOf(node)} has ${lines} lines; the limit is ${limit}`),
      );
    if (node.parameters.length > LIMITS.parameters) {
      found.push(
        problem(
          source,
          node,
          "parameters",
          `${nameOf(node)} takes ${node.parameters.length} parameters: take an object`,
        ),
      );
    }
  }
  return found;
}

function nameOf(node) {
  if (node.name && ts.isIdentifier(node.name)) return node.name.text;
  return node.parent && ts.isVariableDeclaration(node.parent) && ts.isIdentifier(node.parent.name)
    ? node.parent.name.text
    : "this function";
}

function isComponent(source, node) {
  return source.path.endsWith(".tsx") && /^[A-Z]/.test(nameOf(node));
}

export function classes(source) {
  if (source.isTest || !LAYERS.test(source.path)) return [];
  const found = [];
  for (const node of nodesOf(source.ast)) {
    if (!ts.isClassLike(node)) continue;
    const parent = node.heritageClauses?.[0]?.types[0]?.expression.getText(source.ast);
    if (parent !== "Error")
      found.push(
        problem(source, node, "classes", "no classes but errors: a function and a type do the same"),
      );
  }
  return found;
}

export function serverActions(source) {
  const found = [];
  for (const node of nodesOf(source.ast)) {
    const isDirective =
      ts.isExpressionStatement(node) &&
      ts.isStringLiteral(node.expression) &&
      node.expression.text === "use server";
    if (!isDirective) continue;
    if (!ts.isSourceFile(node.parent)) {
      found.push(
        problem(
          source,
          node,
          "server-actions",
          "no server action inside a function: it would take its guard from its surroundings",
        ),
      );
    } else if (!/^lib\/[^/]+\/actions\.ts$/.test(source.path)) {
      found.push(
        problem(source, node, "server-actions", '"use server" stands in lib/<domain>/actions.ts only'),
      );
    }
  }
  if (directiveOf(source) === "use server") found.push(...unguardedExports(source));
  return found;
}

const DOORS = new Set(["defineAction", "definePublicAction", "defineRoomAction"]);

function unguardedExports(source) {
  const bad = (node) =>
    problem(
      source,
      node,
      "server-actions",
      "an action is `export const x = defineAction(...)` or `definePublicAction(...)`, nothing else",
    );
  const found = [];
  for (const statement of source.ast.statements) {
    if (ts.isExportDeclaration(statement) || ts.isExportAssignment(statement)) found.push(bad(statement));
    if (
      !isExported(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement)
    )
      continue;
    if (!ts.isVariableStatement(statement)) {
      found.push(bad(statement));
      continue;
    }
    for (const { initializer } of statement.declarationList.declarations) {
      const guarded =
        initializer &&
        ts.isCallExpression(initializer) &&
        ts.isIdentifier(initializer.expression) &&
        DOORS.has(initializer.expression.text);
      if (!guarded) found.push(bad(statement));
    }
  }
  return found;
}
