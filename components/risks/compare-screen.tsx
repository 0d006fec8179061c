import { EmptyState } from "@/components/layout/empty-state";
import { PageHeader } from "@/components/layout/page-header";
import { Note } from "@/components/ui/badge";
import { ChangeTable } from "@/components/ui/change-table";
import { CompareForm } from "@/components/ui/compare-form";
import { PrintButton } from "@/components/ui/print-button";
import { counted } from "@/lib/core/evidence-words";
import { paths } from "@/lib/core/paths";
import type { RiskComparison } from "@/lib/core/risk-compare";

const methodWords = (number: number | null) => (number === null ? "no approved method" : `method ${number}`);

function introOf({ from, to, damaged, changes }: RiskComparison): string {
  if (from === null) return "Nothing to compare with yet.";
  if (damaged.length > 0) return "Nothing was compared.";
  const risks = new Set(changes.map(({ ref }) => ref)).size;
  const found = `${counted(changes.length, "difference")} in ${counted(risks, "risk")}`;
  return `${risks === 0 ? "No difference" : found}, from ${from.label} to ${to.label}.`;
}

/** Two frozen registers side by side, or one and the register as it stands. */
export function RiskCompareScreen({
  workspace: { name, slug },
  comparison,
}: {
  workspace: { readonly name: string; readonly slug: string };
  comparison: RiskComparison;
}) {
  const { choices, from, to, damaged, methods, changes } = comparison;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Risks", href: paths.risks(slug) },
          { label: "Snapshots", href: paths.riskSnapshots(slug) },
          { label: "Compare" },
        ]}
        title="Compare snapshots"
        intro={introOf(comparison)}
        actions={from === null ? undefined : <PrintButton look="secondary" />}
      />
      {from === null ? (
        <EmptyState title="No snapshot yet">
          Once the register is frozen, every later state can be compared with it cell by cell.
        </EmptyState>
      ) : (
        <>
          <CompareForm action={paths.riskCompare(slug)} choices={choices} from={from.value} to={to.value} />
          <div className="stack gap-2 mb-4 empty:hidden">
            {damaged.map((label) => (
              <Note key={label} tone="gap">
                {`The frozen text of ${label} is damaged: it is not what its SHA-256 stands for. Bring the database back from a backup.`}
              </Note>
            ))}
            {methods === null ? null : (
              <Note tone="review">{`First ${methodWords(methods.before)} was in force, later ${methodWords(methods.after)}. Each level stands with the method that it was assessed by.`}</Note>
            )}
          </div>
          {damaged.length > 0 ? null : (
            <ChangeTable
              changes={changes}
              caption={`Changes from ${from.label} to ${to.label}`}
              record="Risk"
              before={from.label}
              after={to.label}
            />
          )}
        </>
      )}
    </>
  );
}
