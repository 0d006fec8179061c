import { PageTitle } from "@/components/auth/page-title";
import { SignInForm } from "@/components/auth/sign-in-form";
import { SignOutButton } from "@/components/auth/sign-out-form";
import { PASSWORD_HELP } from "@/components/auth/sign-up-form";
import { ButtonLink } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { ROLE_HELP, ROLE_LABEL } from "@/components/workspaces/labels";
import { TimeZoneField } from "@/components/workspaces/time-zone-field";
import { paths } from "@/lib/core/paths";
import type { OpenInvitation } from "@/lib/core/people";
import { acceptInvitationAction, signUpInvitedAction } from "@/lib/members/actions";

type Props = {
  token: string;
  invitation: OpenInvitation | null;
  /** The address of whoever is signed in; null for nobody. */
  signedInAs: string | null;
};

/** An invitation before it is accepted: who invites to what, and the way in for the person at hand. */
export function InvitationScreen({ token, invitation, signedInAs }: Props) {
  if (invitation === null) {
    return (
      <>
        <PageTitle title="This invitation does not work any more">
          It was used or revoked, it has expired, or part of the link is missing. Ask for a new one.
        </PageTitle>
        <ButtonLink href={paths.landing()}>Go to the start page</ButtonLink>
      </>
    );
  }
  const { role } = invitation;
  return (
    <>
      <PageTitle title={`Join ${invitation.workspaceName}`}>
        {`Your role there: ${ROLE_LABEL[role]}. ${ROLE_HELP[role]}.`}
      </PageTitle>
      <Way token={token} invitation={invitation} signedInAs={signedInAs} />
    </>
  );
}

function Way({ token, invitation, signedInAs }: Props & { invitation: OpenInvitation }) {
  if (signedInAs === invitation.email) {
    return (
      <ActionForm action={acceptInvitationAction}>
        <input type="hidden" name="token" value={token} />
        <div>
          <SubmitButton>Join the workspace</SubmitButton>
        </div>
      </ActionForm>
    );
  }
  if (signedInAs !== null) {
    return (
      <div className="stack">
        <p>
          The invitation is for {invitation.email}, and you are signed in as {signedInAs}. Sign out, open the
          link in the mail again and sign in with the invited address.
        </p>
        <SignOutButton />
      </div>
    );
  }
  if (invitation.hasAccount) return <SignInForm next={paths.invite(token)} email={invitation.email} />;
  return <InvitedForm token={token} email={invitation.email} />;
}

function InvitedForm({ token, email }: { token: string; email: string }) {
  return (
    <ActionForm action={signUpInvitedAction}>
      <input type="hidden" name="token" value={token} />
      <p>
        The account is for <b>{email}</b>. Another address? <Link href={paths.signIn()}>Sign in</Link> with it
        and ask for an invitation to it.
      </p>
      <Field name="name" label="Your name" required>
        <Input autoComplete="name" />
      </Field>
      <Field name="password" label="Password" help={PASSWORD_HELP} required>
        <Input type="password" autoComplete="new-password" />
      </Field>
      <TimeZoneField value="UTC" detect help="Dates are shown in it outside a workspace." />
      <div>
        <SubmitButton>Create account and join</SubmitButton>
      </div>
    </ActionForm>
  );
}
