import { IconLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { paths } from "@/lib/core/paths";

/** The way to the notifications; a dot says that something is unread, the label how much. */
export function Bell({ slug, unread }: { slug: string; unread: number }) {
  const label =
    unread === 0 ? "Notifications" : `Notifications, ${unread >= 100 ? "99 or more" : unread} unread`;
  return (
    <IconLink label={label} href={paths.notifications(slug)}>
      <Icon name="bell" />
      {unread > 0 ? <span className="dot" /> : null}
    </IconLink>
  );
}
