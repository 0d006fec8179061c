import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { MemberSettings } from "@/components/workspaces/member-settings";
import { authorize } from "@/lib/auth/authorize";
import { pageScope } from "@/lib/auth/page-scope";
import { requirePerson } from "@/lib/auth/session";
import { holds } from "@/lib/core/access";
import { listInvitations, listMemberRows } from "@/lib/members/queries";
import { mailWorks } from "@/lib/platform/mailer";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage({ params, searchParams }: PageProps<"/w/[slug]/settings/members">) {
  const { slug } = await params;
  const { email } = await searchParams;
  const scope = await pageScope(slug, "member:read", "workspace:read");
  const mayInvite = holds(scope, "member:write");
  const [person, workspace, members, invitations] = await Promise.all([
    requirePerson(),
    getWorkspace(scope),
    listMemberRows(scope),
    mayInvite ? authorize(slug, "member:write").then(listInvitations) : null,
  ]);
  const me = members.find((member) => member.userId === person.userId);
  return (
    <MemberSettings
      workspace={workspace}
      timeZone={scope.timeZone}
      me={{ userId: person.userId, role: me?.role ?? "viewer" }}
      members={members}
      invitations={invitations}
      mailWorks={mailWorks()}
      once={randomUUID()}
      email={typeof email === "string" ? email.slice(0, 254) : undefined}
    />
  );
}
