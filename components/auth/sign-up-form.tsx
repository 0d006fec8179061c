import { Field, Input } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { TimeZoneField } from "@/components/workspaces/time-zone-field";
import { signUpAction } from "@/lib/accounts/actions";
import { PASSWORD_MIN } from "@/lib/core/password-rule";
import { paths, withQuery } from "@/lib/core/paths";

export const PASSWORD_HELP = `At least ${PASSWORD_MIN} characters of any kind. Three or four unrelated words are good.`;

export type SignUpGate = "open" | "setup" | "closed";

/**
 * Name, address, password and the first workspace; with `gate` setup also the token from the operator's console. `next` is the
 * page to open afterwards.
 */
export function SignUpScreen({
  gate,
  token,
  next,
}: {
  gate: SignUpGate;
  token: string | undefined;
  next?: string | undefined;
}) {
  return (
    <>
      <div className="head">
        <div>
          <h1>Start a workspace</h1>
          <p>
            Already have an account? <Link href={withQuery(paths.signIn(), { next })}>Sign in</Link>
          </p>
        </div>
      </div>
      {gate === "closed" ? (
        <InvitationOnly />
      ) : (
        <SignUpForm withToken={gate === "setup"} token={token} next={next} />
      )}
    </>
  );
}

function InvitationOnly() {
  return (
    <p className="prose">
      Accounts on this server start with an invitation. Ask an owner or lead of the workspace to invite your
      e-mail address, then open the link in the mail.
    </p>
  );
}

function SignUpForm({
  withToken,
  token,
  next,
}: {
  withToken: boolean;
  token: string | undefined;
  next: string | undefined;
}) {
  return (
    <ActionForm action={signUpAction}>
      {next ? <input type="hidden" name="next" value={next} /> : null}
      {withToken ? (
        <Field
          name="token"
          label="Set-up token"
          help="The server printed it on its console at the first start. It works once, within an hour."
          required
        >
          <Input autoComplete="off" spellCheck={false} className="mono" defaultValue={token} />
        </Field>
      ) : null}
      <Field name="name" label="Your name" required>
        <Input autoComplete="name" />
      </Field>
      <Field name="email" label="E-mail address" required>
        <Input type="email" autoComplete="username" inputMode="email" />
      </Field>
      <Field name="password" label="Password" help={PASSWORD_HELP} required>
        <Input type="password" autoComplete="new-password" />
      </Field>
      <Field
        name="workspaceName"
        label="Workspace name"
        help="Usually the name of your organisation."
        required
      >
        <Input autoComplete="organization" />
      </Field>
      <TimeZoneField value="UTC" detect help="Due dates and the activity log follow it." />
      <div>
        <SubmitButton>Create account and workspace</SubmitButton>
      </div>
    </ActionForm>
  );
}

/** What a new account sees while its address waits for confirmation; signing in leads to `next`. */
export function MailSentScreen({
  title,
  next,
  children,
}: {
  title: string;
  next?: string | undefined;
  children: string;
}) {
  return (
    <>
      <div className="head">
        <div>
          <h1>{title}</h1>
          <p>{children}</p>
        </div>
      </div>
      <Link href={withQuery(paths.signIn(), { next })}>Go to sign-in</Link>
    </>
  );
}
