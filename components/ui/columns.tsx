"use client";
// Drawn from its numbers, also in the browser: each drawn part would otherwise travel twice.
import type { Fill } from "@/components/ui/figure";

export type Column = {
  readonly label: string;
  readonly value: number;
  readonly fill?: Fill;
  /** Printed under the column; leave it out where labels would touch. */
  readonly tick?: string;
};

const WIDTH = 296;
const BASE = 84;
const TALLEST = 64;

/** Upright columns with their number on top; at most about 14 of them. */
export function Columns({ data, label }: { data: readonly Column[]; label: string }) {
  const most = Math.max(1, ...data.map((column) => column.value));
  const step = (WIDTH - 8) / Math.max(1, data.length);
  const width = Math.min(32, step - 8);
  return (
    <svg className="fg" viewBox={`0 0 ${WIDTH} 104`} role="img" aria-label={label}>
      <line x1="0" x2={WIDTH} y1={BASE + 0.5} y2={BASE + 0.5} className="s-line" />
      {data.map((column, index) => {
        const middle = 4 + step * index + step / 2 - 4 + width / 8;
        const height = (column.value / most) * TALLEST;
        return (
          <g key={column.label}>
            {column.value > 0 ? (
              <rect
                x={(middle - width / 2).toFixed(1)}
                y={(BASE - height).toFixed(1)}
                width={width.toFixed(1)}
                height={height.toFixed(1)}
                rx="2"
                className={`f-${column.fill ?? "none"}`}
              />
            ) : null}
            <text
              x={middle.toFixed(1)}
              y={(BASE - height - 6).toFixed(1)}
              textAnchor="middle"
              className={column.value === most && column.value > 0 ? "v" : undefined}
            >
              {column.value}
            </text>
            {column.tick ? (
              <text x={middle.toFixed(1)} y="100" textAnchor="middle">
                {column.tick}
              </text>
            ) : null}
          </g>
        );
      })}
    </svg>
  );
}
