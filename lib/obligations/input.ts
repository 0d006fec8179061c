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
import { OBLIGATION_KINDS } from "@/lib/core/isms-statuses";
import { OBLIGATION_LIMITS } from "@/lib/core/obligation";
import { REGISTER_LIMITS } from "@/lib/core/register-text";

const id = z.uuid("Reload the page and try again.");
const ref = z.string().regex(/^(?:A\.[5-8]\.\d{1,2}|X\.\d{1,4})$/, "Choose controls from the list.");

const fields = {
  kind: z.enum(OBLIGATION_KINDS, "Choose what kind of obligation it is."),
  title: requiredText("A title", OBLIGATION_LIMITS.title),
  source: optionalText("The source", OBLIGATION_LIMITS.source),
  description: optionalText("The description", OBLIGATION_LIMITS.description),
  ownerId: optionalId,
  reviewOn: optionalDate,
  refs: listOf(ref, OBLIGATION_LIMITS.controls),
} as const;

export const addObligationInput = z.strictObject({ onceKey, ...fields });
export type AddObligationInput = z.output<typeof addObligationInput>;
export const editObligationInput = z.strictObject({ id, version: versionField, ...fields });
export type EditObligationInput = z.output<typeof editObligationInput>;

export const archiveObligationInput = z.strictObject({ id, version: versionField });
export type ArchiveObligationInput = z.output<typeof archiveObligationInput>;

export const importObligationsInput = z.strictObject({
  file: z
    .file("Choose a file.")
    .max(REGISTER_LIMITS.bytes, "The file is larger than 5 MB. Split it.")
    .optional(),
  /** The text of the previewed file, sent back to store exactly that. */
  text: z.string().max(REGISTER_LIMITS.bytes).optional(),
  /** What the preview announced; absent asks for a preview. */
  announced: z.string().max(200).optional(),
});
export type ImportObligationsInput = z.output<typeof importObligationsInput>;
