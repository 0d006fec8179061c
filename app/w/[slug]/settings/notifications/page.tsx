import type { Metadata } from "next";
import { MailSettings } from "@/components/notifications/mail-settings";
import { pageScope } from "@/lib/auth/page-scope";
import { requirePerson } from "@/lib/auth/session";
import { readWish } from "@/lib/core/notification";
import { getMailWishes } from "@/lib/notifications/queries";
import { mailWorks } from "@/lib/platform/mailer";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Notification settings" };

/** The person's own mails; `off` comes from the unsubscribe link of a mail and changes nothing by itself. */
export default async function NotificationSettingsPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { slug } = await params;
  const { off } = await searchParams;
  const scope = await pageScope(slug, "workspace:read");
  const [person, workspace, wishes] = await Promise.all([
    requirePerson(),
    getWorkspace(scope),
    getMailWishes(scope),
  ]);
  return (
    <MailSettings
      workspace={workspace}
      email={person.email}
      wishes={wishes}
      stop={readWish(off)}
      mailWorks={mailWorks()}
    />
  );
}
