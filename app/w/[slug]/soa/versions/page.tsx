import type { Metadata } from "next";
import { SoaVersionsScreen } from "@/components/soa/versions-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { listSoaVersions } from "@/lib/soa/queries/versions";

export const metadata: Metadata = { title: "SoA versions" };

export default async function SoaVersionsPage({ params }: PageProps<"/w/[slug]/soa/versions">) {
  const { slug } = await params;
  const scope = await pageScope(slug, "soa:read");
  const { organisation, versions } = await listSoaVersions(scope);
  return <SoaVersionsScreen slug={slug} organisation={organisation} versions={versions} />;
}
