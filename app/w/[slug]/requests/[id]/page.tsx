import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { EditRequestScreen } from "@/components/requests/edit-request-screen";
import { RequestScreen } from "@/components/requests/request-screen";
import { authorize } from "@/lib/auth/authorize";
import { orNotFound, pageScope } from "@/lib/auth/page-scope";
import { listComments } from "@/lib/comments/queries";
import { dateIn } from "@/lib/core/dates";
import type { RequestDetail } from "@/lib/core/request-dto";
import { requestRights } from "@/lib/core/request-rights";
import { now } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { getRequest, getRequestForm } from "@/lib/requests/queries";
import { getEarlierRequest } from "@/lib/rooms/queries/earlier";
import { listSharedMessages } from "@/lib/rooms/queries/requests";
import { getSampleOrigin } from "@/lib/rooms/queries/sample-origin";
import { getWorkspace, listMembers } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Request" };

async function formOf(slug: string, request: RequestDetail) {
  const scope = await authorize(slug, "request:write");
  return getRequestForm(scope, { refs: request.refs, itemId: request.item?.id ?? null });
}

/** One request; `edit=1` opens the form that changes it. */
export default async function RequestPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string; id: string }>;
  searchParams: Promise<{ edit?: string | string[] }>;
}) {
  const { slug, id } = await params;
  const { edit } = await searchParams;
  const scope = await pageScope(slug, "request:read", "workspace:read", "member:read", "room:read");
  const today = dateIn(scope.timeZone, now());
  const { request, selfAcceptance } = await orNotFound(getRequest(scope, id, today));
  const rights = requestRights(scope, request, selfAcceptance);
  if (edit === "1" && rights.edit) {
    const [workspace, form] = await Promise.all([getWorkspace(scope), formOf(slug, request)]);
    return <EditRequestScreen workspace={workspace} request={request} form={form} />;
  }
  const { roomId } = request;
  const [workspace, comments, members, messages, earlier, sample] = await Promise.all([
    getWorkspace(scope),
    listComments(scope, "request", request.id),
    listMembers(scope),
    roomId === null ? [] : listSharedMessages(scope, request.id),
    roomId === null ? null : getEarlierRequest(scope, request.id),
    roomId === null ? null : getSampleOrigin(scope, { roomId, requestId: request.id }),
  ]);
  return (
    <RequestScreen
      workspace={workspace}
      timeZone={scope.timeZone}
      today={today}
      request={request}
      rights={rights}
      comments={comments}
      messages={messages}
      earlier={earlier}
      sample={sample}
      people={members.map(({ userId, name }) => ({ userId, name }))}
      collector={scope.actor.name}
      limitBytes={env().maxUploadBytes}
      onceKey={randomUUID()}
    />
  );
}
