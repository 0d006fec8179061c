import type { Route } from "next";
import { Badge, Note } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { DATE_FIX_LABEL, DATE_MARK, type DateFix, type DateMark } from "@/lib/core/evidence-dates";
import type { EvidenceRow } from "@/lib/core/evidence-dto";
import { paths, withQuery } from "@/lib/core/paths";

type Item = { readonly itemId: string; readonly current: number };

/** Where each way out begins. */
function fixHref(slug: string, { itemId, current }: Item, fix: DateFix): string {
  switch (fix) {
    case "renew":
      return paths.newVersion(slug, itemId);
    case "set_dates":
      return withQuery(paths.newVersion(slug, itemId), { same: current });
    case "set_renewal":
      return withQuery(paths.evidenceItem(slug, itemId), { edit: 1 });
    case "extend_window":
      return paths.settingsScope(slug);
  }
}

/** What the dates ask for, each with its reason, its effect on readiness and its ways out. */
export function DateNote({
  slug,
  item,
  mark,
  may,
}: {
  slug: string;
  item: Item;
  mark: DateMark;
  may: { readonly edit: boolean; readonly scope: boolean };
}) {
  const allowed = mark.fixes.filter((fix) => (fix === "extend_window" ? may.scope : may.edit));
  return (
    <Note tone={DATE_MARK[mark.kind].tone}>
      <p>
        <b className="w6">{DATE_MARK[mark.kind].label}.</b> {mark.reason} {mark.effect}
      </p>
      {allowed.length === 0 ? null : (
        <p className="row wrap mt-2 gap-2 no-print">
          {allowed.map((fix) => (
            <ButtonLink key={fix} href={fixHref(slug, item, fix)} dense>
              {DATE_FIX_LABEL[fix]}
            </ButtonLink>
          ))}
        </p>
      )}
    </Note>
  );
}

type Row = Pick<EvidenceRow, "itemId" | "marks" | "reference" | "title" | "state">;

/** What a list row says about the window, and whether it can be mended from here; the page of the item has the reason in full. */
export function WindowBadges({ slug, row }: { slug: string; row: Row }) {
  return row.marks.map((mark) =>
    mark.kind === "outside" || mark.kind === "partly" ? (
      <span key={mark.kind} title={mark.reason} className="row gap-2 nw sm pb-1">
        <Badge status={DATE_MARK[mark.kind]} />
        <span className="sr">{mark.reason}</span>
        <Link
          href={paths.newVersion(slug, row.itemId) as Route}
          className="sm"
          aria-label={`Correct the dates of ${row.reference ?? row.title}`}
        >
          Correct
        </Link>
      </span>
    ) : null,
  );
}

/** The one step that a row which is due or expired asks for. */
export function RenewLink({ slug, row }: { slug: string; row: Row }) {
  const mark = row.marks.find((one) => one.kind === "expired" || one.kind === "due_soon");
  if (mark === undefined || row.state === "withdrawn" || row.state === "superseded") return null;
  return (
    <Link
      href={paths.newVersion(slug, row.itemId) as Route}
      className="sm"
      title={mark.reason}
      aria-label={`Renew ${row.reference ?? row.title}. ${mark.reason}`}
    >
      Renew
    </Link>
  );
}
