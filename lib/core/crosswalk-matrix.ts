// The crosswalk as a matrix of criteria and controls: which rows and columns an address asks for, and what stands in each cell.
import { type CrosswalkInput, criterionInScope, pairsOf, themeNamedBy } from "@/lib/core/crosswalk";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import { CRITERIA } from "@/lib/core/frameworks/tsc";
import {
  ANNEX_THEMES,
  type AnnexControl,
  type AnnexTheme,
  type Criterion,
  TSC_CATEGORIES,
} from "@/lib/core/frameworks/types";
import type { MatrixCode, MatrixValue } from "@/lib/core/matrix-codes";
import { nearestWords } from "@/lib/core/nearest-refs";
import { singleValues } from "@/lib/core/paths";

/** `in_scope` leaves the criteria of the view's scope; null shows all 61. */
export const MATRIX_CRITERIA = ["in_scope", ...TSC_CATEGORIES] as const;

export type MatrixSelection = {
  readonly criteria: (typeof MATRIX_CRITERIA)[number] | null;
  readonly theme: AnnexTheme | null;
};

export type MatrixReading =
  | { readonly ok: true; readonly selection: MatrixSelection }
  | {
      readonly ok: false;
      readonly name: "category" | "theme";
      readonly unknown: string;
      readonly offered: readonly string[];
    };

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

function unknownValue(name: "category" | "theme", text: string, known: readonly string[]): MatrixReading {
  return { ok: false, name, unknown: text.trim().slice(0, 60), offered: nearestWords(text, known) };
}

/** The filters of an address (`category`, `theme`); a value that does not exist is handed back with those that do. */
export function readMatrixSelection(query: Query): MatrixReading {
  const { category = "", theme = "" } = singleValues(query);
  const criteria = MATRIX_CRITERIA.find((one) => one === category.trim().toLowerCase()) ?? null;
  const column = ANNEX_THEMES.find((one) => one === theme.trim().toUpperCase()) ?? null;
  if (category.trim() !== "" && criteria === null) return unknownValue("category", category, MATRIX_CRITERIA);
  if (theme.trim() !== "" && column === null) return unknownValue("theme", theme, ANNEX_THEMES);
  return { ok: true, selection: { criteria, theme: column } };
}

/** The query that brings the selection back. */
export function matrixQuery({ criteria, theme }: MatrixSelection): Readonly<Record<string, string>> {
  return { ...(criteria === null ? {} : { category: criteria }), ...(theme === null ? {} : { theme }) };
}

export type CrosswalkMatrix = {
  readonly criteria: readonly Criterion[];
  readonly controls: readonly AnnexControl[];
  /** What the cell of a criterion and a control holds; null for most. */
  readonly valueAt: (criterion: string, control: string) => MatrixValue | null;
  readonly counts: Readonly<Record<MatrixValue, number>>;
};

const CODE: Readonly<Record<MatrixValue, MatrixCode>> = { full: "F", partial: "P", theme: "t" };

function isShown(criterion: Criterion, input: CrosswalkInput, wanted: MatrixSelection["criteria"]): boolean {
  if (wanted === "in_scope") return criterionInScope(criterion, input);
  return wanted === null || criterion.category === wanted;
}

function valuesOf(input: CrosswalkInput): ReadonlyMap<string, MatrixValue> {
  const values = new Map<string, MatrixValue>();
  for (const { criterion, ref, overlap } of pairsOf(input)) values.set(`${criterion} ${ref}`, overlap);
  return values;
}

/**
 * The cells for a selection. What a row says does not depend on the scope, so all criteria are read; scope decides only
 * what `in_scope` shows. A theme-level cell stands where a counted row names the theme and no pair.
 */
export function crosswalkMatrix(
  input: CrosswalkInput,
  { criteria, theme }: MatrixSelection,
): CrosswalkMatrix {
  const values = valuesOf({ ...input, categories: TSC_CATEGORIES });
  const themes = new Map(
    CRITERIA.map(({ ref }) => [ref, input.countWildcard ? themeNamedBy(ref, input) : null]),
  );
  const themeOf = new Map(CONTROLS.map((control) => [control.ref, control.theme]));
  const shown = {
    criteria: CRITERIA.filter((criterion) => isShown(criterion, input, criteria)),
    controls: CONTROLS.filter((control) => theme === null || control.theme === theme),
  };
  const valueAt = (criterion: string, control: string): MatrixValue | null => {
    const pair = values.get(`${criterion} ${control}`);
    if (pair !== undefined) return pair;
    const named = themes.get(criterion) ?? null;
    return named !== null && named === themeOf.get(control) ? "theme" : null;
  };
  const counts = { full: 0, partial: 0, theme: 0 };
  for (const criterion of shown.criteria) {
    for (const control of shown.controls) {
      const value = valueAt(criterion.ref, control.ref);
      if (value !== null) counts[value] += 1;
    }
  }
  return { ...shown, valueAt, counts };
}

/** One text per row with one letter of `MATRIX_CODES` per column, "." where the cell is empty. */
export function matrixCells(
  rows: readonly { readonly ref: string }[],
  columns: readonly { readonly ref: string }[],
  valueAt: (row: string, column: string) => MatrixValue | null,
): readonly string[] {
  const letter = (value: MatrixValue | null) => (value === null ? "." : CODE[value]);
  return rows.map((row) => columns.map((column) => letter(valueAt(row.ref, column.ref))).join(""));
}
