import type { Route } from "next";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import type { Home } from "@/lib/core/home-dto";
import type { SetupPage, SetupStep } from "@/lib/core/onboarding";
import { paths, withQuery } from "@/lib/core/paths";
import { NUMBERS } from "@/lib/core/readiness";
import { selectionHref } from "@/lib/core/requirement-filters";
import { hideSetupAction } from "@/lib/readiness/actions";

const DONE = { label: "Done", tone: "ok", icon: "check" } as const;

const ADDRESS: Readonly<Record<SetupPage, (slug: string) => string>> = {
  onboarding: paths.onboarding,
  import: paths.evidenceImport,
  proposals: paths.evidenceProposals,
  review: (slug) => withQuery(paths.evidence(slug), { state: "submitted" }),
  soa: (slug) => withQuery(paths.soa(slug), { show: "undecided" }),
  unassigned: (slug) => selectionHref(slug, NUMBERS.unassigned.selection),
  members: paths.settingsMembers,
};

function Step({
  slug,
  step,
  first,
  manages,
}: {
  slug: string;
  step: SetupStep;
  first: boolean;
  manages: boolean;
}) {
  return (
    <li>
      <div>
        <p className="tt">{step.title}</p>
        <p>{step.progress === null ? step.reason : `${step.reason} ${step.progress}.`}</p>
      </div>
      {step.done ? (
        <Badge status={DONE} />
      ) : manages ? (
        <ButtonLink dense look={first ? "primary" : "secondary"} href={ADDRESS[step.page](slug)}>
          {step.verb}
        </ButtonLink>
      ) : (
        <span className="i3 sm">Open</span>
      )}
    </li>
  );
}

/** The seven steps with what the rows say about each; the first open one has the primary button, unless the page has one of its own. */
export function SetupList({ home, quiet = false }: { home: Home; quiet?: boolean }) {
  const next = home.setup.find((step) => !step.done);
  return (
    <ol className="todo">
      {home.setup.map((step) => (
        <Step
          key={step.page}
          slug={home.workspace.slug}
          step={step}
          first={step === next && !quiet}
          manages={home.manages}
        />
      ))}
    </ol>
  );
}

/** "4 of 7 steps done". */
export function setupWords(steps: readonly SetupStep[]): string {
  return `${steps.filter((step) => step.done).length} of ${steps.length} steps done`;
}

/** One line above the numbers while steps are open: how far the set-up is, what comes next, and a way to put it away. */
export function SetupLine({ home }: { home: Home }) {
  const { slug } = home.workspace;
  const next = home.setup.find((step) => !step.done);
  if (next === undefined) return null;
  return (
    <section aria-label="Set-up" className="row wrap sm border-line border-t py-2">
      <Link href={paths.onboarding(slug) as Route}>{`Set-up: ${setupWords(home.setup)}`}</Link>
      <Link href={ADDRESS[next.page](slug) as Route} className="i2">
        {`Next: ${next.title.charAt(0).toLowerCase()}${next.title.slice(1)}`}
      </Link>
      <ActionForm action={hideSetupAction.bind(null, slug)} className="push">
        <input type="hidden" name="hidden" value="yes" />
        <SubmitButton look="quiet" dense>
          Hide set-up
        </SubmitButton>
      </ActionForm>
    </section>
  );
}
