import type { Route } from "next";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icons";
import type { IsoDate } from "@/lib/core/dates";
import { isExpired } from "@/lib/core/evidence";
import { paths } from "@/lib/core/paths";
import { evidenceLine, type LinkedEvidence, verdictLine } from "@/lib/core/requirement-detail";
import { VERDICT } from "@/lib/core/statuses";

function isPolicy(category: string): boolean {
  return /polic|procedure|plan|charter/i.test(category);
}

function Item({ slug, item, today }: { slug: string; item: LinkedEvidence; today: IsoDate }) {
  const verdict = verdictLine(item);
  return (
    <div className="ev">
      <Icon name={isPolicy(item.category) ? "document" : "evidence"} />
      <Link className="w5" href={paths.evidenceItem(slug, item.itemId) as Route} prefetch={false}>
        {item.title}
      </Link>
      <Badge status={VERDICT[item.verdict]} />
      {item.verdictNote === "" ? null : <p className="what">{item.verdictNote}</p>}
      <p className={isExpired(item.renewOn, today) ? "txt-gap" : undefined}>{evidenceLine(item, today)}</p>
      {verdict === null ? null : <p>{verdict}</p>}
    </div>
  );
}

/** "3 linked, 2 sufficient". */
export function evidenceRemark(items: readonly LinkedEvidence[]): string {
  const sufficient = items.filter((item) => item.verdict === "sufficient").length;
  return items.length === 0 ? "None linked" : `${items.length} linked, ${sufficient} sufficient`;
}

/** Linked items with verdict and dates. */
export function EvidenceList({
  slug,
  items,
  today,
}: {
  slug: string;
  items: readonly LinkedEvidence[];
  today: IsoDate;
}) {
  if (items.length === 0) {
    return (
      <p className="i2">Nothing is linked. Attach evidence that exists, or add it to the library first.</p>
    );
  }
  return items.map((item) => <Item key={item.itemId} slug={slug} item={item} today={today} />);
}
