import type { Metadata } from "next";
import { HomeScreen } from "@/components/readiness/home-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { readSetupHidden } from "@/lib/platform/setup-choice";
import { getHome } from "@/lib/readiness/queries";

export const metadata: Metadata = { title: "Home" };

/** Readiness on one page. */
export default async function HomePage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const scope = await pageScope(
    slug,
    "workspace:read",
    "requirement:read",
    "evidence:read",
    "nonconformity:read",
  );
  const [home, setupHidden] = await Promise.all([getHome(scope), readSetupHidden()]);
  return <HomeScreen home={home} setupHidden={setupHidden} />;
}
