import { DueDate, OwnerCell, TitleHeader } from "@/components/layout/register-cells";
import { Badge, Token } from "@/components/ui/badge";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { formatDate, type IsoDate } from "@/lib/core/dates";
import { SUPPLIER_TIER_LABEL } from "@/lib/core/isms-statuses";
import { columnSort } from "@/lib/core/list-address";
import { paths } from "@/lib/core/paths";
import {
  ATTESTATION_STATE,
  attestationSummary,
  isRelianceReviewDue,
  missingClauses,
} from "@/lib/core/supplier";
import type { SupplierListRow } from "@/lib/core/supplier-dto";
import { type SupplierSort, type SupplierView, suppliersHref } from "@/lib/core/supplier-list";

function Attestation({ row, today }: { row: SupplierListRow; today: IsoDate }) {
  const { state, validUntil } = attestationSummary(row.attestations, today);
  return (
    <span className="nw">
      <Badge status={ATTESTATION_STATE[state]}>
        {validUntil === null
          ? ATTESTATION_STATE[state].label
          : `${state === "expired" ? "Expired" : "Until"} ${formatDate(validUntil)}`}
      </Badge>
    </span>
  );
}

function Review({ row, today }: { row: SupplierListRow; today: IsoDate }) {
  if (row.reviewOpen) return <Badge status={{ label: "Review open", tone: "progress", icon: "half" }} />;
  const isLate = row.nextReviewOn !== null && row.nextReviewOn < today && row.endedOn === null;
  return <DueDate on={row.nextReviewOn} isLate={isLate} today={today} none="No review planned" />;
}

/** Below the supplier's own review: rows of the statement lean on this one. */
function RelianceReview({ row, today }: { row: SupplierListRow; today: IsoDate }) {
  const { relianceReviewOn } = row;
  if (relianceReviewOn === null || !isRelianceReviewDue(row, today)) return null;
  return (
    <span className="block sm i3 nw">
      Reliance: <DueDate on={relianceReviewOn} isLate={relianceReviewOn < today} today={today} none="" />
    </span>
  );
}

function ClauseCount({ row }: { row: SupplierListRow }) {
  const missing = missingClauses(row);
  return missing.length === 0 ? (
    <span className="i2 nw">All settled</span>
  ) : (
    <span className="nw" title={missing.join(", ")}>
      {missing.length} missing
    </span>
  );
}

function Row({ slug, row, today }: { slug: string; row: SupplierListRow; today: IsoDate }) {
  return (
    <Tr>
      <TitleHeader href={paths.supplier(slug, row.id)} title={row.name} className="md:py-1.5">
        {row.service === "" ? null : <span className="block sm i3 ell font-normal">{row.service}</span>}
      </TitleHeader>
      <Td label="Tier">
        <span className="row gap-2 nw">
          {SUPPLIER_TIER_LABEL[row.tier]}
          {row.ict ? <Token>ICT</Token> : null}
        </span>
      </Td>
      <OwnerCell name={row.ownerName} priority={2} />
      <Td area="status">
        <Attestation row={row} today={today} />
      </Td>
      <Td label="Clauses" priority={1}>
        <ClauseCount row={row} />
      </Td>
      <Td label="Next review">
        {row.endedOn === null ? (
          <>
            <Review row={row} today={today} />
            <RelianceReview row={row} today={today} />
          </>
        ) : (
          `Ended ${formatDate(row.endedOn)}`
        )}
      </Td>
    </Tr>
  );
}

/** One row per supplier; headers sort. */
export function RegisterTable({
  slug,
  view,
  rows,
  today,
}: {
  slug: string;
  view: SupplierView;
  rows: readonly SupplierListRow[];
  today: IsoDate;
}) {
  const sort = (by: SupplierSort) =>
    columnSort(by, view.sort, (next) => suppliersHref(slug, view, { sort: next }));
  return (
    <Table caption="Suppliers" cards>
      <thead>
        <tr>
          <Th sort={sort("name")}>Supplier</Th>
          <Th sort={sort("tier")}>Tier</Th>
          <Th sort={sort("owner")} priority={2}>
            Owner
          </Th>
          <Th sort={sort("attestation")}>Attestation</Th>
          <Th priority={1}>Clauses</Th>
          <Th sort={sort("review")}>Next review</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} slug={slug} row={row} today={today} />
        ))}
      </tbody>
    </Table>
  );
}
