// The letters that stand for the cells of a matrix, small enough to travel to the browser.

export type MatrixValue = "full" | "partial" | "theme";

/** One letter per cell, "." for an empty one. Small letters are pairs that a team decided; `x` is one that it took out. */
export const MATRIX_CODES = {
  F: { value: "full", text: "F", word: "Full" },
  P: { value: "partial", text: "P", word: "Partial" },
  t: { value: "theme", text: "t", word: "theme-level" },
  f: { value: "full", text: "F", word: "Full, decided by your team" },
  p: { value: "partial", text: "P", word: "Partial, decided by your team" },
  x: { value: "none", text: "x", word: "taken out by your team" },
} as const satisfies Record<string, { value: MatrixValue | "none"; text: string; word: string }>;
export type MatrixCode = keyof typeof MATRIX_CODES;

/** Whether the letter is one that a cell can hold. */
export function isMatrixCode(letter: string): letter is MatrixCode {
  return Object.hasOwn(MATRIX_CODES, letter);
}
