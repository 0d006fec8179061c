import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { RiskScreen } from "@/components/risks/risk-screen";
import { orNotFound, pageScope } from "@/lib/auth/page-scope";
import { listComments } from "@/lib/comments/queries";
import { holds, mayEditOwned } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { readRiskEdit, riskRights } from "@/lib/core/risk-rights";
import { now } from "@/lib/platform/clock";
import { getRisk } from "@/lib/risks/queries";
import { getRiskContext } from "@/lib/risks/queries/context";
import { getApprovedMethod } from "@/lib/risks/queries/method";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Risk" };

/** One risk with its assessments, treatment, plan, history and comments; `edit` opens one of its forms. */
export default async function RiskPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { slug, id } = await params;
  const scope = await pageScope(slug, "risk:read", "workspace:read");
  const today = dateIn(scope.timeZone, now());
  const risk = await orNotFound(getRisk(scope, id, today));
  const [query, workspace, context, method, comments] = await Promise.all([
    searchParams,
    getWorkspace(scope),
    getRiskContext(scope, risk),
    getApprovedMethod(scope),
    listComments(scope, "risk", risk.id),
  ]);
  return (
    <RiskScreen
      workspace={workspace}
      slug={slug}
      timeZone={scope.timeZone}
      today={today}
      risk={risk}
      method={method}
      context={context}
      rights={riskRights(scope, risk)}
      edit={readRiskEdit(query)}
      onceKey={randomUUID()}
      comments={comments}
      mayRestore={holds(scope, "risk:write") && mayEditOwned(scope, risk.owner?.userId ?? null)}
    />
  );
}
