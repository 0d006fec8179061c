import { z } from "zod";
import { artifactFields, contentProblem, periodProblem, reportProblems } from "@/lib/core/artifact-form";
import { readRefs } from "@/lib/core/evidence-versions";
import {
  checkbox,
  listOf,
  onceKey,
  optionalDate,
  optionalId,
  optionalText,
  requiredText,
  versionField,
} from "@/lib/core/form-fields";
import { REQUEST_KINDS } from "@/lib/core/work-statuses";

const id = z.uuid("Reload the page and try again.");
const record = { id, version: versionField };
const REFS = 100;

const refs = z
  .string()
  .max(2_000, "At most 2,000 characters.")
  .optional()
  .transform((text, context) => {
    const { refs: known, unknown } = readRefs(text ?? "");
    if (unknown.length > 0) {
      context.addIssue({
        code: "custom",
        message: `No requirement is called ${unknown.slice(0, 3).join(", ")}. Write references such as A.5.15, 6.1.2 or CC6.1, separated by commas.`,
      });
      return z.NEVER;
    }
    if (known.length > REFS) {
      context.addIssue({ code: "custom", message: `Name at most ${REFS} requirements.` });
      return z.NEVER;
    }
    return known;
  });

const asked = {
  title: requiredText("A title", 300),
  detail: optionalText("What is asked for", 4_000),
  kind: z.enum(REQUEST_KINDS, "Choose what kind of evidence it is."),
  requirements: refs,
  /** The item to renew; nothing asks for a new one. */
  itemId: optionalId,
  ownerId: z.uuid("Choose who is asked."),
  dueOn: optionalDate,
} as const;

export const askInput = z
  .strictObject({
    onceKey,
    ...asked,
    /** One request for each requirement, to its own owner where it has one. */
    each: checkbox,
    /** Keep it as a draft: nobody is told. */
    draft: checkbox,
  })
  .refine((value) => !value.each || value.itemId === null, {
    path: ["itemId"],
    message: "One item is renewed by one request. Ask for a new item, or for all requirements together.",
  })
  .refine((value) => !value.each || value.requirements.length > 0, {
    path: ["requirements"],
    message: "Name the requirements to ask about.",
  });
export type AskInput = z.output<typeof askInput>;

export const editRequestInput = z.strictObject({ ...record, ...asked });
export type EditRequestInput = z.output<typeof editRequestInput>;

export const sendRequestInput = z.strictObject(record);
export type SendRequestInput = z.output<typeof sendRequestInput>;

const reason = optionalText("A reason", 2_000);
export const cancelRequestInput = z.strictObject({ ...record, reason });
export type CancelRequestInput = z.output<typeof cancelRequestInput>;

export const ANSWER_KINDS = ["file", "link", "attestation", "population"] as const;
export const answerRequestInput = z
  .strictObject({
    ...record,
    onceKey,
    ...artifactFields,
    kind: z.enum(ANSWER_KINDS, "Choose a file, a link or a text."),
  })
  .superRefine((value, context) => {
    reportProblems(context, [
      periodProblem(value),
      value.uploads.length > 1
        ? { path: "uploads", message: "An answer is one file. Choose one, or put several into one ZIP." }
        : null,
      contentProblem(value),
    ]);
  });
export type AnswerRequestInput = z.output<typeof answerRequestInput>;

export const acceptRequestInput = z.strictObject({
  ...record,
  /** Also find it sufficient for every requirement without a verdict. */
  sufficient: checkbox,
});
export type AcceptRequestInput = z.output<typeof acceptRequestInput>;

export const returnRequestInput = z.strictObject({ ...record, reason });
export type ReturnRequestInput = z.output<typeof returnRequestInput>;

export const remindRequestsInput = z.strictObject({
  ids: listOf(id, 200).refine((all) => all.length > 0, "Select at least one request."),
});
export type RemindRequestsInput = z.output<typeof remindRequestsInput>;
