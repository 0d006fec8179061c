import type { Metadata } from "next";
import { GapsScreen } from "@/components/crosswalk/gaps-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { getGaps } from "@/lib/carry-over/queries/row";

export const metadata: Metadata = { title: "Gaps of the crosswalk" };

/** What no pair brings, in both directions. */
export default async function CrosswalkGapsPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const scope = await pageScope(slug, "requirement:read");
  return <GapsScreen page={await getGaps(scope)} />;
}
