import { Section } from "@/components/layout/section";
import { ButtonLink } from "@/components/ui/button";
import type { Home } from "@/lib/core/home-dto";
import { actionHref } from "@/lib/core/next-actions";
import { NUMBERS } from "@/lib/core/readiness";
import { selectionHref } from "@/lib/core/requirement-filters";

/** At most five actions, the most urgent first, each with one button that opens the place where it is done. */
export function ActionList({ home }: { home: Home }) {
  const { slug } = home.workspace;
  const { actions, overdue } = home;
  return (
    <Section
      title={actions.length === 5 ? "Next five actions" : "Next actions"}
      link={{
        href: selectionHref(slug, NUMBERS.overdue.selection),
        label: `${overdue.count} overdue ${overdue.count === 1 ? "requirement" : "requirements"}`,
      }}
    >
      {actions.length === 0 ? (
        <p className="i2">Nothing is overdue, returned or without evidence.</p>
      ) : (
        <ol className="todo">
          {actions.map((action) => (
            <li key={`${action.kind} ${action.title}`}>
              <div>
                <p className="tt">{action.title}</p>
                <p>{action.reason}</p>
              </div>
              <ButtonLink
                dense
                href={actionHref(slug, action.target)}
                aria-label={`${action.verb}: ${action.title}`}
              >
                {action.verb}
              </ButtonLink>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
