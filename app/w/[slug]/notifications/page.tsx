import type { Metadata } from "next";
import { NotificationsScreen } from "@/components/notifications/notifications-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { holds } from "@/lib/core/access";
import { singleValues } from "@/lib/core/paths";
import { listNotifications } from "@/lib/notifications/queries";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Notifications" };

/** The person's notifications; opening the page changes nothing, reading is a button. */
export default async function NotificationsPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { slug } = await params;
  const { show, before } = singleValues(await searchParams);
  const scope = await pageScope(slug, "workspace:read");
  const unreadOnly = show === "unread";
  const [workspace, page] = await Promise.all([
    getWorkspace(scope),
    listNotifications(scope, { unread: unreadOnly, before: before ?? null }),
  ]);
  return (
    <NotificationsScreen
      workspace={workspace}
      timeZone={scope.timeZone}
      page={page}
      unreadOnly={unreadOnly}
      mayRaise={holds(scope, "nonconformity:write")}
    />
  );
}
