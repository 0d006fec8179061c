import type { Route } from "next";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { formatDate } from "@/lib/core/dates";
import type { PairSide } from "@/lib/core/pair-detail";
import { paths, withQuery } from "@/lib/core/paths";
import type { LinkedEvidence } from "@/lib/core/requirement-detail";
import { EVIDENCE_STATUS, ITEM_STATE, REQUIREMENT_KIND_LABEL, VERDICT } from "@/lib/core/statuses";

const SHOWN = 6;

function Item({ slug, item }: { slug: string; item: LinkedEvidence }) {
  const facts = [
    item.reference,
    ITEM_STATE[item.state].label,
    item.renewOn === null ? null : `Renew by ${formatDate(item.renewOn)}`,
  ].filter((part) => part !== null);
  return (
    <div className="ev">
      <Icon name="evidence" />
      <Link className="w5 wrap-anywhere" href={paths.evidenceItem(slug, item.itemId) as Route}>
        {item.title}
      </Link>
      <Badge status={VERDICT[item.verdict]} />
      <p>{facts.join(" · ")}</p>
    </div>
  );
}

/** One side of a pair: what it is about, what the team recorded, and the evidence at hand. */
export function PairSideView({
  slug,
  side,
  mayAttach,
}: {
  slug: string;
  side: PairSide;
  mayAttach: boolean;
}) {
  const here = paths.requirement(slug, side.ref);
  const more = side.evidence.length - SHOWN;
  return (
    <section aria-labelledby={`side-${side.ref}`}>
      <h3 id={`side-${side.ref}`} className="w6">
        <Link className="ref" href={here as Route}>
          {side.ref}
        </Link>{" "}
        {side.title}
      </h3>
      <p className="row wrap sm my-1">
        <span className="i3">{REQUIREMENT_KIND_LABEL[side.kind]}</span>
        <Badge status={EVIDENCE_STATUS[side.status]} />
        <span className="i3">{side.evidenced ? "Evidenced today" : "Not evidenced today"}</span>
      </p>
      <p className="sm i2">{side.about}</p>
      <p className="sm i3 mb-2">{`Usually shown by: ${side.shownBy}`}</p>
      {side.evidence.length === 0 ? <p className="i2 sm">No evidence is linked.</p> : null}
      {side.evidence.slice(0, SHOWN).map((item) => (
        <Item key={item.itemId} slug={slug} item={item} />
      ))}
      <p className="row wrap sm mt-2">
        {more > 0 ? (
          <Link href={withQuery(paths.evidence(slug), { ref: side.ref }) as Route}>{`${more} more`}</Link>
        ) : null}
        {mayAttach ? (
          <Link href={withQuery(here, { do: "attach" }) as Route}>
            Attach evidence
            <span className="sr">{` to ${side.ref}`}</span>
          </Link>
        ) : null}
      </p>
    </section>
  );
}
