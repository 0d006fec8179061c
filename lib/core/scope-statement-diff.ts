// Two texts side by side: which words stand in both, in the same order, and which on one side only.

export type DiffPart = { readonly text: string; readonly only: boolean };
export type TextDiff = {
  readonly left: readonly DiffPart[];
  readonly right: readonly DiffPart[];
  /** Nothing but white space differs. */
  readonly same: boolean;
};

/** Beyond this many words a side the texts are compared as wholes. */
const WORD_LIMIT = 1_500;

const fold = (word: string) =>
  word
    .normalize("NFKC")
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

/** Each word with the white space behind it. */
function wordsOf(text: string): readonly string[] {
  return text.match(/\S+\s*|^\s+/gu) ?? [];
}

/** Length of the longest common run of words from each pair of positions on. */
function commonLengths(a: readonly string[], b: readonly string[]): readonly Uint16Array[] {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = table[i];
    const below = table[i + 1];
    if (row === undefined || below === undefined) continue;
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const equal = a[i] === b[j];
      row[j] = equal ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}

function kept(a: readonly string[], b: readonly string[]) {
  const table = commonLengths(a, b);
  const left = new Set<number>();
  const right = new Set<number>();
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      left.add(i);
      right.add(j);
      i += 1;
      j += 1;
    } else if ((table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return { left, right };
}

function partsOf(words: readonly string[], common: ReadonlySet<number>): readonly DiffPart[] {
  const parts: { text: string; only: boolean }[] = [];
  words.forEach((word, at) => {
    const only = !common.has(at) && word.trim() !== "";
    const last = parts.at(-1);
    if (last?.only === only) last.text += word;
    else parts.push({ text: word, only });
  });
  return parts;
}

/** What differs between two texts, word by word; case and punctuation around a word do not count. */
export function diffTexts(left: string, right: string): TextDiff {
  const [a, b] = [wordsOf(left), wordsOf(right)];
  if (a.length > WORD_LIMIT || b.length > WORD_LIMIT) {
    const same = left === right;
    const whole = (text: string) => (text === "" ? [] : [{ text, only: !same }]);
    return { left: whole(left), right: whole(right), same };
  }
  const common = kept(a.map(fold), b.map(fold));
  const [leftParts, rightParts] = [partsOf(a, common.left), partsOf(b, common.right)];
  const same = [...leftParts, ...rightParts].every((part) => !part.only);
  return { left: leftParts, right: rightParts, same };
}
