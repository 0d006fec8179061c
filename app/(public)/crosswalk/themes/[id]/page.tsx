import type { Metadata, Route } from "next";
import { permanentRedirect } from "next/navigation";
import { ExplorerUnknownPage } from "@/app/explorer-unknown";
import { SharedFrame } from "@/app/public-frame";
import { publicMetadata } from "@/app/public-metadata";
import { groupHref } from "@/components/explorer/address";
import { ExplorerGroupScreen } from "@/components/explorer/group-screen";
import { findGroup, groupHeading } from "@/lib/core/explorer-groups";
import { explorerGroupRows, readSelection } from "@/lib/core/explorer-list";
import { readExplorerView } from "@/lib/core/explorer-view";
import { paths, withQuery } from "@/lib/core/paths";
import { env } from "@/lib/platform/env";

type Query = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

/** Title and description of the group. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const group = findGroup(decodeURIComponent((await params).id));
  if (group === undefined) return { title: "Not in the crosswalk" };
  const heading = groupHeading(group);
  return publicMetadata({
    title: `${heading}, crosswalk`,
    description: `${heading}: ${group.refs.length} requirements, what carries over between SOC 2 and ISO/IEC 27001:2022, both ways.`,
    path: paths.explorerTheme(group.id),
  });
}

/** One theme, chapter or series. Other spellings move on for good, with their query. */
export default async function CrosswalkThemePage({ params, searchParams }: Props) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const text = decodeURIComponent(id);
  const group = findGroup(text);
  if (group === undefined) return <ExplorerUnknownPage />;
  if (group.id !== text) permanentRedirect(withQuery(paths.explorerTheme(group.id), query) as Route);
  const reading = readExplorerView(query);
  if (!reading.ok) return <ExplorerUnknownPage />;
  const { view } = reading;
  const rows = explorerGroupRows(group, view);
  const selection = readSelection(query, rows.direction);
  if (!selection.ok) return <ExplorerUnknownPage />;
  return (
    <SharedFrame>
      <ExplorerGroupScreen
        page={{ ...rows, group }}
        view={view}
        selection={selection.selection}
        address={`${env().appOrigin}${groupHref(group.id, view, selection.selection)}`}
      />
    </SharedFrame>
  );
}
