// The rules by name of what they look at.
import {
  clock,
  doors,
  environment,
  forgedScope,
  inlineStyle,
  rawHtml,
  rawSql,
  records,
} from "./code-rules.mjs";
import {
  classes,
  coreOpening,
  docstrings,
  fileLength,
  firstLine,
  functionLength,
  roomNames,
  serverActions,
} from "./layout-rules.mjs";
import { parse } from "./source.mjs";
import { comments, words } from "./text-rules.mjs";

const SOURCE_RULES = [
  roomNames,
  firstLine,
  coreOpening,
  docstrings,
  fileLength,
  functionLength,
  classes,
  serverActions,
  forgedScope,
  clock,
  environment,
  rawSql,
  rawHtml,
  inlineStyle,
  records,
  doors,
  comments,
  words,
];

/** All problems of one source file, in the order of the rules. */
export function checkSource(path, text) {
  const source = parse(path, text);
  return SOURCE_RULES.flatMap((rule) => rule(source));
}
