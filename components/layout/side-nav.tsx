import { NAV, NAV_COUNT_WORD, type NavCount, type NavItem } from "@/components/layout/nav";
import { NavLink } from "@/components/layout/nav-link";
import { Icon } from "@/components/ui/icons";
import { type StartViews, viewAddress } from "@/lib/core/saved-views";

export type NavCounts = Readonly<Partial<Record<NavCount, number>>>;

/** Counts end here: nobody reads on. */
const MANY = 100;

/** Where an entry leads: its page, or the view of it that the person begins with. */
function startOf(item: NavItem, slug: string, starts: StartViews): string {
  const query = item.list === undefined ? undefined : starts[item.list];
  return query === undefined || item.list === undefined
    ? item.href(slug)
    : viewAddress(slug, item.list, query);
}

type SideNavProps = { slug: string; counts: NavCounts; starts: StartViews };

export function SideNav({ slug, counts, starts }: SideNavProps) {
  return (
    <nav aria-label="Workspace">
      {NAV.map((group) => (
        <div key={group.items[0]?.label} className={group.label ? undefined : "mt-1 first:mt-0 last:mt-3"}>
          {group.label ? <h2>{group.label}</h2> : null}
          <ul>
            {group.items.map((item) => {
              const count = item.count ? counts[item.count] : undefined;
              return (
                <li key={item.label}>
                  <NavLink
                    href={startOf(item, slug, starts)}
                    page={item.href(slug)}
                    title={item.label}
                    exact={item.exact ?? false}
                  >
                    <Icon name={item.icon} />
                    <span>{item.label}</span>
                    {count ? (
                      <span className="n">
                        {count >= MANY ? `${MANY - 1}+` : count}
                        <span className="sr"> {NAV_COUNT_WORD[item.count ?? "overdueWork"]}</span>
                      </span>
                    ) : null}
                  </NavLink>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </nav>
  );
}
