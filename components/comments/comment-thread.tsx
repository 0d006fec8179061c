import { MentionArea } from "@/components/comments/mention-area";
import { Field } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Icon } from "@/components/ui/icons";
import { writeCommentAction } from "@/lib/comments/actions";
import type { CommentSubject } from "@/lib/comments/input";
import type { CommentDto } from "@/lib/core/comment-dto";
import { formatInstant } from "@/lib/core/dates";
import { type Mentionable, partsOf } from "@/lib/core/mention";

const NOBODY: readonly Mentionable[] = [];

/** The words of a comment; names of members that it was read to mention are marked. */
function CommentBody({ comment }: { comment: CommentDto }) {
  return (
    <span className="block whitespace-pre-line text-ink">
      {partsOf(comment.body, comment.mentions).map(({ text, mentioned }, at) =>
        mentioned ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts keep their order and have no other name.
          <mark key={at} className="bg-progress-tint text-progress-text rounded-sm px-0.5">
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </span>
  );
}

/** Internal comments on a record, oldest first, and the field for the next one. */
export function CommentThread({
  slug,
  timeZone,
  subject,
  comments,
  onceKey,
  mayWrite,
  people = NOBODY,
  back,
}: {
  slug: string;
  timeZone: string;
  subject: { readonly kind: CommentSubject; readonly id: string };
  comments: readonly CommentDto[];
  onceKey: string;
  mayWrite: boolean;
  /** Members whom the field offers after an @. */
  people?: readonly Mentionable[];
  /** The page to stay on, where it is not the subject's own. */
  back?: string;
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
              <CommentBody comment={comment} />
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
          {back === undefined ? null : <input type="hidden" name="back" value={back} />}
          <Field name="body" label={<span className="sr">Comment</span>} required>
            <MentionArea
              people={people}
              placeholder="Write a comment. Members can see it. @ and a name tells that person"
            />
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
