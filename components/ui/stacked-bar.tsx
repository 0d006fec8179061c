import type { Fill } from "@/components/ui/figure";

export type BarPart = { readonly value: number; readonly fill: Fill };

const percent = (share: number) => `${(share * 100).toFixed(3)}%`;

/** One horizontal bar. `label` says every number in words; `total` leaves room when the parts are fewer. */
export function StackedBar({
  parts,
  label,
  total,
  height = 12,
}: {
  parts: readonly BarPart[];
  label: string;
  total?: number;
  height?: 8 | 12 | 16;
}) {
  const sum = parts.reduce((all, part) => all + part.value, 0);
  const whole = Math.max(total ?? sum, sum);
  if (whole === 0) {
    return (
      <svg className="fg fg-bar" width="100%" height={height} role="img" aria-label={label}>
        <rect width="100%" height={height} className="f-track" />
      </svg>
    );
  }
  let start = 0;
  const drawn = parts
    .filter((part) => part.value > 0)
    .map((part) => {
      const x = start;
      start += part.value / whole;
      return { ...part, x, width: part.value / whole };
    });
  return (
    <svg className="fg fg-bar" width="100%" height={height} role="img" aria-label={label}>
      {drawn.map((part) => (
        <rect
          key={part.fill}
          x={percent(part.x)}
          width={percent(part.width)}
          height={height}
          className={`f-${part.fill}`}
        />
      ))}
      {drawn.slice(1).map((part) => (
        <rect
          key={part.fill}
          x={percent(part.x)}
          width="2"
          height={height}
          className="f-bg"
          transform="translate(-1 0)"
        />
      ))}
    </svg>
  );
}
