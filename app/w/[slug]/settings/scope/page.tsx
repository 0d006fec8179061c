import type { Metadata } from "next";
import { ScopeSettings } from "@/components/workspaces/scope-settings";
import { pageScope } from "@/lib/auth/page-scope";
import { holds } from "@/lib/core/access";
import { getProgramme, getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Scope" };

export default async function ScopePage({ params }: PageProps<"/w/[slug]/settings/scope">) {
  const scope = await pageScope((await params).slug, "workspace:read");
  const [workspace, programme] = await Promise.all([getWorkspace(scope), getProgramme(scope)]);
  return (
    <ScopeSettings
      workspace={workspace}
      programme={programme}
      mayWrite={holds(scope, "workspace:write")}
      mayWaive={holds(scope, "workspace:own")}
    />
  );
}
