import type { Metadata } from "next";
import { ActivityScreen } from "@/components/activity/activity-screen";
import { checkActivityChain, listActivity, listActors } from "@/lib/audit-log/queries";
import { pageScope } from "@/lib/auth/page-scope";
import { readActivityFilter } from "@/lib/core/activity";
import { singleValues } from "@/lib/core/paths";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Activity" };

export default async function ActivityLogPage({ params, searchParams }: PageProps<"/w/[slug]/activity">) {
  const scope = await pageScope((await params).slug, "activity:read", "workspace:read");
  const query = singleValues(await searchParams);
  const filter = readActivityFilter(query);
  const before = /^[1-9]\d{0,14}$/.test(query.before ?? "") ? Number(query.before) : null;
  const [workspace, page, actors, check] = await Promise.all([
    getWorkspace(scope),
    listActivity(scope, filter, before),
    listActors(scope),
    query.check === "1" ? checkActivityChain(scope) : null,
  ]);
  return (
    <ActivityScreen
      workspace={workspace}
      filter={filter}
      page={page}
      isLater={before !== null}
      actors={actors}
      check={check}
    />
  );
}
