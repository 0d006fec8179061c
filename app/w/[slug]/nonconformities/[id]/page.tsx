import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { NonconformityRecord } from "@/components/nonconformities/record-screen";
import { orNotFound, pageScope } from "@/lib/auth/page-scope";
import { listComments } from "@/lib/comments/queries";
import { dateIn } from "@/lib/core/dates";
import { readNcEdit } from "@/lib/core/nonconformity-edit";
import { ncRights } from "@/lib/core/nonconformity-rights";
import { findFindingOf } from "@/lib/findings/queries";
import { getNonconformity } from "@/lib/nonconformities/queries";
import { getNcContext } from "@/lib/nonconformities/queries/context";
import { now } from "@/lib/platform/clock";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Nonconformity" };

/** One nonconformity with its actions, gate, history and comments; `edit` opens one of its forms. */
export default async function NonconformityPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { slug, id } = await params;
  const scope = await pageScope(slug, "nonconformity:read", "workspace:read");
  const nc = await orNotFound(getNonconformity(scope, id));
  const [query, workspace, context, comments, origin] = await Promise.all([
    searchParams,
    getWorkspace(scope),
    getNcContext(scope, nc),
    listComments(scope, "nonconformity", nc.id),
    findFindingOf(scope, nc.id),
  ]);
  return (
    <NonconformityRecord
      slug={slug}
      workspace={workspace}
      timeZone={scope.timeZone}
      today={dateIn(scope.timeZone, now())}
      nc={nc}
      context={context}
      comments={comments}
      origin={origin}
      rights={ncRights(scope, nc)}
      edit={readNcEdit(query)}
      onceKey={randomUUID()}
    />
  );
}
