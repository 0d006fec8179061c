import type { Metadata } from "next";
import { type WorkContent, WorkScreen } from "@/components/work/work-screen";
import { authorize } from "@/lib/auth/authorize";
import { orNotFound, pageScope } from "@/lib/auth/page-scope";
import { holds, type Scope } from "@/lib/core/access";
import { dateIn, type IsoDate } from "@/lib/core/dates";
import { readWorkView, type WorkView } from "@/lib/core/work";
import { now } from "@/lib/platform/clock";
import { getTeamWork, getWorkOf, listMentions, listMyWork } from "@/lib/work/queries";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "My work" };

async function contentOf(
  scope: Scope<"workspace:read">,
  view: WorkView,
  today: IsoDate,
): Promise<WorkContent> {
  if (view.tab === "mentions") return { tab: "mentions", mentions: await listMentions(scope) };
  if (view.tab === "mine") return { tab: "mine", rows: await listMyWork(scope, today) };
  const manager = await authorize(scope.workspaceSlug, "requirement:assign");
  if (view.person === null) return { tab: "team", team: await getTeamWork(manager, today) };
  return { tab: "person", ...(await orNotFound(getWorkOf(manager, view.person, today))) };
}

/** Everything that waits for the person; for owners and leads what waits for the team. */
export default async function WorkPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { slug } = await params;
  const asked = readWorkView(await searchParams);
  const scope = await pageScope(slug, "workspace:read");
  const maySeeTeam = holds(scope, "requirement:assign");
  const view: WorkView = asked.tab === "team" && !maySeeTeam ? { ...asked, tab: "mine" } : asked;
  const today = dateIn(scope.timeZone, now());
  const [workspace, content] = await Promise.all([getWorkspace(scope), contentOf(scope, view, today)]);
  return (
    <WorkScreen
      workspace={workspace}
      timeZone={scope.timeZone}
      today={today}
      view={view}
      content={content}
      maySeeTeam={maySeeTeam}
    />
  );
}
