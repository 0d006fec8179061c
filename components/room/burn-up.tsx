import { Section } from "@/components/layout/section";
import { Figure } from "@/components/ui/figure";
import { Trend } from "@/components/ui/trend";
import { formatDate } from "@/lib/core/dates";
import type { BurnUpPoint } from "@/lib/core/room-request";

/** How many were asked and how many accepted, day by day; the same for both sides. */
export function BurnUp({ points }: { points: readonly BurnUpPoint[] }) {
  const [last] = points.slice(-1);
  if (last === undefined || points.length < 2) return null;
  const text = `${last.accepted} of ${last.asked} accepted by ${formatDate(last.on)}`;
  return (
    <Section title="Burn-up">
      <Figure
        caption={text}
        table={{
          caption: "Requests asked and accepted by day",
          head: ["Day", "Asked", "Accepted"],
          rows: points.map(({ on, asked, accepted }) => [formatDate(on), asked, accepted]),
        }}
      >
        <Trend
          label={text}
          series={[
            {
              label: "Asked",
              tone: "progress",
              dashed: true,
              points: points.map(({ on, asked }) => ({ on, value: asked })),
            },
            {
              label: "Accepted",
              tone: "ok",
              points: points.map(({ on, accepted }) => ({ on, value: accepted })),
            },
          ]}
        />
      </Figure>
    </Section>
  );
}
