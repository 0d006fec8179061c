import type { Metadata } from "next";
import { RiskImportScreen } from "@/components/risks/import-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Import risks" };

/** Upload of a risk register. */
export default async function RiskImportPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const scope = await pageScope(slug, "risk:manage", "workspace:read");
  return <RiskImportScreen workspace={await getWorkspace(scope)} />;
}
