import { PageTitle } from "@/components/auth/page-title";
import { PASSWORD_HELP } from "@/components/auth/sign-up-form";
import { ButtonLink } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { forgotAction, resetAction } from "@/lib/accounts/actions";
import { paths } from "@/lib/core/paths";

/** Asks for the address that gets the link; `mailWorks` decides what is promised. */
export function ForgotScreen({ mailWorks }: { mailWorks: boolean }) {
  return (
    <>
      <PageTitle title="Reset the password">
        {mailWorks
          ? "Enter your e-mail address. A link for a new password goes there and works for one hour."
          : "Enter your e-mail address. Mail is not set up on this server: the link goes to the operator, who hands it to you."}
      </PageTitle>
      <ActionForm action={forgotAction}>
        <Field name="email" label="E-mail address" required>
          <Input type="email" autoComplete="username" inputMode="email" />
        </Field>
        <div className="row wrap">
          <SubmitButton>Send the link</SubmitButton>
          <Link href={paths.signIn()} className="push sm">
            Back to sign-in
          </Link>
        </div>
      </ActionForm>
    </>
  );
}

/** The same answer for every address. */
export function ForgotSentScreen({ mailWorks }: { mailWorks: boolean }) {
  return (
    <>
      <PageTitle title="If the address has an account, the link is on its way">
        {mailWorks
          ? "Look into your mail. The link works once, for one hour."
          : "Mail is not set up on this server. The operator finds the link in the mail folder and hands it to you. It works once, for one hour."}
      </PageTitle>
      <ButtonLink href={paths.signIn()}>Go to sign-in</ButtonLink>
    </>
  );
}

/** Sets a new password by a mailed link. Opening the page uses nothing up. */
export function ResetScreen({ token, isOpen }: { token: string; isOpen: boolean }) {
  if (!isOpen) {
    return (
      <>
        <PageTitle title="This link does not work any more">
          It was used, it has expired, or part of it is missing. Ask for a new one.
        </PageTitle>
        <ButtonLink href={paths.forgot()} look="primary">
          Reset the password
        </ButtonLink>
      </>
    );
  }
  return (
    <>
      <PageTitle title="Set a new password">
        All your sessions end, and you sign in with the new password.
      </PageTitle>
      <ActionForm action={resetAction}>
        <input type="hidden" name="token" value={token} />
        <Field name="password" label="New password" help={PASSWORD_HELP} required>
          <Input type="password" autoComplete="new-password" />
        </Field>
        <div>
          <SubmitButton>Set password</SubmitButton>
        </div>
      </ActionForm>
    </>
  );
}
