"use server";

import { defineAction } from "@/lib/auth/define-action";
import { type CommentSubject, writeCommentInput } from "@/lib/comments/input";
import { writeComment } from "@/lib/comments/mutations";
import { internalPath } from "@/lib/core/internal-path";
import { readPairId } from "@/lib/core/pair-read";
import { paths, withQuery } from "@/lib/core/paths";

function subjectPath(slug: string, kind: CommentSubject, id: string): string {
  if (kind === "request") return paths.request(slug, id);
  if (kind === "supplier") return paths.supplier(slug, id);
  if (kind === "obligation") return paths.obligation(slug, id);
  if (kind === "soa_row") return withQuery(paths.soa(slug), { open: id });
  if (kind === "risk") return paths.risk(slug, id);
  const pair = readPairId(id);
  return pair === null ? paths.nonconformity(slug, id) : paths.crosswalkPair(slug, pair.criterion, pair.ref);
}

export const writeCommentAction = defineAction({
  needs: "comment:write",
  input: writeCommentInput,
  run: writeComment,
  after: (slug, { subjectKind, subjectId }, { back }) => {
    const place = internalPath(back);
    const isOurs = place?.startsWith(`${paths.home(slug)}/`) ?? false;
    return { redirectTo: isOurs && place !== null ? place : subjectPath(slug, subjectKind, subjectId) };
  },
});
