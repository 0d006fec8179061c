import type { Metadata } from "next";
import { DataScreen } from "@/components/transfers/data-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { getStorage } from "@/lib/files/queries";
import { env } from "@/lib/platform/env";
import { getDataPage } from "@/lib/transfers/queries";

export const metadata: Metadata = { title: "Data" };

/** Owners only: the archive holds everything that the workspace has. */
export default async function DataSettingsPage({ params }: PageProps<"/w/[slug]/settings/data">) {
  const scope = await pageScope((await params).slug, "workspace:export");
  const { maxArchiveBytes, maxWorkspaceBytes } = env();
  const [page, storage] = await Promise.all([getDataPage(scope), getStorage(scope, maxWorkspaceBytes)]);
  return <DataScreen page={page} limitBytes={maxArchiveBytes} storage={storage} />;
}
