import type { Metadata } from "next";
import { uuidv7 } from "uuidv7";
import { NewEvidenceScreen } from "@/components/evidence/new-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { readRefs } from "@/lib/core/evidence-versions";
import { env } from "@/lib/platform/env";
import { getWorkspace, listMembers } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Add evidence" };

/** The form for a new item; `ref` names the requirement that asked for it. */
export default async function NewEvidencePage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ ref?: string | string[] }>;
}) {
  const { slug } = await params;
  const { ref } = await searchParams;
  const scope = await pageScope(slug, "workspace:read", "member:read", "evidence:write");
  const [workspace, members] = await Promise.all([getWorkspace(scope), listMembers(scope)]);
  return (
    <NewEvidenceScreen
      workspace={workspace}
      members={members}
      collector={scope.actor.name}
      refs={readRefs([ref ?? []].flat().join(",")).refs}
      limitBytes={env().maxUploadBytes}
      onceKey={uuidv7()}
    />
  );
}
