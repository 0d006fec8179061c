import { type ExplorerView, explorerQuery } from "@/lib/core/explorer-view";
import { paths, withQuery } from "@/lib/core/paths";

const FILES = [
  { file: "crosswalk.csv", label: "CSV" },
  { file: "crosswalk.xlsx", label: "Excel workbook" },
  { file: "crosswalk.json", label: "JSON" },
  { file: "oscal-mapping.json", label: "OSCAL mapping" },
];

/** What the matrix leaves out, and the same view as files. */
export function MatrixNotes({ view }: { view: ExplorerView }) {
  return (
    <>
      <p className="i3 mt-3">
        {"Pairs with clause requirements stand in the "}
        <a
          href={withQuery(paths.explorer(), {
            ...explorerQuery({ ...view, direction: "iso" }),
            kind: "clause",
          })}
        >
          list of clauses
        </a>
        .
      </p>
      <p className="mx-files sm no-print mt-3">
        {"Take this view as a file: "}
        {FILES.map(({ file, label }) => (
          <a key={file} href={withQuery(paths.explorerData(file), explorerQuery(view))}>
            {label}
          </a>
        ))}
        <a href={paths.explorerDataIndex()}>All files and addresses</a>
      </p>
    </>
  );
}
