import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { MethodScreen } from "@/components/risks/method-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { actorId, holds } from "@/lib/core/access";
import { singleValues } from "@/lib/core/paths";
import { canApproveVersion } from "@/lib/core/version-machine";
import { listMethods } from "@/lib/risks/queries/method";
import { getProgramme, getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Risk method" };

/** The version being worked on, else the approved one; `version` shows another, `edit` opens the draft or the return. */
export default async function RiskMethodPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { slug } = await params;
  const scope = await pageScope(slug, "risk:read", "workspace:read");
  const [query, workspace, methods, programme] = await Promise.all([
    searchParams,
    getWorkspace(scope),
    listMethods(scope),
    getProgramme(scope),
  ]);
  const { version, edit } = singleValues(query);
  const chosen = methods.find(({ number }) => String(number) === version);
  const shown = chosen ?? methods[0] ?? null;
  return (
    <MethodScreen
      workspace={workspace}
      methods={methods}
      shown={shown}
      edit={edit === "draft" || edit === "return" ? edit : null}
      rights={{
        manage: holds(scope, "risk:manage"),
        approve: holds(scope, "risk:approve"),
        approval: canApproveVersion({
          noun: "risk method",
          actorId: actorId(scope) ?? "",
          submitterId: shown?.submittedBy?.userId ?? null,
          selfAcceptance: programme.selfAcceptance,
        }),
      }}
      onceKey={randomUUID()}
    />
  );
}
