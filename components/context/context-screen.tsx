import { IssuesTab } from "@/components/context/issues-tab";
import { PartiesTab } from "@/components/context/parties-tab";
import { ScopeTab } from "@/components/context/scope-tab";
import { PageHeader } from "@/components/layout/page-header";
import { Note } from "@/components/ui/badge";
import { Tabs } from "@/components/ui/tabs";
import {
  CONTEXT_TAB_LABEL,
  CONTEXT_TABS,
  type ContextGap,
  type ContextView,
  contextGaps,
  contextHref,
  liveIssues,
  liveParties,
} from "@/lib/core/context";
import type { IsoDate } from "@/lib/core/dates";
import { paths } from "@/lib/core/paths";
import type { ContextPage } from "@/lib/core/scope-statement-page";

type Props = {
  workspace: { readonly name: string; readonly slug: string };
  timeZone: string;
  today: IsoDate;
  page: ContextPage;
  view: ContextView;
  mayEdit: boolean;
  onceKey: string;
};

/** What the tab still misses; the climate determination says so in its own place. */
function Gaps({ gaps }: { gaps: readonly ContextGap[] }) {
  const shown = gaps.filter(({ key }) => key !== "climate");
  if (shown.length === 0) return null;
  return (
    <div className="pt-4">
      <Note tone={shown.some(({ blocking }) => blocking) ? "gap" : "due"}>
        {shown.map(({ sentence }) => sentence).join(" ")}
      </Note>
    </div>
  );
}

function Tab({ workspace: { slug }, timeZone, today, page, view, mayEdit, onceKey }: Props) {
  const edit = mayEdit ? view.edit : null;
  const common = { slug, edit, mayEdit, onceKey };
  if (view.tab === "scope") return <ScopeTab {...common} timeZone={timeZone} page={page} />;
  const gaps = contextGaps(page.context).filter((gap) => gap.view === view.tab);
  const props = { ...common, context: page.context, today };
  return (
    <>
      <Gaps gaps={gaps} />
      {view.tab === "issues" ? <IssuesTab {...props} /> : <PartiesTab {...props} />}
    </>
  );
}

/** Clauses 4.1 to 4.3 on one page: issues, interested parties, and the scope that rests on them. */
export function ContextScreen(props: Props) {
  const { workspace, page, view } = props;
  const { name, slug } = workspace;
  const counts = {
    issues: liveIssues(page.context).length,
    parties: liveParties(page.context).length,
    scope: undefined,
  };
  return (
    <>
      <PageHeader
        title="Context and scope"
        intro="What surrounds the management system, who asks what of it, and what it covers."
        crumbs={[{ label: name, href: paths.home(slug) }, { label: "Context and scope" }]}
      />
      <Tabs
        label="Context and scope"
        items={CONTEXT_TABS.map((tab) => ({
          href: contextHref(slug, tab),
          label: CONTEXT_TAB_LABEL[tab],
          count: counts[tab],
          current: view.tab === tab,
        }))}
      />
      <Tab {...props} />
    </>
  );
}
