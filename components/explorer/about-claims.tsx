import type { ReactNode } from "react";
import { DisputeLinks, LabelledRefs } from "@/components/explorer/about-refs";
import { lineWords, quotedWords, VERDICT_LOOK } from "@/components/explorer/about-words";
import { listWords, scopeWords } from "@/components/explorer/words";
import { Section } from "@/components/layout/section";
import { Badge } from "@/components/ui/badge";
import { type ClaimVerdict, type ClaimView, claimViews, shareText } from "@/lib/core/claims-view";
import { itemisedSums, monthsOf, QUOTED_MONTHS, SHORT_AUDIT, type Span, weeksOf } from "@/lib/core/effort";
import type { ExplorerView } from "@/lib/core/explorer-view";
import { paths } from "@/lib/core/paths";

type CardProps = {
  id: string;
  says: string;
  verdict: ClaimVerdict;
  quoted: string;
  lines: string;
  computed: ReactNode;
  difference: ReactNode;
  disputes: readonly string[];
};

/** One figure in its layers: what the source says, what the rows give, and the ids between them. */
function ClaimCard({ id, says, verdict, quoted, lines, computed, difference, disputes }: CardProps) {
  return (
    <li id={id} className="scroll-mt-4 pb-5">
      <div className="row wrap mb-2">
        <h3 className="text-base">{says}</h3>
        <Badge status={VERDICT_LOOK[verdict]} />
      </div>
      <dl className="layers mb-0 md:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)_minmax(0,2fr)]">
        <div>
          <dt>Source says</dt>
          <dd className="w6 num">{quoted}</dd>
          <dd>{lines}</dd>
        </div>
        <div>
          <dt>Computed from rows</dt>
          {computed}
        </div>
        <div>
          <dt>What makes the difference</dt>
          {difference}
          {disputes.length > 0 ? (
            <dd className="xp-refs sm">
              <span>Contradiction</span>
              <DisputeLinks ids={disputes} />
            </dd>
          ) : null}
        </div>
      </dl>
    </li>
  );
}

function withShare(count: number, of: number, isShare: boolean): string {
  return isShare ? `${count} of ${of}, ${shareText(count, of)}` : `${count} of ${of}`;
}

function Computed({ one }: { one: ClaimView }) {
  const { claim, computed, themeLevel, remark } = one;
  return (
    <>
      {computed === null ? null : (
        <dd className="w6 num">{withShare(computed.count, computed.of, claim.quoted.percent !== null)}</dd>
      )}
      {computed === null ? null : <dd>{`${scopeWords(claim.scope)} in scope.`}</dd>}
      {themeLevel.length > 0 && computed !== null ? (
        <dd>{`${computed.count + themeLevel.length} if theme-level rows counted.`}</dd>
      ) : null}
      {remark === null ? null : <dd className={computed === null ? "text-ink-2" : ""}>{remark}</dd>}
    </>
  );
}

/** "69 - 3 + 16 = 82": how the published number follows from the computed one. */
function equation({ computed, onlyClaimed, onlyComputed, claimed }: ClaimView): string | null {
  if (computed === null || claimed === null || onlyClaimed.length + onlyComputed.length === 0) return null;
  const minus = onlyComputed.length === 0 ? "" : ` - ${onlyComputed.length}`;
  const plus = onlyClaimed.length === 0 ? "" : ` + ${onlyClaimed.length}`;
  return `${computed.count}${minus}${plus} = ${claimed.length}`;
}

function NoIds({ one }: { one: ClaimView }) {
  const { claim, foundFor } = one;
  if (one.claimed !== null) return null;
  if (foundFor.length > 0) {
    return (
      <dd>{`The source names no ids. ${claim.quoted.n} is what the rows give for ${listWords(foundFor.map(scopeWords))}.`}</dd>
    );
  }
  return (
    <dd>
      {one.verdict === "reproduced" ? "Nothing differs." : "The source names no ids that could be compared."}
    </dd>
  );
}

function Difference({ one, view }: { one: ClaimView; view: ExplorerView }) {
  const { claim, agreed, onlyClaimed, onlyComputed, themeLevel, claimed } = one;
  const sum = equation(one);
  const listed = claim.named?.kind === "these" && sum !== null ? agreed : [];
  return (
    <>
      {sum === null ? null : <dd className="num">{sum}</dd>}
      {claimed !== null && sum === null ? <dd>{`No id differs; ${agreed.length} agree.`}</dd> : null}
      <LabelledRefs label="Claimed and by the rows" refs={listed} view={view} />
      <LabelledRefs label="Claimed, but not by the rows" refs={onlyClaimed} view={view} />
      <LabelledRefs label="By the rows, but not claimed" refs={onlyComputed} view={view} />
      <LabelledRefs label="Only through theme-level rows" refs={themeLevel} view={view} />
      <NoIds one={one} />
    </>
  );
}

const weeks = ({ from, to }: Span) => (from === to ? `${from} weeks` : `${from} to ${to} weeks`);
const months = ({ from, to }: Span) => `${from} to ${to} months`;
const inMonths = (span: Span) => months({ from: monthsOf(span.from), to: monthsOf(span.to) });
const article = (...lines: number[]) =>
  lineWords(lines.map((line) => ({ document: "mapping-article" as const, line })));

function quotedInWeeks(span: Span): string {
  return `The quoted range is ${weeksOf(span.from).toFixed(1)} to ${weeksOf(span.to).toFixed(1)} weeks.`;
}

/** The figures about time: quoted months beside the sum of the itemised weeks. */
function TimeClaims() {
  const { shortAudit, longAudit } = itemisedSums();
  const effort = (
    <span className="inline">
      <a href={paths.explorerEffort()}>Effort and time</a>
    </span>
  );
  return (
    <>
      <ClaimCard
        id="months-with-soc2"
        says="Certification takes 4 to 6 months with a mature SOC 2 programme"
        verdict="differs"
        quoted={months(QUOTED_MONTHS.withSoc2)}
        lines={article(193, 225)}
        computed={
          <>
            <dd className="w6 num">{weeks(shortAudit)}</dd>
            <dd>{`${inMonths(shortAudit)}; ${weeks(longAudit)}, ${inMonths(longAudit)}, with the longer audit.`}</dd>
          </>
        }
        difference={
          <>
            <dd className="text-sm text-ink-2">{quotedInWeeks(QUOTED_MONTHS.withSoc2)}</dd>
            <dd>What lies between is not itemised by the source. {effort}</dd>
          </>
        }
        disputes={["K34"]}
      />
      <ClaimCard
        id="months-without"
        says="Certification takes 9 to 12 months from scratch"
        verdict="no_ids"
        quoted={months(QUOTED_MONTHS.without)}
        lines={article(193, 225)}
        computed={
          <>
            <dd className="w6 num">{weeks(longAudit)}</dd>
            <dd>The phases that the source itemises; building the controls is not among them.</dd>
          </>
        }
        difference={
          <>
            <dd className="text-sm text-ink-2">{quotedInWeeks(QUOTED_MONTHS.without)}</dd>
            <dd>The remainder stands for building the controls. {effort}</dd>
          </>
        }
        disputes={["K34"]}
      />
      <ClaimCard
        id="audit-weeks"
        says="A first internal audit cycle takes 4 to 8 weeks, by the FAQ 4"
        verdict="differs"
        quoted={`4 to 8 weeks, ${weeks(SHORT_AUDIT)}`}
        lines={article(173, 225)}
        computed={<dd>Nothing to compute: two places of one text.</dd>}
        difference={<dd>Shown as 4 to 8 weeks, both places cited.</dd>}
        disputes={["K33"]}
      />
    </>
  );
}

/** Every published figure beside the computed one for the same scope. */
export function AboutClaims({ view }: { view: ExplorerView }) {
  const all = claimViews();
  const reproduced = all.filter((one) => one.verdict === "reproduced").length;
  return (
    <Section
      title={<span id="claims">Published figures and what the rows give</span>}
      remark={`${reproduced} of ${all.length} figures about coverage are reproduced`}
    >
      <p className="prose i2 mb-4">
        Each figure is computed for the scope that the source claims it for, from named rows alone. The ids
        come from the rows and from the source's own lists, by subtraction. Percentages stand here only beside
        percentages that a source prints.
      </p>
      <ul>
        {all.map((one) => (
          <ClaimCard
            key={one.claim.id}
            id={one.claim.id}
            says={one.claim.says}
            verdict={one.verdict}
            quoted={quotedWords(one.claim.quoted, one.claimed?.length ?? null)}
            lines={lineWords(one.claim.lines)}
            computed={<Computed one={one} />}
            difference={<Difference one={one} view={view} />}
            disputes={one.claim.disputes}
          />
        ))}
        <TimeClaims />
      </ul>
    </Section>
  );
}
