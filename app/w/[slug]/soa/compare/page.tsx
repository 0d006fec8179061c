import type { Metadata } from "next";
import { SoaCompareScreen } from "@/components/soa/compare-screen";
import { orNotFound, pageScope } from "@/lib/auth/page-scope";
import { dateIn } from "@/lib/core/dates";
import { readOne } from "@/lib/core/soa-list";
import { now } from "@/lib/platform/clock";
import { compareSoaVersions } from "@/lib/soa/queries/versions";

export const metadata: Metadata = { title: "Compare SoA versions" };

export default async function SoaComparePage({ params, searchParams }: PageProps<"/w/[slug]/soa/compare">) {
  const { slug } = await params;
  const scope = await pageScope(slug, "soa:read");
  const query = await searchParams;
  const asked = { from: readOne(query, "from"), to: readOne(query, "to") };
  const comparison = await orNotFound(compareSoaVersions(scope, asked, dateIn(scope.timeZone, now())));
  return <SoaCompareScreen slug={slug} {...comparison} />;
}
