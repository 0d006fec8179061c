import type { Metadata } from "next";
import { PacksScreen } from "@/components/packs/packs-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { getPacksPage } from "@/lib/packs/queries";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Packs" };

export default async function PacksPage({ params }: PageProps<"/w/[slug]/packs">) {
  const scope = await pageScope((await params).slug, "evidence:read", "workspace:read");
  const [workspace, page] = await Promise.all([getWorkspace(scope), getPacksPage(scope)]);
  return <PacksScreen workspace={workspace} {...page} />;
}
