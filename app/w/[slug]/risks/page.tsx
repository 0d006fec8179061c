import type { Metadata } from "next";
import { RiskRegister } from "@/components/risks/register-screen";
import { queryText, SavedViews } from "@/components/views/saved-views";
import { pageScope } from "@/lib/auth/page-scope";
import { holds } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { readRiskView } from "@/lib/core/risk-list";
import { now } from "@/lib/platform/clock";
import { listRisks } from "@/lib/risks/queries";
import { listRiskOwners } from "@/lib/risks/queries/context";
import { getListViews } from "@/lib/views/queries";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Risks" };

/** The risk register with its matrices. */
export default async function RisksPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { slug } = await params;
  const scope = await pageScope(slug, "risk:read", "workspace:read");
  const today = dateIn(scope.timeZone, now());
  const [query, workspace, kept, { rows, method }, owners] = await Promise.all([
    searchParams,
    getWorkspace(scope),
    getListViews(scope, "risks"),
    listRisks(scope, today),
    listRiskOwners(scope),
  ]);
  return (
    <RiskRegister
      workspace={workspace}
      all={rows}
      method={method}
      owners={owners}
      view={readRiskView(query)}
      views={<SavedViews slug={slug} list="risks" query={queryText(query)} kept={kept} />}
      today={today}
      rights={{ write: holds(scope, "risk:write"), manage: holds(scope, "risk:manage") }}
    />
  );
}
