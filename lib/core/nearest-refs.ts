// The references and words nearest to text that names none, so that a wrong address or search still leads on.
import { ALL_REQUIREMENTS, parseRef } from "@/lib/core/frameworks/catalogue";

const LONGEST = 40;

/** How many characters have to be inserted, removed or replaced to make one text of the other; a swap counts two. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...b].entries()) {
      const replaced = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      const inserted = (current[column] ?? 0) + 1;
      const removed = (previous[column + 1] ?? 0) + 1;
      current.push(Math.min(replaced, inserted, removed));
    }
    previous = current;
  }
  return previous[b.length] ?? a.length;
}

/** A reference as it is compared: upper case, dots between numbers only (`a 5.15` gives `A5.15`), at most 40 characters. */
export function plainRef(text: string): string {
  return text
    .normalize("NFKC")
    .slice(0, LONGEST)
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, ".")
    .replaceAll(/([A-Z])\.(\d)/g, "$1$2")
    .replaceAll(/^\.|\.$/g, "");
}

function numbersIn(plain: string): readonly number[] {
  return (plain.match(/\d+/g) ?? []).map(Number);
}

/** How far the numbers of two references lie apart, part by part. */
function gap(a: readonly number[], b: readonly number[]): number {
  const parts = Array.from({ length: Math.max(a.length, b.length) }, (_, at) => at);
  return parts.reduce((sum, at) => sum + Math.abs((a[at] ?? 0) - (b[at] ?? 0)), 0);
}

function sharedStart(a: string, b: string): number {
  const differs = [...a].findIndex((letter, at) => letter !== b[at]);
  return differs === -1 ? a.length : differs;
}

type Key = {
  readonly ref: string;
  readonly plain: string;
  readonly numbers: readonly number[];
  readonly handicap: number;
};

const KEYS: readonly Key[] = ALL_REQUIREMENTS.flatMap(({ ref, kind }) => {
  const plain = plainRef(ref);
  const key = { ref, plain, numbers: numbersIn(plain), handicap: 0 };
  return kind === "control" ? [key, { ...key, plain: plain.slice(1), handicap: 0.25 }] : [key];
});

/**
 * References nearest to the text by spelling, then by how much of the beginning is the same, then by number (`A.5.38` gives
 * `A.5.37` before `A.5.3`). A text that names a reference gives it first. Never empty, whatever the text.
 */
export function nearestRefs(text: string, limit = 5): readonly string[] {
  const plain = plainRef(text);
  const numbers = numbersIn(plain);
  const exact = parseRef(text.slice(0, LONGEST), "clause");
  const sorted = KEYS.map((key) => ({
    ref: key.ref,
    far: distance(plain, key.plain) + key.handicap,
    same: sharedStart(plain, key.plain),
    off: gap(numbers, key.numbers),
  })).sort((a, b) => a.far - b.far || b.same - a.same || a.off - b.off);
  const refs = [...(exact === null ? [] : [exact]), ...sorted.map((one) => one.ref)];
  return [...new Set(refs)].slice(0, limit);
}

/** The known words, those spelled most like the text first; `within` leaves out what needs more changes than that. */
export function nearestWords(
  text: string,
  known: readonly string[],
  limit = 5,
  within = Number.POSITIVE_INFINITY,
): readonly string[] {
  const plain = text.normalize("NFKC").toLowerCase().slice(0, LONGEST);
  return known
    .map((word) => ({ word, far: distance(plain, word.toLowerCase()) }))
    .filter(({ far }) => far <= within)
    .sort((a, b) => a.far - b.far)
    .slice(0, limit)
    .map((one) => one.word);
}
