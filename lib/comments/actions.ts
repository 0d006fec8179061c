"use server";

import { defineAction } from "@/lib/auth/define-action";
import { writeCommentInput } from "@/lib/comments/input";
import { writeComment } from "@/lib/comments/mutations";
import { readPairId } from "@/lib/core/pair-id";
import { paths } from "@/lib/core/paths";

function subjectPath(slug: string, subjectId: string): string {
  const pair = readPairId(subjectId);
  return pair === null
    ? paths.nonconformity(slug, subjectId)
    : paths.crosswalkPair(slug, pair.criterion, pair.ref);
}

export const writeCommentAction = defineAction({
  needs: "comment:write",
  input: writeCommentInput,
  run: writeComment,
  after: (slug, { subjectId }) => ({ redirectTo: subjectPath(slug, subjectId) }),
});
