import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { LibraryScreen } from "@/components/risks/library-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { singleValues } from "@/lib/core/paths";
import { SCENARIO_GROUPS } from "@/lib/core/risk-library";
import { listRiskOwners } from "@/lib/risks/queries/context";
import { listUsedScenarios } from "@/lib/risks/queries/snapshots";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Risk library" };

/** The starter library, filtered by group and words. */
export default async function RiskLibraryPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { slug } = await params;
  const scope = await pageScope(slug, "risk:write", "risk:read", "workspace:read");
  const [query, workspace, used, owners] = await Promise.all([
    searchParams,
    getWorkspace(scope),
    listUsedScenarios(scope),
    listRiskOwners(scope),
  ]);
  const { group, q } = singleValues(query);
  return (
    <LibraryScreen
      workspace={workspace}
      used={used}
      owners={owners}
      group={SCENARIO_GROUPS.find((one) => one === group) ?? null}
      q={(q ?? "").trim().slice(0, 100)}
      onceKey={randomUUID()}
    />
  );
}
