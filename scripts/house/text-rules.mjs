// What is written for people: comments, words on the screen, documents.
import ts from "typescript";
import { commentsOf, lineAt, nodesOf, problem } from "./source.mjs";

// Finding the comments of a file is the dearest step, so files without a suspicious character are let through.
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is what ASCII means.
const SUSPICIOUS = /[^\x00-\x7f]|TODO|FIXME|XXX|HACK|@ts-/;

export function comments(source) {
  if (!SUSPICIOUS.test(source.text)) return [];
  const found = [];
  for (const { start, text } of commentsOf(source)) {
    for (const [rule, message] of commentProblems(text))
      found.push({ path: source.path, line: lineAt(source, start), rule, message });
  }
  return found;
}

function commentProblems(text) {
  const found = [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is what ASCII means.
  if (/[^\x00-\x7f]/.test(text)) found.push(["comment-ascii", "comments are ASCII"]);
  if (/\b(FIXME|XXX|HACK)\b/.test(text)) found.push(["todo", "write TODO(#issue): what is missing"]);
  if (/\bTODO\b/.test(text) && !/\bTODO\(#\d+\): \S/.test(text))
    found.push(["todo", "write TODO(#issue): what is missing"]);
  if (/@ts-(ignore|nocheck)\b/.test(text)) found.push(["suppression", "no @ts-ignore: fix the type"]);
  if (/@ts-expect-error\b/.test(text) && !/@ts-expect-error\s+\S{3}/.test(text)) {
    found.push(["suppression", "a suppression carries its reason"]);
  }
  return found;
}

const SHOWN = /^(app|components|lib)\//;
const UNWANTED = [
  [/\bplease\b/i, 'no "please"'],
  [/\bsuccessfully\b/i, 'no "successfully"'],
  [/[A-Z].*[a-z]!(\s|$)/, "no exclamation marks"],
  [/\boops\b/i, 'no "oops"'],
];

export function words(source) {
  if (source.isTest || !SHOWN.test(source.path)) return [];
  const found = [];
  for (const node of nodesOf(source.ast)) {
    if (!isShownText(node)) continue;
    for (const [pattern, message] of UNWANTED) {
      if (pattern.test(node.text))
        found.push(problem(source, node, "words", `${message} in text that people read`));
    }
  }
  return found;
}

function isShownText(node) {
  if (ts.isJsxText(node)) return true;
  if (ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) return true;
  if (!ts.isStringLiteralLike(node)) return false;
  return (
    node.text.includes(" ") &&
    !(ts.isJsxAttribute(node.parent) && node.parent.name.getText().endsWith("lassName"))
  );
}

const TOP = "app|components|lib|db|e2e|scripts|bench|docs|public|\\.ci|\\.github";
const PATH = new RegExp(`^(?:${TOP})/[\\w@.()[\\]/-]+$`);
const EXAMPLES_FROM = "<!-- examples -->";
const EXAMPLES_TO = "<!-- /examples -->";

/**
 * Paths that a document names and that do not exist. A path is a code span that starts with a folder of the house, or a relative link.
 * Between `<!-- examples -->` and `<!-- /examples -->` names are examples and are not checked.
 */
export function documentPaths({ path, text }, exists) {
  const found = [];
  let isExample = false;
  for (const [index, line] of text.split("\n").entries()) {
    if (line.includes(EXAMPLES_FROM)) isExample = true;
    if (line.includes(EXAMPLES_TO)) isExample = false;
    if (isExample) continue;
    for (const name of namedIn(line, path)) {
      if (!exists(name))
        found.push({ path, line: index + 1, rule: "document-paths", message: `${name} does not exist` });
    }
  }
  return found;
}

function namedIn(line, path) {
  const spans = [...line.matchAll(/`([^`]+)`/g)].map((m) => m[1] ?? "").filter((span) => PATH.test(span));
  const links = [...line.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map((m) => m[1] ?? "");
  const relative = links.filter((link) => !/^[a-z]+:/.test(link)).map((link) => join(path, link));
  return [...spans.map((s) => s.replace(/\/$/, "")), ...relative];
}

function join(from, link) {
  const parts = link.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const part of link.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

/** Commands that a document names (`npm run x`) and that package.json does not have. */
export function documentCommands({ path, text }, scripts) {
  const found = [];
  for (const [index, line] of text.split("\n").entries()) {
    for (const [, name] of line.matchAll(/\bnpm run (?:-s )?([a-z][\w:-]*)/g)) {
      if (name && !(name in scripts)) {
        found.push({
          path,
          line: index + 1,
          rule: "document-commands",
          message: `npm run ${name} does not exist`,
        });
      }
    }
  }
  return found;
}

const ARCHITECTURE = "docs/architecture.md";

/** Tables that db/schema has and the data model page does not mark **now**, and the other way round. */
export function dataModel(text, tables) {
  const documented = new Map();
  for (const [index, line] of text.split("\n").entries()) {
    if (!/^\| `[a-z_]+`.*\*\*now\*\* \|$/.test(line)) continue;
    for (const [, name] of (line.split("|")[1] ?? "").matchAll(/`([a-z_]+)`/g))
      documented.set(name, index + 1);
  }
  const at = (line, message) => ({ path: ARCHITECTURE, line, rule: "data-model", message });
  return [
    ...tables
      .filter((name) => !documented.has(name))
      .map((name) => at(1, `table ${name} exists and is not marked **now** in the data model`)),
    ...[...documented]
      .filter(([name]) => !tables.includes(name))
      .map(([name, line]) => at(line, `table ${name} is marked **now** and does not exist`)),
  ];
}
