import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { ActionList } from "@/components/readiness/action-list";
import { AgeFigure } from "@/components/readiness/age-figure";
import { CarryOverLedger } from "@/components/readiness/carry-over-ledger";
import { FiveNumbers } from "@/components/readiness/five-numbers";
import { FreshnessFigure } from "@/components/readiness/freshness-figure";
import { KeyFigures } from "@/components/readiness/key-figures";
import { SetupLine, SetupList, setupWords } from "@/components/readiness/setup-list";
import { ThemeBars } from "@/components/readiness/theme-bars";
import { TrendFigure } from "@/components/readiness/trend-figure";
import { categoryWords } from "@/components/readiness/words";
import { ButtonLink } from "@/components/ui/button";
import { formatDate } from "@/lib/core/dates";
import type { Home } from "@/lib/core/home-dto";
import { actionHref } from "@/lib/core/next-actions";
import { paths } from "@/lib/core/paths";

function Header({ home }: { home: Home }) {
  const { name, slug } = home.workspace;
  const [next] = home.actions;
  return (
    <PageHeader
      title="ISO 27001 readiness"
      intro={`${categoryWords(home.programme.categories)} in scope. Counted from the rows on ${formatDate(home.today)}.`}
      crumbs={[{ label: name, href: paths.home(slug) }, { label: "Home" }]}
      actions={
        next === undefined || home.evidence.live === 0 ? undefined : (
          <ButtonLink look="primary" href={actionHref(slug, next.target)}>
            Do next action
          </ButtonLink>
        )
      }
    />
  );
}

function Numbers({ home }: { home: Home }) {
  return (
    <>
      <KeyFigures home={home} />
      <div className="cols home2">
        <ThemeBars home={home} />
        <ActionList home={home} />
      </div>
      <CarryOverLedger home={home} />
      <FiveNumbers home={home} />
      <div className="cols home3">
        <FreshnessFigure home={home} />
        <AgeFigure home={home} />
        <TrendFigure home={home} />
      </div>
    </>
  );
}

/** Where the workspace stands today; the first steps instead while there is no evidence to count. */
export function HomeScreen({ home, setupHidden }: { home: Home; setupHidden: boolean }) {
  if (home.evidence.live === 0) {
    return (
      <>
        <Header home={home} />
        <Section title="First steps" remark={setupWords(home.setup)}>
          <SetupList home={home} />
        </Section>
        <CarryOverLedger home={home} />
      </>
    );
  }
  return (
    <>
      <Header home={home} />
      {setupHidden || !home.manages ? null : <SetupLine home={home} />}
      <Numbers home={home} />
    </>
  );
}
