import type { Metadata } from "next";
import { ExplorerUnknownPage } from "@/app/explorer-unknown";
import { SharedFrame } from "@/app/public-frame";
import { publicMetadata } from "@/app/public-metadata";
import { MatrixScreen, matrixHref } from "@/components/explorer/matrix-screen";
import { readMatrixSelection } from "@/lib/core/crosswalk-matrix";
import { readExplorerView } from "@/lib/core/explorer-view";
import { paths } from "@/lib/core/paths";
import { env } from "@/lib/platform/env";

type Query = Record<string, string | string[] | undefined>;

/** One address for every direction and filter. */
export function generateMetadata(): Metadata {
  return publicMetadata({
    title: "Matrix of SOC 2 criteria and ISO 27001 controls",
    description:
      "61 SOC 2 criteria against the 93 controls of ISO/IEC 27001:2022 Annex A in one matrix, with the overlap that the source states, by keyboard, and as a list.",
    path: paths.explorerMatrix(),
  });
}

/** The public crosswalk as a matrix. */
export default async function MatrixPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const reading = readExplorerView(query);
  const selection = readMatrixSelection(query);
  if (!(reading.ok && selection.ok)) return <ExplorerUnknownPage />;
  const { view } = reading;
  return (
    <SharedFrame>
      <MatrixScreen
        view={view}
        selection={selection.selection}
        address={`${env().appOrigin}${matrixHref(view, selection.selection)}`}
      />
    </SharedFrame>
  );
}
