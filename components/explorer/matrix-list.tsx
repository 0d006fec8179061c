import { refHref } from "@/components/explorer/address";
import type { CrosswalkMatrix } from "@/lib/core/crosswalk-matrix";
import { type ExplorerView, explorerQuery } from "@/lib/core/explorer-view";
import type { MatrixValue } from "@/lib/core/matrix-codes";
import { paths, withQuery } from "@/lib/core/paths";

type Side = { readonly ref: string; readonly title: string };

const WORD: Readonly<Record<MatrixValue, string>> = {
  full: "Full",
  partial: "Partial",
  theme: "Theme-level",
};

function Others({ refs, word, view }: { refs: readonly string[]; word: string; view: ExplorerView }) {
  if (refs.length === 0) return null;
  return (
    <p>
      {`${word}: `}
      {refs.map((ref) => (
        <a key={ref} href={refHref(ref, view)}>
          {ref}
        </a>
      ))}
    </p>
  );
}

function Files({ view }: { view: ExplorerView }) {
  const files = [
    { file: "crosswalk.csv", label: "CSV" },
    { file: "crosswalk.xlsx", label: "Excel workbook" },
    { file: "crosswalk.json", label: "JSON" },
    { file: "oscal-mapping.json", label: "OSCAL mapping" },
  ];
  return (
    <p className="mx-list sm no-print mt-3">
      Take this view as a file:{" "}
      {files.map(({ file, label }) => (
        <a key={file} href={withQuery(paths.explorerData(file), explorerQuery(view))}>
          {label}
        </a>
      ))}
      <a href={paths.explorerDataIndex()}>All files and addresses</a>
    </p>
  );
}

/** The pairs of the matrix as a list: what small screens and paper show instead of it. */
export function MatrixList({ view, matrix }: { view: ExplorerView; matrix: CrosswalkMatrix }) {
  const toIso = view.direction === "iso";
  const [rows, columns]: readonly (readonly Side[])[] = toIso
    ? [matrix.criteria, matrix.controls]
    : [matrix.controls, matrix.criteria];
  const valueAt = (row: string, column: string) =>
    toIso ? matrix.valueAt(row, column) : matrix.valueAt(column, row);
  const filled = (rows ?? []).flatMap((row) => {
    const refs = (value: MatrixValue) =>
      (columns ?? []).filter((column) => valueAt(row.ref, column.ref) === value).map((column) => column.ref);
    const found = { full: refs("full"), partial: refs("partial"), theme: refs("theme") };
    return found.full.length + found.partial.length + found.theme.length === 0 ? [] : [{ row, found }];
  });
  const empty = (rows ?? []).length - filled.length;
  return (
    <section aria-labelledby="pairs-h" className="blk">
      <h2 id="pairs-h">The same pairs as a list</h2>
      <ul className="mx-list">
        {filled.map(({ row, found }) => (
          <li key={row.ref}>
            <a href={refHref(row.ref, view)}>{row.ref}</a>
            {row.title}
            <Others refs={found.full} word={WORD.full} view={view} />
            <Others refs={found.partial} word={WORD.partial} view={view} />
            <Others refs={found.theme} word={WORD.theme} view={view} />
          </li>
        ))}
      </ul>
      {empty > 0 ? (
        <p className="i3 mt-3">{`${empty} of ${(rows ?? []).length} rows have no pair here.`}</p>
      ) : null}
      {toIso ? (
        <p className="i3 mt-3">
          {"Pairs with clause requirements stand in the "}
          <a href={withQuery(paths.explorer(), { ...explorerQuery(view), kind: "clause" })}>
            list of clauses
          </a>
          .
        </p>
      ) : null}
      <Files view={view} />
    </section>
  );
}
