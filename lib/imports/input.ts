import { z } from "zod";
import { versionField } from "@/lib/core/form-fields";
import { REGISTER_FIELDS, type RegisterField } from "@/lib/core/register-columns";
import { DATE_ORDERS } from "@/lib/core/register-dates";
import { REGISTER_LIMITS } from "@/lib/core/register-text";

const NO_FILE = "Choose a CSV file.";

export const uploadRegisterInput = z.strictObject({
  file: z
    .file(NO_FILE)
    .min(1, NO_FILE)
    .max(
      REGISTER_LIMITS.bytes,
      "The file is larger than 5 MB. Split it, or remove columns that are not needed.",
    ),
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
  ...columns,
});
export type SetMappingInput = z.output<typeof setMappingInput>;

export const runImportInput = z.strictObject({ id: z.uuid(), version: versionField });
export type RunImportInput = z.output<typeof runImportInput>;
