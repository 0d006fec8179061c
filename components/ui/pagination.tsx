import { ButtonLink } from "@/components/ui/button";

/** Cursor links under a list; a missing href means that this end is reached. */
export function Pagination({
  previousHref,
  nextHref,
  label,
}: {
  previousHref?: string | undefined;
  nextHref?: string | undefined;
  /** "51 to 100 of 118". */
  label: string;
}) {
  return (
    <nav className="pages" aria-label="Pages">
      <span className="num">{label}</span>
      <span className="push row">
        {previousHref ? (
          <ButtonLink href={previousHref} dense>
            Previous
          </ButtonLink>
        ) : null}
        {nextHref ? (
          <ButtonLink href={nextHref} dense>
            Next
          </ButtonLink>
        ) : null}
      </span>
    </nav>
  );
}
