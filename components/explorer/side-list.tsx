"use client";
import { paths } from "@/lib/core/paths";

export type SideItem = {
  readonly id: string;
  readonly title: string;
  /** Square and word of a requirement's overlap. */
  readonly look?: string;
  readonly word?: string;
};

export type SideSection = {
  readonly heading: string;
  /** What the items are: requirements, or themes, chapters and series. */
  readonly of: "refs" | "groups";
  readonly current: string | null;
  readonly items: readonly SideItem[];
};

function Item({ item, section, query }: { item: SideItem; section: SideSection; query: string }) {
  const { id, title, look, word } = item;
  const path = section.of === "refs" ? paths.explorerRef(id) : paths.explorerTheme(id);
  return (
    <li>
      <a href={path + query} {...(id === section.current ? { "aria-current": "page" } : {})}>
        <span>{id}</span>
        <span className="ell">{title}</span>
        {look === undefined ? null : (
          <span className={look} title={word}>
            <span className="sr">{word}</span>
          </span>
        )}
      </a>
    </li>
  );
}

/** The list beside a page. It does nothing in the browser: it is a client component so that its items travel once, as data. */
export function SideList({
  label,
  sections,
  query,
}: {
  label: string;
  sections: readonly SideSection[];
  query: string;
}) {
  return (
    <nav className="xp-nav num" aria-label={label}>
      {sections.map((section) => (
        <div key={section.heading}>
          <h2>{section.heading}</h2>
          <ul>
            {section.items.map((item) => (
              <Item key={item.id} item={item} section={section} query={query} />
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
