import type { Metadata } from "next";
import { ChainScreen } from "@/components/audit-chain/chain-screen";
import { checkLogNow, getChainPage } from "@/lib/audit-log/queries/chain";
import { pageScope } from "@/lib/auth/page-scope";
import { singleValues } from "@/lib/core/paths";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "State of the log" };

export default async function ChainPage({ params, searchParams }: PageProps<"/w/[slug]/activity/chain">) {
  const scope = await pageScope((await params).slug, "activity:read", "workspace:read");
  const { check } = singleValues(await searchParams);
  const [workspace, page, report] = await Promise.all([
    getWorkspace(scope),
    getChainPage(scope),
    check === "1" ? checkLogNow(scope) : null,
  ]);
  return <ChainScreen workspace={workspace} {...page} report={report} />;
}
