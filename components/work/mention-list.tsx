import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { SUBJECT_NAME } from "@/components/work/labels";
import { formatInstant } from "@/lib/core/dates";
import { type NotificationSubject, notificationHref } from "@/lib/core/notification";

export type Mention = {
  readonly id: string;
  readonly subjectKind: NotificationSubject;
  readonly subjectId: string;
  readonly author: string;
  readonly body: string;
  readonly at: Date;
};

/** Comments that name the reader, newest first. */
export function MentionList({
  slug,
  timeZone,
  mentions,
}: {
  slug: string;
  timeZone: string;
  mentions: readonly Mention[];
}) {
  return (
    <ul className="mt-2 divide-y divide-line">
      {mentions.map((mention) => (
        <li
          key={mention.id}
          className="grid grid-cols-[16px_minmax(0,1fr)_auto] gap-x-3 gap-y-1 py-3 items-start"
        >
          <Icon name="comment" className="mt-0.5 i3" />
          <div className="min-w-0">
            <p className="sm i3">
              <b className="w5 text-ink">{mention.author}</b>,{" "}
              {SUBJECT_NAME[mention.subjectKind].toLowerCase()}, {formatInstant(mention.at, timeZone)}
            </p>
            <p className="whitespace-pre-line wrap-anywhere">{mention.body}</p>
          </div>
          <ButtonLink
            dense
            href={notificationHref(slug, mention, "")}
            aria-label={`Open the ${SUBJECT_NAME[mention.subjectKind].toLowerCase()} on which ${mention.author} mentioned you`}
          >
            Open
          </ButtonLink>
        </li>
      ))}
    </ul>
  );
}
