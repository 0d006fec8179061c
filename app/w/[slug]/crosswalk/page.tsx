import type { Metadata } from "next";
import { CarryOverScreen } from "@/components/carry-over/carry-over-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { carryOverFilters } from "@/lib/carry-over/input";
import { getCarryOver } from "@/lib/carry-over/queries";

export const metadata: Metadata = { title: "Crosswalk" };

/** What carries over from SOC 2 to ISO 27001 and the other way, with the team's own evidence. */
export default async function CrosswalkPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { slug } = await params;
  const scope = await pageScope(slug, "requirement:read");
  const filters = carryOverFilters.parse(await searchParams);
  return <CarryOverScreen page={await getCarryOver(scope, filters)} />;
}
