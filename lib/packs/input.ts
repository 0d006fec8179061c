import { z } from "zod";
import { typedText } from "@/lib/core/form-fields";
import { PACK_STANDARDS, type PackScope, readPackRefs } from "@/lib/core/pack";

const date = z.union([z.literal("").transform(() => null), z.iso.date("Write the date as 2026-11-22.")]);
const box = z
  .union([z.literal("on"), z.boolean()])
  .optional()
  .transform((value) => value === "on" || value === true);

export const createPackInput = z
  .strictObject({
    title: typedText("Name the pack.")
      .min(1, "Name the pack.")
      .max(120, "A name has at most 120 characters."),
    standard: z.enum(PACK_STANDARDS),
    from: date.optional().transform((value) => value ?? null),
    to: date.optional().transform((value) => value ?? null),
    refs: z
      .string()
      .max(10_000, "At most 10,000 characters.")
      .optional()
      .transform((text) => readPackRefs(text ?? ""))
      .pipe(
        z.array(z.string().max(40, "A reference is too long.")).max(400, "Name at most 400 requirements."),
      ),
    soa: z.union([z.literal("none"), z.literal("draft"), z.uuid()]),
    submitted: box,
    requests: box,
    nonconformities: box,
    activity: box,
  })
  .superRefine(({ from, to }, context) => {
    if (from !== null && to !== null && from > to) {
      context.addIssue({ code: "custom", path: ["to"], message: "The period ends before it begins." });
    }
  });
export type CreatePackInput = { readonly title: string } & PackScope;
