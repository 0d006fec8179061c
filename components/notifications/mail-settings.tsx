import { Note } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { SettingsFrame, type SettingsPlace } from "@/components/workspaces/settings-frame";
import { MAIL_WISH_LABEL, MAIL_WISHES, type MailWish, type MailWishes } from "@/lib/core/notification";
import { paths } from "@/lib/core/paths";
import { setMailWishesAction, stopMailAction } from "@/lib/notifications/actions";

/** Where an unsubscribe link leads: what ends, and the button that ends it. */
function StopOne({ slug, wish, on }: { slug: string; wish: MailWish; on: boolean }) {
  const { label } = MAIL_WISH_LABEL[wish];
  if (!on) {
    return <Note tone="ok">{`You get no mails about this any more: ${label.toLowerCase()}.`}</Note>;
  }
  return (
    <section className="gate form-col mb-6" aria-labelledby="stop">
      <h2 id="stop">{`Stop these mails: ${label.toLowerCase()}`}</h2>
      <p className="mt-1 i2">The bell still tells you. Other mails stay as they are.</p>
      <ActionForm action={stopMailAction.bind(null, slug)} className="row wrap mt-3">
        <input type="hidden" name="wish" value={wish} />
        <SubmitButton>Stop these mails</SubmitButton>
        <ButtonLink href={paths.settingsNotifications(slug)} look="quiet">
          Keep them
        </ButtonLink>
      </ActionForm>
    </section>
  );
}

/** Which mails the person wants from this workspace. */
export function MailSettings({
  workspace,
  email,
  wishes,
  stop,
  mailWorks,
}: {
  workspace: SettingsPlace;
  email: string;
  wishes: MailWishes;
  /** The wish that an unsubscribe link named. */
  stop: MailWish | null;
  mailWorks: boolean;
}) {
  const { slug } = workspace;
  return (
    <SettingsFrame
      workspace={workspace}
      tab="notifications"
      intro={`Which mails come to ${email} from this workspace. For you alone; the bell always tells you.`}
    >
      {stop === null ? null : <StopOne slug={slug} wish={stop} on={wishes[stop]} />}
      {mailWorks ? null : (
        <div className="mb-6">
          <Note tone="due">
            This server sends no mail yet. Your choices are kept until its operator sets mail up.
          </Note>
        </div>
      )}
      <ActionForm
        key={JSON.stringify(wishes)}
        action={setMailWishesAction.bind(null, slug)}
        className="form-col"
      >
        {MAIL_WISHES.map((wish) => (
          <Checkbox
            key={wish}
            name={wish}
            label={MAIL_WISH_LABEL[wish].label}
            help={MAIL_WISH_LABEL[wish].help}
            defaultChecked={wishes[wish]}
          />
        ))}
        <div className="row">
          <SubmitButton>Save mail settings</SubmitButton>
        </div>
      </ActionForm>
    </SettingsFrame>
  );
}
