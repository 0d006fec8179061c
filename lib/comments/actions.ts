"use server";

import { defineAction } from "@/lib/auth/define-action";
import { writeCommentInput } from "@/lib/comments/input";
import { writeComment } from "@/lib/comments/mutations";
import { paths } from "@/lib/core/paths";

export const writeCommentAction = defineAction({
  needs: "comment:write",
  input: writeCommentInput,
  run: writeComment,
  after: (slug, { subjectId }) => ({ redirectTo: paths.nonconformity(slug, subjectId) }),
});
