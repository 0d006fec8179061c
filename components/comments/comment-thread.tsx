import { Field, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Icon } from "@/components/ui/icons";
import { writeCommentAction } from "@/lib/comments/actions";
import type { CommentSubject } from "@/lib/comments/input";
import type { CommentDto } from "@/lib/core/comment-dto";
import { formatInstant } from "@/lib/core/dates";

/** Internal comments on a record, oldest first, and the field for the next one. */
export function CommentThread({
  slug,
  timeZone,
  subject,
  comments,
  onceKey,
  mayWrite,
}: {
  slug: string;
  timeZone: string;
  subject: { readonly kind: CommentSubject; readonly id: string };
  comments: readonly CommentDto[];
  onceKey: string;
  mayWrite: boolean;
}) {
  return (
    <>
      {comments.length === 0 ? <p className="sm i3">No comment yet.</p> : null}
      <ol className="log">
        {comments.map((comment) => (
          <li key={comment.id}>
            <Icon name="comment" />
            <span className="min-w-0 wrap-anywhere">
              <b>{comment.author}</b> <span className="i3">{formatInstant(comment.at, timeZone)}</span>
              <span className="block whitespace-pre-line text-ink">{comment.body}</span>
            </span>
          </li>
        ))}
      </ol>
      {mayWrite ? (
        <ActionForm
          key={comments.length}
          action={writeCommentAction.bind(null, slug)}
          className="stack gap-2 mt-3"
        >
          <input type="hidden" name="onceKey" value={onceKey} />
          <input type="hidden" name="subjectKind" value={subject.kind} />
          <input type="hidden" name="subjectId" value={subject.id} />
          <Field name="body" label={<span className="sr">Comment</span>} required>
            <Textarea rows={2} maxLength={4_000} placeholder="Write a comment. Members can see it" />
          </Field>
          <div className="row">
            <span className="push">
              <SubmitButton look="secondary" dense>
                Comment
              </SubmitButton>
            </span>
          </div>
        </ActionForm>
      ) : null}
    </>
  );
}
