import { Link } from "@/components/ui/link";
import type { SoaGridRow } from "@/lib/core/soa-list";
import { REASON_LABEL } from "@/lib/core/statuses";

/** Addresses of the registers, each to be followed by an id. */
export type RowLinks = { readonly risk: string; readonly obligation: string; readonly supplier: string };

type Row = { readonly links: RowLinks; readonly row: SoaGridRow };

/** Reasons as tokens; what cites the control is a link to it. */
export function ReasonTokens({ links, row, reasons }: Row & { reasons: SoaGridRow["reasons"] }) {
  return reasons.map(({ kind, detail, cited }) => {
    const words = `${REASON_LABEL[kind]}${detail ? ` ${detail}` : ""}`;
    const key = `${kind} ${detail} ${cited}`;
    const target = cited ? row.targets[detail] : undefined;
    if (target === undefined) {
      return (
        <span className="tok" key={key}>
          {words}
        </span>
      );
    }
    const href = `${kind === "risk" ? links.risk : links.obligation}${target}`;
    return (
      <Link className="tok" key={key} href={href}>
        {words}
      </Link>
    );
  });
}

/** What stands behind the row, in short; the provider that it leans on is a link. */
export function Facts({ links, row: { facts, reliance } }: Row) {
  if (facts.length === 0 && reliance === null) return null;
  return (
    <p className="xs i3 mt-1">
      {facts.join(" · ")}
      {facts.length > 0 && reliance !== null ? " · " : null}
      {reliance === null ? null : <Link href={links.supplier + reliance.supplierId}>{reliance.text}</Link>}
    </p>
  );
}
