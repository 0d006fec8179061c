import { NAV, NAV_COUNT_WORD, type NavCount } from "@/components/layout/nav";
import { NavLink } from "@/components/layout/nav-link";
import { Icon } from "@/components/ui/icons";

export type NavCounts = Readonly<Partial<Record<NavCount, number>>>;

/** Counts end here: nobody reads on. */
const MANY = 100;

export function SideNav({ slug, counts }: { slug: string; counts: NavCounts }) {
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
                  <NavLink href={item.href(slug)} title={item.label} exact={item.exact ?? false}>
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
