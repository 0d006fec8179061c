import type { Route } from "next";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { Overlap } from "@/components/ui/overlap-icon";
import { formatDate } from "@/lib/core/dates";
import { REQUIREMENT_FLAG } from "@/lib/core/evidence";
import type { Dispute } from "@/lib/core/frameworks/types";
import { DECIDED_MARK, OVERLAP_LABEL } from "@/lib/core/overrides";
import { pairWords } from "@/lib/core/pair-id";
import { paths } from "@/lib/core/paths";
import {
  type Directions,
  overlapLook,
  type PairLine,
  type SupportLine,
  sourceLine,
} from "@/lib/core/requirement-detail";

function DisputeMark({ dispute }: { dispute: Dispute }) {
  return (
    <details>
      <summary className="sm">
        <Badge status={REQUIREMENT_FLAG.disputed}>{`Disputed: ${dispute.claim}`}</Badge>
      </summary>
      <p className="i2 sm">{`${dispute.finding} ${dispute.presented}`}</p>
    </details>
  );
}

function hintWords(pair: PairLine): string {
  const reuse = pair.hints.filter(
    (hint) => hint.kind === "evidence" || hint.kind === "third_party_assurance",
  );
  return reuse.length === 0 ? "" : `Reuse ${reuse.map((hint) => hint.text).join(", ")}`;
}

function OverlapOf({ pair }: { pair: PairLine }) {
  if (pair.overlap === "none") return <Overlap shape="empty" label="None" />;
  return <Overlap {...overlapLook(pair.overlap === "full" ? "reuse" : "supplement")} />;
}

/** The team's decision with who and when, and what the source says beside it. */
function Decision({ pair }: { pair: PairLine }) {
  if (pair.overridden === null) return null;
  const who = pair.decided === null ? "" : ` ${pair.decided.by}, ${formatDate(pair.decided.on)}.`;
  const said = pair.inherited === null ? "no such pair" : OVERLAP_LABEL[pair.inherited];
  return (
    <div className="col-span-2 col-start-2 sm">
      <Badge status={DECIDED_MARK} />
      <p className="i2 wrap-anywhere">{`${pair.overridden}${who} The source says: ${said}.`}</p>
    </div>
  );
}

function Pair({ slug, pair }: { slug: string; pair: PairLine }) {
  const hints = hintWords(pair);
  const source = sourceLine(pair.source);
  const small = [
    pair.linked === 0 ? "No evidence linked to it" : `${pair.linked} linked to it`,
    source ?? "Added by your team",
  ].join(" · ");
  return (
    <div className="pair">
      <Link className="ref" href={paths.requirement(slug, pair.ref) as Route}>
        {pair.ref}
      </Link>
      <span>{pair.title}</span>
      <OverlapOf pair={pair} />
      {hints === "" ? null : <p>{hints}</p>}
      {pair.toAdd === null ? null : <p className="what i2">{`Add: ${pair.toAdd}`}</p>}
      {pair.caveat === null ? null : <p>{`Limit: ${pair.caveat}`}</p>}
      <Decision pair={pair} />
      <p>
        {`${small} \u00b7 `}
        <Link href={paths.crosswalkPair(slug, pair.pair.criterion, pair.pair.ref) as Route}>
          Open the pair
          <span className="sr">{` ${pairWords(pair.pair)}`}</span>
        </Link>
      </p>
      {pair.disputes.map((dispute) => (
        <div key={dispute.id} className="col-span-2 col-start-2">
          <DisputeMark dispute={dispute} />
        </div>
      ))}
    </div>
  );
}

const OUTCOME_WORDS: Readonly<Record<Directions["outcome"], string>> = {
  reuse: "",
  supplement: "",
  net_new: "No criterion in scope is paired with it.",
  soc2_only: "No control or clause is paired with it. SOC 2 asks for it, ISO/IEC 27001 does not.",
  theme_level: "Its row speaks of a whole theme of Annex A and names no control.",
};

/** "2 Full pairs", "1 Full and 2 Partial pairs". */
export function pairsRemark({ pairs }: Directions): string {
  const full = pairs.filter((pair) => pair.overlap === "full").length;
  const partial = pairs.length - full;
  const parts = [full > 0 ? `${full} Full` : "", partial > 0 ? `${partial} Partial` : ""].filter(Boolean);
  if (parts.length === 0) return "No pair";
  return `${parts.join(" and ")} ${pairs.length === 1 ? "pair" : "pairs"}`;
}

/** The pairs of the crosswalk with what they bring and what is missing. */
export function PairList({ slug, directions }: { slug: string; directions: Directions }) {
  if (directions.pairs.length === 0) {
    return (
      <>
        <p className="i2">{OUTCOME_WORDS[directions.outcome]}</p>
        {directions.toMake === null ? null : <p className="i2">{`To be made: ${directions.toMake}.`}</p>}
        {directions.themeLevelOnly && directions.outcome === "net_new" ? (
          <p className="i3 sm">One row of the source speaks of the whole theme. That is no pair.</p>
        ) : null}
        {directions.takenOut.map((pair) => (
          <Pair key={pair.ref} slug={slug} pair={pair} />
        ))}
      </>
    );
  }
  const shown = [...directions.pairs, ...directions.takenOut];
  return shown.map((pair) => <Pair key={pair.ref} slug={slug} pair={pair} />);
}

function openWords(open: readonly string[]): string {
  if (open.length === 0) return "None open";
  if (open.length > 3) return `${open.slice(0, 2).join(", ")} and ${open.length - 2} more open`;
  return `${open.join(", ").replace(/, ([^,]*)$/, " and $1")} open`;
}

/** "2 criteria wait for it". */
export function supportRemark(supports: readonly SupportLine[], ref: string): string {
  const waiting = supports.filter((support) => support.open.includes(ref)).length;
  if (supports.length === 0) return "No pair";
  if (waiting === 0) return "No criterion waits for it";
  return waiting === 1 ? "1 criterion waits for it" : `${waiting} criteria wait for it`;
}

/** The way back: how many of the paired requirements of each criterion are recorded as ready. */
export function SupportList({ slug, supports }: { slug: string; supports: readonly SupportLine[] }) {
  if (supports.length === 0) return <p className="i2">No criterion in scope is paired with it.</p>;
  return supports.map((support) => (
    <div className="pair" key={support.ref}>
      <Link className="ref" href={paths.requirement(slug, support.ref) as Route}>
        {support.ref}
      </Link>
      <span>{`${support.ready} of ${support.of} paired requirements ready`}</span>
      <span className="i3 sm">{openWords(support.open)}</span>
    </div>
  ));
}

/** The limit of every row, said once below the list. */
export function DirectionsNote({ pairs }: { pairs: readonly PairLine[] }) {
  if (pairs.length === 0) return null;
  return <p className="i3 sm mt-2">A mapping suggests what can be reused. It proves nothing by itself.</p>;
}

/** Disputes about the requirement as a whole, with what each side says. */
export function DisputeList({ directions }: { directions: Directions }) {
  const shown = new Set(directions.pairs.flatMap((pair) => pair.disputes.map((dispute) => dispute.id)));
  return directions.disputes
    .filter((dispute) => !shown.has(dispute.id))
    .map((dispute) => <DisputeMark key={dispute.id} dispute={dispute} />);
}
