import type { Metadata } from "next";
import { DatasetScreen } from "@/components/crosswalk/dataset-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { getDataset } from "@/lib/carry-over/queries/dataset";

export const metadata: Metadata = { title: "Edition of the data set" };

/** The edition that the workspace reads and what another one would change. */
export default async function CrosswalkDatasetPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const scope = await pageScope(slug, "requirement:read");
  return <DatasetScreen page={await getDataset(scope)} />;
}
