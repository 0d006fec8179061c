import { z } from "zod";
import { readRefs } from "@/lib/core/evidence-versions";
import {
  checkbox,
  onceKey,
  optionalId,
  optionalText,
  requiredText,
  versionField,
} from "@/lib/core/form-fields";
import { FINDING_PARTS } from "@/lib/core/room-work-statuses";
import { NC_GRADES } from "@/lib/core/statuses";

const LONG = 4_000;
const record = { id: z.uuid("Reload the page and try again."), version: versionField };
const part = z.enum(FINDING_PARTS, "Reload the page and try again.");
const reason = optionalText("A reason", 2_000);

const refs = z
  .string()
  .max(2_000, "At most 2,000 characters.")
  .optional()
  .transform((text, context) => {
    const { refs: known, unknown } = readRefs(text ?? "");
    for (const name of unknown.slice(0, 3)) {
      context.addIssue({
        code: "custom",
        message: `No requirement is called ${name}. Write references such as A.5.18, 6.1.3 or CC6.1, separated by commas.`,
      });
    }
    if (known.length > 50) context.addIssue({ code: "custom", message: "Name at most 50 requirements." });
    return known;
  });

/** What an auditor writes: what was found and how much it weighs. Cause and solution are the company's. */
const words = {
  requirements: refs,
  grade: z.enum(NC_GRADES, "Choose a grade."),
  statement: requiredText("The statement", LONG),
  objectiveEvidence: optionalText("The objective evidence", LONG),
  /** Gives it to the company; without it a draft stays a draft. */
  raise: checkbox,
};

export const writeFindingInput = z.strictObject({ onceKey, requestId: optionalId, ...words });
export type WriteFindingInput = z.output<typeof writeFindingInput>;
export const editFindingInput = z.strictObject({ ...record, ...words });
export type EditFindingInput = z.output<typeof editFindingInput>;
export const withdrawFindingInput = z.strictObject({ ...record, reason });
export type WithdrawFindingInput = z.output<typeof withdrawFindingInput>;
export const acceptPartInput = z.strictObject({ ...record, part });
export type AcceptPartInput = z.output<typeof acceptPartInput>;
export const returnPartInput = z.strictObject({ ...record, part, reason });
export type ReturnPartInput = z.output<typeof returnPartInput>;

export const takeOverFindingInput = z.strictObject({ onceKey, ...record });
export type TakeOverFindingInput = z.output<typeof takeOverFindingInput>;
export const answerFindingInput = z.strictObject({
  onceKey,
  ...record,
  part,
  body: requiredText("The answer", LONG),
});
export type AnswerFindingInput = z.output<typeof answerFindingInput>;
