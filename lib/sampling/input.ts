import { z } from "zod";
import { listOf, onceKey, optionalDate, optionalText, requiredText } from "@/lib/core/form-fields";
import { SAMPLE_METHODS } from "@/lib/core/room-work-statuses";
import { type DrawField, type DrawRule, readLineNumbers, SAMPLE_LIMITS } from "@/lib/core/sample-draw";

const id = z.uuid("Reload the page and try again.");
const typed = z.string().trim().max(40, "This is too long.").optional();

function whole(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : null;
}

type Given = {
  readonly method: DrawRule["method"];
  readonly size?: string | undefined;
  readonly seed?: string | undefined;
  readonly start?: string | undefined;
  readonly step?: string | undefined;
  readonly lines: string;
  readonly pick: readonly string[];
  readonly rationale: string;
};
type Refuse = (field: DrawField, message: string) => null;

/** Fields of other methods stand in the same form and are not looked at. */
function ruleFrom(given: Given, refuse: Refuse): DrawRule | null {
  const { method } = given;
  if (method === "judgemental") {
    const read = readLineNumbers(given.lines);
    if (!read.ok) return refuse("lines", read.reason);
    const { rationale } = given;
    return { method, lines: [...read.lines, ...given.pick.map(Number)], rationale };
  }
  const size = whole(given.size);
  if (size === null) return refuse("size", "Say how many lines, as a whole number.");
  if (method === "random") {
    const seed = whole(given.seed);
    if (seed === null || seed > SAMPLE_LIMITS.seed)
      return refuse("seed", "A seed is a whole number of at most 15 digits.");
    return { method, size, seed };
  }
  const start = whole(given.start);
  if (start === null) return refuse("start", "Say which line is the first, as a whole number.");
  const step = given.step === undefined || given.step === "" ? null : whole(given.step);
  if (step === null && given.step !== undefined && given.step !== "")
    return refuse("step", "The interval is a whole number.");
  return { method, size, start, step };
}

export const drawSampleInput = z
  .strictObject({
    onceKey,
    itemId: id,
    number: z.string().regex(/^[1-9]\d{0,5}$/, "Reload the page and try again."),
    sheet: optionalText("The sheet", 200),
    idColumn: z.coerce.number({ error: "Choose a column." }).int().min(0).max(99),
    method: z.enum(SAMPLE_METHODS, "Choose a method."),
    size: typed,
    seed: typed,
    start: typed,
    step: typed,
    lines: optionalText("The line numbers", 4_000),
    pick: listOf(z.string().regex(/^[1-9]\d{0,8}$/, "Reload the page and try again."), SAMPLE_LIMITS.size),
    rationale: optionalText("The reason", 2_000),
  })
  .transform((given, context) => {
    const refuse: Refuse = (field, message) => {
      context.addIssue({ code: "custom", path: [field], message });
      return null;
    };
    const rule = ruleFrom(given, refuse);
    if (rule === null) return z.NEVER;
    const { itemId, number, sheet, idColumn } = given;
    return { onceKey: given.onceKey, itemId, number, sheet, idColumn, rule };
  });
export type DrawSampleInput = z.output<typeof drawSampleInput>;

export const askForSampleInput = z.strictObject({
  id,
  detail: requiredText("What is asked for", 2_000),
  dueOn: optionalDate,
});
export type AskForSampleInput = z.output<typeof askForSampleInput>;
