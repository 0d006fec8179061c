// What every rule works on: a parsed file, and the problems found in it.
import ts from "typescript";

/** @typedef {{ path: string, line: number, rule: string, message: string }} Problem */
/** @typedef {{ path: string, text: string, ast: import("typescript").SourceFile, isTest: boolean }} Source */

const TEST = /(\.test|\.spec)\.tsx?$/;

/** @returns {Source} */
export function parse(path, text) {
  const kind = path.endsWith("x")
    ? ts.ScriptKind.TSX
    : path.endsWith(".ts")
      ? ts.ScriptKind.TS
      : ts.ScriptKind.JS;
  const ast = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  return { path, text, ast, isTest: TEST.test(path) };
}

/** @returns {Problem} */
export function problem(source, node, rule, message) {
  return { path: source.path, line: lineAt(source, node.getStart(source.ast)), rule, message };
}

export function lineAt(source, position) {
  return source.ast.getLineAndCharacterOfPosition(position).line + 1;
}

const flattened = new WeakMap();

/** Every node of the tree, parents first; kept, because most rules ask for it. */
export function nodesOf(root) {
  const known = flattened.get(root);
  if (known) return known;
  const nodes = [];
  const visit = (node) => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  flattened.set(root, nodes);
  return nodes;
}

/** Every comment of the file as {start, text}; template texts and strings are not mistaken for comments. */
export function commentsOf(source) {
  if (!/\/[/*]/.test(source.text)) return [];
  const seen = new Map();
  const add = (range) => {
    if (!seen.has(range.pos)) seen.set(range.pos, source.text.slice(range.pos, range.end));
  };
  for (const node of tokensOf(source.ast, source.ast)) {
    if (node.kind === ts.SyntaxKind.JsxText) continue;
    for (const range of ts.getLeadingCommentRanges(source.text, node.getFullStart()) ?? []) add(range);
    for (const range of ts.getTrailingCommentRanges(source.text, node.getEnd()) ?? []) {
      if (!insideJsxText(node)) add(range);
    }
  }
  return [...seen].map(([start, text]) => ({ start, text })).sort((a, b) => a.start - b.start);
}

function insideJsxText(node) {
  const parent = node.parent;
  return Boolean(
    parent && (ts.isJsxOpeningElement(parent) || ts.isJsxClosingElement(parent) || ts.isJsxElement(parent)),
  );
}

function tokensOf(node, ast, tokens = []) {
  const children = node.getChildren(ast);
  if (children.length === 0) tokens.push(node);
  for (const child of children) if (!ts.isJSDoc(child)) tokensOf(child, ast, tokens);
  return tokens;
}

/** `name` of `name(...)` or `a.name(...)`, else "". */
export function calledName(call) {
  const callee = call.expression;
  if (ts.isIdentifier(callee)) return callee.text;
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : "";
}

/** `a.b` for a property access on a plain name, else "". */
export function dotted(node) {
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return "";
  return `${node.expression.text}.${node.name.text}`;
}

export function isExported(node) {
  return Boolean(
    ts.canHaveModifiers(node) && ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword),
  );
}

/** Functions declared at the top of the file, as {name, node (statement), body, exported}; `const f = () => ...` counts. */
export function topFunctions(source) {
  const found = [];
  for (const statement of source.ast.statements) {
    if (ts.isFunctionDeclaration(statement)) {
      found.push({
        name: statement.name?.text ?? "default",
        node: statement,
        body: statement,
        exported: isExported(statement),
      });
    }
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (initializer && ts.isIdentifier(name)) {
        const isFunction = ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer);
        found.push({
          name: name.text,
          node: statement,
          body: initializer,
          exported: isExported(statement),
          isValue: !isFunction,
        });
      }
    }
  }
  return found;
}

/** "use server" or "use client" when it is the file's directive, else "". */
export function directiveOf(source) {
  const first = source.ast.statements[0];
  return first && ts.isExpressionStatement(first) && ts.isStringLiteral(first.expression)
    ? first.expression.text
    : "";
}
