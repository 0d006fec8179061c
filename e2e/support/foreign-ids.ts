// Inputs in which one id is somebody else's.
import type { Input } from "./place";

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** The input with every id, one by one, replaced by `by`; ids that stand inside longer text too. */
export function withForeignIds(input: Input, by: (id: string, at: number) => string): Input[] {
  if (Object.values(input).some((value) => value instanceof File)) return [];
  const text = JSON.stringify(input);
  const found = [...text.matchAll(UUID)];
  return found.map((match, at) => {
    const start = match.index;
    const changed = `${text.slice(0, start)}${by(match[0], at)}${text.slice(start + match[0].length)}`;
    return JSON.parse(changed) as Input;
  });
}

/** The ids of an input in the order in which they stand. */
export function idsOf(input: Input): string[] {
  return JSON.stringify(input).match(UUID) ?? [];
}
