import { EmptyState } from "@/components/layout/empty-state";
import { PageHeader } from "@/components/layout/page-header";
import { NotificationKeys } from "@/components/notifications/notification-keys";
import { NotificationList } from "@/components/notifications/notification-list";
import { ButtonLink } from "@/components/ui/button";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import type { NotificationPage } from "@/lib/core/notification";
import { paths, withQuery } from "@/lib/core/paths";
import { markAllSeenAction } from "@/lib/notifications/actions";

function ReadAll({ slug, newest }: { slug: string; newest: string }) {
  return (
    <ActionForm action={markAllSeenAction.bind(null, slug)} className="contents">
      <input type="hidden" name="newest" value={newest} />
      <SubmitButton look="secondary">Mark all as read</SubmitButton>
    </ActionForm>
  );
}

/** The list behind the bell. */
export function NotificationsScreen({
  workspace: { name, slug },
  timeZone,
  page,
  unreadOnly,
  mayRaise,
}: {
  workspace: { readonly name: string; readonly slug: string };
  timeZone: string;
  page: NotificationPage;
  unreadOnly: boolean;
  mayRaise: boolean;
}) {
  const here = paths.notifications(slug);
  const unreadHere = withQuery(here, { show: "unread" });
  const newest = page.rows[0]?.id;
  const show = unreadOnly ? "unread" : null;
  return (
    <>
      <PageHeader
        title="Notifications"
        intro="What others gave you, returned to you or said to you, newest first."
        crumbs={[{ label: name, href: paths.home(slug) }, { label: "Notifications" }]}
        actions={
          <>
            <ButtonLink href={paths.settingsNotifications(slug)} look="quiet">
              Mail settings
            </ButtonLink>
            {page.unread > 0 && newest !== undefined ? <ReadAll slug={slug} newest={newest} /> : null}
          </>
        }
      />
      <Tabs
        label="Notifications"
        items={[
          { href: here, label: "All", current: !unreadOnly },
          { href: unreadHere, label: "Unread", count: page.unread, current: unreadOnly },
        ]}
      />
      {page.rows.length === 0 ? (
        <EmptyState title={unreadOnly ? "Everything is read" : "No notification yet"}>
          You are told here when somebody gives you work, returns it, decides on it or names you in a comment.
          Nobody is told of what they did themselves.
        </EmptyState>
      ) : (
        <>
          <NotificationList slug={slug} timeZone={timeZone} rows={page.rows} mayRaise={mayRaise} />
          <NotificationKeys />
        </>
      )}
      {page.before === null ? null : (
        <Pagination
          label={`${page.rows.length} of ${page.total}`}
          nextHref={withQuery(here, { show, before: page.before })}
        />
      )}
    </>
  );
}
