import { EffortForm } from "@/components/explorer/effort-form";
import { EffortResult } from "@/components/explorer/effort-result";
import { monthWords, weekWords } from "@/components/explorer/effort-words";
import { ExplorerBar } from "@/components/explorer/explorer-frame";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { Note } from "@/components/ui/badge";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { Tabs } from "@/components/ui/tabs";
import { type EffortDirection, itemisedSums, planEffort, QUOTED_MONTHS, weeksOf } from "@/lib/core/effort";
import type { EffortReading } from "@/lib/core/effort-form";
import { DEFAULT_VIEW } from "@/lib/core/explorer-view";
import { paths, withQuery } from "@/lib/core/paths";

function Directions({ current }: { current: EffortDirection }) {
  const one = (direction: EffortDirection, label: string) => ({
    href: withQuery(paths.explorerEffort(), { to: direction === "soc2" ? "soc2" : null }),
    label,
    current: direction === current,
  });
  return (
    <Tabs
      label="Direction"
      items={[one("iso", "SOC 2 to ISO/IEC 27001"), one("soc2", "ISO/IEC 27001 to SOC 2")]}
    />
  );
}

function Unusable({ count }: { count: number }) {
  return (
    <Note tone="gap">
      {count === 1
        ? "One field cannot be used. Correct it and the dates appear; everything else is kept."
        : `${count} fields cannot be used. Correct them and the dates appear; everything else is kept.`}
    </Note>
  );
}

/** What the article's own figures add up to, beside the months that it quotes. */
function SourceSums() {
  const { shortAudit, longAudit } = itemisedSums();
  const rows = [
    ["Itemised, audit of 4 weeks", weekWords(shortAudit), monthWords(shortAudit), "Computed, line 225"],
    [
      "Itemised, audit of 4 to 8 weeks",
      weekWords(longAudit),
      monthWords(longAudit),
      "Computed, lines 173, 225",
    ],
    ...(
      [
        ["Quoted with SOC 2", QUOTED_MONTHS.withSoc2],
        ["Quoted from scratch", QUOTED_MONTHS.without],
      ] as const
    ).map(([label, { from, to }]) => [
      label,
      `${weeksOf(from).toFixed(1)} to ${weeksOf(to).toFixed(1)} weeks`,
      `${from} to ${to} months`,
      "Source says, lines 193, 225",
    ]),
  ];
  return (
    <Section title="What the article adds up to" remark="The quoted range is longer than its phases">
      <Table caption="Sum of the itemised phases beside the quoted ranges" sticky={false}>
        <thead>
          <tr>
            <Th>Figure</Th>
            <Th>Weeks</Th>
            <Th>Months</Th>
            <Th>Where from</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, weeks, months, from]) => (
            <Tr key={label}>
              <RowHeader>{label}</RowHeader>
              <Td className="num">{weeks}</Td>
              <Td className="num">{months}</Td>
              <Td className="sm i2">{from}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      <p className="prose sm i3 mt-3">
        What lies between sum and quoted range is not itemised by the source. From scratch it stands for
        building the controls, which is the phase that a SOC 2 programme has behind it.{" "}
        <a href={`${paths.explorerAbout()}#k34`}>K34</a>, <a href={`${paths.explorerAbout()}#k33`}>K33</a>
      </p>
    </Section>
  );
}

/** The calculator of phases and dates, in both directions. */
export function EffortScreen({ reading }: { reading: EffortReading }) {
  const { input, errors, direction } = reading;
  return (
    <>
      <ExplorerBar view={DEFAULT_VIEW} current="effort" />
      <PageHeader
        title="Effort and time"
        intro="Phases added up on dates, with the source's figures, what is computed and what is yours kept apart."
      />
      <Directions current={direction} />
      <div className="grid grid-cols-1 gap-x-10 gap-y-6 pt-5 lg:grid-cols-[304px_minmax(0,1fr)]">
        <EffortForm reading={reading} />
        <div className="min-w-0">
          {input === null ? (
            <Unusable count={Object.keys(errors).length} />
          ) : (
            <EffortResult plan={planEffort(input)} input={input} />
          )}
          {direction === "iso" ? (
            <div className="blk">
              <SourceSums />
            </div>
          ) : (
            <p className="prose i2 blk">
              The lengths of this way are our judgement; neither source itemises it. The window decides:
              controls have to run for all of it, and a shorter first window is commonly followed by one of
              twelve months.
            </p>
          )}
        </div>
      </div>
    </>
  );
}
