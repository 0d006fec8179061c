import "server-only";
import { eq } from "drizzle-orm";
import { comments, nonconformities } from "@/db/schema/nonconformities";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { WriteCommentInput } from "@/lib/comments/input";
import { actorId, type Scope } from "@/lib/core/access";
import { AppError, notFound } from "@/lib/core/errors";
import { once } from "@/lib/idempotency/mutations";

async function requireSubject(tx: Tx, input: WriteCommentInput): Promise<void> {
  if (input.subjectKind === "pair") return; // the catalogue knows both sides, which the input has checked
  const [found] = await tx
    .select({ id: nonconformities.id })
    .from(nonconformities)
    .where(eq(nonconformities.id, input.subjectId));
  if (found === undefined) throw notFound("The nonconformity");
}

/** Adds an internal comment; members read it, auditors never do. @throws AppError NOT_FOUND (the subject) */
export async function writeComment(
  scope: Scope<"comment:write">,
  input: WriteCommentInput,
): Promise<{ readonly subjectId: string }> {
  const authorId = actorId(scope);
  if (authorId === null) throw new AppError("FORBIDDEN", "A comment needs an author.");
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key: input.onceKey, input }, async () => {
      await requireSubject(tx, input);
      await tx.insert(comments).values({
        workspaceId: scope.workspaceId,
        subjectKind: input.subjectKind,
        subjectId: input.subjectId,
        authorId,
        body: input.body,
      });
      await record(tx, scope, {
        verb: "comment.write",
        subject: { kind: input.subjectKind, ref: input.subjectId },
        after: { body: input.body },
      });
      return { subjectId: input.subjectId };
    }),
  );
}
