// Which lines of a list a sample holds: drawn at random from a seed, taken at an interval, or chosen by the auditor.
import type { Sha256 } from "@/lib/core/merkle";
import type { SampleMethod } from "@/lib/core/room-work-statuses";
import { utf8 } from "@/lib/core/tlog-bytes";

export const SAMPLE_LIMITS = { size: 250, seed: Number.MAX_SAFE_INTEGER } as const;

export type DrawRule =
  | { readonly method: "random"; readonly size: number; readonly seed: number }
  | {
      readonly method: "interval";
      readonly size: number;
      readonly start: number;
      /** Null takes the widest step that fits: lines divided by size, rounded down. */
      readonly step: number | null;
    }
  | { readonly method: "judgemental"; readonly lines: readonly number[]; readonly rationale: string };

export type DrawField = "size" | "seed" | "start" | "step" | "lines" | "rationale";
export type Draw =
  | { readonly ok: true; readonly lines: readonly number[]; readonly step: number | null }
  | { readonly ok: false; readonly field: DrawField; readonly reason: string };

const RANGE = 2 ** 48;
const counted = (n: number) => n.toLocaleString("en");
const refuse = (field: DrawField, reason: string): Draw => ({ ok: false, field, reason });

/**
 * Numbers from 0 to below n, each as likely as the others: the first 48 bits of SHA-256 over the text `seed:counter`,
 * counter from 1 on; a value in the last, incomplete stretch of n is passed over, so no remainder is favoured.
 */
function numbersOf(seed: number, sha256: Sha256): (n: number) => number {
  let counter = 0;
  return (n) => {
    const limit = RANGE - (RANGE % n);
    for (;;) {
      counter += 1;
      const hash = sha256(utf8(`${seed}:${counter}`));
      const value = hash.slice(0, 6).reduce((sum, byte) => sum * 256 + byte, 0);
      if (value < limit) return value % n;
    }
  };
}

/** The first `size` steps of a Fisher-Yates shuffle of the lines 1 to `population`, of which only moved lines are kept. */
function shuffled(population: number, size: number, below: (n: number) => number): readonly number[] {
  const moved = new Map<number, number>();
  const at = (index: number) => moved.get(index) ?? index + 1;
  const out: number[] = [];
  for (let index = 0; index < size; index += 1) {
    const other = index + below(population - index);
    out.push(at(other));
    moved.set(other, at(index));
  }
  return out;
}

function sizeProblem(size: number, population: number): string | null {
  if (!Number.isSafeInteger(size) || size < 1) return "A sample has at least one line.";
  if (size > population)
    return `The list has ${counted(population)} lines; ${counted(size)} cannot be drawn.`;
  return size > SAMPLE_LIMITS.size ? `A sample has at most ${SAMPLE_LIMITS.size} lines. Draw several.` : null;
}

function drawInterval(population: number, rule: Extract<DrawRule, { method: "interval" }>): Draw {
  const { size, start } = rule;
  const step = rule.step ?? Math.floor(population / size);
  if (!Number.isSafeInteger(start) || start < 1 || start > population)
    return refuse("start", `Choose a first line from 1 to ${counted(population)}.`);
  if (!Number.isSafeInteger(step) || step < 1) return refuse("step", "The interval is at least 1.");
  const reach = Math.floor((population - start) / step) + 1;
  if (reach < size) {
    const found = `From line ${counted(start)} in steps of ${counted(step)} the list has ${counted(reach)} lines; ${counted(size)} are asked for.`;
    return refuse(
      rule.step === null ? "start" : "step",
      `${found} Begin earlier or choose a smaller interval.`,
    );
  }
  return { ok: true, lines: Array.from({ length: size }, (_, index) => start + index * step), step };
}

function drawChosen(population: number, rule: Extract<DrawRule, { method: "judgemental" }>): Draw {
  const lines = [...new Set(rule.lines)].sort((a, b) => a - b);
  if (lines.length === 0) return refuse("lines", "Choose at least one line.");
  const outside = lines.find((line) => !Number.isSafeInteger(line) || line < 1 || line > population);
  if (outside !== undefined)
    return refuse(
      "lines",
      `The list has the lines 1 to ${counted(population)}; ${counted(outside)} is none of them.`,
    );
  const problem = sizeProblem(lines.length, population);
  if (problem !== null) return refuse("lines", problem);
  if (rule.rationale.trim() === "") return refuse("rationale", "Say why these lines were chosen.");
  return { ok: true, lines, step: null };
}

/**
 * The lines of a sample in the order of the draw; line 1 is the first below the heading. The same rule on a list of the
 * same length gives the same lines everywhere and for ever: docs/sampling.md repeats the algorithm with examples. A
 * larger random sample with the same seed begins with the smaller one.
 */
export function drawLines(population: number, rule: DrawRule, sha256: Sha256): Draw {
  if (population < 1) return refuse("size", "The list has no line to draw.");
  if (rule.method === "judgemental") return drawChosen(population, rule);
  const problem = sizeProblem(rule.size, population);
  if (problem !== null) return refuse("size", problem);
  if (rule.method === "interval") return drawInterval(population, rule);
  const { seed, size } = rule;
  if (!Number.isSafeInteger(seed) || seed < 0) return refuse("seed", "A seed is a whole number from 0 on.");
  return { ok: true, lines: shuffled(population, size, numbersOf(seed, sha256)), step: null };
}

const PART = /^(\d{1,9})(?:\s*(?:-|to|\u2013)\s*(\d{1,9}))?$/;

/** `3, 17, 40-45` as line numbers in that order; at most 250 of them. */
export function readLineNumbers(
  text: string,
):
  | { readonly ok: true; readonly lines: readonly number[] }
  | { readonly ok: false; readonly reason: string } {
  const lines = new Set<number>();
  for (const part of text.split(/[,;\n]/).map((one) => one.trim())) {
    if (part === "") continue;
    const found = PART.exec(part);
    const first = Number(found?.[1]);
    const last = Number(found?.[2] ?? found?.[1]);
    if (found === null || last < first)
      return { ok: false, reason: `Write line numbers such as 3, 17, 40-45; ${part.slice(0, 40)} is none.` };
    if (last - first >= SAMPLE_LIMITS.size || lines.size > SAMPLE_LIMITS.size)
      return { ok: false, reason: `A sample has at most ${SAMPLE_LIMITS.size} lines. Draw several.` };
    for (let line = first; line <= last; line += 1) lines.add(line);
  }
  return { ok: true, lines: [...lines] };
}

export type RecordedDraw = {
  readonly method: SampleMethod;
  readonly size: number;
  readonly populationSize: number;
  readonly seed: number | null;
  readonly step: number | null;
  readonly start: number | null;
  readonly rationale: string;
};

/** The rule of a recorded draw; `lines` are the chosen ones of a judgemental sample. */
export function ruleOf(draw: RecordedDraw, lines: readonly number[]): DrawRule {
  const { method, size } = draw;
  if (method === "random") return { method, size, seed: draw.seed ?? 0 };
  if (method === "interval") return { method, size, start: draw.start ?? 1, step: draw.step };
  return { method, lines, rationale: draw.rationale };
}

/** `25 of 800 lines, at random with seed 20261`. */
export function drawWords(draw: RecordedDraw): string {
  const of = `${counted(draw.size)} of ${counted(draw.populationSize)} lines`;
  if (draw.method === "random") return `${of}, at random with seed ${draw.seed ?? 0}`;
  if (draw.method === "interval")
    return `${of}, every ${counted(draw.step ?? 1)} lines from line ${counted(draw.start ?? 1)}`;
  return `${of}, chosen by the auditor`;
}
