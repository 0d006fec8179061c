import { lineWords } from "@/components/explorer/about-words";
import { Section } from "@/components/layout/section";
import { Note } from "@/components/ui/badge";
import { coverage, soc2Only } from "@/lib/core/crosswalk";
import { crosswalkInputOf, DEFAULT_VIEW } from "@/lib/core/explorer-view";
import { type Change, changesOf, type FirstAnswer, type FirstResult } from "@/lib/core/first-standard";
import { FACTS, type FirstFacts, type FirstRule, type RuleSide } from "@/lib/core/first-standard-rules";
import { TSC_CATEGORIES } from "@/lib/core/frameworks/types";
import { paths, withQuery } from "@/lib/core/paths";

const ANSWER: Readonly<Record<FirstAnswer, string>> = {
  soc2: "SOC 2 first",
  iso: "ISO/IEC 27001 first",
  together: "Together",
};

const SIDES: readonly (readonly [RuleSide, string])[] = [
  ["iso", "Speaks for ISO/IEC 27001"],
  ["together", "Speaks for both"],
  ["soc2", "Speaks for SOC 2"],
];

const WEIGHT: Readonly<Record<FirstRule["weight"], string>> = {
  1: "A hint",
  2: "An argument",
  4: "A demand",
  6: "Settles it alone",
};

function sourceWords({ source }: FirstRule): string {
  const { document, line } = source;
  return document === "own-reading" || line === null ? "our judgement" : lineWords([{ document, line }]);
}

function Reason({ rule }: { rule: FirstRule }) {
  return (
    <li>
      <div>
        <span className="text-ink">{rule.reason}</span>
        <p>
          {`${WEIGHT[rule.weight]}, weight ${rule.weight}; ${sourceWords(rule)} `}
          {rule.dispute === undefined ? null : (
            <a
              href={`${paths.explorerAbout()}#${rule.dispute.toLowerCase()}`}
            >{`Disputed, ${rule.dispute}`}</a>
          )}
        </p>
      </div>
    </li>
  );
}

function Reasons({ result }: { result: FirstResult }) {
  return (
    <div className="grid grid-cols-1 gap-x-8 gap-y-5 md:grid-cols-3">
      {SIDES.map(([side, title]) => (
        <div key={side}>
          <h3>
            {title} <span className="i3 font-normal">{`weight ${result.weights[side]}`}</span>
          </h3>
          {result.reasons[side].length === 0 ? (
            <p className="i3 sm mt-2">Nothing you said.</p>
          ) : (
            <ul className="lst">
              {result.reasons[side].map((rule) => (
                <Reason key={rule.id} rule={rule} />
              ))}
            </ul>
          )}
        </div>
      ))}
    </div>
  );
}

function decisionWords({ answer, weights, margin }: FirstResult): string {
  const sum = `ISO/IEC 27001 ${weights.iso}, SOC 2 ${weights.soc2}`;
  const rule = `One side has to be heavier by more than ${margin}`;
  const why = weights.together === 0 ? "" : ", because something speaks for both";
  return answer === "together"
    ? `${sum}. ${rule}${why}; neither is, so plan both on one set of evidence and let the first contract set the order of the audits.`
    : `${sum}. ${rule}${why}, and it is.`;
}

function heldWords({ held }: FirstFacts): string | null {
  if (held === undefined || held === "nothing") return null;
  return held === "iso"
    ? "You hold the certificate, so first means what comes next."
    : "You hold a SOC 2 report, so first means what comes next.";
}

function optionLabel({ fact, option }: Change): { readonly question: string; readonly label: string } {
  const found = FACTS.find(({ name }) => name === fact);
  const label = found?.options.find(([value]) => value === option)?.[1] ?? option;
  return { question: found?.question ?? fact, label };
}

function Changes({ facts }: { facts: FirstFacts }) {
  const changes = changesOf(facts);
  if (changes.length === 0) {
    return <p className="i2">No single other answer would change it.</p>;
  }
  return (
    <ul className="lst">
      {changes.map((change) => {
        const { question, label } = optionLabel(change);
        const href = withQuery(paths.explorerFirst(), { ...facts, [change.fact]: change.option });
        return (
          <li key={`${change.fact} ${change.option}`}>
            <div>
              <span className="inline">
                <span className="i2">{question}</span> <a href={href}>{label}</a>
              </span>
              <p>{`would make it: ${ANSWER[change.answer]}`}</p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** What the other standard then finds ready, computed from the rows. */
function NextSteps({ answer }: { answer: FirstAnswer }) {
  const { mapped } = coverage(crosswalkInputOf({ ...DEFAULT_VIEW, categories: ["security"] }));
  const alone = soc2Only(crosswalkInputOf({ ...DEFAULT_VIEW, categories: TSC_CATEGORIES }));
  const toIso = `After SOC 2 with Security alone, rows lead to ${mapped.count} of ${mapped.of} controls of Annex A; the management system is still to be built.`;
  const toSoc2 = `After ISO/IEC 27001, ${alone.of - alone.count} of ${alone.of} criteria have some counterpart; a Type 2 report still needs its period of operation.`;
  const ways = [
    { on: answer !== "iso", words: toIso, to: "iso" as const },
    { on: answer !== "soc2", words: toSoc2, to: "soc2" as const },
  ].filter((way) => way.on);
  return (
    <ul className="lst">
      {ways.map(({ words, to }) => (
        <li key={to}>
          <div>
            <span>{words}</span>
            <p className="xp-refs">
              <a href={withQuery(paths.explorer(), { to: to === "soc2" ? "soc2" : null })}>
                What carries over
              </a>
              <a href={withQuery(paths.explorerEffort(), { to: to === "soc2" ? "soc2" : null })}>
                Effort and time
              </a>
              <a href={paths.scorecard(to)}>Scorecard</a>
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** The answer with every reason on each side, and what would change it. */
export function FirstResultView({ result, facts }: { result: FirstResult; facts: FirstFacts }) {
  const held = heldWords(facts);
  return (
    <>
      <Section title="The answer from your facts" remark="Our weighing, with the reasons below">
        <p className="text-2xl w6" id="answer">
          {ANSWER[result.answer]}
        </p>
        <p className="prose i2 mt-1">{decisionWords(result)}</p>
        {held === null ? null : (
          <div className="mt-3">
            <Note tone="none">{held}</Note>
          </div>
        )}
      </Section>
      <Section title="What spoke for each side">
        <Reasons result={result} />
      </Section>
      <div className="blk grid grid-cols-1 gap-8 md:grid-cols-2">
        <div>
          <Section title="What would change the answer" remark="One answer different, all others kept">
            <Changes facts={facts} />
          </Section>
        </div>
        <div>
          <Section title="What the other one then finds" remark="Computed from rows">
            <NextSteps answer={result.answer} />
          </Section>
        </div>
      </div>
    </>
  );
}
