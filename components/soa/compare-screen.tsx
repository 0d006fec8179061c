import { EmptyState } from "@/components/layout/empty-state";
import { PageHeader } from "@/components/layout/page-header";
import { Note } from "@/components/ui/badge";
import { ChangeTable } from "@/components/ui/change-table";
import { CompareForm } from "@/components/ui/compare-form";
import { PrintButton } from "@/components/ui/print-button";
import { paths } from "@/lib/core/paths";
import type { SoaCellChange } from "@/lib/core/soa-document";
import { damagedSentence } from "@/lib/core/soa-version";

type Choice = { readonly value: string; readonly label: string };

/** Two states of the statement side by side: versions, or a version and the live draft. */
export function SoaCompareScreen({
  slug,
  organisation,
  choices,
  from,
  to,
  damaged,
  changes,
}: {
  slug: string;
  organisation: string;
  choices: readonly Choice[];
  /** Null while nothing was handed in. */
  from: Choice | null;
  to: Choice;
  /** Labels of the sides whose frozen text is damaged. */
  damaged: readonly string[];
  changes: readonly SoaCellChange[];
}) {
  const rows = new Set(changes.map((change) => change.ref)).size;
  const cells = changes.length === 1 ? "1 cell differs" : `${changes.length} cells differ`;
  const found = rows === 0 ? "No cell differs" : `${cells} in ${rows === 1 ? "1 row" : `${rows} rows`}`;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: organisation, href: paths.home(slug) },
          { label: "SoA", href: paths.soa(slug) },
          { label: "Versions", href: paths.soaVersions(slug) },
          { label: "Compare" },
        ]}
        title="Compare versions"
        intro={
          from === null
            ? "Nothing to compare with yet."
            : damaged.length > 0
              ? "Nothing was compared."
              : `${found}, from ${from.label} to ${to.label}.`
        }
        actions={from === null ? undefined : <PrintButton look="secondary" />}
      />
      {from === null ? (
        <EmptyState title="No version submitted">
          Once a version is submitted, every later state can be compared with it cell by cell.
        </EmptyState>
      ) : (
        <>
          <CompareForm action={paths.soaCompare(slug)} choices={choices} from={from.value} to={to.value} />
          {damaged.map((label) => (
            <Note key={label} tone="gap">
              {damagedSentence(label)}
            </Note>
          ))}
          {damaged.length > 0 ? null : (
            <ChangeTable
              changes={changes}
              record="Control"
              caption={`Changes from ${from.label} to ${to.label}`}
              before={from.label}
              after={to.label}
            />
          )}
        </>
      )}
    </>
  );
}
