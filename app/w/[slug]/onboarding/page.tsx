import type { Metadata } from "next";
import { OnboardingScreen } from "@/components/readiness/onboarding-screen";
import { OpenProposalsNote } from "@/components/scorecard/open-note";
import { pageScope } from "@/lib/auth/page-scope";
import { getHome } from "@/lib/readiness/queries";
import { countOpenProposals } from "@/lib/scorecard/queries";

export const metadata: Metadata = { title: "Set-up" };

/** The first steps of a workspace, also after they are done. */
export default async function OnboardingPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const scope = await pageScope(
    slug,
    "workspace:read",
    "requirement:read",
    "evidence:read",
    "nonconformity:read",
  );
  const [home, open] = await Promise.all([getHome(scope), countOpenProposals(scope)]);
  return (
    <>
      <OpenProposalsNote slug={home.workspace.slug} open={open} />
      <OnboardingScreen home={home} />
    </>
  );
}
