import type { Problem } from "./rules.mjs";

export function documentPaths(
  document: { path: string; text: string },
  exists: (path: string) => boolean,
): Problem[];
