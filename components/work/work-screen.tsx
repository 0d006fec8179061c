import { EmptyState, NoResult } from "@/components/layout/empty-state";
import { PageHeader } from "@/components/layout/page-header";
import { ButtonLink } from "@/components/ui/button";
import { Tabs } from "@/components/ui/tabs";
import { type Mention, MentionList } from "@/components/work/mention-list";
import { TeamTable } from "@/components/work/team-table";
import { WorkFilters, workFilterWords } from "@/components/work/work-filters";
import { WorkTable } from "@/components/work/work-table";
import type { IsoDate } from "@/lib/core/dates";
import { paths } from "@/lib/core/paths";
import {
  isOverdue,
  listWork,
  type TeamWork,
  type WorkRow,
  type WorkView,
  workViewHref,
} from "@/lib/core/work";

export type WorkContent =
  | { readonly tab: "mine"; readonly rows: readonly WorkRow[] }
  | { readonly tab: "team"; readonly team: TeamWork }
  | { readonly tab: "person"; readonly name: string; readonly rows: readonly WorkRow[] }
  | { readonly tab: "mentions"; readonly mentions: readonly Mention[] };

type Props = {
  workspace: { readonly name: string; readonly slug: string };
  timeZone: string;
  today: IsoDate;
  view: WorkView;
  content: WorkContent;
  /** Whether the person sees what others have to do. */
  maySeeTeam: boolean;
};

const START: WorkView = { tab: "mine", kind: null, period: null, person: null };

function Rows({
  slug,
  view,
  today,
  rows,
  caption,
}: {
  slug: string;
  view: WorkView;
  today: IsoDate;
  rows: readonly WorkRow[];
  caption: string;
}) {
  const shown = listWork(rows, view, today);
  return (
    <>
      <WorkFilters slug={slug} view={view} all={rows} shown={shown.length} />
      {shown.length > 0 ? (
        <WorkTable slug={slug} caption={caption} rows={shown} today={today} />
      ) : (
        <NoResult
          filters={workFilterWords(view)}
          clearHref={workViewHref(slug, view, { kind: null, period: null })}
        />
      )}
    </>
  );
}

function Mine({
  slug,
  view,
  today,
  rows,
}: {
  slug: string;
  view: WorkView;
  today: IsoDate;
  rows: readonly WorkRow[];
}) {
  if (rows.length === 0) {
    return (
      <EmptyState title="Nothing waits for you" primary={{ href: paths.home(slug), label: "Go to Home" }}>
        Requests, renewals, actions and everything else that is given to you stands here, overdue first. You
        are told by the bell, and by mail if you want.
      </EmptyState>
    );
  }
  return <Rows slug={slug} view={view} today={today} rows={rows} caption="My work" />;
}

function Person({
  slug,
  view,
  today,
  content,
}: Omit<Props, "content" | "workspace" | "timeZone" | "maySeeTeam"> & {
  slug: string;
  content: Extract<WorkContent, { tab: "person" }>;
}) {
  const { name, rows } = content;
  return (
    <>
      <div className="row wrap pt-4">
        <h2>{name}</h2>
        <span className="i3 sm">Without what any reviewer may take</span>
        <span className="push">
          <ButtonLink href={workViewHref(slug, START, { tab: "team" })} look="quiet" dense>
            Back to the team
          </ButtonLink>
        </span>
      </div>
      {rows.length === 0 ? (
        <p className="i3 mt-4">Nothing waits for {name}.</p>
      ) : (
        <Rows slug={slug} view={view} today={today} rows={rows} caption={`Work of ${name}`} />
      )}
    </>
  );
}

function Content({ workspace: { slug }, timeZone, view, today, content }: Props) {
  switch (content.tab) {
    case "mine":
      return <Mine slug={slug} view={view} today={today} rows={content.rows} />;
    case "team":
      return (
        <div className="pt-4">
          <TeamTable slug={slug} team={content.team} />
        </div>
      );
    case "person":
      return <Person slug={slug} view={view} today={today} content={content} />;
    case "mentions":
      return content.mentions.length === 0 ? (
        <EmptyState title="Nobody has mentioned you">
          Write @ and a name in a comment, and that person is told. Comments that name you stand here.
        </EmptyState>
      ) : (
        <MentionList slug={slug} timeZone={timeZone} mentions={content.mentions} />
      );
  }
}

function introOf(content: WorkContent, today: IsoDate): string {
  if (content.tab === "team") return "Open and overdue work of everybody, most overdue first.";
  if (content.tab === "mentions") return "Comments that name you.";
  const overdue = content.rows.filter((row) => isOverdue(row, today)).length;
  const who = content.tab === "mine" ? "you" : content.name;
  if (content.rows.length === 0) return `Nothing waits for ${who}.`;
  return `${content.rows.length} ${content.rows.length === 1 ? "thing waits" : "things wait"} for ${who}, ${overdue} overdue.`;
}

/** One list of everything that waits for a person, the team's load, and mentions. */
export function WorkScreen(props: Props) {
  const { workspace, view, content, today, maySeeTeam } = props;
  const { slug, name } = workspace;
  const tabs = [
    { tab: "mine", label: "Mine" } as const,
    ...(maySeeTeam ? [{ tab: "team", label: "Team" } as const] : []),
    { tab: "mentions", label: "Mentions" } as const,
  ];
  return (
    <>
      <PageHeader
        title="My work"
        intro={introOf(content, today)}
        crumbs={[{ label: name, href: paths.home(slug) }, { label: "My work" }]}
      />
      <Tabs
        label="Work"
        items={tabs.map(({ tab, label }) => ({
          href: workViewHref(slug, START, { tab }),
          label,
          current: view.tab === tab,
          ...(tab === "mine" && content.tab === "mine" ? { count: content.rows.length } : {}),
        }))}
      />
      <Content {...props} />
    </>
  );
}
