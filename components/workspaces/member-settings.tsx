import { Section } from "@/components/layout/section";
import { Note } from "@/components/ui/badge";
import { Field, Input, Select } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { PasswordAgain } from "@/components/ui/password-again";
import { InvitationTable } from "@/components/workspaces/invitation-table";
import { ROLE_HELP, ROLE_LABEL } from "@/components/workspaces/labels";
import { MemberTable } from "@/components/workspaces/member-table";
import { SettingsFrame, type SettingsPlace } from "@/components/workspaces/settings-frame";
import { canGrantRole, ROLES, type Role } from "@/lib/core/access";
import type { InvitationSummary, MemberSummary } from "@/lib/core/people";
import { inviteAction } from "@/lib/members/actions";

export type MemberSettingsProps = {
  workspace: SettingsPlace;
  timeZone: string;
  /** Who is looking. */
  me: { readonly userId: string; readonly role: Role };
  members: readonly MemberSummary[];
  /** Null for roles that do not invite. */
  invitations: readonly InvitationSummary[] | null;
  mailWorks: boolean;
  /** One per drawn form, so that a form sent twice invites once. */
  once: string;
  /** Fills in the address, for links from other pages. */
  email: string | undefined;
};

/** Who is in the workspace, who is invited, and the form that invites. */
export function MemberSettings(props: MemberSettingsProps) {
  const { members, invitations } = props;
  const { slug } = props.workspace;
  return (
    <SettingsFrame
      workspace={props.workspace}
      tab="members"
      intro={`${members.length} ${members.length === 1 ? "member" : "members"}`}
    >
      {invitations === null ? null : <InviteSection {...props} />}
      {invitations === null || invitations.length === 0 ? null : (
        <InvitationTable
          slug={slug}
          timeZone={props.timeZone}
          invitations={invitations}
          mailWorks={props.mailWorks}
        />
      )}
      <MemberTable
        slug={slug}
        timeZone={props.timeZone}
        me={props.me}
        members={members}
        isFirst={invitations === null}
      />
    </SettingsFrame>
  );
}

function InviteSection({ workspace, me, mailWorks, once, email }: MemberSettingsProps) {
  const roles = ROLES.filter((role) => canGrantRole(me.role, null, role));
  return (
    <Section
      className="border-0 pt-0"
      title="Invite a person"
      remark="The link works once, for 14 days, and for this address only"
    >
      {mailWorks ? null : (
        <div className="mb-4">
          <Note tone="due">
            Mail is not set up on this server. The invitation waits in the operator's mail folder, and the
            operator hands its link to the person.
          </Note>
        </div>
      )}
      <ActionForm action={inviteAction.bind(null, workspace.slug)} className="form-col">
        <input type="hidden" name="once" value={once} />
        <Field name="email" label="E-mail address" required>
          <Input type="email" inputMode="email" autoComplete="off" defaultValue={email} />
        </Field>
        <Field name="role" label="Role" required>
          <Select
            defaultValue="contributor"
            options={roles.map((role) => ({ value: role, label: `${ROLE_LABEL[role]}: ${ROLE_HELP[role]}` }))}
          />
        </Field>
        <PasswordAgain />
        <div>
          <SubmitButton>Invite person</SubmitButton>
        </div>
      </ActionForm>
    </Section>
  );
}
