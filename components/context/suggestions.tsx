import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";

/** Suggestions in a fold: each opens the form filled in, and none counts before it is saved. */
export function Suggestions({
  items,
  open,
}: {
  items: readonly { readonly title: string; readonly text: string; readonly href: string }[];
  /** Nothing is recorded yet. */
  open: boolean;
}) {
  if (items.length === 0) return null;
  return (
    <details className="twin" open={open}>
      <summary>
        <Icon name="chevron" />
        {`Suggestions: ${items.length}. None counts before you add it`}
      </summary>
      <ul className="lst pt-2">
        {items.map(({ title, text, href }) => (
          <li key={title}>
            <span className="min-w-0">
              <span className="w5">{title}</span>
              <p>{text}</p>
            </span>
            <span className="push">
              <ButtonLink href={href} dense aria-label={`Use ${title}`}>
                Use
              </ButtonLink>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
