import type { Metadata } from "next";
import { RegisterScreen } from "@/components/suppliers/register-screen";
import { queryText, SavedViews } from "@/components/views/saved-views";
import { pageScope } from "@/lib/auth/page-scope";
import { holds } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { readSupplierView } from "@/lib/core/supplier-list";
import { now } from "@/lib/platform/clock";
import { listSuppliers } from "@/lib/suppliers/queries/register";
import { getListViews } from "@/lib/views/queries";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Suppliers" };

/** The register of suppliers. */
export default async function SuppliersPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { slug } = await params;
  const scope = await pageScope(slug, "supplier:read", "workspace:read");
  const [query, workspace, kept, all] = await Promise.all([
    searchParams,
    getWorkspace(scope),
    getListViews(scope, "suppliers"),
    listSuppliers(scope),
  ]);
  return (
    <RegisterScreen
      workspace={workspace}
      all={all}
      view={readSupplierView(query)}
      views={<SavedViews slug={slug} list="suppliers" query={queryText(query)} kept={kept} />}
      today={dateIn(scope.timeZone, now())}
      mayWrite={holds(scope, "supplier:write")}
    />
  );
}
