import { z } from "zod";
import { onceKey, requiredText } from "@/lib/core/form-fields";

export const COMMENT_SUBJECTS = ["nonconformity"] as const;
export type CommentSubject = (typeof COMMENT_SUBJECTS)[number];

export const writeCommentInput = z.strictObject({
  onceKey,
  subjectKind: z.enum(COMMENT_SUBJECTS),
  subjectId: z.uuid(),
  body: requiredText("A comment", 4_000),
});
export type WriteCommentInput = z.output<typeof writeCommentInput>;
