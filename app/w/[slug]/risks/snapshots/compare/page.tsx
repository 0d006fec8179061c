import type { Metadata } from "next";
import { RiskCompareScreen } from "@/components/risks/compare-screen";
import { orNotFound, pageScope } from "@/lib/auth/page-scope";
import { dateIn } from "@/lib/core/dates";
import { readOne } from "@/lib/core/soa-list";
import { now } from "@/lib/platform/clock";
import { compareSnapshots } from "@/lib/risks/queries/snapshots";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Compare snapshots of the risk register" };

/** What changed between two frozen registers, or since one. */
export default async function RiskComparePage({
  params,
  searchParams,
}: PageProps<"/w/[slug]/risks/snapshots/compare">) {
  const { slug } = await params;
  const scope = await pageScope(slug, "risk:read", "workspace:read");
  const query = await searchParams;
  const asked = { from: readOne(query, "from"), to: readOne(query, "to") };
  const comparison = await orNotFound(compareSnapshots(scope, asked, dateIn(scope.timeZone, now())));
  return <RiskCompareScreen workspace={await getWorkspace(scope)} comparison={comparison} />;
}
