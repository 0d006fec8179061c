export type TextItem = { readonly title: string; readonly text: string; readonly href?: string };

/** Short titles, each with a sentence or two under it; `ordered` where the order matters. */
export function TextList({
  items,
  ordered = false,
  className = "",
}: {
  items: readonly TextItem[];
  ordered?: boolean;
  className?: string;
}) {
  const List = ordered ? "ol" : "ul";
  return (
    <List className={`lst ${className}`.trim()}>
      {items.map(({ title, text, href }) => (
        <li key={title}>
          <div>
            <h3>{href === undefined ? title : <a href={href}>{title}</a>}</h3>
            <p>{text}</p>
          </div>
        </li>
      ))}
    </List>
  );
}
