import type { Route } from "next";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { formatDate } from "@/lib/core/dates";
import { paths } from "@/lib/core/paths";
import { RELIANCE_STATE, type RowReliance } from "@/lib/core/reliance";

function documentWords({ document, validUntil, nextReviewOn }: RowReliance): string {
  const until = validUntil === null ? "no end date" : `valid until ${formatDate(validUntil)}`;
  return `${document}, ${until}; reviewed again by ${formatDate(nextReviewOn)}`;
}

/** The providers' documents that a control rests on, and what stays in our own hands. */
export function RelianceList({ slug, rows }: { slug: string; rows: readonly RowReliance[] }) {
  return (
    <ul className="stack gap-3">
      {rows.map((row) => (
        <li key={row.statementId} className="stack gap-1">
          <p className="row wrap gap-x-3 gap-y-1">
            <Badge status={RELIANCE_STATE[row.state]} tinted />
            <Link
              className="t"
              href={`${paths.supplier(slug, row.supplierId)}#reliance-${row.statementId}` as Route}
            >
              {row.provider}
            </Link>
          </p>
          <p className="i2 sm wrap-anywhere">{documentWords(row)}</p>
          {row.attention === null ? null : <p className="txt-gap sm">{row.attention}</p>}
          {row.residual.map((duty) => (
            <p key={duty} className="sm wrap-anywhere">{`Own duty: ${duty}`}</p>
          ))}
        </li>
      ))}
    </ul>
  );
}
