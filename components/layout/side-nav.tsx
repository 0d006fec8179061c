import { NAV, NAV_COUNT_WORD, type NavCount, type NavItem } from "@/components/layout/nav";
import { type NavEntry, NavList } from "@/components/layout/nav-list";
import { iconPath } from "@/components/ui/icons";
import { type StartViews, viewAddress } from "@/lib/core/saved-views";

export type NavCounts = Readonly<Partial<Record<NavCount, number>>>;

/** Counts end here: nobody reads on. */
const MANY = 100;

function countOf({ count: name }: NavItem, counts: NavCounts): Pick<NavEntry, "count" | "counted"> {
  const count = name === undefined ? 0 : (counts[name] ?? 0);
  if (name === undefined || count === 0) return {};
  return { count: count >= MANY ? `${MANY - 1}+` : `${count}`, counted: NAV_COUNT_WORD[name] };
}

/** Where an entry leads: its page, or the view of it that the person begins with. */
function addressOf(item: NavItem, slug: string, starts: StartViews): Pick<NavEntry, "href" | "page"> {
  const page = item.href(slug);
  const query = item.list === undefined ? undefined : starts[item.list];
  if (query === undefined || item.list === undefined) return { href: page };
  return { href: viewAddress(slug, item.list, query), page };
}

type SideNavProps = { slug: string; counts: NavCounts; starts: StartViews };

export function SideNav({ slug, counts, starts }: SideNavProps) {
  const sections = NAV.map(({ label, items }) => ({
    label,
    entries: items.map((item) => ({
      label: item.label,
      icon: iconPath(item.icon),
      ...addressOf(item, slug, starts),
      ...(item.exact ? { exact: true as const } : {}),
      ...countOf(item, counts),
    })),
  }));
  return <NavList sections={sections} />;
}
