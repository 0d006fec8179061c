import { z } from "zod";
import { listOf, versionField } from "@/lib/core/form-fields";
import { REGISTER_FIELDS, type RegisterField } from "@/lib/core/register-columns";
import { DATE_ORDERS } from "@/lib/core/register-dates";
import { REGISTER_SHAPES } from "@/lib/core/register-shapes";
import { REGISTER_LIMITS } from "@/lib/core/register-text";

const NO_FILE = "Choose a file.";

export const uploadRegisterInput = z.strictObject({
  file: z
    .file(NO_FILE)
    .min(1, NO_FILE)
    .max(
      REGISTER_LIMITS.bytes,
      "The file is larger than 5 MB. Split it, or remove columns that are not needed.",
    )
    .optional(),
  /** An upload that has arrived: an archive, or a register like any other. */
  uploads: listOf(z.uuid("Reload the page and try again."), 1).optional(),
});
export type UploadRegisterInput = z.output<typeof uploadRegisterInput>;

const column = z
  .union([z.literal(""), z.coerce.number().int().min(0).max(REGISTER_LIMITS.columns)])
  .optional()
  .transform((value) => (value === undefined || value === "" ? null : value));

const columns = Object.fromEntries(REGISTER_FIELDS.map((field) => [field, column])) as Record<
  RegisterField,
  typeof column
>;

export const setMappingInput = z.strictObject({
  id: z.uuid(),
  version: versionField,
  dateOrder: z
    .union([z.literal(""), z.enum(DATE_ORDERS)])
    .optional()
    .transform((value) => (value === undefined || value === "" ? null : value)),
  shape: z.enum(REGISTER_SHAPES).optional(),
  sheet: z.string().max(200).optional(),
  ...columns,
});
export type SetMappingInput = z.output<typeof setMappingInput>;

const lineNumber = z.string().regex(/^\d{1,7}$/, "Reload the page and try again.");

export const leaveOutInput = z.strictObject({
  id: z.uuid(),
  version: versionField,
  decision: z.enum(["leave", "take"], "Choose what to do with the lines."),
  lines: listOf(lineNumber, REGISTER_LIMITS.lines)
    .refine((all) => all.length > 0, "Tick at least one line.")
    .transform((all) => all.map(Number)),
});
export type LeaveOutInput = z.output<typeof leaveOutInput>;

export const runImportInput = z.strictObject({ id: z.uuid(), version: versionField });
export type RunImportInput = z.output<typeof runImportInput>;
