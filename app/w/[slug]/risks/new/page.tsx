import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { NewRiskScreen } from "@/components/risks/new-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { listRiskOwners } from "@/lib/risks/queries/context";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Add a risk" };

/** The form of a new risk. */
export default async function NewRiskPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const scope = await pageScope(slug, "risk:write", "risk:read", "workspace:read");
  const [workspace, owners] = await Promise.all([getWorkspace(scope), listRiskOwners(scope)]);
  return <NewRiskScreen workspace={workspace} owners={owners} onceKey={randomUUID()} />;
}
