import type { Metadata } from "next";
import { PROPOSAL_OVERLAPS, ProposalsScreen } from "@/components/evidence/proposals-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { holds } from "@/lib/core/access";
import { listProposals } from "@/lib/evidence/queries/proposals";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Proposed links" };

const VIEWS = ["requirement", "item", "dismissed"] as const;

/** What the crosswalk proposes to link. */
export default async function ProposalsPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { slug } = await params;
  const { view, overlap, ref } = await searchParams;
  const scope = await pageScope(slug, "workspace:read", "evidence:read");
  const [workspace, page] = await Promise.all([getWorkspace(scope), listProposals(scope)]);
  return (
    <ProposalsScreen
      workspace={workspace}
      page={page}
      mayDecide={holds(scope, "evidence:write")}
      query={{
        view: VIEWS.find((one) => one === view) ?? "requirement",
        overlap: PROPOSAL_OVERLAPS.find((one) => one === overlap) ?? null,
        ref: typeof ref === "string" ? ref.slice(0, 20) : "",
      }}
    />
  );
}
