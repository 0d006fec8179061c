import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ScopeVersionScreen } from "@/components/context/scope-version-screen";
import { orNotFound, pageScope } from "@/lib/auth/page-scope";
import { getScopeVersion } from "@/lib/context/queries";
import { scopeRights } from "@/lib/core/scope-statement-page";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Scope statement" };

function readNumber(text: string | string[] | undefined): number | null {
  return typeof text === "string" && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
}

/** One version of the scope statement; `with` names another one to compare it with. */
export default async function ScopeVersionPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string; number: string }>;
  searchParams: Promise<{ with?: string | string[] }>;
}) {
  const { slug, number } = await params;
  const scope = await pageScope(slug, "context:read", "workspace:read");
  const wanted = readNumber(number);
  if (wanted === null) notFound();
  const other = readNumber((await searchParams).with);
  const [workspace, page] = await Promise.all([
    getWorkspace(scope),
    orNotFound(getScopeVersion(scope, wanted, other)),
  ]);
  return (
    <ScopeVersionScreen
      workspace={workspace}
      timeZone={scope.timeZone}
      page={page}
      rights={scopeRights(scope, page.shown, page.selfAcceptance)}
    />
  );
}
