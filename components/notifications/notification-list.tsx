import clsx from "clsx";
import { ButtonLink } from "@/components/ui/button";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Icon, type IconName } from "@/components/ui/icons";
import { formatInstant } from "@/lib/core/dates";
import { canRaiseFrom, type NotificationDto, noticeLine } from "@/lib/core/notification";
import { paths, withQuery } from "@/lib/core/paths";
import type { NotificationKind } from "@/lib/core/work-statuses";
import { markSeenAction, openNotificationAction } from "@/lib/notifications/actions";

const ICON: Readonly<Record<NotificationKind, IconName>> = {
  assignment: "user",
  return: "undo",
  mention: "comment",
  submission: "upload",
  decision: "check",
  damage: "nonconformity",
};

function Row({
  slug,
  timeZone,
  row,
  mayRaise,
}: {
  slug: string;
  timeZone: string;
  row: NotificationDto;
  mayRaise: boolean;
}) {
  const { actor, words } = noticeLine(row.actorName, row.kind, row.subjectKind);
  return (
    <li
      className={clsx(
        "grid grid-cols-[16px_minmax(0,1fr)] md:grid-cols-[16px_minmax(0,1fr)_auto] gap-x-3 gap-y-2 py-3 pl-3 -ml-3 items-start border-l-2",
        row.seen ? "border-l-transparent" : "border-l-accent bg-sub",
      )}
    >
      <Icon name={ICON[row.kind]} className="mt-0.5 i3" />
      <div className="min-w-0">
        <p className="sm i2">
          {row.seen ? null : <span className="sr">Unread: </span>}
          <b className="w5 text-ink">{actor}</b> {words},{" "}
          <time dateTime={row.at.toISOString()} className="i3 nw">
            {formatInstant(row.at, timeZone)}
          </time>
        </p>
        <p className={clsx("wrap-anywhere", row.seen ? "w5" : "w6")}>{row.title}</p>
        {row.detail === "" ? null : (
          <p className="i2 whitespace-pre-line wrap-anywhere line-clamp-4">{row.detail}</p>
        )}
      </div>
      <div className="row wrap gap-2 col-start-2 md:col-start-3 pr-3">
        {mayRaise && canRaiseFrom(row) ? (
          <ButtonLink
            dense
            look="quiet"
            href={withQuery(paths.newNonconformity(slug), { from: `${row.subjectKind}:${row.subjectId}` })}
            aria-label={`Raise nonconformity: ${row.title}`}
          >
            Raise nonconformity
          </ButtonLink>
        ) : null}
        {row.seen ? null : (
          <ActionForm action={markSeenAction.bind(null, slug)} className="contents">
            <input type="hidden" name="ids[]" value={row.id} />
            <SubmitButton look="quiet" dense aria-label={`Mark as read: ${row.title}`}>
              Mark as read
            </SubmitButton>
          </ActionForm>
        )}
        <ActionForm action={openNotificationAction.bind(null, slug)} className="contents">
          <input type="hidden" name="id" value={row.id} />
          <SubmitButton look="secondary" dense aria-label={`Open: ${row.title}`} data-open>
            Open
          </SubmitButton>
        </ActionForm>
      </div>
    </li>
  );
}

/** Notifications, newest first; opening one also marks it as read. */
export function NotificationList({
  slug,
  timeZone,
  rows,
  mayRaise,
}: {
  slug: string;
  timeZone: string;
  rows: readonly NotificationDto[];
  mayRaise: boolean;
}) {
  return (
    <ul className="mt-2 divide-y divide-line" data-notifications>
      {rows.map((row) => (
        <Row key={row.id} slug={slug} timeZone={timeZone} row={row} mayRaise={mayRaise} />
      ))}
    </ul>
  );
}
