import "./matrix.css";
import { isMatrixCode, MATRIX_CODES } from "@/lib/core/matrix-codes";

export type MatrixSide = { readonly ref: string; readonly title: string };

/** Which page a cell or header opens; a header has no other side. */
export type MatrixHref = (row: string | null, column: string | null) => string;

function Cell({
  row,
  column,
  letter,
  hrefOf,
}: {
  row: string;
  column: string;
  letter: string;
  hrefOf: MatrixHref;
}) {
  if (!isMatrixCode(letter)) return <td />;
  const { value, text, word } = MATRIX_CODES[letter];
  const decided = letter === "f" || letter === "p" || letter === "x";
  return (
    <td>
      <a
        className={decided ? `${value} own` : value}
        href={hrefOf(row, column)}
        aria-label={`${row}, ${column}: ${word}`}
      >
        {text}
      </a>
    </td>
  );
}

/**
 * Rows and columns with one letter of MATRIX_CODES per cell: `cells` has a text per row with a letter per column. A plain
 * table with headers; knows no route.
 */
export function MatrixTable({
  caption,
  rows,
  columns,
  cells,
  hrefOf,
}: {
  caption: string;
  rows: readonly MatrixSide[];
  columns: readonly MatrixSide[];
  cells: readonly string[];
  hrefOf: MatrixHref;
}) {
  return (
    <table className="mx-table">
      <caption className="sr">{caption}</caption>
      <thead>
        <tr>
          <td />
          {columns.map(({ ref, title }) => (
            <th key={ref} scope="col">
              <a href={hrefOf(null, ref)} title={title}>
                {ref}
              </a>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ ref, title }, place) => (
          <tr key={ref}>
            <th scope="row">
              <a href={hrefOf(ref, null)}>{ref}</a> {title}
            </th>
            {columns.map((column, index) => (
              <Cell
                key={column.ref}
                row={ref}
                column={column.ref}
                letter={cells[place]?.[index] ?? "."}
                hrefOf={hrefOf}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
