import { Field, Input } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { signInAction } from "@/lib/accounts/actions";
import { paths, withQuery } from "@/lib/core/paths";

/** E-mail and password; `next` is the page to open afterwards. */
export function SignInForm({ next, email }: { next?: string | undefined; email?: string | undefined }) {
  return (
    <ActionForm action={signInAction}>
      {next ? <input type="hidden" name="next" value={next} /> : null}
      <Field name="email" label="E-mail address" required>
        <Input
          type="email"
          autoComplete="username"
          inputMode="email"
          defaultValue={email}
          readOnly={email !== undefined}
        />
      </Field>
      <Field name="password" label="Password" required>
        <Input type="password" autoComplete="current-password" />
      </Field>
      <div className="row wrap">
        <SubmitButton>Sign in</SubmitButton>
        <Link href={paths.forgot()} className="push sm">
          Forgot the password
        </Link>
      </div>
    </ActionForm>
  );
}

/** The sign-in page. */
export function SignInScreen({ next }: { next: string | undefined }) {
  return (
    <>
      <div className="head">
        <div>
          <h1>Sign in</h1>
          <p>
            No account yet? <Link href={withQuery(paths.signUp(), { next })}>Start a workspace</Link>
          </p>
        </div>
      </div>
      <SignInForm next={next} />
    </>
  );
}
