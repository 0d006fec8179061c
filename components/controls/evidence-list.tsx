import type { Route } from "next";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import type { IsoDate } from "@/lib/core/dates";
import { isExpired } from "@/lib/core/evidence";
import {
  MISSING_STEP_LABEL,
  type MissingLine,
  type MissingStep,
  type MissingWords,
  missingWords,
} from "@/lib/core/evidence-missing";
import { type Window, windowReason } from "@/lib/core/evidence-window";
import { paths } from "@/lib/core/paths";
import { evidenceLine, type LinkedEvidence, verdictLine } from "@/lib/core/requirement-detail";
import { VERDICT } from "@/lib/core/statuses";

function isPolicy(category: string): boolean {
  return /polic|procedure|plan|charter/i.test(category);
}

const ITEMS_NAMED = 5;

/** Where each step of a line is done. */
function stepHref(slug: string, itemId: string, step: MissingStep): string {
  return step === "renew" || step === "collect"
    ? paths.newVersion(slug, itemId)
    : paths.evidenceItem(slug, itemId);
}

function MissingItems({ slug, line }: { slug: string; line: MissingLine }) {
  const { items, step } = line;
  const rest = items.length - ITEMS_NAMED;
  return (
    <>
      {items.slice(0, ITEMS_NAMED).map(({ itemId, name }, index) => (
        <span key={itemId}>
          {index > 0 ? ", " : ""}
          <Link href={stepHref(slug, itemId, step) as Route}>
            {MISSING_STEP_LABEL[step]} {name}
          </Link>
        </span>
      ))}
      {rest > 0 ? ` and ${rest} more` : ""}
    </>
  );
}

/** What is missing, in words, each part with the step that mends it. */
function MissingEvidence({ slug, words }: { slug: string; words: MissingWords }) {
  return (
    <div className="stack gap-1 pb-2">
      <p className="w5">
        {words.headline}
        {words.lines.length > 0 ? ` ${words.lines.map((line) => line.text).join("; ")}.` : ""}
      </p>
      {words.lines.length === 0 ? null : (
        <ul className="sm leading-7">
          {words.lines.map((line) => (
            <li key={line.text}>
              <MissingItems slug={slug} line={line} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Item({
  slug,
  item,
  today,
  window,
}: {
  slug: string;
  item: LinkedEvidence;
  today: IsoDate;
  window: Window;
}) {
  const verdict = verdictLine(item);
  const outside = windowReason(item, window);
  return (
    <div className="ev">
      <Icon name={isPolicy(item.category) ? "document" : "evidence"} />
      <Link className="w5" href={paths.evidenceItem(slug, item.itemId) as Route}>
        {item.title}
      </Link>
      <Badge status={VERDICT[item.verdict]} />
      {item.verdictNote === "" ? null : <p className="what">{item.verdictNote}</p>}
      <p className={isExpired(item.renewOn, today) ? "txt-gap" : undefined}>{evidenceLine(item, today)}</p>
      {outside === null ? null : <p className="txt-due">{outside}</p>}
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
  window,
}: {
  slug: string;
  items: readonly LinkedEvidence[];
  today: IsoDate;
  /** The observation window. */
  window: Window;
}) {
  return (
    <>
      <MissingEvidence slug={slug} words={missingWords(items, today, window)} />
      {items.map((item) => (
        <Item key={item.itemId} slug={slug} item={item} today={today} window={window} />
      ))}
    </>
  );
}
