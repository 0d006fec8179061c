import type { Metadata } from "next";
import { ExplorerUnknownPage } from "@/app/explorer-unknown";
import { SharedFrame } from "@/app/public-frame";
import { publicMetadata } from "@/app/public-metadata";
import { listHref } from "@/components/explorer/address";
import { ExplorerListScreen } from "@/components/explorer/list-screen";
import { explorerRows, readSelection } from "@/lib/core/explorer-list";
import { readExplorerView } from "@/lib/core/explorer-view";
import { paths, singleValues } from "@/lib/core/paths";
import { env } from "@/lib/platform/env";

type Query = Record<string, string | string[] | undefined>;

/** One address for every scope, filter and search. */
export function generateMetadata(): Metadata {
  return publicMetadata({
    title: "SOC 2 to ISO 27001 crosswalk",
    description:
      "All 61 SOC 2 criteria paired with the 93 Annex A controls and 30 clause requirements of ISO/IEC 27001:2022, both ways, with reasons, sources and disputes.",
    path: paths.explorer(),
  });
}

/** The public crosswalk as a list. */
export default async function CrosswalkPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const reading = readExplorerView(query);
  if (!reading.ok) return <ExplorerUnknownPage />;
  const { view } = reading;
  const selection = readSelection(query, view.direction);
  if (!selection.ok) return <ExplorerUnknownPage />;
  const q = (singleValues(query).q ?? "").trim();
  return (
    <SharedFrame>
      <ExplorerListScreen
        view={view}
        rows={explorerRows(view)}
        selection={selection.selection}
        q={q}
        address={`${env().appOrigin}${listHref(view, selection.selection)}`}
      />
    </SharedFrame>
  );
}
