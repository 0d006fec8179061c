import { z } from "zod";
import { listOf, onceKey, requiredText } from "@/lib/core/form-fields";
import { MENTION_LIMIT } from "@/lib/core/mention";
import { readPairId } from "@/lib/core/pair-read";

/** References of controls with a row in the Statement of Applicability. */
const SOA_REF = /^(?:A\.[5-8]\.\d{1,2}|X\.\d{1,4})$/;

export const COMMENT_SUBJECTS = [
  "nonconformity",
  "pair",
  "request",
  "supplier",
  "risk",
  "soa_row",
  "obligation",
] as const;
export type CommentSubject = (typeof COMMENT_SUBJECTS)[number];

export const writeCommentInput = z
  .strictObject({
    onceKey,
    subjectKind: z.enum(COMMENT_SUBJECTS),
    /** A uuid; for a pair of the crosswalk `CC6.1|A.5.15`; for a row of the Statement of Applicability its reference. */
    subjectId: z.string().max(40),
    body: requiredText("A comment", 4_000),
    /** The page of the workspace that the comment was written on, where that is not the subject's own. */
    back: z.string().max(2_000).optional(),
    /** Members picked while typing; needed only where two share a name. */
    mentions: listOf(z.uuid(), MENTION_LIMIT),
  })
  .refine(
    ({ subjectKind, subjectId }) => {
      if (subjectKind === "pair") return readPairId(subjectId) !== null;
      if (subjectKind === "soa_row") return SOA_REF.test(subjectId);
      return z.uuid().safeParse(subjectId).success;
    },
    { path: ["subjectId"], message: "What the comment is about was not found." },
  );
export type WriteCommentInput = Omit<z.output<typeof writeCommentInput>, "mentions"> & {
  readonly mentions?: readonly string[];
};
