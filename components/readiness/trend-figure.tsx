import { Section } from "@/components/layout/section";
import { many } from "@/components/readiness/words";
import { Figure } from "@/components/ui/figure";
import { Trend } from "@/components/ui/trend";
import { daysBetween, formatDate } from "@/lib/core/dates";
import type { Home } from "@/lib/core/home-dto";
import { comparedDay, type TrendDay, weeklyDays } from "@/lib/core/trend";

function lineWords(first: TrendDay, last: TrendDay): string {
  const from = `on ${formatDate(first.on)}`;
  const to = `on ${formatDate(last.on)}`;
  return `Ready Annex A controls: ${first.annexReady} ${from}, ${last.annexReady} ${to}. Ready clauses: ${first.clausesReady}, then ${last.clausesReady}.`;
}

function caption(home: Home): string {
  const { annexReady } = home.readiness.numbers;
  const left = many(annexReady.of - annexReady.count, "control");
  const stage = home.programme.stage1On;
  const ahead = stage === null ? -1 : daysBetween(home.today, stage);
  const before = comparedDay(home.trend, home.today);
  const time = ahead < 0 ? `${left} left.` : `${left} left in ${many(ahead, "day")}.`;
  if (before === null) return time;
  const change = annexReady.count - before.annexReady;
  const signed = change < 0 ? `minus ${-change}` : String(change);
  return `${time} Since ${formatDate(before.on)}: ${signed}.`;
}

/** Readiness as it was stored day by day; never recomputed. */
export function TrendFigure({ home }: { home: Home }) {
  const { trend } = home;
  const [first, last] = [trend[0], trend.at(-1)];
  const remark = trend.length === 0 ? undefined : many(trend.length, "daily snapshot");
  if (first === undefined || last === undefined || trend.length < 2) {
    return (
      <Section title="Trend" remark={remark}>
        <p className="i2 sm">
          The numbers of each day are stored once a day. The line begins with the second snapshot.
        </p>
      </Section>
    );
  }
  const stage = home.programme.stage1On;
  const points = (value: (day: TrendDay) => number) =>
    trend.map((day) => ({ on: day.on, value: value(day) }));
  return (
    <Section title="Trend" remark={remark}>
      <Figure
        caption={caption(home)}
        table={{
          caption: "Ready controls and clauses by week",
          head: ["Snapshot", "Annex A", "Clauses"],
          rows: weeklyDays(trend).map((day) => [
            formatDate(day.on),
            `${day.annexReady} of ${day.annexOf}`,
            `${day.clausesReady} of ${day.clausesOf}`,
          ]),
        }}
      >
        <Trend
          label={lineWords(first, last)}
          target={stage === null ? undefined : { on: stage, label: "Stage 1" }}
          series={[
            { label: "Annex A", tone: "ok", points: points((day) => day.annexReady) },
            { label: "clauses", tone: "progress", dashed: true, points: points((day) => day.clausesReady) },
          ]}
        />
      </Figure>
    </Section>
  );
}
