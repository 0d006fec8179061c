import { z } from "zod";
import { listOf, optionalText, requiredText, versionField } from "@/lib/core/form-fields";
import { DECIDABLE } from "@/lib/core/overrides";

const criterion = z.string().trim().min(1).max(20);
const ref = z.string().trim().min(1).max(20);
/** The version of the decision that the form was drawn with; 0 when there was none. */
const seen = z.coerce.number({ error: "Reload the page and try again." }).int().min(0).max(1_000_000_000);
const overlap = z.enum(DECIDABLE, "Choose Full, Partial or None.");
const note = optionalText("What to add", 2_000);
/** The edition that the form was drawn with. */
const edition = z.string().trim().min(1).max(40);
/** A pair of the row and the version of its decision that the form was drawn with. */
const tick = z.string().regex(/^[A-Za-z0-9.]{1,20}:\d{1,9}$/, "Reload the page and try again.");
const PAIRS_OF_A_ROW = 130;
const pairs = listOf(tick, PAIRS_OF_A_ROW).refine((all) => all.length > 0, "The row has no pair.");

export const decidePairInput = z.strictObject({
  criterion,
  ref,
  overlap,
  note,
  reason: requiredText("A reason", 2_000),
  version: seen,
  edition,
});
export type DecidePairInput = z.output<typeof decidePairInput>;

export const decideRowInput = z.strictObject({
  criterion,
  overlap,
  note,
  reason: requiredText("A reason", 2_000),
  pairs,
  edition,
});
export type DecideRowInput = z.output<typeof decideRowInput>;

export const resetPairInput = z.strictObject({ criterion, ref, version: versionField });
export type ResetPairInput = z.output<typeof resetPairInput>;

export const resetRowInput = z.strictObject({ criterion, pairs });
export type ResetRowInput = z.output<typeof resetRowInput>;

export const restoreDecisionsInput = z.strictObject({
  criterion,
  refs: listOf(ref, PAIRS_OF_A_ROW).refine((all) => all.length > 0, "Name a pair."),
});
export type RestoreDecisionsInput = z.output<typeof restoreDecisionsInput>;

export const reviewPairInput = z.strictObject({
  criterion,
  ref,
  overlap,
  note,
  reason: optionalText("A reason", 2_000),
  version: seen,
  /** The version of the reading that the form was drawn with; 0 when nobody had read the pair. */
  reviewVersion: seen,
  edition,
  /** Where to go afterwards: the next pair that has to be read, or back to this one. */
  onward: z.enum(["next", "stay"]).optional(),
});
export type ReviewPairInput = z.output<typeof reviewPairInput>;

export const takeOverDatasetInput = z.strictObject({
  from: z.string().trim().min(1).max(40),
  to: z.string().trim().min(1).max(40),
  version: versionField,
});
export type TakeOverDatasetInput = z.output<typeof takeOverDatasetInput>;
