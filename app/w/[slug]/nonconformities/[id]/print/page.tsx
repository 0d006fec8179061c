import type { Metadata } from "next";
import { RecordReport } from "@/components/nonconformities/record-report";
import { orNotFound, pageScope } from "@/lib/auth/page-scope";
import { findFindingOf } from "@/lib/findings/queries";
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
  const nc = await orNotFound(getNonconformity(scope, id));
  const [workspace, origin] = await Promise.all([getWorkspace(scope), findFindingOf(scope, nc.id)]);
  return (
    <RecordReport workspace={workspace} nc={nc} origin={origin} timeZone={scope.timeZone} printedAt={now()} />
  );
}
