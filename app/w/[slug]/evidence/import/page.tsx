import type { Metadata } from "next";
import { ImportUpload } from "@/components/imports/import-upload";
import { pageScope } from "@/lib/auth/page-scope";
import { listImportRuns } from "@/lib/imports/queries";
import { env } from "@/lib/platform/env";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Import evidence" };

/** Upload of a register, and the imports so far. */
export default async function ImportPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const scope = await pageScope(slug, "workspace:read", "evidence:read", "import:run");
  const [workspace, runs] = await Promise.all([getWorkspace(scope), listImportRuns(scope)]);
  return <ImportUpload workspace={workspace} runs={runs} limitBytes={env().maxUploadBytes} />;
}
