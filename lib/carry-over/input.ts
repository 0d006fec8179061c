import { z } from "zod";
import {
  CARRY_OVER_MARKS,
  CARRY_OVER_OUTCOMES,
  CARRY_OVER_READINGS,
  type CarryOverFilters,
} from "@/lib/core/carry-over-list";

const single = z.preprocess(
  (value) => (Array.isArray(value) ? value[0] : value),
  z.string().max(200).optional().catch(undefined),
);

/** The crosswalk's filters from its address; what is not understood is ignored, never an error. */
export const carryOverFilters = z
  .object({
    to: single,
    kind: single,
    outcome: single,
    group: single,
    q: single,
    mark: single,
    reading: single,
  })
  .transform(
    ({ to, kind, outcome, group, q, mark, reading }): CarryOverFilters => ({
      direction: to === "soc2" ? "soc2" : "iso",
      kind: to !== "soc2" && (kind === "control" || kind === "clause") ? kind : null,
      outcome: CARRY_OVER_OUTCOMES.find((one) => one === outcome) ?? null,
      group: group?.trim() ?? "",
      q: q?.trim() ?? "",
      mark: CARRY_OVER_MARKS.find((one) => one === mark) ?? null,
      reading: CARRY_OVER_READINGS.find((one) => one === reading) ?? null,
    }),
  );
