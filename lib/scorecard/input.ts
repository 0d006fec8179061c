import { z } from "zod";
import { listOf } from "@/lib/core/form-fields";
import { readScorecard, SCORECARD_VERSION } from "@/lib/core/scorecard-code";
import { SCORECARD_FILE_LIMIT } from "@/lib/core/scorecard-file";
import { SCORECARD_DIRECTIONS } from "@/lib/core/scorecard-question";

const NO_FILE = "Choose a scorecard file.";

/** A file from a form, or its text. */
export const openScorecardInput = z.strictObject({
  file: z.union(
    [
      z.string().min(1, NO_FILE).max(SCORECARD_FILE_LIMIT),
      z.file().min(1, NO_FILE).max(SCORECARD_FILE_LIMIT, "The file is larger than a scorecard can be."),
    ],
    { error: `${NO_FILE} It ends in .json and has at most 200 kB.` },
  ),
});

const RELOAD = "Open the scorecard again and send its answers from there.";

export const carryOverInput = z
  .strictObject({
    direction: z.enum(SCORECARD_DIRECTIONS, RELOAD),
    v: z.literal(SCORECARD_VERSION, RELOAD),
    a: z.string(RELOAD).max(100, RELOAD),
  })
  .transform(({ direction, v, a }, context) => {
    const { answers, ignored } = readScorecard(direction, { v, a });
    if (ignored.length > 0) {
      context.addIssue({ code: "custom", message: RELOAD });
      return z.NEVER;
    }
    return { direction, answers };
  });
export type CarryOverInput = z.output<typeof carryOverInput>;

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const PROPOSALS_LIMIT = 200;

export const decideProposalsInput = z
  .strictObject({
    ids: listOf(
      z.string().regex(new RegExp(`^${UUID}$`, "i"), "Choose proposals from the list."),
      PROPOSALS_LIMIT,
    ),
    /** What to do with `ids`; `accept:id` and `dismiss:id` mean that one alone. */
    decision: z
      .string()
      .regex(new RegExp(`^(?:accept|dismiss)(?::${UUID})?$`, "i"), "Choose what to do with the proposals."),
  })
  .transform(({ ids, decision }) => {
    const [verb, id] = decision.toLowerCase().split(":");
    return {
      decision: verb === "dismiss" ? ("dismiss" as const) : ("accept" as const),
      ids: id === undefined ? [...new Set(ids.map((one) => one.toLowerCase()))] : [id],
    };
  })
  .refine((value) => value.ids.length > 0, { path: ["ids"], message: "Tick at least one proposal." });
export type DecideProposalsInput = z.output<typeof decideProposalsInput>;
