import type { Metadata } from "next";
import { ObligationsScreen } from "@/components/obligations/obligations-screen";
import { queryText, SavedViews } from "@/components/views/saved-views";
import { pageScope } from "@/lib/auth/page-scope";
import { holds } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { readObligationView } from "@/lib/core/obligation";
import { singleValues } from "@/lib/core/paths";
import { listObligations } from "@/lib/obligations/queries";
import { now } from "@/lib/platform/clock";
import { getListViews } from "@/lib/views/queries";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Obligations" };

/** The register of laws, contracts and customer commitments. */
export default async function ObligationsPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { slug } = await params;
  const scope = await pageScope(slug, "obligation:read", "workspace:read");
  const [query, workspace, kept, all] = await Promise.all([
    searchParams,
    getWorkspace(scope),
    getListViews(scope, "obligations"),
    listObligations(scope),
  ]);
  return (
    <ObligationsScreen
      workspace={workspace}
      all={all}
      view={readObligationView(singleValues(query))}
      views={<SavedViews slug={slug} list="obligations" query={queryText(query)} kept={kept} />}
      today={dateIn(scope.timeZone, now())}
      mayEdit={holds(scope, "obligation:write")}
    />
  );
}
