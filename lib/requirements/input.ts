import { z } from "zod";
import { isIsoDate } from "@/lib/core/dates";
import { listOf, optionalDate, optionalText, typedText, versionField } from "@/lib/core/form-fields";
import { EVIDENCE_STATUSES, IMPLEMENTATIONS } from "@/lib/core/statuses";

const ref = z.string().trim().min(1).max(20);
const status = z.enum(EVIDENCE_STATUSES, "Choose a status.");
const reason = optionalText("A reason", 1000);
const override = optionalText("An override", 2000);

/** Absent leaves the stored value; empty clears it. */
const ownerId = z
  .union([z.literal(""), z.uuid("Choose one from the list."), z.null()])
  .transform((id) => (id === "" ? null : id))
  .optional();
const dueOn = z
  .string()
  .trim()
  .refine((text) => text === "" || isIsoDate(text), "Enter a date that exists, as YYYY-MM-DD.")
  .transform((text) => (text === "" ? null : text))
  .nullable()
  .optional();

export const recordStatusInput = z.strictObject({ ref, to: status, reason, override, version: versionField });
export type RecordStatusInput = z.output<typeof recordStatusInput>;

export const undoStatusInput = z.strictObject({ ref, version: versionField });
export type UndoStatusInput = z.output<typeof undoStatusInput>;

export const assignInput = z.strictObject({
  ref,
  ownerId,
  dueOn,
  note: typedText().max(4000, "A note has at most 4,000 characters.").optional(),
  version: versionField,
});
export type AssignInput = z.output<typeof assignInput>;

export const setNoteInput = z.strictObject({
  ref,
  note: optionalText("A note", 4000),
  version: versionField,
});
export type SetNoteInput = z.output<typeof setNoteInput>;

export const setImplementationInput = z
  .strictObject({
    ref,
    implementation: z.enum(IMPLEMENTATIONS, "Choose an implementation status."),
    targetOn: optionalDate,
    version: versionField,
  })
  .refine((value) => value.implementation !== "planned" || value.targetOn !== null, {
    path: ["targetOn"],
    message: "Planned needs a target date.",
  });
export type SetImplementationInput = z.output<typeof setImplementationInput>;

export const BULK_LIMIT = 300;
/** A ticked row: the reference and the version that the list was drawn with. */
const tick = z.string().regex(/^[A-Za-z0-9.]{1,20}:\d{1,9}$/, "Reload the page and select the rows again.");

export const bulkEditInput = z
  .strictObject({
    rows: listOf(tick, BULK_LIMIT),
    change: z.enum(["status", "owner", "due"], "Choose what to change."),
    to: z.union([status, z.literal("")]).optional(),
    reason,
    override,
    ownerId,
    dueOn,
  })
  .refine((value) => value.rows.length > 0, { path: ["rows"], message: "Select at least one row." })
  .refine((value) => value.change !== "status" || (value.to !== undefined && value.to !== ""), {
    path: ["to"],
    message: "Choose a status.",
  });
export type BulkEditInput = z.output<typeof bulkEditInput>;
