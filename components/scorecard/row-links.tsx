import { entryOf } from "@/lib/core/frameworks/catalogue";
import { paths } from "@/lib/core/paths";

/** The requirements behind a question, each linked to its page of the crosswalk. */
export function RowLinks({ refs }: { refs: readonly string[] }) {
  return (
    <span className="row wrap gap-x-3 gap-y-0 sm">
      {refs.map((ref) => (
        <a
          key={ref}
          className="ref inline-flex min-h-6 items-center"
          href={paths.explorerRef(ref)}
          title={entryOf(ref)?.title}
        >
          {ref}
        </a>
      ))}
    </span>
  );
}
