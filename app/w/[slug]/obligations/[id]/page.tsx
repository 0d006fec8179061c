import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { EditObligationScreen } from "@/components/obligations/form-screens";
import { ObligationScreen } from "@/components/obligations/obligation-screen";
import { authorize } from "@/lib/auth/authorize";
import { orNotFound, pageScope } from "@/lib/auth/page-scope";
import { listComments } from "@/lib/comments/queries";
import { holds } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { getObligation, getObligationForm } from "@/lib/obligations/queries";
import { now } from "@/lib/platform/clock";
import { getWorkspace, listMembers } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Obligation" };

/** One obligation; `edit=1` opens the form that changes it. */
export default async function ObligationPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string; id: string }>;
  searchParams: Promise<{ edit?: string | string[] }>;
}) {
  const { slug, id } = await params;
  const { edit } = await searchParams;
  const scope = await pageScope(slug, "obligation:read", "workspace:read", "member:read");
  const obligation = await orNotFound(getObligation(scope, id));
  const workspace = await getWorkspace(scope);
  const mayEdit = holds(scope, "obligation:write");
  if (edit === "1" && mayEdit && !obligation.archived) {
    const form = await getObligationForm(await authorize(slug, "obligation:write"));
    return <EditObligationScreen workspace={workspace} form={form} obligation={obligation} />;
  }
  const [comments, members] = await Promise.all([
    listComments(scope, "obligation", obligation.id),
    listMembers(scope),
  ]);
  return (
    <ObligationScreen
      workspace={workspace}
      timeZone={scope.timeZone}
      today={dateIn(scope.timeZone, now())}
      obligation={obligation}
      comments={comments}
      people={members.map(({ userId, name }) => ({ userId, name }))}
      mayEdit={mayEdit}
      mayComment={holds(scope, "comment:write")}
      onceKey={randomUUID()}
    />
  );
}
