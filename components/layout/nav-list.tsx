"use client";
import { usePathname } from "next/navigation";
import { useGo } from "@/components/ui/use-go";

/** A link of the sidebar; what is left out has nothing to say. */
export type NavEntry = {
  readonly label: string;
  /** The path of the icon. */
  readonly icon: string;
  readonly href: string;
  /** The page, where the link opens it with a view. */
  readonly page?: string;
  readonly exact?: true;
  readonly count?: string;
  /** What is counted, for those who listen. */
  readonly counted?: string;
};
type NavSection = { readonly label?: string | undefined; readonly entries: readonly NavEntry[] };

const FROM_TOP = { scroll: true };

function isHere(path: string, { href, page = href, exact }: NavEntry): boolean {
  return path === page || (exact !== true && path.startsWith(`${page}/`));
}

/** The links of the sidebar, made here from data that travels once; they know which page is the current one. */
export function NavList({ sections }: { sections: readonly NavSection[] }) {
  const path = usePathname();
  const go = useGo(FROM_TOP);
  return (
    <nav aria-label="Workspace">
      {sections.map(({ label, entries }) => (
        <div key={entries[0]?.label} className={label ? undefined : "mt-1 first:mt-0 last:mt-3"}>
          {label ? <h2>{label}</h2> : null}
          <ul>
            {entries.map((entry) => (
              <li key={entry.label}>
                <a
                  href={entry.href}
                  title={entry.label}
                  onClick={go}
                  {...(isHere(path, entry) ? { "aria-current": "page" as const } : {})}
                >
                  <svg className="i" viewBox="0 0 16 16" aria-hidden="true">
                    <path d={entry.icon} />
                  </svg>
                  <span>{entry.label}</span>
                  {entry.count === undefined ? null : (
                    <span className="n">
                      {entry.count}
                      <span className="sr"> {entry.counted}</span>
                    </span>
                  )}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
