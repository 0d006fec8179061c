import { SessionTable } from "@/components/auth/session-table";
import { PASSWORD_HELP } from "@/components/auth/sign-up-form";
import { PageHeader } from "@/components/layout/page-header";
import { PreferenceForm } from "@/components/layout/preference-form";
import { Section } from "@/components/layout/section";
import { Note } from "@/components/ui/badge";
import { Field, Input } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { TimeZoneField } from "@/components/workspaces/time-zone-field";
import {
  changeEmailAction,
  changePasswordAction,
  resendVerificationAction,
  setProfileAction,
} from "@/lib/accounts/actions";
import type { SessionSummary } from "@/lib/core/people";

export type AccountPerson = {
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly timeZone: string;
};

/** Everything a person changes about themselves. */
export function AccountScreen({
  person,
  sessions,
  mailWorks,
  keys,
}: {
  person: AccountPerson;
  sessions: readonly SessionSummary[];
  mailWorks: boolean;
  keys: boolean;
}) {
  return (
    <>
      <PageHeader title="Account" intro={person.email} />
      {mailWorks && !person.emailVerified ? <Unconfirmed email={person.email} /> : null}
      <Section title="Name and time zone">
        <ActionForm action={setProfileAction} className="form-col">
          <Field name="name" label="Your name" required>
            <Input autoComplete="name" defaultValue={person.name} />
          </Field>
          <TimeZoneField
            value={person.timeZone}
            help="Times on this page follow it. A workspace has its own."
          />
          <div>
            <SubmitButton>Save account</SubmitButton>
          </div>
        </ActionForm>
      </Section>
      <EmailSection mailWorks={mailWorks} />
      <PasswordSection />
      <Section title="Keyboard" remark="For this browser">
        <PreferenceForm className="row wrap">
          <p className="i2">Single-key shortcuts such as g then c</p>
          <button type="submit" name="keys" value="on" className="btn btn-d">
            Switch on
          </button>
          <button type="submit" name="keys" value="off" className="btn btn-d">
            Switch off
          </button>
          <span className="i3 sm">
            {keys ? "On when this page was opened" : "Off when this page was opened"}
          </span>
        </PreferenceForm>
      </Section>
      <SessionTable sessions={sessions} timeZone={person.timeZone} />
    </>
  );
}

function Unconfirmed({ email }: { email: string }) {
  return (
    <div className="mb-4">
      <Note tone="due">
        <p>{`${email} is not confirmed yet. Open the link in the mail.`}</p>
        <ActionForm action={resendVerificationAction} className="mt-2">
          <SubmitButton look="secondary" dense>
            Send the mail again
          </SubmitButton>
        </ActionForm>
      </Note>
    </div>
  );
}

function EmailSection({ mailWorks }: { mailWorks: boolean }) {
  return (
    <Section title="E-mail address" remark="Your other sessions end when it changes">
      <ActionForm action={changeEmailAction} className="form-col">
        <Field
          name="email"
          label="New e-mail address"
          help={
            mailWorks
              ? "It counts once you open the link that we mail to it."
              : "It counts at once, because mail is not set up on this server."
          }
          required
        >
          <Input type="email" autoComplete="email" inputMode="email" />
        </Field>
        <Field name="currentPassword" label="Current password" required>
          <Input type="password" autoComplete="current-password" />
        </Field>
        <div>
          <SubmitButton look="secondary">Change e-mail address</SubmitButton>
        </div>
      </ActionForm>
    </Section>
  );
}

function PasswordSection() {
  return (
    <Section title="Password" remark="Your other sessions end when it changes">
      <ActionForm action={changePasswordAction} className="form-col">
        <Field name="currentPassword" label="Current password" required>
          <Input type="password" autoComplete="current-password" />
        </Field>
        <Field name="newPassword" label="New password" help={PASSWORD_HELP} required>
          <Input type="password" autoComplete="new-password" />
        </Field>
        <div>
          <SubmitButton look="secondary">Change password</SubmitButton>
        </div>
      </ActionForm>
    </Section>
  );
}
