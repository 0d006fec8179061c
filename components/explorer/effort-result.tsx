import { disputeAnchor, lineWords } from "@/components/explorer/about-words";
import { EffortBars } from "@/components/explorer/effort-bars";
import { dateWords, monthWords, ORIGIN_WORD, weekWords } from "@/components/explorer/effort-words";
import { Section } from "@/components/layout/section";
import { Note } from "@/components/ui/badge";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatDate } from "@/lib/core/dates";
import {
  type BackPlan,
  type EffortInput,
  type EffortPlan,
  type Phase,
  type PlannedPhase,
  weeksOf,
} from "@/lib/core/effort";
import { paths } from "@/lib/core/paths";

/** A K-number as an underlined link to its place on the page of numbers. */
function DisputeLink({ id }: { id: string }) {
  return (
    <span className="inline">
      <a href={`${paths.explorerAbout()}#${disputeAnchor(id)}`}>{id}</a>
    </span>
  );
}

function origin({ origin: from, lines }: Phase): string {
  return from === "source" || from === "computed"
    ? `${ORIGIN_WORD[from]}: ${lineWords(lines)}`
    : ORIGIN_WORD[from];
}

function Quoted({ plan }: { plan: EffortPlan }) {
  if (plan.quoted === null) {
    return (
      <>
        <dd className="w6">No figure</dd>
        <dd>
          The side-by-side page calls this way easier, without numbers. <DisputeLink id="K58" />
        </dd>
      </>
    );
  }
  const { from, to } = plan.quoted;
  return (
    <>
      <dd className="w6 num">{`${from} to ${to} months`}</dd>
      <dd>
        {`Mapping article, lines 193, 225; ${weeksOf(from).toFixed(1)} to ${weeksOf(to).toFixed(1)} weeks. `}
        <DisputeLink id="K34" />
      </dd>
    </>
  );
}

/** Quoted range, computed sum and what the visitor set: three layers, side by side. */
function Layers({ plan, input }: { plan: EffortPlan; input: EffortInput }) {
  const yours = plan.phases.filter((phase) => phase.origin === "yours").length;
  const parallel =
    input.overlapWeeks === 0 ? "none" : weekWords({ from: input.overlapWeeks, to: input.overlapWeeks });
  return (
    <dl className="layers">
      <div>
        <dt>Source says</dt>
        <Quoted plan={plan} />
      </div>
      <div>
        <dt>Computed from the phases</dt>
        <dd className="w6 num">{weekWords(plan.total)}</dd>
        <dd>{`${monthWords(plan.total)}, one phase after the other.`}</dd>
      </div>
      <div>
        <dt>You set</dt>
        <dd className="w6 num">{`${yours} of ${plan.phases.length} phases`}</dd>
        <dd>{`Start ${formatDate(input.startOn)}, parallel work: ${parallel}.`}</dd>
      </div>
    </dl>
  );
}

function PhaseRow({ phase }: { phase: PlannedPhase }) {
  return (
    <Tr>
      <RowHeader>{phase.label}</RowHeader>
      <Td right className="nw">
        {weekWords(phase.weeks)}
      </Td>
      <Td className="nw">{dateWords(phase.short)}</Td>
      <Td className="nw">{dateWords(phase.long)}</Td>
      <Td className="sm i2 min-w-44">
        {origin(phase)} {phase.dispute === null ? null : <DisputeLink id={phase.dispute} />}
      </Td>
    </Tr>
  );
}

function PhaseTable({ plan }: { plan: EffortPlan }) {
  return (
    <Table caption="Phases with dates and where their length comes from" sticky={false} top>
      <thead>
        <tr>
          <Th>Phase</Th>
          <Th right>Length</Th>
          <Th>If it takes the shorter time</Th>
          <Th>If it takes the longer time</Th>
          <Th>Where the length comes from</Th>
        </tr>
      </thead>
      <tbody>
        {plan.phases.map((phase) => (
          <PhaseRow key={phase.key} phase={phase} />
        ))}
        <Tr>
          <RowHeader>
            <b>Together</b>
          </RowHeader>
          <Td right className="nw">
            {weekWords(plan.total)}
          </Td>
          <Td>{`Done ${formatDate(plan.endsOn.short)}`}</Td>
          <Td>{`Done ${formatDate(plan.endsOn.long)}`}</Td>
          <Td className="sm i2">Computed</Td>
        </Tr>
      </tbody>
    </Table>
  );
}

function weeksLate(weeks: number): string {
  return weekWords({ from: -weeks, to: -weeks });
}

function Verdict({ back }: { back: BackPlan }) {
  const { short, long } = back.spareWeeks;
  if (long >= 0) {
    return (
      <Note tone="ok">{`The start fits even when everything takes longer: ${weekWords({ from: long, to: long })} to spare.`}</Note>
    );
  }
  if (short >= 0) {
    return (
      <Note tone="due">{`The start fits only when everything takes its shorter time; in the longer case it is ${weeksLate(long)} late.`}</Note>
    );
  }
  return (
    <Note tone="gap">{`The start is ${weeksLate(short)} late even when everything takes its shorter time. Start earlier, move the date, or shorten a phase.`}</Note>
  );
}

function BackSection({ back, plan, what }: { back: BackPlan; plan: EffortPlan; what: string }) {
  const labels = new Map(plan.phases.map((phase) => [phase.key, phase.label]));
  return (
    <Section title={`Planned back from ${what}`} remark={formatDate(back.neededOn)}>
      <Verdict back={back} />
      <p className="my-3">
        {`Latest start: ${formatDate(back.latestStart.short)} if everything takes the shorter time, ${formatDate(back.latestStart.long)} if it takes the longer.`}
      </p>
      <Table caption={`Latest dates of each phase before ${what}`} sticky={false}>
        <thead>
          <tr>
            <Th>Phase</Th>
            <Th>Latest, shorter time</Th>
            <Th>Latest, longer time</Th>
          </tr>
        </thead>
        <tbody>
          {back.phases.map(({ key, short, long }) => (
            <Tr key={key}>
              <RowHeader>{labels.get(key)}</RowHeader>
              <Td className="nw">{dateWords(short)}</Td>
              <Td className="nw">{dateWords(long)}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

/** The plan: layers, bars, their table, and the dates backwards when a day was given. */
export function EffortResult({ plan, input }: { plan: EffortPlan; input: EffortInput }) {
  const what = input.direction === "soc2" ? "the report" : "Stage 2";
  const disputed = plan.phases.flatMap((phase) => phase.dispute ?? []);
  return (
    <>
      <Layers plan={plan} input={input} />
      <Section
        title="Phases on dates"
        remark={`Done between ${formatDate(plan.endsOn.short)} and ${formatDate(plan.endsOn.long)}`}
      >
        <EffortBars plan={plan} neededLabel={`${what} wanted`} />
        <div className="mt-4">
          <PhaseTable plan={plan} />
        </div>
        <p className="prose sm i3 mt-3">
          Both cases are arithmetic on the lengths above, not a forecast: nobody knows in advance which phase
          takes longer, and a certification body or auditor sets its own dates.
        </p>
        {disputed.length > 0 ? <DisputeRemark ids={disputed} /> : null}
      </Section>
      {plan.back === null ? null : <BackSection back={plan.back} plan={plan} what={what} />}
    </>
  );
}

function DisputeRemark({ ids }: { ids: readonly string[] }) {
  return (
    <p className="sm i3">
      The length of the internal audit is disputed within the article.{" "}
      {ids.map((id) => (
        <DisputeLink key={id} id={id} />
      ))}
    </p>
  );
}
