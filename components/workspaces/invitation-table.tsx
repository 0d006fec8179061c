import { Section } from "@/components/layout/section";
import { Badge } from "@/components/ui/badge";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { ROLE_LABEL } from "@/components/workspaces/labels";
import { formatInstant } from "@/lib/core/dates";
import type { InvitationSummary } from "@/lib/core/people";
import { resendInvitationAction, revokeInvitationAction } from "@/lib/members/actions";

type Props = {
  slug: string;
  timeZone: string;
  invitations: readonly InvitationSummary[];
  mailWorks: boolean;
};

const EXPIRED = { icon: "triangle", tone: "due", label: "Expired" } as const;
const OPEN = { icon: "hollow", tone: "none", label: "Waits for an answer" } as const;

/** Open and expired invitations; each can be sent again or revoked. */
export function InvitationTable({ slug, timeZone, invitations, mailWorks }: Props) {
  return (
    <Section title="Invitations" remark={mailWorks ? undefined : "Their mails wait for the operator"}>
      <Table caption="Invitations" cards sticky={false}>
        <thead>
          <tr>
            <Th>E-mail address</Th>
            <Th>Role</Th>
            <Th>Invited by</Th>
            <Th>Works until</Th>
            <Th>Status</Th>
            <Th right>
              <span className="sr">Actions</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {invitations.map((invitation) => (
            <Tr key={invitation.id}>
              <RowHeader>{invitation.email}</RowHeader>
              <Td area="ref">{ROLE_LABEL[invitation.role]}</Td>
              <Td area="hide">{invitation.invitedBy}</Td>
              <Td area="due" label="Works until">
                {formatInstant(invitation.expiresAt, timeZone)}
              </Td>
              <Td area="hide">
                <Badge status={invitation.hasExpired ? EXPIRED : OPEN} />
              </Td>
              <Td right area="status">
                <InvitationActions slug={slug} invitation={invitation} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function InvitationActions({ slug, invitation }: { slug: string; invitation: InvitationSummary }) {
  return (
    <span className="inline-flex flex-wrap justify-end gap-1">
      <ActionForm action={resendInvitationAction.bind(null, slug)} className="inline-flex">
        <input type="hidden" name="id" value={invitation.id} />
        <SubmitButton look="quiet" dense aria-label={`Send the invitation to ${invitation.email} again`}>
          Send again
        </SubmitButton>
      </ActionForm>
      <ActionForm action={revokeInvitationAction.bind(null, slug)} className="inline-flex">
        <input type="hidden" name="id" value={invitation.id} />
        <SubmitButton look="quiet" dense aria-label={`Revoke the invitation to ${invitation.email}`}>
          Revoke
        </SubmitButton>
      </ActionForm>
    </span>
  );
}
