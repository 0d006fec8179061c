import type { Metadata } from "next";
import { RequestsScreen } from "@/components/requests/requests-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { actorId, holds } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { readRequestView } from "@/lib/core/request-list";
import { now } from "@/lib/platform/clock";
import { listRequests } from "@/lib/requests/queries";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Requests" };

/** The list of requests for evidence. */
export default async function RequestsPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { slug } = await params;
  const scope = await pageScope(slug, "request:read", "workspace:read");
  const [query, workspace, all] = await Promise.all([searchParams, getWorkspace(scope), listRequests(scope)]);
  return (
    <RequestsScreen
      workspace={workspace}
      all={all}
      view={readRequestView(query)}
      reader={{ userId: actorId(scope), today: dateIn(scope.timeZone, now()) }}
      mayAsk={holds(scope, "request:write")}
    />
  );
}
