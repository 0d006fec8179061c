import type { OverlapShape, Tone } from "@/components/ui/tone";

const TONE: Readonly<Record<OverlapShape, Tone>> = { solid: "ok", hatch: "due", dots: "gap", empty: "none" };

/** The classes of a square. */
export function overlapClass(shape: OverlapShape): string {
  return `st s-${shape} ${TONE[shape]}`;
}

/** Square shapes for overlap, so that they are never taken for a status. `compact` keeps the word for screen readers only. */
export function Overlap({
  shape,
  label,
  compact = false,
}: {
  shape: OverlapShape;
  label: string;
  compact?: boolean;
}) {
  const look = overlapClass(shape);
  if (!compact) return <span className={look}>{label}</span>;
  return (
    <span className={look} title={label}>
      <span className="sr">{label}</span>
    </span>
  );
}
