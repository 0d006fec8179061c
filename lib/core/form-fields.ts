// The zod pieces that forms share: what a browser sends, turned into what the product means, with sentences for errors.
import { z } from "zod";
import { isIsoDate } from "@/lib/core/dates";
import { typedLines, unprintable } from "@/lib/core/plain-text";

/** A checkbox: absent, or `on`; booleans from script pass through. */
export const checkbox = z
  .union([z.boolean(), z.literal("on"), z.literal("true"), z.literal("false"), z.literal("")])
  .optional()
  .transform((value) => value === true || value === "on" || value === "true");

/**
 * What every field for words begins with: line feeds as line ends, trimmed, and no character that an export could not carry.
 * `missing` is said when nothing was sent.
 */
export function typedText(missing?: string) {
  return z
    .string(missing === undefined ? {} : { error: missing })
    .overwrite(typedLines)
    .trim()
    .refine((text) => unprintable(text) === null, { error: ({ input }) => unprintable(String(input)) ?? "" });
}

/** Required text, trimmed, at most `max` characters. `what` begins the sentence: "A title". */
export function requiredText(what: string, max: number) {
  return typedText(`${what} is needed.`)
    .min(1, `${what} is needed.`)
    .max(max, `${what} has at most ${max.toLocaleString("en")} characters.`);
}

/** Text that may be empty, trimmed, at most `max` characters; absent reads as empty. */
export function optionalText(what: string, max: number) {
  return typedText()
    .max(max, `${what} has at most ${max.toLocaleString("en")} characters.`)
    .optional()
    .transform((text) => text ?? "");
}

/** A calendar date or nothing; empty reads as null. */
export const optionalDate = z
  .string()
  .trim()
  .nullish()
  .transform((text) => (text === undefined || text === null || text === "" ? null : text))
  .refine((text) => text === null || isIsoDate(text), "Enter a date that exists, as YYYY-MM-DD.");

/** A uuid or nothing; empty reads as null. */
export const optionalId = z
  .union([z.literal(""), z.uuid("Choose one from the list."), z.null()])
  .optional()
  .transform((id) => (id === undefined || id === "" ? null : id));

/** The version that the form was drawn with. */
export const versionField = z.coerce
  .number({ error: "Reload the page and try again." })
  .int()
  .min(1)
  .max(1_000_000_000);

/** One key per drawn form, so that a form sent twice has one effect; absent reads as empty. */
export const onceKey = z
  .string()
  .max(100)
  .optional()
  .transform((key) => key ?? "");

/** At most `max` distinct values of a repeated field; one value reads as a list of one. */
export function listOf<T extends z.ZodType<string>>(item: T, max: number) {
  return z
    .union([z.array(item), item.transform((one) => [one])])
    .optional()
    .transform((all) => [...new Set(all ?? [])])
    .refine((all) => all.length <= max, `Choose at most ${max}.`);
}
