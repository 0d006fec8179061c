import type { Metadata } from "next";
import { RecordReport } from "@/components/nonconformities/record-report";
import { orNotFound, pageScope } from "@/lib/auth/page-scope";
import { getNonconformity } from "@/lib/nonconformities/queries";
import { now } from "@/lib/platform/clock";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Nonconformity report" };

/** The record on paper, in the order in which certification bodies ask for it. */
export default async function NonconformityPrintPage({
  params,
}: {
  params: Promise<{ slug: string; id: string }>;
}) {
  const { slug, id } = await params;
  const scope = await pageScope(slug, "nonconformity:read", "workspace:read");
  const [workspace, nc] = await Promise.all([getWorkspace(scope), orNotFound(getNonconformity(scope, id))]);
  return <RecordReport workspace={workspace} nc={nc} timeZone={scope.timeZone} printedAt={now()} />;
}
