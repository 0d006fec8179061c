import type { Metadata, Route } from "next";
import { permanentRedirect } from "next/navigation";
import { ExplorerUnknownPage } from "@/app/explorer-unknown";
import { SharedFrame } from "@/app/public-frame";
import { publicMetadata } from "@/app/public-metadata";
import { refHref } from "@/components/explorer/address";
import { ExplorerRefScreen } from "@/components/explorer/ref-screen";
import { seemsSignedIn } from "@/lib/auth/cookie";
import { explorerRef, readRefAddress } from "@/lib/core/explorer-ref";
import { readExplorerView } from "@/lib/core/explorer-view";
import type { CatalogueEntry } from "@/lib/core/frameworks/types";
import { paths, withQuery } from "@/lib/core/paths";
import { env } from "@/lib/platform/env";

type Query = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ ref: string }>; searchParams: Promise<Query> };

/** The requirement that the address names, null when it names none. Other spellings move on for good, with their query. */
async function addressed({ params, searchParams }: Props): Promise<CatalogueEntry | null> {
  const [{ ref }, query] = await Promise.all([params, searchParams]);
  const reading = readRefAddress(decodeURIComponent(ref));
  if (reading.kind === "entry") return reading.entry;
  if (reading.kind === "unknown") return null;
  const path = reading.kind === "moved" ? paths.explorerRef(reading.ref) : paths.explorerTheme(reading.id);
  permanentRedirect(withQuery(path, query) as Route);
}

/** Title and description of the requirement, in our own words. */
export async function generateMetadata(props: Props): Promise<Metadata> {
  const entry = await addressed(props);
  if (entry === null) return { title: "Not in the crosswalk" };
  return publicMetadata({
    title: `${entry.ref} ${entry.title}`,
    description: entry.about,
    path: paths.explorerRef(entry.ref),
  });
}

/** One criterion, control or clause requirement with its pairs in both directions. */
export default async function CrosswalkRefPage(props: Props) {
  const entry = await addressed(props);
  const reading = readExplorerView(await props.searchParams);
  if (entry === null || !reading.ok) return <ExplorerUnknownPage />;
  const { view } = reading;
  return (
    <SharedFrame>
      <ExplorerRefScreen
        page={explorerRef(entry, view)}
        view={view}
        signedIn={await seemsSignedIn()}
        address={`${env().appOrigin}${refHref(entry.ref, view)}`}
      />
    </SharedFrame>
  );
}
