import "server-only";
import { and, count, desc, eq, sql } from "drizzle-orm";
import { comments } from "@/db/schema/nonconformities";
import { users } from "@/db/schema/people";
import { commentMentions } from "@/db/schema/work";
import { inWorkspace } from "@/db/tenant";
import type { CommentSubject } from "@/lib/comments/input";
import type { Scope } from "@/lib/core/access";
import type { CommentDto } from "@/lib/core/comment-dto";

const mentions = sql<CommentDto["mentions"]>`coalesce((
  select json_agg(json_build_object('userId', m.user_id, 'name', p.name))
  from ${commentMentions} m join ${users} p on p.id = m.user_id
  where m.workspace_id = ${comments.workspaceId} and m.comment_id = ${comments.id}), '[]')`;

/** The newest 200 internal comments on a subject with those whom they name, oldest first. */
export async function listComments(
  scope: Scope<"workspace:read">,
  kind: CommentSubject,
  id: string,
): Promise<readonly CommentDto[]> {
  const newest = await inWorkspace(scope, (tx) =>
    tx
      .select({ id: comments.id, author: users.name, body: comments.body, at: comments.createdAt, mentions })
      .from(comments)
      .innerJoin(users, eq(users.id, comments.authorId))
      .where(
        and(eq(comments.subjectKind, kind), eq(comments.subjectId, id), eq(comments.channel, "internal")),
      )
      .orderBy(desc(comments.createdAt), desc(comments.id))
      .limit(200),
  );
  return newest.reverse();
}

/** How many internal comments each subject of the kind has; subjects without any are left out. */
export async function countComments(
  scope: Scope<"workspace:read">,
  kind: CommentSubject,
): Promise<Readonly<Record<string, number>>> {
  const rows = await inWorkspace(scope, (tx) =>
    tx
      .select({ id: comments.subjectId, written: count() })
      .from(comments)
      .where(and(eq(comments.subjectKind, kind), eq(comments.channel, "internal")))
      .groupBy(comments.subjectId),
  );
  return Object.fromEntries(rows.map(({ id, written }) => [id, written]));
}
