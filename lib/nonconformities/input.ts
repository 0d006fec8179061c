import { z } from "zod";
import {
  listOf,
  onceKey,
  optionalDate,
  optionalId,
  optionalText,
  requiredText,
  versionField,
} from "@/lib/core/form-fields";
import { FISHBONE_BRANCHES, type FishboneBranch } from "@/lib/core/nonconformity-dto";
import { readRefList, readRiskNumbers, WHY_NUMBERS, type WhyNumber } from "@/lib/core/nonconformity-fields";
import { CAUSE_METHODS, NC_GRADES, NC_SOURCES, NC_STATES } from "@/lib/core/statuses";

const LONG = 4_000;
const id = z.uuid();
const record = { id, version: versionField };
const refText = z.string().max(2_000, "At most 2,000 characters.");
const refs = z
  .union([z.array(refText), refText])
  .optional()
  .transform((given, context) => {
    const { refs: known, unknown } = readRefList([given ?? ""].flat().join(", "));
    for (const text of unknown.slice(0, 3)) {
      const message = `${text} is not a requirement. Enter references such as A.5.18, 6.1.3 or CC6.1.`;
      context.addIssue({ code: "custom", message });
    }
    if (known.length > 50) context.addIssue({ code: "custom", message: "Name at most 50 requirements." });
    return known;
  });
const items = listOf(z.uuid(), 50);
/** Numbers of the risk register as people type them; absent leaves the links as they are. */
const risks = z
  .string()
  .max(1_000, "At most 1,000 characters.")
  .transform((text, context) => {
    const { numbers, unknown } = readRiskNumbers(text);
    for (const one of unknown.slice(0, 3)) {
      context.addIssue({ code: "custom", message: `${one} is no risk. Enter numbers such as R-004.` });
    }
    if (numbers.length > 50) context.addIssue({ code: "custom", message: "Name at most 50 risks." });
    return numbers;
  })
  .optional();

export const raiseNonconformityInput = z.strictObject({
  onceKey,
  grade: z.enum(NC_GRADES, "Choose a grade."),
  title: requiredText("A title", 200),
  source: z.enum(NC_SOURCES, "Choose where it was found."),
  refs,
  itemIds: items,
  risks,
  requirementText: optionalText("The requirement", LONG),
  objectiveEvidence: requiredText("The objective evidence", LONG),
  gap: optionalText("The gap", LONG),
  ownerId: optionalId,
  dueOn: optionalDate,
});
export type RaiseNonconformityInput = z.output<typeof raiseNonconformityInput>;

export const setStatementInput = z.strictObject({
  ...record,
  grade: z.enum(NC_GRADES, "Choose a grade."),
  title: requiredText("A title", 200),
  source: z.enum(NC_SOURCES, "Choose where it was found."),
  refs,
  itemIds: items,
  risks,
  requirementText: optionalText("The requirement", LONG),
  objectiveEvidence: requiredText("The objective evidence", LONG),
  gap: optionalText("The gap", LONG),
  extent: optionalText("The extent", LONG),
  consequences: optionalText("The consequences", LONG),
  ownerId: optionalId,
  dueOn: optionalDate,
});
export type SetStatementInput = z.output<typeof setStatementInput>;

export const setCorrectionInput = z.strictObject({
  ...record,
  correction: optionalText("The correction", LONG),
  correctionOn: optionalDate,
});
export type SetCorrectionInput = z.output<typeof setCorrectionInput>;

const answer = optionalText("An answer", 1_000);
type Answers<K extends string> = Record<K, typeof answer>;
const branches = Object.fromEntries(
  FISHBONE_BRANCHES.map((name) => [`branch_${name}`, answer]),
) as Answers<`branch_${FishboneBranch}`>;
const whys = Object.fromEntries(
  WHY_NUMBERS.flatMap((number) => [
    [`why_${number}`, answer],
    [`because_${number}`, answer],
  ]),
) as Answers<`why_${WhyNumber}` | `because_${WhyNumber}`>;

export const setCauseInput = z.strictObject({
  ...record,
  method: z.enum(CAUSE_METHODS, "Choose a method."),
  ...whys,
  text: optionalText("The analysis", LONG),
  rootCause: optionalText("The root cause", LONG),
  ...branches,
});
export type SetCauseInput = z.output<typeof setCauseInput>;

export const setEffectivenessInput = z.strictObject({
  ...record,
  effectivenessCriteria: optionalText("The criteria", LONG),
  effectivenessDueOn: optionalDate,
  effectivenessReviewerId: optionalId,
});
export type SetEffectivenessInput = z.output<typeof setEffectivenessInput>;

export const judgeEffectivenessInput = z.strictObject({
  ...record,
  result: z.enum(["effective", "not_effective"], "Say whether it worked."),
  note: requiredText("What the check looked at", LONG),
  ismsChange: optionalText("The change", LONG),
});
export type JudgeEffectivenessInput = z.output<typeof judgeEffectivenessInput>;

export const moveNonconformityInput = z.strictObject({
  ...record,
  to: z.enum(NC_STATES, "Choose a step."),
  reason: optionalText("The reason", LONG),
});
export type MoveNonconformityInput = z.output<typeof moveNonconformityInput>;

export const addActionInput = z.strictObject({
  id,
  onceKey,
  title: requiredText("What is to be done", 300),
  ownerId: optionalId,
  dueOn: optionalDate,
});
export type AddActionInput = z.output<typeof addActionInput>;

const action = { id, actionId: z.uuid(), version: versionField };

export const setActionInput = z.strictObject({
  ...action,
  title: requiredText("What is to be done", 300),
  ownerId: optionalId,
  dueOn: optionalDate,
});
export type SetActionInput = z.output<typeof setActionInput>;

export const finishActionInput = z.strictObject({
  ...action,
  to: z.enum(["done", "dropped"]),
  proofNote: optionalText("The proof", LONG),
  proofItemId: optionalId,
});
export type FinishActionInput = z.output<typeof finishActionInput>;
