import clsx from "clsx";
import type { BandRange, Heat } from "@/lib/core/risk-method";

/** One hue from light to dark, the ink chosen so that the number always reads. */
export const HEAT_CLASS: Readonly<Record<Heat, string>> = {
  1: "bg-heat-1 text-ink",
  2: "bg-heat-2 text-ink",
  3: "bg-heat-3 text-ink",
  4: "bg-heat-4 text-[#111827]",
  5: "bg-heat-5 text-[light-dark(#ffffff,#111827)]",
};

/** The score on the colour of its band, and the band in words. */
export function HeatMark({ band, score }: { band: BandRange; score: number }) {
  return (
    <span className="nw inline-flex items-center gap-1.5">
      <span className={clsx("num w5 rounded-sm px-1.5 min-w-7 text-center", HEAT_CLASS[band.heat])}>
        {score}
      </span>
      <span>{band.label}</span>
    </span>
  );
}
