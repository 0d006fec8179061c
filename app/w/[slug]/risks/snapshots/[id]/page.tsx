import type { Metadata } from "next";
import { SnapshotScreen } from "@/components/risks/snapshots-screen";
import { orNotFound, pageScope } from "@/lib/auth/page-scope";
import { getSnapshot } from "@/lib/risks/queries/snapshots";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Snapshot of the risk register" };

/** One frozen register. */
export default async function RiskSnapshotPage({
  params,
}: {
  params: Promise<{ slug: string; id: string }>;
}) {
  const { slug, id } = await params;
  const scope = await pageScope(slug, "risk:read", "workspace:read");
  const { content: _, register, ...snapshot } = await orNotFound(getSnapshot(scope, id));
  return <SnapshotScreen workspace={await getWorkspace(scope)} snapshot={snapshot} register={register} />;
}
