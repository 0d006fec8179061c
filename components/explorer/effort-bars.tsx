import { dateWords } from "@/components/explorer/effort-words";
import { Legend } from "@/components/ui/figure";
import { addMonths, daysBetween, formatDate, type IsoDate } from "@/lib/core/dates";
import type { Dates, EffortPlan, PlannedPhase } from "@/lib/core/effort";

const MOST_TICKS = 6;
const BAR = 8;
const ROW = 24;

type Axis = { readonly from: IsoDate; readonly days: number; readonly ticks: readonly IsoDate[] };

const share = (value: number) => `${(value * 100).toFixed(2)}%`;

function xOf(axis: Axis, on: IsoDate): number {
  return daysBetween(axis.from, on) / axis.days;
}

/** First days of months inside the span, thinned out until they fit. */
function ticksOf(from: IsoDate, to: IsoDate): readonly IsoDate[] {
  const first = addMonths(`${from.slice(0, 7)}-01`, 1);
  const count = Math.max(0, Math.ceil(daysBetween(first, to) / 30.4));
  const step = Math.max(1, Math.ceil(count / MOST_TICKS));
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => addMonths(first, index * step)).filter(
    (on) => on < to,
  );
}

function axisOf(plan: EffortPlan): Axis {
  const from = plan.phases[0]?.short.from ?? plan.endsOn.short;
  const needed = plan.back?.neededOn ?? plan.endsOn.long;
  const to = needed > plan.endsOn.long ? needed : plan.endsOn.long;
  return { from, days: Math.max(1, daysBetween(from, to)), ticks: ticksOf(from, to) };
}

function Bar({ axis, dates, y, fill }: { axis: Axis; dates: Dates; y: number; fill: string }) {
  return (
    <rect
      x={share(xOf(axis, dates.from))}
      width={share(daysBetween(dates.from, dates.to) / axis.days)}
      y={y}
      height={BAR}
      className={fill}
    />
  );
}

function Lines({ axis, needed }: { axis: Axis; needed: IsoDate | null }) {
  return (
    <>
      {axis.ticks.map((on) => (
        <line
          key={on}
          x1={share(xOf(axis, on))}
          x2={share(xOf(axis, on))}
          y1="0"
          y2={ROW}
          className="s-line"
        />
      ))}
      {needed === null ? null : (
        <line
          x1={share(xOf(axis, needed))}
          x2={share(xOf(axis, needed))}
          y1="0"
          y2={ROW}
          className="s-target"
        />
      )}
    </>
  );
}

function PhaseBars({ phase, axis, needed }: { phase: PlannedPhase; axis: Axis; needed: IsoDate | null }) {
  const label = `${phase.label}: shorter, ${dateWords(phase.short)}; longer, ${dateWords(phase.long)}`;
  return (
    <li className="grid gap-x-4 md:grid-cols-[200px_minmax(0,1fr)] md:items-center">
      <span className="sm">{phase.label}</span>
      <svg className="fg max-w-none" height={ROW} width="100%" role="img" aria-label={label}>
        <Lines axis={axis} needed={needed} />
        <Bar axis={axis} dates={phase.short} y={3} fill="f-progress" />
        <Bar axis={axis} dates={phase.long} y={13} fill="f-due" />
      </svg>
    </li>
  );
}

/** The last label stands left of its line; on a phone it gives way to the one before. */
function TickLabel({ axis, on, before }: { axis: Axis; on: IsoDate; before: IsoDate | undefined }) {
  const x = xOf(axis, on);
  const atEnd = x > 0.9;
  const crowded = atEnd && before !== undefined && x - xOf(axis, before) < 0.26;
  return (
    <text
      x={share(x)}
      y="13"
      textAnchor={atEnd ? "end" : "start"}
      {...(crowded ? { className: "max-md:hidden" } : {})}
    >
      {formatDate(on).replace(/^1 /, "").replace(/ 20/, " ")}
    </text>
  );
}

/** The phases as bars over months, shorter case above, longer case below; the table beside it says the same. */
export function EffortBars({ plan, neededLabel }: { plan: EffortPlan; neededLabel: string }) {
  const axis = axisOf(plan);
  const neededOn = plan.back?.neededOn ?? null;
  const needed = neededOn !== null && neededOn >= axis.from ? neededOn : null;
  return (
    <figure>
      <ol>
        {plan.phases.map((phase) => (
          <PhaseBars key={phase.key} phase={phase} axis={axis} needed={needed} />
        ))}
      </ol>
      <div className="grid gap-x-4 md:grid-cols-[200px_minmax(0,1fr)]">
        <span />
        <svg className="fg max-w-none" height="18" width="100%" aria-hidden="true">
          {axis.ticks.map((on, index) => (
            <TickLabel key={on} axis={axis} on={on} before={axis.ticks[index - 1]} />
          ))}
        </svg>
      </div>
      <figcaption>
        <Legend
          items={[
            { fill: "progress", label: "Every phase takes its shorter time" },
            { fill: "due", label: "Every phase takes its longer time" },
          ]}
        />
        {needed === null ? null : (
          <p className="sm i3 mt-2">{`Dotted line: ${neededLabel}, ${formatDate(needed)}.`}</p>
        )}
      </figcaption>
    </figure>
  );
}
