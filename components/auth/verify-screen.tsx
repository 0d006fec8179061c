import { PageTitle } from "@/components/auth/page-title";
import { ButtonLink } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { confirmNewEmailAction, verifyAction } from "@/lib/accounts/actions";
import { paths, withQuery } from "@/lib/core/paths";

export type VerifyStep = "spent" | "password" | "confirm" | "sign-in" | "change" | "other-person";

/** What the link of a mail about an address leads to; `step` says who is asking for what. */
export function VerifyScreen({ step, token, email }: { step: VerifyStep; token: string; email: string }) {
  if (step === "spent") {
    return (
      <>
        <PageTitle title="This link does not work any more">
          It was used, it has expired, or part of it is missing. Sign in: a new mail is sent if one is needed.
        </PageTitle>
        <ButtonLink href={paths.signIn()} look="primary">
          Sign in
        </ButtonLink>
      </>
    );
  }
  if (step === "other-person") {
    return (
      <PageTitle title="This link is for another account">
        Sign out, then open the link again to confirm {email}.
      </PageTitle>
    );
  }
  if (step === "sign-in") {
    return (
      <>
        <PageTitle title="Sign in to confirm the new address">
          The new address {email} counts once you have signed in with the old one.
        </PageTitle>
        <ButtonLink href={withQuery(paths.signIn(), { next: paths.verifyEmail(token) })} look="primary">
          Sign in
        </ButtonLink>
      </>
    );
  }
  return <ConfirmForm step={step} token={token} email={email} />;
}

function ConfirmForm({
  step,
  token,
  email,
}: {
  step: "password" | "confirm" | "change";
  token: string;
  email: string;
}) {
  if (step === "change") {
    return (
      <>
        <PageTitle title="Use the new address">From now on you sign in with {email}.</PageTitle>
        <ActionForm action={confirmNewEmailAction}>
          <input type="hidden" name="token" value={token} />
          <div>
            <SubmitButton>Use this address</SubmitButton>
          </div>
        </ActionForm>
      </>
    );
  }
  return (
    <>
      <PageTitle title="Confirm your e-mail address">This confirms {email}.</PageTitle>
      <ActionForm action={verifyAction}>
        <input type="hidden" name="token" value={token} />
        {step === "password" ? (
          <Field name="password" label="Password" help="The one you chose when you signed up." required>
            <Input type="password" autoComplete="current-password" />
          </Field>
        ) : null}
        <div>
          <SubmitButton>Confirm address</SubmitButton>
        </div>
      </ActionForm>
    </>
  );
}
