/** Where in a matrix: row 0 holds the column headers, column 0 the row headers; the corner is no place to go. */
export type MatrixPlace = { readonly row: number; readonly column: number };
/** Rows and columns of values, headers not counted. */
export type MatrixSize = { readonly rows: number; readonly columns: number };

const PAGE = 10;

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

function moved(
  key: string,
  jump: boolean,
  { row, column }: MatrixPlace,
  size: MatrixSize,
): MatrixPlace | null {
  switch (key) {
    case "ArrowRight":
      return { row, column: column + 1 };
    case "ArrowLeft":
      return { row, column: column - 1 };
    case "ArrowDown":
      return { row: row + 1, column };
    case "ArrowUp":
      return { row: row - 1, column };
    case "PageDown":
      return { row: within(row + PAGE, 1, size.rows), column };
    case "PageUp":
      return { row: within(row - PAGE, Math.min(row, 1), size.rows), column };
    case "Home":
      return { row: jump ? 1 : row, column: 1 };
    case "End":
      return { row: jump ? size.rows : row, column: size.columns };
    default:
      return null;
  }
}

/**
 * Where a key leads: arrows by one, headers included, Home and End to the first and last value of the row, with Ctrl to the
 * first and last of all, Page up and down by ten rows. Null for other keys, at an edge, and for the corner.
 */
export function nextPlace(key: string, jump: boolean, at: MatrixPlace, size: MatrixSize): MatrixPlace | null {
  const to = moved(key, jump, at, size);
  if (to === null || (to.row === at.row && to.column === at.column)) return null;
  const inside = to.row >= 0 && to.column >= 0 && to.row <= size.rows && to.column <= size.columns;
  return inside && to.row + to.column > 0 ? to : null;
}
