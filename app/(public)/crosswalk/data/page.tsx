import type { Metadata } from "next";
import { ExplorerUnknownPage } from "@/app/explorer-unknown";
import { SharedFrame } from "@/app/public-frame";
import { publicMetadata } from "@/app/public-metadata";
import { DataScreen } from "@/components/explorer/data-screen";
import { explorerQuery, readExplorerView } from "@/lib/core/explorer-view";
import { paths, withQuery } from "@/lib/core/paths";
import { env } from "@/lib/platform/env";

type Query = Record<string, string | string[] | undefined>;

/** One address for every view. */
export function generateMetadata(): Metadata {
  return publicMetadata({
    title: "Crosswalk data: JSON, CSV, XLSX and OSCAL",
    description:
      "The SOC 2 and ISO/IEC 27001:2022 crosswalk as files at stable addresses, with sources, dates and dataset version, for people and programs.",
    path: paths.explorerDataIndex(),
  });
}

/** The crosswalk's files and how to ask for them. */
export default async function CrosswalkDataPage({ searchParams }: { searchParams: Promise<Query> }) {
  const reading = readExplorerView(await searchParams);
  if (!reading.ok) return <ExplorerUnknownPage />;
  const { appOrigin } = env();
  const address = withQuery(paths.explorerDataIndex(), explorerQuery(reading.view));
  return (
    <SharedFrame>
      <DataScreen view={reading.view} origin={appOrigin} address={`${appOrigin}${address}`} />
    </SharedFrame>
  );
}
