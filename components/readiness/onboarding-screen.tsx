import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { SetupList, setupWords } from "@/components/readiness/setup-list";
import { ButtonLink } from "@/components/ui/button";
import { ProgrammeForm } from "@/components/workspaces/programme-form";
import type { Home } from "@/lib/core/home-dto";
import { paths } from "@/lib/core/paths";
import { startProgrammeAction } from "@/lib/workspaces/actions";

function ScopeForm({ home }: { home: Home }) {
  return (
    <Section
      title="SOC 2 scope"
      remark="The first step. All of it can be changed later, every number follows."
      className="blk"
    >
      <ProgrammeForm
        action={startProgrammeAction.bind(null, home.workspace.slug)}
        programme={home.programme}
        submitLabel="Save scope"
      />
    </Section>
  );
}

/** The way into a workspace: its scope first, then the steps that the rows tick off. */
export function OnboardingScreen({ home }: { home: Home }) {
  const { name, slug } = home.workspace;
  const scopeOpen = home.programme.onboardedAt === null && home.manages;
  return (
    <>
      <PageHeader
        title="Set-up"
        intro="Seven steps from a SOC 2 report to a first Statement of Applicability. Each ticks itself off from the rows."
        crumbs={[{ label: name, href: paths.home(slug) }, { label: "Set-up" }]}
        actions={<ButtonLink href={paths.home(slug)}>Go to Home</ButtonLink>}
      />
      {scopeOpen ? <ScopeForm home={home} /> : null}
      <Section
        title="Steps"
        remark={setupWords(home.setup)}
        link={scopeOpen ? undefined : { href: paths.settingsScope(slug), label: "Scope and dates" }}
        {...(scopeOpen ? { className: "blk" } : {})}
      >
        <SetupList home={home} quiet={scopeOpen} />
      </Section>
    </>
  );
}
