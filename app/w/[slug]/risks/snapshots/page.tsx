import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { SnapshotsScreen } from "@/components/risks/snapshots-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { holds } from "@/lib/core/access";
import { listSnapshots } from "@/lib/risks/queries/snapshots";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Snapshots of the risk register" };

/** The frozen registers. */
export default async function RiskSnapshotsPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const scope = await pageScope(slug, "risk:read", "workspace:read");
  const [workspace, snapshots] = await Promise.all([getWorkspace(scope), listSnapshots(scope)]);
  return (
    <SnapshotsScreen
      workspace={workspace}
      snapshots={snapshots}
      mayTake={holds(scope, "risk:manage")}
      onceKey={randomUUID()}
    />
  );
}
