import { listHref } from "@/components/explorer/address";
import { Section } from "@/components/layout/section";
import { type TextItem, TextList } from "@/components/layout/text-list";
import { ButtonLink } from "@/components/ui/button";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { coverage, soc2Only } from "@/lib/core/crosswalk";
import type { ExplorerShow } from "@/lib/core/explorer-list";
import { crosswalkInputOf, DEFAULT_VIEW, type ExplorerView } from "@/lib/core/explorer-view";
import { DATASET_VERSION } from "@/lib/core/frameworks/catalogue";
import { ROWS } from "@/lib/core/frameworks/crosswalk";
import { paths } from "@/lib/core/paths";

const SCOPES: readonly { readonly label: string; readonly view: ExplorerView }[] = [
  { label: "Security", view: { ...DEFAULT_VIEW, categories: ["security"] } },
  { label: "Security, Availability, Confidentiality", view: DEFAULT_VIEW },
];

const JOB: readonly TextItem[] = [
  {
    title: "Import the register",
    text: "A CSV of your SOC 2 evidence. Every problem is shown by line and column before anything is saved.",
  },
  {
    title: "See what carries over",
    text: "Each control and clause says reuse as is, supplement with what, or net-new, with the rows behind it.",
  },
  {
    title: "Record and accept",
    text: "Status by control, owners and dates. Evidence counts once a second person has accepted it.",
  },
  {
    title: "Give it its ground",
    text: "Context and scope, risks with a method and treatment, obligations, suppliers and what is inherited from them.",
  },
  {
    title: "Draft the Statement of Applicability",
    text: "93 rows with reasons and evidence, checked for what blocks a certification audit; approved versions as Word, PDF, Excel or CSV.",
  },
  {
    title: "Close nonconformities",
    text: "From the finding over cause and corrective action to the check that it worked.",
  },
  {
    title: "Let the auditor in",
    text: "A room per engagement without an account: requests answered, accepted or returned, and a signed pack to take home.",
  },
];

const OPEN: readonly TextItem[] = [
  {
    title: "Crosswalk",
    href: paths.explorer(),
    text: "Every criterion, control and clause with its pairs both ways, what to reuse, what to add, sources and disputes.",
  },
  {
    title: "Scorecard",
    href: paths.scorecard(),
    text: "Twenty questions in either direction, answered with points by area, the reasoning and the next steps. No e-mail address.",
  },
  {
    title: "Which one first?",
    href: paths.explorerFirst(),
    text: "SOC 2 or ISO/IEC 27001, from your own facts, with every reason shown.",
  },
];

type Choice = { readonly slug: string; readonly name: string };

/** What the product is, with numbers computed from the rows; for those who are signed in, the way into their workspaces. */
export function LandingScreen({ workspaces }: { workspaces: readonly Choice[] | null }) {
  return (
    <>
      <div className="head pt-10 pb-6">
        <div className="prose">
          <h1 className="text-2xl">What your SOC 2 programme carries over to ISO/IEC 27001:2022</h1>
          <p className="mt-2 text-md">
            Import the evidence you keep for SOC 2. See which controls and clauses it already serves, what has
            to be supplemented and what is net-new, and get the rest done in one workspace.
          </p>
          <div className="row wrap mt-4">
            <Ways workspaces={workspaces} />
          </div>
        </div>
      </div>
      <Section
        title="Computed from the rows"
        remark={`${ROWS.length} criterion rows, data set ${DATASET_VERSION}`}
      >
        <CoverageTable />
      </Section>
      <div className="cols two blk">
        <Section title="Without an account">
          <TextList items={OPEN} />
        </Section>
        <Section title="The main job">
          <TextList items={JOB} ordered />
        </Section>
      </div>
    </>
  );
}

function Ways({ workspaces }: { workspaces: readonly Choice[] | null }) {
  if (workspaces === null) {
    return (
      <>
        <ButtonLink href={paths.signUp()} look="primary">
          Start a workspace
        </ButtonLink>
        <ButtonLink href={paths.signIn()}>Sign in</ButtonLink>
      </>
    );
  }
  return (
    <>
      {workspaces.slice(0, 6).map((one, index) => (
        <ButtonLink key={one.slug} href={paths.home(one.slug)} look={index === 0 ? "primary" : "secondary"}>
          {`Open ${one.name}`}
        </ButtonLink>
      ))}
      <ButtonLink href={paths.newWorkspace()} look={workspaces.length === 0 ? "primary" : "quiet"}>
        Start a workspace
      </ButtonLink>
    </>
  );
}

function CoverageTable() {
  return (
    <Table caption="Annex A controls by what carries over, for two SOC 2 scopes" cards sticky={false}>
      <thead>
        <tr>
          <Th>SOC 2 scope</Th>
          <Th right>Mapped</Th>
          <Th right>Reuse as is</Th>
          <Th right>Supplement</Th>
          <Th right>Net-new</Th>
          <Th right>Clauses mapped</Th>
          <Th right>SOC 2 only</Th>
        </tr>
      </thead>
      <tbody>
        {SCOPES.map(({ label, view }) => (
          <ScopeRow key={label} label={label} view={view} />
        ))}
      </tbody>
    </Table>
  );
}

function ScopeRow({ label, view }: { label: string; view: ExplorerView }) {
  const input = crosswalkInputOf(view);
  const all = coverage(input);
  const rows = (show: ExplorerShow, kind: "control" | "clause") => listHref(view, { show, kind });
  const only = listHref({ ...view, direction: "soc2" }, { show: "soc2_only", kind: null });
  return (
    <Tr>
      <RowHeader>{label}</RowHeader>
      <NumberCell label="Mapped" {...all.mapped} href={rows("mapped", "control")} />
      <NumberCell label="Reuse as is" {...all.reusable} href={rows("reuse", "control")} />
      <NumberCell label="Supplement" {...all.supplement} href={rows("supplement", "control")} />
      <NumberCell label="Net-new" {...all.netNew} href={rows("net_new", "control")} />
      <NumberCell label="Clauses" {...all.clauses.mapped} href={rows("mapped", "clause")} />
      <NumberCell label="SOC 2 only" {...soc2Only(input)} href={only} />
    </Tr>
  );
}

function NumberCell(cell: { label: string; count: number; of: number; href: string }) {
  const { label, count, of, href } = cell;
  return (
    <Td right label={label}>
      <a className="plain nw" href={href}>
        <span className="w6">{count}</span> <span className="i2">of {of}</span>
      </a>
    </Td>
  );
}
