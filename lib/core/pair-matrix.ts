// The workspace's crosswalk as a matrix: one letter per criterion and control, with what the team decided and took out.
import { type CrosswalkInput, type KnownPair, knownPairsOf } from "@/lib/core/crosswalk";
import { crosswalkMatrix, type MatrixSelection } from "@/lib/core/crosswalk-matrix";
import { TSC_CATEGORIES } from "@/lib/core/frameworks/types";
import type { MatrixCode } from "@/lib/core/matrix-codes";

export type MatrixSideFacts = { readonly ref: string; readonly title: string; readonly linked: number };

export type MatrixCells = {
  readonly rows: readonly MatrixSideFacts[];
  readonly columns: readonly MatrixSideFacts[];
  /** One text per row with one letter of `MATRIX_CODES` per column, "." where the cell is empty. */
  readonly cells: readonly string[];
  readonly pairs: number;
  readonly decided: number;
  /** Cells that only a row about a whole theme names. */
  readonly theme: number;
};

export type MatrixPage = MatrixCells & {
  readonly workspace: { readonly name: string; readonly slug: string };
  readonly selection: MatrixSelection;
};

const LETTER: Readonly<Record<KnownPair["overlap"], { said: MatrixCode; decided: MatrixCode }>> = {
  full: { said: "F", decided: "f" },
  partial: { said: "P", decided: "p" },
  none: { said: "x", decided: "x" },
};

/** The cells of a selection, with how much evidence is linked to either side. */
export function matrixCellsOf(
  input: CrosswalkInput,
  selection: MatrixSelection,
  linked: ReadonlyMap<string, number>,
): MatrixCells {
  const { criteria, controls, valueAt, counts } = crosswalkMatrix(input, selection);
  const known = new Map(
    knownPairsOf({ ...input, categories: TSC_CATEGORIES }).map((pair) => [
      `${pair.criterion} ${pair.ref}`,
      LETTER[pair.overlap][pair.overridden ? "decided" : "said"],
    ]),
  );
  const letterAt = (criterion: string, control: string): MatrixCode | null => {
    const letter = known.get(`${criterion} ${control}`);
    if (letter !== undefined) return letter;
    return valueAt(criterion, control) === "theme" ? "t" : null;
  };
  const side = ({ ref, title }: { readonly ref: string; readonly title: string }) => ({
    ...{ ref, title },
    linked: linked.get(ref) ?? 0,
  });
  const lines = criteria.map((criterion) => controls.map((control) => letterAt(criterion.ref, control.ref)));
  const letters = lines.flat().filter((letter) => letter !== null);
  return {
    rows: criteria.map(side),
    columns: controls.map(side),
    cells: lines.map((line) => line.map((letter) => letter ?? ".").join("")),
    pairs: letters.filter((letter) => letter !== "t" && letter !== "x").length,
    decided: letters.filter((letter) => letter === "f" || letter === "p" || letter === "x").length,
    theme: counts.theme,
  };
}
