// How the fields of a nonconformity's forms read and write what is stored: lists of references, and the analysis of the cause.

import { compareRefs, entryOf, parseRef } from "@/lib/core/frameworks/catalogue";
import { type Cause, FISHBONE_BRANCHES, type FishboneBranch } from "@/lib/core/nonconformity-dto";
import { riskNumber } from "@/lib/core/risk";

const OWN_CONTROL = /^X\.\d+$/;

function refOf(text: string): string | null {
  const upper = text.trim().toUpperCase();
  if (OWN_CONTROL.test(upper) || entryOf(upper) !== undefined) return upper;
  return parseRef(text);
}

/** The references in a text as people type it, separated by commas, semicolons, lines or spaces; a bare `8.2` is the clause. */
export function readRefList(text: string): {
  readonly refs: readonly string[];
  readonly unknown: readonly string[];
} {
  const pieces = text.split(/[,;\n]+/).flatMap((piece) => {
    const whole = piece.trim();
    return refOf(whole) === null ? whole.split(/\s+/) : [whole];
  });
  const read = pieces.filter((piece) => piece !== "").map((piece) => ({ piece, ref: refOf(piece) }));
  const refs = read.flatMap(({ ref }) => (ref === null ? [] : [ref]));
  return {
    refs: [...new Set(refs)].sort(compareRefs),
    unknown: read.filter(({ ref }) => ref === null).map(({ piece }) => piece),
  };
}

/** The risk numbers in a text as people type them: `r4, R-012` reads as. */
export function readRiskNumbers(text: string): {
  readonly numbers: readonly string[];
  readonly unknown: readonly string[];
} {
  const pieces = text.split(/[\s,;]+/).filter((piece) => piece !== "");
  const read = pieces.map((piece) => ({ piece, found: /^R-?0*(\d{1,7})$/i.exec(piece)?.[1] }));
  const numbers = read.flatMap(({ found }) => (found === undefined ? [] : [riskNumber(Number(found))]));
  return {
    numbers: [...new Set(numbers)],
    unknown: read.filter(({ found }) => found === undefined).map(({ piece }) => piece),
  };
}

export const WHY_NUMBERS = [1, 2, 3, 4, 5] as const;
export type WhyNumber = (typeof WHY_NUMBERS)[number];

export type CauseFields = { readonly method: string; readonly text: string } & Readonly<
  Record<`why_${WhyNumber}` | `because_${WhyNumber}` | `branch_${FishboneBranch}`, string>
>;

/** The analysis as the fields of its form, whatever the method; everything is empty without one. */
export function causeFields(cause: Cause | null): CauseFields {
  const whys = cause?.method === "five_whys" ? cause.whys : [];
  const branches = cause?.method === "fishbone" ? cause.branches : null;
  return Object.fromEntries([
    ["method", cause?.method ?? "five_whys"],
    ["text", cause?.method === "free" ? cause.text : ""],
    ...WHY_NUMBERS.flatMap((number) => [
      [`why_${number}`, whys[number - 1]?.why ?? ""],
      [`because_${number}`, whys[number - 1]?.because ?? ""],
    ]),
    ...FISHBONE_BRANCHES.map((name) => [`branch_${name}`, branches?.[name] ?? ""]),
  ]) as CauseFields;
}

/** The analysis that the form's fields describe; pairs without any words are left out. */
export function causeOf(fields: CauseFields): Cause {
  if (fields.method === "free") return { method: "free", text: fields.text };
  if (fields.method === "fishbone") {
    const branches = FISHBONE_BRANCHES.map((name) => [name, fields[`branch_${name}`]] as const);
    return {
      method: "fishbone",
      branches: Object.fromEntries(branches) as Readonly<Record<FishboneBranch, string>>,
    };
  }
  const whys = WHY_NUMBERS.map((number) => ({
    why: fields[`why_${number}`],
    because: fields[`because_${number}`],
  }));
  return { method: "five_whys", whys: whys.filter(({ why, because }) => why !== "" || because !== "") };
}
