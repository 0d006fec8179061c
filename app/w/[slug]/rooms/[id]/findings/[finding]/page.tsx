import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { CompanyFindingScreen } from "@/components/findings/company-finding-screen";
import { orNotFound, pageScope } from "@/lib/auth/page-scope";
import { holds } from "@/lib/core/access";
import { getFinding } from "@/lib/findings/queries";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Finding" };

/** One finding of an auditor from the company's side. */
export default async function FindingPage({
  params,
}: {
  params: Promise<{ slug: string; id: string; finding: string }>;
}) {
  const { slug, id, finding } = await params;
  const scope = await pageScope(slug, "room:read", "workspace:read");
  const found = await orNotFound(getFinding(scope, { roomId: id, id: finding }));
  return (
    <CompanyFindingScreen
      workspace={await getWorkspace(scope)}
      timeZone={scope.timeZone}
      finding={found}
      mayAnswer={holds(scope, "room:write")}
      mayRaise={holds(scope, "room:write") && holds(scope, "nonconformity:write")}
      onceKey={randomUUID()}
    />
  );
}
