import { z } from "zod";
import { onceKey, requiredText } from "@/lib/core/form-fields";
import { readPairId } from "@/lib/core/pair-id";

export const COMMENT_SUBJECTS = ["nonconformity", "pair"] as const;
export type CommentSubject = (typeof COMMENT_SUBJECTS)[number];

export const writeCommentInput = z
  .strictObject({
    onceKey,
    subjectKind: z.enum(COMMENT_SUBJECTS),
    /** A uuid; for a pair of the crosswalk `CC6.1|A.5.15`. */
    subjectId: z.string().max(40),
    body: requiredText("A comment", 4_000),
  })
  .refine(
    ({ subjectKind, subjectId }) =>
      subjectKind === "pair" ? readPairId(subjectId) !== null : z.uuid().safeParse(subjectId).success,
    { path: ["subjectId"], message: "What the comment is about was not found." },
  );
export type WriteCommentInput = z.output<typeof writeCommentInput>;
