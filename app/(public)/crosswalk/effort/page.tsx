import type { Metadata } from "next";
import { ExplorerUnknownPage } from "@/app/explorer-unknown";
import { SharedFrame } from "@/app/public-frame";
import { publicMetadata } from "@/app/public-metadata";
import { EffortScreen } from "@/components/explorer/effort-screen";
import { dateIn } from "@/lib/core/dates";
import { readEffort } from "@/lib/core/effort-form";
import { readExplorerView } from "@/lib/core/explorer-view";
import { paths, singleValues } from "@/lib/core/paths";

export function generateMetadata(): Metadata {
  return publicMetadata({
    title: "Effort and time from SOC 2 to ISO 27001",
    description:
      "Phases with their published lengths, added up, laid on dates and planned back from Stage 2, beside the range that the source quotes.",
    path: paths.explorerEffort(),
  });
}

/** The calculator; its fields are the address. */
export default async function EffortPage({ searchParams }: PageProps<"/crosswalk/effort">) {
  const query = singleValues(await searchParams);
  const view = readExplorerView({ to: query.to });
  if (!view.ok) return <ExplorerUnknownPage />;
  const reading = readEffort(query, view.view.direction, dateIn("UTC", new Date()));
  return (
    <SharedFrame>
      <EffortScreen reading={reading} />
    </SharedFrame>
  );
}
