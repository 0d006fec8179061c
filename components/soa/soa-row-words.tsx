import type { Route } from "next";
import Link from "next/link";
import { paths } from "@/lib/core/paths";
import type { SoaGridRow } from "@/lib/core/soa-list";
import { REASON_LABEL } from "@/lib/core/statuses";

type Row = { readonly slug: string; readonly row: SoaGridRow };

/** Reasons as tokens; what cites the control is a link to it. */
export function ReasonTokens({ slug, row, reasons }: Row & { reasons: SoaGridRow["reasons"] }) {
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
    const href = kind === "risk" ? paths.risk(slug, target) : paths.obligation(slug, target);
    return (
      <Link className="tok" key={key} href={href as Route} prefetch={false}>
        {words}
      </Link>
    );
  });
}

/** What stands behind the row, in short; the provider that it leans on is a link. */
export function Facts({ slug, row: { facts, reliance } }: Row) {
  if (facts.length === 0 && reliance === null) return null;
  return (
    <p className="xs i3 mt-1">
      {facts.join(" · ")}
      {facts.length > 0 && reliance !== null ? " · " : null}
      {reliance === null ? null : (
        <Link href={paths.supplier(slug, reliance.supplierId) as Route} prefetch={false}>
          {reliance.text}
        </Link>
      )}
    </p>
  );
}
