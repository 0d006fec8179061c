import type { Problem } from "./rules.mjs";

export function documentPaths(
  document: { path: string; text: string },
  exists: (path: string) => boolean,
): Problem[];
export function documentCommands(
  document: { path: string; text: string },
  scripts: Record<string, string>,
): Problem[];
export function dataModel(text: string, tables: readonly string[]): Problem[];
