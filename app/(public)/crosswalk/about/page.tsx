import type { Metadata } from "next";
import { ExplorerUnknownPage } from "@/app/explorer-unknown";
import { SharedFrame } from "@/app/public-frame";
import { publicMetadata } from "@/app/public-metadata";
import { AboutScreen } from "@/components/explorer/about-screen";
import { explorerQuery, readExplorerView } from "@/lib/core/explorer-view";
import { paths, withQuery } from "@/lib/core/paths";
import { env } from "@/lib/platform/env";

export function generateMetadata(): Metadata {
  return publicMetadata({
    title: "Numbers and method of the crosswalk",
    description:
      "Published figures beside what the rows give, with the ids that make the difference, 51 contradictions and how each is shown, method and sources.",
    path: paths.explorerAbout(),
  });
}

/** The derivation of every number. */
export default async function AboutPage({ searchParams }: PageProps<"/crosswalk/about">) {
  const reading = readExplorerView(await searchParams);
  if (!reading.ok) return <ExplorerUnknownPage />;
  const address = withQuery(paths.explorerAbout(), explorerQuery(reading.view));
  return (
    <SharedFrame>
      <AboutScreen view={reading.view} address={`${env().appOrigin}${address}`} />
    </SharedFrame>
  );
}
