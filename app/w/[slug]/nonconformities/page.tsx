import type { Metadata } from "next";
import { NonconformityRegister } from "@/components/nonconformities/register";
import { pageScope } from "@/lib/auth/page-scope";
import { holds } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { readNcView } from "@/lib/core/nonconformity-list";
import { listNonconformities } from "@/lib/nonconformities/queries";
import { now } from "@/lib/platform/clock";
import { getWorkspace, listMembers } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Nonconformities" };

/** The register of nonconformities, observations and opportunities. */
export default async function NonconformitiesPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { slug } = await params;
  const scope = await pageScope(slug, "nonconformity:read", "workspace:read", "member:read");
  const today = dateIn(scope.timeZone, now());
  const [query, workspace, all, members] = await Promise.all([
    searchParams,
    getWorkspace(scope),
    listNonconformities(scope, today),
    listMembers(scope),
  ]);
  return (
    <NonconformityRegister
      workspace={workspace}
      all={all}
      members={members}
      view={readNcView(query)}
      today={today}
      mayRaise={holds(scope, "nonconformity:write")}
    />
  );
}
