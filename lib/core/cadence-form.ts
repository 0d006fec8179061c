// The form of an item's cadence: its fields and their limits.
import { z } from "zod";
import { type FormProblem, wholeNumber } from "@/lib/core/artifact-form";
import { RENEWAL_LEAD_DAYS } from "@/lib/core/evidence";
import { optionalDate } from "@/lib/core/form-fields";
import { CADENCES, type Cadence } from "@/lib/core/work-statuses";

/** How often an item is collected, as a form sends it. */
export const cadenceFields = {
  cadence: z
    .enum(CADENCES, "Choose how often it is collected.")
    .optional()
    .transform((cadence) => cadence ?? ("none" as const)),
  cadenceDays: wholeNumber("The number of days"),
  /** A date set by hand for this once. */
  renewOn: optionalDate,
  reminderDays: wholeNumber("The number of days").transform((days) => days ?? RENEWAL_LEAD_DAYS),
} as const;

type CadenceValues = {
  readonly cadence: Cadence;
  readonly cadenceDays: number | null;
  readonly reminderDays: number;
};

/** Numbers of days that are out of range. */
export function cadenceProblems({
  cadence,
  cadenceDays: days,
  reminderDays,
}: CadenceValues): readonly (FormProblem | null)[] {
  return [
    cadence === "custom" && (days === null || days < 1 || days > 1_827)
      ? { path: "cadenceDays", message: "Enter after how many days it is collected again, 1 to 1,827." }
      : null,
    reminderDays < 0 || reminderDays > 180
      ? { path: "reminderDays", message: "Enter how many days before the date to remind, 0 to 180." }
      : null,
  ];
}

/** Days belong to the cadence "custom" alone; what a hidden field still holds is let go. */
export function withDays<T extends CadenceValues>(value: T): T {
  return value.cadence === "custom" ? value : { ...value, cadenceDays: null };
}
