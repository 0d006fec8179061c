export type TrendTone = "ok" | "progress" | "review" | "gap";
export type TrendPoint = { readonly on: string; readonly value: number };
export type TrendSeries = {
  readonly label: string;
  readonly tone: TrendTone;
  readonly dashed?: boolean;
  /** In order of date, calendar dates as YYYY-MM-DD. */
  readonly points: readonly TrendPoint[];
};

const WIDTH = 296;
const LEFT = 24;
const TOP = 20;
const BOTTOM = 132;
const DAY_MS = 86_400_000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const dayOf = (on: string) => Date.parse(`${on}T00:00:00Z`) / DAY_MS;

function printed(on: string): string {
  const [, month = "1", day = "1"] = on.split("-");
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? ""}`;
}

/** The smallest round top that the highest value fits under, in at most four steps. */
function axis(highest: number): { top: number; ticks: readonly number[] } {
  const step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500].find((size) => size * 4 >= highest) ?? 1000;
  const count = Math.max(1, Math.ceil(highest / step));
  return { top: count * step, ticks: Array.from({ length: count + 1 }, (_, index) => index * step) };
}

type Scale = { readonly x: (on: string) => number; readonly y: (value: number) => number };

function Line({ series, scale, shift }: { series: TrendSeries; scale: Scale; shift: number }) {
  const last = series.points.at(-1);
  if (!last) return null;
  const path = series.points.map(
    (point, index) =>
      `${index === 0 ? "M" : "L"}${scale.x(point.on).toFixed(1)} ${scale.y(point.value).toFixed(1)}`,
  );
  const [x, y] = [scale.x(last.on), scale.y(last.value)];
  return (
    <g>
      <path
        d={path.join("")}
        fill="none"
        className={`l-${series.tone}`}
        strokeWidth="2"
        strokeLinejoin="round"
        strokeDasharray={series.dashed ? "5 4" : undefined}
      />
      <circle cx={x.toFixed(1)} cy={y.toFixed(1)} r="3.5" className={`f-${series.tone}`} />
      <text x={(x + 8).toFixed(1)} y={(y + 4 + shift).toFixed(1)} className="v">
        {last.value} {series.label}
      </text>
    </g>
  );
}

/** Ends that would be printed over each other move apart. */
function shifts(series: readonly TrendSeries[], scale: Scale): readonly number[] {
  const ends = series.map((one) => scale.y(one.points.at(-1)?.value ?? 0));
  const [first = 0, second] = ends;
  if (second === undefined || Math.abs(first - second) >= 14) return ends.map(() => 0);
  const apart = (14 - Math.abs(first - second)) / 2;
  return first <= second ? [-apart, apart] : [apart, -apart];
}

/** Two lines at most, labelled at their end, over calendar days; the target date is a dotted line. */
export function Trend({
  series,
  target,
  label,
}: {
  series: readonly TrendSeries[];
  target?: { readonly on: string; readonly label: string } | undefined;
  label: string;
}) {
  const dates = series.flatMap((one) => one.points.map((point) => point.on)).sort();
  const first = dates[0];
  const last = dates.at(-1);
  if (!first || !last) return null;
  const marked = target && target.on > last ? target : undefined;
  const from = dayOf(first);
  const room = marked ? Math.max(dayOf(marked.on) - from, 1) : Math.max((dayOf(last) - from) * 1.6, 1);
  const { top, ticks } = axis(
    Math.max(1, ...series.flatMap((one) => one.points.map((point) => point.value))),
  );
  const right = WIDTH - 20;
  // Labels stand right of the last point, so the lines end at two thirds at the latest.
  const lastX = Math.min(LEFT + ((dayOf(last) - from) / room) * (right - LEFT), LEFT + (right - LEFT) * 0.66);
  const span = Math.max(dayOf(last) - from, 1);
  const scale: Scale = {
    x: (on) => LEFT + ((dayOf(on) - from) / span) * (lastX - LEFT),
    y: (value) => BOTTOM - (value / top) * (BOTTOM - TOP),
  };
  const moved = shifts(series, scale);
  return (
    <svg className="fg" viewBox={`0 0 ${WIDTH} 156`} role="img" aria-label={label}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={LEFT} x2={right} y1={scale.y(tick) + 0.5} y2={scale.y(tick) + 0.5} className="s-line" />
          <text x={LEFT - 6} y={scale.y(tick) + 4} textAnchor="end">
            {tick}
          </text>
        </g>
      ))}
      {marked ? (
        <>
          <line x1={right + 0.5} x2={right + 0.5} y1="14" y2={BOTTOM} className="s-target" />
          <text x={WIDTH} y="8" textAnchor="end" className="v2">
            {marked.label}
          </text>
          <text x={WIDTH} y="152" textAnchor="end">
            {printed(marked.on)}
          </text>
        </>
      ) : null}
      {series.map((one, index) => (
        <Line key={one.label} series={one} scale={scale} shift={moved[index] ?? 0} />
      ))}
      <text x={LEFT} y="152">
        {printed(first)}
      </text>
      {lastX - LEFT > 60 ? (
        <text x={lastX.toFixed(1)} y="152" textAnchor="middle">
          {printed(last)}
        </text>
      ) : null}
    </svg>
  );
}
