import { Section } from "@/components/layout/section";
import { Dialog, DialogTrigger } from "@/components/ui/dialog";
import { Select } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { PasswordAgain } from "@/components/ui/password-again";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { ROLE_LABEL } from "@/components/workspaces/labels";
import { canGrantRole, ROLES, type Role } from "@/lib/core/access";
import { dateIn, formatDate } from "@/lib/core/dates";
import type { MemberSummary } from "@/lib/core/people";
import { changeRoleAction, leaveWorkspaceAction, removeMemberAction } from "@/lib/members/actions";

type Me = { readonly userId: string; readonly role: Role };
type Props = {
  slug: string;
  timeZone: string;
  me: Me;
  members: readonly MemberSummary[];
  /** Nothing stands above it. */
  isFirst: boolean;
};

/** The members; who manages people changes roles in place and removes members. */
export function MemberTable({ slug, timeZone, me, members, isFirst }: Props) {
  const owners = members.filter((member) => member.role === "owner").length;
  return (
    <Section
      title="Members"
      remark="A changed role applies at once"
      className={isFirst ? "border-0 pt-0" : ""}
    >
      <Table caption="Members" cards sticky={false}>
        <thead>
          <tr>
            <Th>Name</Th>
            <Th>E-mail address</Th>
            <Th>Role</Th>
            <Th>Member since</Th>
            <Th right>
              <span className="sr">Actions</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <Tr key={member.userId}>
              <RowHeader>
                {member.name}
                {member.userId === me.userId ? <span className="i3"> (you)</span> : null}
                <span className="sm i3 block md:hidden">{member.email}</span>
              </RowHeader>
              <Td area="hide">{member.email}</Td>
              <Td area="status">
                <RoleCell slug={slug} me={me} member={member} isLastOwner={isLast(member, owners)} />
              </Td>
              <Td area="hide">{formatDate(dateIn(timeZone, member.joinedAt))}</Td>
              <Td right area="due">
                <Ending slug={slug} me={me} member={member} isLastOwner={isLast(member, owners)} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function isLast(member: MemberSummary, owners: number): boolean {
  return member.role === "owner" && owners === 1;
}

type CellProps = { slug: string; me: Me; member: MemberSummary; isLastOwner: boolean };

function RoleCell({ slug, me, member, isLastOwner }: CellProps) {
  const roles = ROLES.filter((role) => role === member.role || canGrantRole(me.role, member.role, role));
  if (roles.length <= 1 || isLastOwner) {
    return (
      <span title={isLastOwner ? "The last owner stays one" : undefined}>
        {ROLE_LABEL[member.role]}
        {isLastOwner ? <span className="i3"> (last one)</span> : null}
      </span>
    );
  }
  return (
    <ActionForm
      action={changeRoleAction.bind(null, slug)}
      version={member.version}
      labels={{ role: "Role" }}
      className="inline-flex flex-wrap items-center gap-1 max-w-96"
    >
      <input type="hidden" name="userId" value={member.userId} />
      <Select
        name="role"
        dense
        className="w-32"
        aria-label={`Role of ${member.name}`}
        defaultValue={member.role}
        options={roles.map((role) => ({ value: role, label: ROLE_LABEL[role] }))}
      />
      <PasswordAgain />
      <SubmitButton look="quiet" dense aria-label={`Save the role of ${member.name}`}>
        Save
      </SubmitButton>
    </ActionForm>
  );
}

function Ending({ slug, me, member, isLastOwner }: CellProps) {
  const isMe = member.userId === me.userId;
  if (isLastOwner || !(isMe || canGrantRole(me.role, member.role, null))) return null;
  const id = `end-${member.userId}`;
  return (
    <>
      <DialogTrigger
        dialog={id}
        look="quiet"
        dense
        aria-label={isMe ? "Leave the workspace" : `Remove ${member.name}`}
      >
        {isMe ? "Leave" : "Remove"}
      </DialogTrigger>
      <Dialog id={id} title={isMe ? "Leave the workspace" : `Remove ${member.name}`}>
        <div className="stack text-left whitespace-normal">
          <p>
            {isMe
              ? "You lose access at once. What you did stays in the records under your name."
              : "They lose access at once. What they did and own stays in the records under their name."}
          </p>
          <EndingForm slug={slug} member={member} isMe={isMe} />
        </div>
      </Dialog>
    </>
  );
}

function EndingForm({ slug, member, isMe }: { slug: string; member: MemberSummary; isMe: boolean }) {
  if (isMe) {
    return (
      <ActionForm action={leaveWorkspaceAction.bind(null, slug)}>
        <div>
          <SubmitButton look="danger">Leave the workspace</SubmitButton>
        </div>
      </ActionForm>
    );
  }
  return (
    <ActionForm action={removeMemberAction.bind(null, slug)} version={member.version}>
      <input type="hidden" name="userId" value={member.userId} />
      <PasswordAgain />
      <div>
        <SubmitButton look="danger">{`Remove ${member.name}`}</SubmitButton>
      </div>
    </ActionForm>
  );
}
