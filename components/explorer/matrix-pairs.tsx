import type { MatrixHref, MatrixSide } from "@/components/explorer/matrix-table";
import { MATRIX_CODES, type MatrixCode } from "@/lib/core/matrix-codes";

const ORDER = Object.keys(MATRIX_CODES) as readonly MatrixCode[];

function Others({
  code,
  refs,
  hrefOf,
}: {
  code: MatrixCode;
  refs: readonly string[];
  hrefOf: (ref: string) => string;
}) {
  const { word } = MATRIX_CODES[code];
  return (
    <p>
      {`${word.charAt(0).toUpperCase()}${word.slice(1)}: `}
      {refs.map((ref) => (
        <a key={ref} href={hrefOf(ref)}>
          {ref}
        </a>
      ))}
    </p>
  );
}

/** The cells of a matrix as a list by row: what small screens and paper show instead of it. */
export function MatrixPairs({
  rows,
  columns,
  cells,
  hrefOf,
  listedOf = (_row, column) => hrefOf(null, column),
}: {
  rows: readonly MatrixSide[];
  columns: readonly MatrixSide[];
  cells: readonly string[];
  hrefOf: MatrixHref;
  /** Which page an entry of a row opens; the page of its column when left out. */
  listedOf?: MatrixHref;
}) {
  const found = rows.map((row, place) => ({
    row,
    groups: ORDER.map((code) => ({
      code,
      refs: columns.filter((_, index) => cells[place]?.[index] === code).map((column) => column.ref),
    })).filter(({ refs }) => refs.length > 0),
  }));
  const filled = found.filter(({ groups }) => groups.length > 0);
  const empty = rows.length - filled.length;
  return (
    <section aria-labelledby="pairs-h" className="blk">
      <h2 id="pairs-h">The same pairs as a list</h2>
      <ul className="mx-list">
        {filled.map(({ row, groups }) => (
          <li key={row.ref}>
            <a href={hrefOf(row.ref, null)}>{row.ref}</a>
            {row.title}
            {groups.map(({ code, refs }) => (
              <Others key={code} code={code} refs={refs} hrefOf={(ref) => listedOf(row.ref, ref)} />
            ))}
          </li>
        ))}
      </ul>
      {empty > 0 ? <p className="i3 mt-3">{`${empty} of ${rows.length} rows have no pair here.`}</p> : null}
    </section>
  );
}
