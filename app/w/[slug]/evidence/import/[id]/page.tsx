import type { Metadata } from "next";
import { ImportPreviewScreen } from "@/components/imports/import-preview";
import { ImportResultScreen } from "@/components/imports/import-result";
import { orNotFound, pageScope } from "@/lib/auth/page-scope";
import { LINE_OUTCOMES } from "@/lib/core/register-csv";
import { getImportRun } from "@/lib/imports/queries";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Import evidence" };

type Query = { outcome?: string | string[]; from?: string | string[] };

/** One import: what it would do, or what it did. */
export default async function ImportRunPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string; id: string }>;
  searchParams: Promise<Query>;
}) {
  const { slug, id } = await params;
  const query = await searchParams;
  const outcome = LINE_OUTCOMES.find((one) => one === query.outcome) ?? null;
  const offset = Math.max(0, Math.min(10_000, Math.trunc(Number(query.from ?? 0)) || 0));
  const scope = await pageScope(slug, "workspace:read", "evidence:read", "import:run");
  const workspace = await getWorkspace(scope);
  const run = await orNotFound(getImportRun(scope, id, { outcome, offset }));
  const shown = { outcome, offset };
  return run.state === "preview" ? (
    <ImportPreviewScreen workspace={workspace} run={run} shown={shown} />
  ) : (
    <ImportResultScreen workspace={workspace} run={run} shown={shown} />
  );
}
